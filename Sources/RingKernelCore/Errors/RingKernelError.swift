/// What every public operation throws: a stable code, what happened with which values, and the cure.
public struct RingKernelError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Stable code; `ErrorCatalog` explains it.
  public let code: ErrorCode
  /// What failed, with the values involved.
  public let detail: String
  /// The kernel concerned, if one is.
  public let kernel: String?

  /// Makes an error of `code`.
  public init(_ code: ErrorCode, _ detail: String, kernel: String? = nil) {
    self.code = code
    self.detail = detail
    self.kernel = kernel
  }

  /// What to do about it, from the catalog.
  public var cure: String { ErrorCatalog.entry(for: code)?.cure ?? "" }

  /// One line: code, kernel, detail, cure.
  public var description: String {
    let subject = kernel.map { " kernel '\($0)':" } ?? ""
    return cure.isEmpty ? "\(code)\(subject) \(detail)" : "\(code)\(subject) \(detail) \(cure)"
  }
}

/// Stable error code, `RK` and four digits; the first digit names the layer.
///
/// 1 kernel language, 2 code generation, 3 backends, 4 runtime, 5 bytes and transport, 6 security.
public struct ErrorCode: Hashable, Sendable, CustomStringConvertible {
  /// The four digits.
  public let number: Int
  /// Makes the code with these four digits.
  public init(_ number: Int) { self.number = number }
  /// Parses `RK4006`, in either case, with or without the letters.
  public init?(parsing text: String) {
    let digits = text.uppercased().hasPrefix("RK") ? text.dropFirst(2) : text[...]
    guard digits.count == 4, let number = Int(digits) else { return nil }
    self.number = number
  }
  /// `RK4006`.
  public var description: String { "RK\(number)" }
}

extension ErrorCode {
  // Language: reported by the macros at compile time.
  public static let macroTarget = ErrorCode(1001)
  public static let fieldType = ErrorCode(1002)
  public static let fieldAnnotation = ErrorCode(1003)
  public static let computedOrStatic = ErrorCode(1004)
  public static let genericDeclaration = ErrorCode(1005)
  public static let idArgument = ErrorCode(1006)
  public static let noHandler = ErrorCode(1007)
  public static let handlerShape = ErrorCode(1008)
  public static let duplicateHandler = ErrorCode(1009)
  public static let stateInitializer = ErrorCode(1010)
  public static let layoutUnstable = ErrorCode(1011)
  public static let emptyMessage = ErrorCode(1012)
  // Backends.
  public static let backendUnavailable = ErrorCode(3001)
  public static let backendUnknown = ErrorCode(3002)
  public static let threadRefused = ErrorCode(3003)
  public static let libraryUnavailable = ErrorCode(3004)
  // Runtime.
  public static let kernelNotRegistered = ErrorCode(4001)
  public static let duplicateKernelID = ErrorCode(4002)
  public static let invalidConfiguration = ErrorCode(4003)
  public static let illegalTransition = ErrorCode(4004)
  public static let kernelTerminated = ErrorCode(4005)
  public static let queueFull = ErrorCode(4006)
  public static let callTimedOut = ErrorCode(4007)
  public static let callCancelled = ErrorCode(4008)
  public static let messageNotHandled = ErrorCode(4009)
  public static let foreignHandle = ErrorCode(4010)
  public static let handlerFailed = ErrorCode(4011)
  public static let messageTooLarge = ErrorCode(4012)
  public static let tooManyCalls = ErrorCode(4013)
  public static let deadlineExpired = ErrorCode(4014)
  public static let clockDrift = ErrorCode(4015)
  public static let typeIDCollision = ErrorCode(4016)
  public static let sendTimedOut = ErrorCode(4017)
  public static let runtimeShutDown = ErrorCode(4018)
  public static let receiveTimedOut = ErrorCode(4019)
  public static let replyTypeMismatch = ErrorCode(4020)
  public static let noReply = ErrorCode(4021)
  public static let kernelNotFound = ErrorCode(4022)
  public static let stateTypeMismatch = ErrorCode(4023)
  public static let invalidTopic = ErrorCode(4024)
  public static let terminationTimedOut = ErrorCode(4025)
  public static let routeUnknown = ErrorCode(4026)
  public static let handlerHung = ErrorCode(4027)
  public static let deadLetterUnknown = ErrorCode(4028)
  public static let kernelNotActive = ErrorCode(4029)
  public static let clockSaturated = ErrorCode(4030)
  public static let topicLimit = ErrorCode(4031)
  // Bytes and transport.
  public static let bytesTruncated = ErrorCode(5001)
  public static let bytesTrailing = ErrorCode(5002)
  public static let bytesFingerprint = ErrorCode(5003)
  public static let bytesType = ErrorCode(5004)
  public static let bytesValue = ErrorCode(5005)
  public static let bytesCount = ErrorCode(5006)
  public static let bytesChecksum = ErrorCode(5007)
  public static let bytesLength = ErrorCode(5008)
  public static let csvMalformed = ErrorCode(5101)
  public static let csvColumn = ErrorCode(5102)
  public static let csvValue = ErrorCode(5103)
  public static let fileUnreadable = ErrorCode(5104)
  public static let lateRow = ErrorCode(5105)
  public static let residentLimit = ErrorCode(5106)
}

extension RingKernelError {
  /// The public form of a decoding error.
  public init(_ error: MessageError) {
    switch error {
    case .truncated(let needed, let available):
      self.init(.bytesTruncated, "\(needed) bytes are needed, \(available) are there.")
    case .trailingBytes(let expected, let found):
      self.init(.bytesTrailing, "The payload has \(found) bytes, its type \(expected).")
    case .fingerprintMismatch(let type, let expected, let found):
      self.init(.bytesFingerprint, "\(type) has layout \(hex(expected)), the bytes were written with \(hex(found)).")
    case .typeMismatch(let expected, let found):
      self.init(.bytesType, "Expected message type \(hex(expected)), found \(hex(found)).")
    case .invalidBool(let found, let offset):
      self.init(.bytesValue, "Byte \(offset) is \(found) where a Bool (0 or 1) stands.")
    case .invalidEnumValue(let type, let found, let offset):
      self.init(.bytesValue, "\(type) has no case with raw value \(found) (byte \(offset)).")
    case .invalidCount(let found, let maximum, let offset):
      self.init(.bytesCount, "The array at byte \(offset) claims \(found) elements; it holds at most \(maximum).")
    case .checksumMismatch(let expected, let found):
      self.init(.bytesChecksum, "CRC-32C is \(hex(UInt64(found))), the header says \(hex(UInt64(expected))).")
    case .invalidLength(let expected, let found):
      self.init(.bytesLength, "The header announces \(found) payload bytes; the type has \(expected).")
    }
  }
}

/// `0x1f`.
func hex(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }
