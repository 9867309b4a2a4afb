public import RingKernelCore

extension WebGPUError {
  /// The stable code of the public interface.
  ///
  /// - Parameter refusal: Code for a call that was refused, which depends on what it was to do.
  public func code(refusal: ErrorCode = .programRefused) -> ErrorCode {
    switch self {
    case .libraryUnavailable: .libraryUnavailable
    case .versionRefused: .libraryVersion
    case .adapterUnavailable, .deviceUnavailable: .backendUnavailable
    case .programRefused: .programRefused
    case .outOfMemory: .deviceMemory
    case .refused: refusal
    case .deviceLost, .timedOut: .deviceLost
    }
  }
}

extension RingKernelError {
  /// The public form of an error of WebGPU.
  ///
  /// - Parameters:
  ///   - error: What happened.
  ///   - refusal: Code for a call that was refused.
  ///   - context: What was to be done, put in front.
  ///   - kernel: The kernel concerned.
  public init(
    _ error: WebGPUError,
    refusal: ErrorCode = .programRefused,
    _ context: String = "",
    kernel: String? = nil
  ) {
    let words = error.description
    let ending = words.hasSuffix(".") ? "" : "."
    let code = error.code(refusal: refusal)
    self.init(code, (context.isEmpty ? words : "\(context): \(words)") + ending, kernel: kernel)
  }
}
