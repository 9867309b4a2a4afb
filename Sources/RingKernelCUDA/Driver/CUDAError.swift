/// Why something of CUDA did not work.
public enum CUDAError: Error, Sendable, Hashable {
  /// A library is not there, or is older than what we call; the loader's reason and the cure.
  case libraryUnavailable(String)
  /// The driver answered something else than success.
  case failed(CUDAStatus)
  /// The run-time compiler did not work; the numbers are its own.
  case compilerFailed(CUDAStatus)
  /// The run-time compiler does not accept a text: what it was compiled for, and its words.
  case textRefused(architecture: String, log: String)
  /// A grid whose blocks wait for each other does not fit on the device at once; it would never end.
  case notResident(blocks: Int, most: Int)
  /// The environment asks for a device by something that is no number.
  case deviceUnknown(String)
  /// The environment asks for a mode that there is not.
  case modeUnknown(String)
  /// The environment asks for clusters of a size that there is not.
  case clusterUnknown(String)
  /// The environment asks for memory of messages that there is not.
  case inboundUnknown(String)
  /// The host's messages cannot come through the memory that was asked for.
  case inboundUnavailable(CUDAInbound, reason: String)
  /// GDRCopy did not show memory of the device; the number is an errno.
  case mappingFailed(CUDAStatus)
  /// We refused before the driver was asked.
  case refused(String)
  /// Work of the device did not end in time; the device must not be used again.
  case timedOut(Duration)

  /// The driver's answer, if it is one.
  public var status: CUDAStatus? { if case .failed(let status) = self { status } else { nil } }

  /// What can be done about it.
  public var errorClass: CUDAErrorClass {
    switch self {
    case .failed(let status): status.errorClass
    case .libraryUnavailable, .compilerFailed, .notResident, .inboundUnavailable, .mappingFailed: .resource
    case .textRefused, .refused, .deviceUnknown, .modeUnknown, .clusterUnknown, .inboundUnknown: .programmer
    case .timedOut: .fatal
    }
  }
}
