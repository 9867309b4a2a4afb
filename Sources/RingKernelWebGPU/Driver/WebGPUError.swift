/// Why something of WebGPU did not work.
public enum WebGPUError: Error, Sendable, Hashable {
  /// No library, or one that lacks a function.
  case libraryUnavailable(String)
  /// No adapter, or none whose name contains the one asked for.
  case adapterUnavailable(String)
  /// The adapter gave no device.
  case deviceUnavailable(String)
  /// The text is no valid program for this device: the compiler's words.
  case programRefused(String)
  /// A call was refused: the library's words.
  case refused(String)
  /// The device did not finish in time; it must not be used again.
  case timedOut(seconds: Int)
}
