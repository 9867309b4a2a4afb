/// A change of the source that cures an error.
public struct SourceFix: Hashable, Sendable {
  /// What it does, in the imperative.
  public var message: String
  /// What is replaced; the places do not overlap.
  public var edits: [Edit]

  /// Replaces bytes of one line.
  public struct Edit: Hashable, Sendable {
    /// Line in the Swift file, from 1.
    public var line: Int
    /// Column in UTF-8 bytes, from 1.
    public var column: Int
    /// UTF-8 bytes that are replaced.
    public var length: Int
    /// What stands there instead.
    public var text: String

    /// Makes an edit.
    public init(line: Int, column: Int, length: Int = 0, text: String) {
      self.line = line
      self.column = column
      self.length = length
      self.text = text
    }
  }

  /// Makes a fix.
  public init(_ message: String, _ edits: [Edit]) {
    self.message = message
    self.edits = edits
  }

  /// The source after the edits; nil when a place is not in it.
  public func applied(to source: String) -> String? {
    var bytes = Array(source.utf8)
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(index + 1) }
    for edit in edits.sorted(by: { ($0.line, $0.column) > ($1.line, $1.column) }) {
      guard edit.line >= 1, edit.line <= starts.count, edit.column >= 1, edit.length >= 0 else { return nil }
      let (start, overflow) = starts[edit.line - 1].addingReportingOverflow(edit.column - 1)
      guard !overflow, start <= bytes.count, edit.length <= bytes.count - start else { return nil }
      bytes.replaceSubrange(start..<start + edit.length, with: edit.text.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
