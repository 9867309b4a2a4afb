#if Macros
/// Finds where brackets are nested too deep, or not closed, before a parser sees the text: its look-ahead takes time by
/// the square of the depth, and its search for a missing end by more than that.
struct BracketDepth {
  /// Brackets that may be open at a time; parsers refuse more than about this.
  static let maximum = 256

  /// Brackets that a text may leave open at its end.
  static let maximumUnclosed = 16

  /// Brackets of array literals and array types: the parser looks ahead in each for a type, twice as long as one further in.
  static let maximumArrays = 8

  private enum Mode { case code, string, longString }

  /// A bracket that is one too many.
  struct Excess {
    let reason: String
    let line: Int
    let column: Int
  }

  /// The first bracket that is one too many; nil when there is none.
  static func excess(in source: String) -> Excess? {
    var reader = BracketDepth(bytes: Array(source.utf8))
    return reader.excess()
  }

  private let bytes: [UInt8]
  private var index = 0
  private var modes: [Mode] = [.code]
  /// Brackets that are open in each piece of code: interpolations are code inside of a string.
  private var open = [0]
  private var depth = 0
  /// Where the brackets are that are open.
  private var opened: [Int] = []
  /// Lists of generic arguments that seem to be open; what ends an expression ends them all.
  private var angles = 0
  /// Open square brackets, and whether each begins an array rather than a subscript.
  private var squares: [Bool] = []
  private var arrays = 0
  /// Key paths since the last line.
  private var paths = 0

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func starts(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { unsafe bytes[index...].starts(with: $0) }
  }

  private mutating func excess() -> Excess? {
    while index < bytes.count {
      switch modes.last ?? .code {
      case .code: code()
      case .string: string(isLong: false)
      case .longString: string(isLong: true)
      }
      if depth > Self.maximum || angles > 64 || arrays > Self.maximumArrays || paths > 64 {
        return excess("nested too deep; use locals or device functions")
      }
      index += 1
    }
    guard opened.count > Self.maximumUnclosed else { return nil }
    index = opened[opened.count - Self.maximumUnclosed - 1]
    return excess("this bracket and \(Self.maximumUnclosed) behind it are never closed")
  }

  private mutating func code() {
    switch bytes[index] {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
      depth += 1
      opened.append(index)
      open[open.count - 1] += 1
      if bytes[index] == UInt8(ascii: "{") { angles = 0 }
      if bytes[index] == UInt8(ascii: "[") {
        squares.append(!isSubscript)
        if !isSubscript { arrays += 1 }
      }
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      if bytes[index] == UInt8(ascii: "]"), squares.popLast() == true { arrays -= 1 }
      if open.count > 1, open[open.count - 1] == 1 {
        // The end of an interpolation.
        open.removeLast()
        modes.removeLast()
        close()
      } else if open[open.count - 1] > 0 {
        open[open.count - 1] -= 1
        close()
      }
    case UInt8(ascii: "\""):
      modes.append(starts("\"\"\"") ? .longString : .string)
      if modes.last == .longString { index += 2 }
    case UInt8(ascii: "/"):
      guard starts("//") else { return }
      index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    case UInt8(ascii: "<"): if index > 0, !isSpace(bytes[index - 1]) { angles += 1 }
    case UInt8(ascii: ">"): angles = max(0, angles - 1)
    case UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "|"): angles = 0
    case UInt8(ascii: "\\"): paths += 1
    case UInt8(ascii: "\n"): paths = 0
    case UInt8(ascii: "#"):
      if starts("#if") { depth += 1 } else if starts("#endif") { depth = max(0, depth - 1) }
    default: break
    }
  }

  private mutating func close() {
    depth -= 1
    _ = opened.popLast()
  }

  /// Whether the bracket stands right behind something that can be indexed.
  private var isSubscript: Bool {
    guard index > 0 else { return false }
    let byte = bytes[index - 1]
    let isWord = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") || byte >= 0x80
    let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    return isWord || isDigit || Array(")]>_`?!".utf8).contains(byte)
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }

  private mutating func string(isLong: Bool) {
    switch bytes[index] {
    case UInt8(ascii: "\\"):
      index += 1
      guard index < bytes.count, bytes[index] == UInt8(ascii: "(") else { return }
      modes.append(.code)
      open.append(1)
      opened.append(index)
      depth += 1
    case UInt8(ascii: "\"") where !isLong: modes.removeLast()
    case UInt8(ascii: "\"") where starts("\"\"\""):
      modes.removeLast()
      index += 2
    case UInt8(ascii: "\n") where !isLong: modes.removeLast()
    default: break
    }
  }

  private func excess(_ reason: String) -> Excess {
    let before = bytes[..<min(index, bytes.count)]
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return Excess(reason: reason, line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: index - start + 1)
  }
}
#endif
