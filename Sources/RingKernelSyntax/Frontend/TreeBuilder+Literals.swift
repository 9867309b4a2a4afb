#if Macros
internal import RingKernelIR
internal import SwiftSyntax

extension TreeBuilder {
  /// An integer in any radix, as decimal digits.
  mutating func integer(_ literal: IntegerLiteralExprSyntax) -> SyntaxNode {
    let text = literal.literal.text.filter { $0 != "_" }
    let radix: Int
    switch text.prefix(2) {
    case "0x": radix = 16
    case "0o": radix = 8
    case "0b": radix = 2
    default: radix = 10
    }
    guard let value = UInt64(radix == 10 ? text[...] : text.dropFirst(2), radix: radix) else {
      return refuse(.literal, "\(literal.literal.text) does not fit in 64 bits", at: literal)
    }
    return node(.integer, "\(value)", at: literal)
  }

  /// The text of a failure: pieces and interpolated values in turn, a piece first and last.
  mutating func string(_ literal: StringLiteralExprSyntax) -> SyntaxNode {
    var children: [SyntaxNode] = []
    var piece = ""
    for segment in literal.segments {
      switch segment {
      case .stringSegment(let text):
        piece += text.content.text
      case .expressionSegment(let value):
        guard let first = value.expressions.first, value.expressions.count == 1, first.label == nil else {
          return refuse(.string, "an interpolation holds one value", at: value)
        }
        children += [node(.string, piece, at: literal), expression(first.expression)]
        piece = ""
      }
    }
    return node(.string, at: literal, children + [node(.string, piece, at: literal)])
  }
}
#endif
