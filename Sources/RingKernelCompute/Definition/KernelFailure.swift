/// A thread or a handler that ended because of what it was given: what failed, where, and with which values.
public struct KernelFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What can fail; the raw values are those that devices report.
  public enum Code: UInt32, Sendable, Hashable, CaseIterable {
    /// An index outside of its buffer or array.
    case indexOutOfRange = 1
    /// Arithmetic whose result does not fit.
    case overflow = 2
    /// A division or remainder by 0.
    case divisionByZero = 3
    /// A conversion to a type that lacks the value.
    case conversion = 4
    /// `throw context.failure("…")`.
    case explicit = 5
    /// A range whose end is before its start, a stride of 0.
    case range = 6
    /// A loop of a handler that is longer than a loop may be there: values rounds and how many are allowed.
    case loopLimit = 7
    /// A message that cannot be sent: no such route or replica, nobody who handles it, no room.
    case send = 8
    /// More answers and emissions than one message may make on a device.
    case emissions = 9
    /// A clock that has given its last word, or a time too far ahead of it.
    case clock = 10
  }

  /// What failed.
  public var code: Code
  /// Name of the kernel or actor.
  public var kernel: String
  /// File of its source, `Module/File.swift`; empty when unknown.
  public var file: String
  /// Line in the file.
  public var line: Int
  /// Column in UTF-8 bytes.
  public var column: Int
  /// The thread in the launch or in the block of the handler, x fastest.
  public var thread: Int
  /// Up to two values: integers extended to 64 bits, floats as bits of a `Double`.
  public var values: [UInt64]
  /// The message of an explicit failure, its values put in.
  public var text: String

  /// Makes a failure.
  public init(
    _ code: Code,
    kernel: String,
    file: String = "",
    line: Int = 0,
    column: Int = 0,
    thread: Int = 0,
    values: [UInt64] = [],
    text: String = ""
  ) {
    self.code = code
    self.kernel = kernel
    self.file = file
    self.line = line
    self.column = column
    self.thread = thread
    self.values = values
    self.text = text
  }

  /// What happened, with the values, and where: `index 70 is outside 0..<64 (Bank/Ledger.swift:12:9)`.
  public var description: String {
    let place = line == 0 ? "" : " (\(file.isEmpty ? "line " : "\(file):")\(line):\(column))"
    return sentence + place
  }

  private var sentence: String {
    let first = values.first.map { Int64(bitPattern: $0) } ?? 0
    let second = values.count > 1 ? Int64(bitPattern: values[1]) : 0
    switch code {
    case .indexOutOfRange: return "index \(first) is outside 0..<\(second)"
    case .overflow: return "arithmetic with \(first) and \(second) overflows"
    case .divisionByZero: return "\(first) is divided by 0"
    case .conversion: return "a value does not fit in the type that it is converted to"
    case .explicit: return text
    case .range: return "a range from \(first) to \(second), or a stride of 0"
    case .loopLimit: return "a loop asks for \(values.first ?? 0) rounds; \(second) are allowed here"
    case .send: return Self.sending(first, second)
    case .emissions: return "one message makes more answers and emissions than a device has room for"
    case .clock:
      return first == 0
        ? "the clock has given its last time" : "time \(values[0]) is too far ahead of the clock, or the last there is"
    }
  }

  /// What a send of `code` over `route` did not find.
  private static func sending(_ code: Int64, _ route: Int64) -> String {
    switch code {
    case -2: "the kernel behind route \(route) does not handle the message"
    case -3: "the kernel behind route \(route) has no room for the message"
    case -4: "there is no such replica behind route \(route)"
    case -5: "one message sends more over route \(route) than a device has room for"
    default: "there is no route \(route)"
    }
  }
}
