/// One record of a CSV file; reused from record to record, so that reading allocates nothing.
public struct CSVRecord: Sendable, Equatable {
  /// Line on which it starts, counted from 1; a record with line breaks in quotes spans several.
  public internal(set) var line = 0
  /// All fields, unescaped, one after the other.
  var bytes: [UInt8] = []
  /// Where each field ends in `bytes`.
  var ends: [Int] = []

  /// Makes a record without fields.
  public init() {}

  /// Number of fields.
  public var count: Int { ends.count }

  /// Whether the line was empty: RFC 4180 reads it as one empty field.
  public var isBlank: Bool { bytes.isEmpty && ends.count <= 1 }

  /// The bytes of one field, unescaped.
  ///
  /// - Precondition: `index` is in `0..<count`.
  public subscript(index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

  /// The fields as text; bytes that are not UTF-8 become U+FFFD.
  public var fields: [String] { (0..<count).map { String(decoding: self[$0], as: UTF8.self) } }

  mutating func restart(at line: Int) {
    self.line = line
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
