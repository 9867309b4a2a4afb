/// Why a kernel ended early.
public enum FailureCode: UInt32, Sendable, Hashable, CaseIterable {
  case indexOutOfRange = 1
  case overflow = 2
  case divisionByZero = 3
  case conversion = 4
  /// `throw context.failure("…")`.
  case explicit = 5
  /// A range whose end is before its start, a stride of 0.
  case range = 6
  /// A loop of a handler that is longer than `LoopLimit` says: values rounds and how many are allowed.
  case loopLimit = 7
  /// A message that cannot be sent: values `SendCode` and route.
  case send = 8
  /// More answers and emissions than one message may make.
  case emissions = 9
  /// A clock that has given its last word, or a time too far ahead of it: values time (0 for a tick) and clock.
  case clock = 10
}

/// A place in the source that can fail; the device reports its number.
public struct FailureSite: Sendable, Hashable {
  /// What goes wrong there.
  public var code: FailureCode
  /// Line in the Swift file.
  public var line: Int
  /// Column in UTF-8 bytes.
  public var column: Int
  /// What the values are called: `index`, `count`; the text pieces of an explicit failure.
  public var labels: [String]

  /// Makes a site.
  public init(_ code: FailureCode, line: Int, column: Int, labels: [String] = []) {
    self.code = code
    self.line = line
    self.column = column
    self.labels = labels
  }
}
