public import RingKernelCompute

/// What every public operation throws: a stable code, what happened with which values, and the cure.
public struct RingKernelError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Stable code; `ErrorCatalog` explains it.
  public let code: ErrorCode
  /// What failed, with the values involved.
  public let detail: String
  /// The kernel concerned, if one is.
  public let kernel: String?
  /// At most one: an array keeps the error small, and most errors have none.
  private let failures: [KernelFailure]

  /// What failed in kernel code, with its place in the source and its values, if that is what happened.
  public var failure: KernelFailure? { failures.first }

  /// Makes an error of `code`.
  public init(_ code: ErrorCode, _ detail: String, kernel: String? = nil) {
    self.code = code
    self.detail = detail
    self.kernel = kernel
    failures = []
  }

  /// Makes the error of a failed launch.
  ///
  /// - Parameters:
  ///   - failure: What failed.
  ///   - code: `kernelFailed` for a launch, `handlerFailed` for a message.
  ///   - kernel: Id of the kernel; its name in Swift if left out.
  public init(_ failure: KernelFailure, code: ErrorCode = .kernelFailed, kernel: String? = nil) {
    self.code = code
    detail = failure.code == .explicit ? failure.text : failure.description + "."
    self.kernel = kernel ?? failure.kernel
    failures = [failure]
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
  /// The attribute stands on a declaration it cannot expand.
  public static let macroTarget = ErrorCode(1001)
  /// A stored property has a type that has no fixed layout.
  public static let fieldType = ErrorCode(1002)
  /// A stored property has no written type.
  public static let fieldAnnotation = ErrorCode(1003)
  /// A property is neither plain stored nor plainly computed.
  public static let computedOrStatic = ErrorCode(1004)
  /// A message or kernel is generic.
  public static let genericDeclaration = ErrorCode(1005)
  /// The id of a message is not usable.
  public static let idArgument = ErrorCode(1006)
  /// A kernel has no handler.
  public static let noHandler = ErrorCode(1007)
  /// A handler has the wrong shape.
  public static let handlerShape = ErrorCode(1008)
  /// Two handlers take the same message type.
  public static let duplicateHandler = ErrorCode(1009)
  /// Resident state has no initial value.
  public static let stateInitializer = ErrorCode(1010)
  /// The layout of a message depends on the platform.
  public static let layoutUnstable = ErrorCode(1011)
  /// A message has no stored property.
  public static let emptyMessage = ErrorCode(1012)
  // Code generation.
  /// A dialect or a device lacks what a kernel needs.
  public static let dialectLacks = ErrorCode(2001)
  /// A dialect cannot lay out a type as the host does.
  public static let layoutRefused = ErrorCode(2002)
  /// A kernel needs more shared memory than the device has.
  public static let sharedMemoryExceeded = ErrorCode(2003)
  /// A shipped definition cannot be read.
  public static let definition = ErrorCode(2300)
  // Backends.
  /// The backend asked for cannot be used here.
  public static let backendUnavailable = ErrorCode(3001)
  /// RINGKERNEL_BACKEND names no backend.
  public static let backendUnknown = ErrorCode(3002)
  /// The system refused to start a worker thread.
  public static let threadRefused = ErrorCode(3003)
  /// A shared library that is loaded at run time cannot be used.
  public static let libraryUnavailable = ErrorCode(3004)
  /// Memory of a device cannot be had or reached.
  public static let deviceMemory = ErrorCode(3005)
  /// A buffer lies on another device.
  public static let foreignMemory = ErrorCode(3006)
  /// No launch has these numbers of blocks and threads.
  public static let launchShape = ErrorCode(3007)
  /// The device refused a program or a launch.
  public static let programRefused = ErrorCode(3008)
  /// A buffer is given to a launch twice, and written.
  public static let memoryAliased = ErrorCode(3009)
  /// The device is gone.
  public static let deviceLost = ErrorCode(3010)
  /// The handlers of an actor do not run on this backend.
  public static let actorNotPortable = ErrorCode(3011)
  /// A shared library that is loaded at run time has another version than the one needed.
  public static let libraryVersion = ErrorCode(3012)
  /// The driver is older than the program.
  public static let driverTooOld = ErrorCode(3020)
  /// The device cannot do it now.
  public static let deviceBusy = ErrorCode(3021)
  /// The device, its driver or this process lacks what a call needs.
  public static let deviceResources = ErrorCode(3022)
  /// A call to a driver was wrong.
  public static let deviceCallRefused = ErrorCode(3023)
  /// A grid whose blocks wait for each other does not fit on the device at once.
  public static let gridNotResident = ErrorCode(3024)
  /// The host's messages cannot come to the device through the memory that was asked for.
  public static let inboundUnavailable = ErrorCode(3025)
  // Runtime.
  /// No kernel type is registered under this name.
  public static let kernelNotRegistered = ErrorCode(4001)
  /// A live kernel has this id already.
  public static let duplicateKernelID = ErrorCode(4002)
  /// A configuration value is outside its range.
  public static let invalidConfiguration = ErrorCode(4003)
  /// The lifecycle does not allow this step.
  public static let illegalTransition = ErrorCode(4004)
  /// The kernel has terminated.
  public static let kernelTerminated = ErrorCode(4005)
  /// The inbox is full.
  public static let queueFull = ErrorCode(4006)
  /// No reply within the timeout.
  public static let callTimedOut = ErrorCode(4007)
  /// The task that waited was cancelled.
  public static let callCancelled = ErrorCode(4008)
  /// The kernel has no handler for this message type.
  public static let messageNotHandled = ErrorCode(4009)
  /// The address belongs to another runtime.
  public static let foreignHandle = ErrorCode(4010)
  /// The handler threw.
  public static let handlerFailed = ErrorCode(4011)
  /// The message does not fit in a slot.
  public static let messageTooLarge = ErrorCode(4012)
  /// Too many calls are in flight.
  public static let tooManyCalls = ErrorCode(4013)
  /// The deadline passed before the message was handled.
  public static let deadlineExpired = ErrorCode(4014)
  /// A timestamp is too far ahead of the wall clock.
  public static let clockDrift = ErrorCode(4015)
  /// Two message types have the same id.
  public static let typeIDCollision = ErrorCode(4016)
  /// The inbox stayed full until the deadline of the wait.
  public static let sendTimedOut = ErrorCode(4017)
  /// The runtime has been shut down.
  public static let runtimeShutDown = ErrorCode(4018)
  /// No message arrived within the timeout.
  public static let receiveTimedOut = ErrorCode(4019)
  /// The answer has another type than the one asked for.
  public static let replyTypeMismatch = ErrorCode(4020)
  /// The handler returned without answering.
  public static let noReply = ErrorCode(4021)
  /// No kernel with this id is live.
  public static let kernelNotFound = ErrorCode(4022)
  /// The state has another type.
  public static let stateTypeMismatch = ErrorCode(4023)
  /// A topic or pattern is malformed.
  public static let invalidTopic = ErrorCode(4024)
  /// The kernel did not stop within the termination timeout.
  public static let terminationTimedOut = ErrorCode(4025)
  /// The kernel has no route to this destination.
  public static let routeUnknown = ErrorCode(4026)
  /// A handler does not return.
  public static let handlerHung = ErrorCode(4027)
  /// No dead letter has this number.
  public static let deadLetterUnknown = ErrorCode(4028)
  /// The kernel does not process messages now.
  public static let kernelNotActive = ErrorCode(4029)
  /// A hybrid clock has given its last time.
  public static let clockSaturated = ErrorCode(4030)
  /// The topic broker holds as much as it may.
  public static let topicLimit = ErrorCode(4031)
  /// A thread of a kernel failed.
  public static let kernelFailed = ErrorCode(4032)
  // Bytes and transport.
  /// The bytes end too early.
  public static let bytesTruncated = ErrorCode(5001)
  /// The bytes go on behind the message.
  public static let bytesTrailing = ErrorCode(5002)
  /// The bytes were written with another layout.
  public static let bytesFingerprint = ErrorCode(5003)
  /// The bytes hold another message type.
  public static let bytesType = ErrorCode(5004)
  /// A field has a value that its type does not have.
  public static let bytesValue = ErrorCode(5005)
  /// A bounded array claims too many elements.
  public static let bytesCount = ErrorCode(5006)
  /// The checksum does not match.
  public static let bytesChecksum = ErrorCode(5007)
  /// The length in the header is not the length of the type.
  public static let bytesLength = ErrorCode(5008)
  /// A line of the CSV file is malformed.
  public static let csvMalformed = ErrorCode(5101)
  /// A column is missing.
  public static let csvColumn = ErrorCode(5102)
  /// A value cannot be read.
  public static let csvValue = ErrorCode(5103)
  /// A file cannot be read or written.
  public static let fileUnreadable = ErrorCode(5104)
  /// A row is older than the resident window.
  public static let lateRow = ErrorCode(5105)
  /// The resident state of a kernel has no room for this.
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
