/// An operator of Swift that kernels may use.
public struct SwiftOperator: Sendable, Hashable {
  /// What it takes and gives.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case arithmetic = "of numbers and vectors"
    case bits = "of integers and vectors of them"
    case shift = "of integers and vectors of them, by a count"
    case comparison = "comparisons of numbers, Booleans, enums, tuples; `==` and `!=` of vectors"
    case mask = "of vectors, giving masks, and of masks"
    case logic = "of Booleans, the second operand where it decides"
    case range = "ranges, in `for` and in patterns"
    case prefix = "before a value"
    case assignment = "assignments; each of the first three rows with `=` behind it as well"
  }

  /// What it takes and gives.
  public let kind: Kind
  /// As Swift spells it.
  public let text: String

  /// Every operator; what assigns as it computes is not spelled out.
  public static let all: [SwiftOperator] = [
    of(.arithmetic, BinaryOperator.spellings.filter { isArithmetic($0.value) }.keys),
    of(.bits, BinaryOperator.spellings.filter { !isArithmetic($0.value) && !$0.key.hasPrefix(".") }.keys),
    of(.shift, ["<<", ">>", "&<<", "&>>"]),
    of(.comparison, Comparison.spellings.keys.filter { !$0.hasPrefix(".") }),
    of(.mask, Comparison.spellings.keys.filter { $0.hasPrefix(".") }),
    of(.mask, BinaryOperator.spellings.keys.filter { $0.hasPrefix(".") }),
    of(.logic, ["&&", "||"]), of(.range, ["..<", "..."]), of(.prefix, ["-", "+", "!", "~", ".!"]),
    of(.assignment, ["="]),
  ].flatMap(\.self)

  private static func isArithmetic(_ op: BinaryOperator) -> Bool {
    [.add, .subtract, .multiply, .divide, .remainder].contains(op)
  }

  private static func of(_ kind: Kind, _ texts: some Sequence<String>) -> [SwiftOperator] {
    texts.sorted().map { SwiftOperator(kind: kind, text: $0) }
  }
}
