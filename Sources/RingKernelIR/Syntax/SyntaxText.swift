/// The text form of a syntax tree: one string literal per kernel, versioned, compact, decoded in one pass.
///
/// `RK1` and then nodes: `(kind "text" @line:column children)`; text and position only where there are any, the line
/// as a difference from the node before. Text escapes `"` and `\` with `\`.
public enum SyntaxText {
  /// Version of the form; a decoder refuses any other.
  public static let version = "RK1"
  /// Nodes that may be nested; deeper text is refused.
  public static let maximumDepth = 512

  /// Why a text is no syntax tree.
  public enum Failure: Error, Hashable {
    /// The text does not start with the version of this decoder.
    case version(String)
    /// Something else stands at this byte than the form allows.
    case malformed(at: Int)
    /// No such kind of node.
    case unknownKind(String)
    /// Deeper than `maximumDepth`.
    case tooDeep
  }

  /// Writes `node`.
  public static func encode(_ node: SyntaxNode) -> String {
    var text = version
    var line = 0
    write(node, to: &text, line: &line)
    return text
  }

  private static func write(_ node: SyntaxNode, to text: inout String, line: inout Int) {
    text += "(" + node.kind.rawValue
    if !node.text.isEmpty {
      text += "\""
      for character in node.text.unicodeScalars {
        if character == "\"" || character == "\\" { text += "\\" }
        text.unicodeScalars.append(character)
      }
      text += "\""
    }
    if node.line != 0 {
      text += "@\(node.line - line):\(node.column)"
      line = node.line
    }
    for child in node.children { write(child, to: &text, line: &line) }
    text += ")"
  }

  /// Reads a tree.
  ///
  /// - Throws: `Failure`; any text gives a tree or an error.
  public static func decode(_ text: String) throws(Failure) -> SyntaxNode {
    guard text.hasPrefix(version) else { throw .version(String(text.prefix(version.count))) }
    var reader = Reader(bytes: Array(text.utf8), place: version.utf8.count)
    let node = try reader.node(depth: 0)
    guard reader.place == reader.bytes.count else { throw .malformed(at: reader.place) }
    return node
  }

  private struct Reader {
    let bytes: [UInt8]
    var place: Int
    var line = 0

    init(bytes: [UInt8], place: Int) {
      self.bytes = bytes
      self.place = place
    }

    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func take(_ byte: UInt8) -> Bool {
      guard next == byte else { return false }
      place += 1
      return true
    }

    mutating func node(depth: Int) throws(Failure) -> SyntaxNode {
      guard depth < SyntaxText.maximumDepth else { throw .tooDeep }
      guard take(UInt8(ascii: "(")) else { throw .malformed(at: place) }
      let start = place
      while let byte = next, byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "z") { place += 1 }
      let name = String(decoding: bytes[start..<place], as: UTF8.self)
      guard let kind = SyntaxKind(rawValue: name) else { throw .unknownKind(name) }
      var node = SyntaxNode(kind)
      if next == UInt8(ascii: "\"") { node.text = try quoted() }
      if take(UInt8(ascii: "@")) {
        let difference = try number()
        let (sum, overflow) = line.addingReportingOverflow(difference)
        guard !overflow, sum > 0, take(UInt8(ascii: ":")) else { throw .malformed(at: place) }
        line = sum
        node.line = sum
        node.column = try number()
      }
      while next == UInt8(ascii: "(") { node.children.append(try self.node(depth: depth + 1)) }
      guard take(UInt8(ascii: ")")) else { throw .malformed(at: place) }
      return node
    }

    mutating func quoted() throws(Failure) -> String {
      place += 1
      var content: [UInt8] = []
      while let byte = next, byte != UInt8(ascii: "\"") {
        place += 1
        if byte == UInt8(ascii: "\\") {
          guard let escaped = next else { throw .malformed(at: place) }
          content.append(escaped)
          place += 1
        } else {
          content.append(byte)
        }
      }
      guard take(UInt8(ascii: "\"")) else { throw .malformed(at: place) }
      return String(decoding: content, as: UTF8.self)
    }

    mutating func number() throws(Failure) -> Int {
      let start = place
      if next == UInt8(ascii: "-") { place += 1 }
      while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { place += 1 }
      guard let value = Int(String(decoding: bytes[start..<place], as: UTF8.self)) else { throw .malformed(at: start) }
      return value
    }
  }
}
