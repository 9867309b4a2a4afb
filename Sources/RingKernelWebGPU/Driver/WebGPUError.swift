/// Why something of WebGPU did not work.
///
/// A label is that of the object that was to be made or used, as its maker named it.
public enum WebGPUError: Error, Sendable, Hashable {
  /// No library, or one that lacks a function.
  case libraryUnavailable(String)
  /// A library of another version than this package works with.
  case versionRefused(WebGPUVersion, file: String)
  /// No adapter, or none whose name contains the one asked for.
  case adapterUnavailable(String)
  /// The adapter gave no device: limits or features that it does not have, or memory.
  case deviceUnavailable(String)
  /// The text is no valid program for this device: the compiler's words.
  case programRefused(String, label: String = "")
  /// The device has no memory for this.
  case outOfMemory(String, label: String = "")
  /// A call was refused: the library's words, or ours; nothing was submitted.
  case refused(String, label: String = "")
  /// The device is gone: the library's words. Every later call throws this too.
  case deviceLost(String)
  /// The device did not finish in time; it must not be used again.
  case timedOut(seconds: Int)

  /// Label of the object concerned; empty where it has none.
  public var label: String {
    switch self {
    case .programRefused(_, let label), .outOfMemory(_, let label), .refused(_, let label): label
    case .libraryUnavailable, .versionRefused, .adapterUnavailable, .deviceUnavailable, .deviceLost, .timedOut: ""
    }
  }
}

extension WebGPUError: CustomStringConvertible {
  /// What happened, with the object's label.
  public var description: String {
    let object = label.isEmpty ? "" : "'\(label)': "
    return switch self {
    case .libraryUnavailable(let why), .adapterUnavailable(let why), .deviceUnavailable(let why): why
    case .versionRefused(let version, let file):
      "\(file) is wgpu-native \(version); this package works with "
        + WebGPUVersion.acceptedMajors.map { "\($0).x" }.joined(separator: ", ") + ". " + WebGPULibrary.cure
    case .programRefused(let why, _), .refused(let why, _): object + why
    case .outOfMemory(let why, _): "\(object)no memory: \(why)"
    case .deviceLost(let why): "the device is lost: \(why)"
    case .timedOut(let seconds): "it did not answer within \(seconds) s"
    }
  }
}
