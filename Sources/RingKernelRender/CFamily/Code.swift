internal import RingKernelIR

/// A piece of C: its text, how tightly it binds, and what C takes it for.
struct Code {
  /// How tightly an expression binds, loosest first.
  enum Level: Int, Comparable {
    case ternary, or, and, bitOr, bitXor, bitAnd, equality, relation, shift, sum, product, prefix, primary

    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  var text: String
  var level: Level
  /// The type that C gives the text; nil for aggregates and vectors.
  var carrier: ScalarType?
  /// Whether the text's value is the number of the IR; otherwise they are equal modulo the width of its type only.
  var isExact = true
  /// The bits of a constant.
  var constant: UInt64?
  /// What was cast, of a cast between integers.
  var uncast: String?

  init(_ text: String, _ level: Level = .primary, _ carrier: ScalarType? = nil, isExact: Bool = true) {
    self.text = text
    self.level = level
    self.carrier = carrier
    self.isExact = isExact
  }

  /// The text, in parentheses where something that binds like `level` stands around it.
  func at(_ level: Level) -> String { self.level >= level ? text : "(\(text))" }

  /// Two operands joined by an operator.
  static func infix(_ a: Code, _ mark: String, _ b: Code, _ level: Level, _ carrier: ScalarType?) -> Code {
    let loosest: Level =
      switch level {
      case .sum: .product
      // Few readers know how tightly shifts and bit operators bind, so their operands stand in parentheses.
      case .or, .and: .equality
      case .relation, .equality: .sum
      default: .prefix
      }
    let chains = a.level == level && level != .equality && level != .relation
    let right = b.level == level && (level == .and || level == .or) ? b.text : b.at(loosest)
    return Code("\(chains ? a.text : a.at(loosest)) \(mark) \(right)", level, carrier)
  }

  /// `type name(arguments)`.
  static func call(_ name: String, _ arguments: [Code], _ carrier: ScalarType?) -> Code {
    Code("\(name)(\(arguments.map(\.text).joined(separator: ", ")))", .primary, carrier)
  }
}
