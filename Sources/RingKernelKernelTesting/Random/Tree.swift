internal import RingKernelIR

// Syntax trees in few words, for the generator.

func name(_ text: String) -> SyntaxNode { SyntaxNode(.name, text) }

func integer(_ value: Int) -> SyntaxNode {
  value < 0 ? SyntaxNode(.prefix, "-", [integer(-value)]) : SyntaxNode(.integer, "\(value)")
}

func member(_ base: SyntaxNode, _ text: String) -> SyntaxNode { SyntaxNode(.member, text, [base]) }

func binary(_ left: SyntaxNode, _ text: String, _ right: SyntaxNode) -> SyntaxNode {
  SyntaxNode(.binary, text, [left, right])
}

func call(_ callee: String, _ arguments: [SyntaxNode], labels: [String] = []) -> SyntaxNode {
  call(name(callee), arguments, labels: labels)
}

func call(_ callee: SyntaxNode, _ arguments: [SyntaxNode], labels: [String] = []) -> SyntaxNode {
  let list = arguments.enumerated().map { SyntaxNode(.argument, $0 < labels.count ? labels[$0] : "", [$1]) }
  return SyntaxNode(.call, "", [callee] + list)
}

func element(_ base: SyntaxNode, _ index: SyntaxNode) -> SyntaxNode {
  SyntaxNode(.subscript, "", [base, SyntaxNode(.argument, "", [index])])
}

func block(_ statements: [SyntaxNode]) -> SyntaxNode { SyntaxNode(.block, "", statements) }

func type(_ text: String, _ arguments: [SyntaxNode] = []) -> SyntaxNode { SyntaxNode(.type, text, arguments) }

func variable(_ keyword: String, _ text: String, _ type: SyntaxNode?, _ value: SyntaxNode) -> SyntaxNode {
  let annotation = type.map { [SyntaxNode(.annotation, "", [$0])] } ?? []
  return SyntaxNode(.variable, keyword, [name(text)] + annotation + [SyntaxNode(.initial, "", [value])])
}

func assign(_ place: SyntaxNode, _ text: String, _ value: SyntaxNode) -> SyntaxNode {
  SyntaxNode(.assign, text, [place, value])
}

func condition(_ value: SyntaxNode) -> SyntaxNode { SyntaxNode(.condition, "", [value]) }

func branch(_ test: SyntaxNode, _ then: [SyntaxNode], _ other: [SyntaxNode] = []) -> SyntaxNode {
  SyntaxNode(.if, "", [condition(test), block(then)] + (other.isEmpty ? [] : [block(other)]))
}

func statement(_ value: SyntaxNode) -> SyntaxNode { SyntaxNode(.expression, "", [value]) }

func parameter(_ text: String, _ type: SyntaxNode, isInout: Bool = false, label: String? = nil) -> SyntaxNode {
  let change = isInout ? [SyntaxNode(.attribute, "inout")] : []
  return SyntaxNode(.parameter, text, [SyntaxNode(.label, label ?? text)] + change + [type])
}

extension ScalarType {
  /// The type in the kernels that are made: `Int` is what loops and indices have.
  var spelling: String {
    switch self {
    case .i64: "Int"
    case .u64: "UInt"
    default: swiftName
    }
  }
}
