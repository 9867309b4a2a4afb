#if Macros
/// A text in pieces: words, numbers, texts, runs of operator characters, single marks, and the space between them.
struct SourceTokens {
  var pieces: [Substring]

  init(_ text: String) {
    pieces = []
    var rest = text[...]
    while let first = rest.first {
      let length: Int
      if first.isLetter || first.isNumber || first == "_" || first == "@" || first == "#" {
        length = 1 + rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.count
      } else if first.isWhitespace {
        length = rest.prefix { $0.isWhitespace }.count
      } else if "+-*/%<>=!&|^~.?".contains(first) {
        length = rest.prefix { "+-*/%<>=!&|^~.?".contains($0) }.count
      } else {
        length = 1
      }
      pieces.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
  }

  /// What may stand in each other's place.
  enum Kind: Hashable { case word, number, mark }

  static func kind(_ piece: Substring) -> Kind? {
    guard let first = piece.first else { return nil }
    if first.isNumber { return .number }
    if first.isLetter || first == "_" { return .word }
    return "+-*/%<>=!&|^~".contains(first) ? .mark : nil
  }

  var text: String { pieces.joined() }
}
#endif
