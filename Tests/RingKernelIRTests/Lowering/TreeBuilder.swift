import RingKernelIR

// Syntax trees by hand, short enough to read.
typealias Node = SyntaxNode

func n(_ name: String) -> Node { Node(.name, name) }
func i(_ value: Int) -> Node {
  value < 0 ? Node(.prefix, "-", [Node(.integer, "\(value.magnitude)")]) : Node(.integer, "\(value)")
}
func f(_ text: String) -> Node { Node(.floating, text) }
func m(_ base: Node, _ member: String) -> Node { Node(.member, member, [base]) }
func op(_ a: Node, _ text: String, _ b: Node) -> Node { Node(.binary, text, [a, b]) }
func at(_ base: Node, _ indices: Node...) -> Node { Node(.subscript, [base] + indices.map { Node(.argument, [$0]) }) }
func call(_ callee: Node, _ arguments: Node...) -> Node {
  Node(.call, [callee] + arguments.map { $0.kind == .argument ? $0 : Node(.argument, [$0]) })
}
func call(_ name: String, _ arguments: Node...) -> Node {
  Node(.call, [n(name)] + arguments.map { $0.kind == .argument ? $0 : Node(.argument, [$0]) })
}
func label(_ label: String, _ value: Node) -> Node { Node(.argument, label, [value]) }
func amp(_ place: Node) -> Node { Node(.inout, [place]) }
func t(_ name: String, _ arguments: Node...) -> Node { Node(.type, name, arguments) }
func typed(_ type: Node) -> Node { Node(.typeName, [type]) }
func block(_ statements: Node...) -> Node { Node(.block, statements) }
func expr(_ value: Node) -> Node { Node(.expression, [value]) }
func let_(_ name: String, _ value: Node, _ type: Node? = nil) -> Node {
  Node(.variable, "let", [n(name)] + (type.map { [Node(.annotation, [$0])] } ?? []) + [Node(.initial, [value])])
}
func var_(_ name: String, _ value: Node, _ type: Node? = nil) -> Node {
  Node(.variable, "var", [n(name)] + (type.map { [Node(.annotation, [$0])] } ?? []) + [Node(.initial, [value])])
}
func set(_ place: Node, _ value: Node, _ text: String = "=") -> Node { Node(.assign, text, [place, value]) }
func if_(_ condition: Node, _ then: Node, _ other: Node? = nil) -> Node {
  Node(.if, [Node(.condition, [condition]), then] + (other.map { [$0] } ?? []))
}
func guard_(_ condition: Node, _ body: Node) -> Node { Node(.guard, [Node(.condition, [condition]), body]) }
func while_(_ condition: Node, _ body: Node, _ label: String = "") -> Node {
  Node(.while, label, [Node(.condition, [condition]), body])
}
func for_(_ name: String, _ range: Node, _ body: Node, _ label: String = "") -> Node {
  Node(.for, label, [n(name), range, body])
}
func ret(_ value: Node? = nil) -> Node { Node(.return, value.map { [$0] } ?? []) }
func param(_ name: String, _ type: Node, label: String? = nil, isInout: Bool = false) -> Node {
  Node(
    .parameter,
    name,
    [Node(.label, label ?? name)] + (isInout ? [Node(.attribute, "inout")] : []) + [type]
  )
}
func kernel(_ name: String, _ parameters: [Node], _ body: Node, attributes: [Node] = []) -> Node {
  Node(.kernel, name, line: 1, column: 1, attributes + parameters + [body])
}
func function(_ name: String, _ parameters: [Node], _ result: Node?, _ body: Node, attributes: [Node] = []) -> Node {
  Node(.function, name, attributes + parameters + (result.map { [Node(.result, [$0])] } ?? []) + [body])
}

let int = t("Int")
let float = t("Float")
let x = param("x", t("Span", float))
let y = param("y", t("MutableSpan", float), isInout: true)
let globalX = m(n("globalThreadIndex"), "x")

/// The body of the entry as text.
func lowered(
  _ declaration: Node,
  types: TypeTable = TypeTable(),
  structures: [Node] = [],
  functions: [Node] = [],
  constants: [String: Int64] = [:],
  checking: Checking? = nil,
  message: String? = nil
) throws -> (module: KernelModule, body: String) {
  let module = try KernelCompiler.lower(
    CompilationUnit(
      declaration: declaration,
      types: types,
      structures: structures,
      functions: functions,
      constants: constants,
      checking: checking,
      message: message
    )
  )
  guard let entry = module.functions.last else { return (module, "") }
  return (module, IRPrinter.body(of: entry, in: module))
}

/// Codes of what is wrong with a unit.
func codes(_ unit: CompilationUnit) -> [String] {
  do {
    _ = try KernelCompiler.lower(unit)
    return []
  } catch {
    return error.errors.map(\.code)
  }
}

extension SyntaxNode {
  init(_ kind: SyntaxKind, _ children: [SyntaxNode]) { self.init(kind, "", children) }
}
