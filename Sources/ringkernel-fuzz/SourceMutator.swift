#if Macros
/// Changes sources token by token: what comes out is mostly Swift, and mostly wrong.
struct SourceMutator {
  /// Texts that are changed, and that pieces are taken from.
  let seeds: [SourceTokens]
  private let pool: [Substring]
  private let byKind: [SourceTokens.Kind: [Substring]]

  /// What no seed contains.
  private static let strange: [Substring] = [
    "9223372036854775807", "9223372036854775808", "18446744073709551616", "0x7fffffff", "1e999", "1e-400", "0b", "-1",
    "Int", "UInt8", "Int128", "Float16", "SIMD4", "InlineArray", "SharedArray", "SharedTile", "Span", "MutableSpan",
    "Field2D",
    "inout", "self", "Self", "nil", "try", "await", "throw", "some", "any", "where", "case", "default", "fallthrough",
    "continue",
    "break", "return", "guard", "repeat", "while", "for", "in", "let", "var", "func", "struct", "enum", "class", "init",
    "mutating",
    "static", "defer", "do", "catch", "if", "else", "switch", "@Kernel", "@StencilKernel", "@DeviceFunction",
    "@DeviceStruct",
    "@RingKernel", "@RingMessage", "@escaping", "#if", "#else", "#endif", "#file", "barrier()", "subgroupReduceAdd",
    "atomicAdd",
    "&", "&&", "||", "...", "..<", "<<", ">>", "&+", "&<<", "->", "??", "?", "!", "\\", "\"", "\\(", "`", "$0", "_",
    "(", ")",
    "[", "]", "{", "}", "<", ">", ",", ":", ";", "\n", "\0", "\u{FEFF}", "\u{1F600}", "é", "//", "/*", "*/",
  ]

  init(_ texts: [String]) {
    seeds = texts.map(SourceTokens.init)
    pool = seeds.flatMap(\.pieces) + Self.strange + Self.strange + Self.strange
    var kinds: [SourceTokens.Kind: [Substring]] = [:]
    for piece in pool { if let kind = SourceTokens.kind(piece) { kinds[kind, default: []].append(piece) } }
    byKind = kinds
  }

  /// One text, changed once to eight times.
  func mutated(using dice: inout some RandomNumberGenerator) -> String {
    var tokens = seeds.randomElement(using: &dice) ?? SourceTokens("")
    // Half of the texts keep their shape: they are Swift, and get past the front end.
    let isGentle = Bool.random(using: &dice)
    for _ in 0..<Int.random(in: 1...6, using: &dice) {
      if isGentle { exchange(&tokens.pieces, &dice) } else { change(&tokens.pieces, &dice) }
    }
    return tokens.text
  }

  /// Puts a word in place of a word, a number of a number, an operator of an operator.
  private func exchange(_ pieces: inout [Substring], _ dice: inout some RandomNumberGenerator) {
    let places = pieces.indices.filter { SourceTokens.kind(pieces[$0]) != nil }
    guard let place = places.randomElement(using: &dice), let kind = SourceTokens.kind(pieces[place]) else { return }
    // Words of the text itself are in scope: they matter most.
    let own = pieces.filter { SourceTokens.kind($0) == kind }
    let isOwn = Int.random(in: 0..<3, using: &dice) > 0
    pieces[place] = (isOwn ? own : byKind[kind] ?? own).randomElement(using: &dice) ?? pieces[place]
  }

  private func change(_ pieces: inout [Substring], _ dice: inout some RandomNumberGenerator) {
    guard !pieces.isEmpty else { return pieces.append(piece(&dice)) }
    let place = Int.random(in: pieces.indices, using: &dice)
    // Distances are short, as in what people get wrong.
    let end = min(pieces.count, place + Int.random(in: 1...12, using: &dice))
    switch Int.random(in: 0..<12, using: &dice) {
    case 0, 1: pieces.remove(at: place)
    case 2, 3, 4: pieces[place] = piece(&dice)
    case 5, 6: pieces.insert(piece(&dice), at: place)
    case 7: pieces.swapAt(place, Int.random(in: pieces.indices, using: &dice))
    case 8: pieces.removeSubrange(place..<end)
    case 9:
      let times = [1, 2, 5, 50].randomElement(using: &dice) ?? 1
      let repeated = Array(pieces[place..<end])
      pieces.insert(contentsOf: (0..<times).flatMap { _ in repeated }, at: end)
    case 10:
      guard let other = seeds.randomElement(using: &dice), !other.pieces.isEmpty else { return }
      let start = Int.random(in: other.pieces.indices, using: &dice)
      pieces.insert(contentsOf: other.pieces[start...].prefix(Int.random(in: 1...30, using: &dice)), at: place)
    default: pieces.removeSubrange(place...)
    }
  }

  private func piece(_ dice: inout some RandomNumberGenerator) -> Substring { pool.randomElement(using: &dice) ?? " " }
}
#endif
