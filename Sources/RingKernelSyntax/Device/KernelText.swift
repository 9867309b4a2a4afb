#if Macros
internal import RingKernelIR
import SwiftSyntax

/// The declarations beside a kernel: its body for the CPU, and the function of the same name that makes a call of it.
struct KernelText {
  private let tree: SyntaxNode
  private let function: FunctionDeclSyntax?
  private let site: ExpansionSite
  private let access: String

  init(_ tree: SyntaxNode, _ declaration: DeclSyntax, _ site: ExpansionSite, _ access: String) {
    self.tree = tree
    function = declaration.as(FunctionDeclSyntax.self)
    self.site = site
    self.access = access
  }

  func declarations() throws(CompileFailure) -> [String] {
    let checking = Checking.allCases.first { tree.has($0.rawValue) } ?? .indices
    let body = try CPUBody.print(tree, checking: checking)
      .replacing("static func run", with: "\(access)static func run")
    return ["\(access)\(body)", call]
  }

  private func numbers(_ name: String) -> [String] {
    tree.children.first { $0.kind == .attribute && $0.text == name }?.children.map(\.text) ?? []
  }

  /// `func saxpy(x: DeviceBuffer<Float>, …) -> KernelCall`.
  private var call: String {
    let parameters = function?.signature.parameterClause.parameters.map { $0 } ?? []
    var list: [String] = []
    var arguments: [String] = []
    for parameter in parameters {
      var type = parameter.type
      var isMutable = false
      if let attributed = type.as(AttributedTypeSyntax.self) {
        type = attributed.baseType
        isMutable = attributed.specifiers.contains { $0.trimmedDescription == "inout" }
      }
      let inner = (parameter.secondName ?? parameter.firstName).text
      let label = parameter.firstName.text
      guard let kind = Self.argument(type) else { continue }
      list.append("\(label == inner ? label : "\(label) \(inner)"): \(kind.type)")
      arguments.append(".\(isMutable && kind.factory == "buffer" ? "mutable" : kind.factory)(\(inner))")
    }
    let values = tree.all(.valueParameter).map(\.text)
    let generics = values.isEmpty ? "" : "<\(values.map { "let \($0): Int" }.joined(separator: ", "))>"
    let body = "RKCPU_\(tree.text)" + (values.isEmpty ? "" : "<\(values.joined(separator: ", "))>")
    let block = numbers("block") + numbers("tile")
    var definition = ["\(DefinitionText.make(tree, file: site.file))"]
    if !block.isEmpty { definition.append("block: Axes(\((block + ["1", "1"]).prefix(3).joined(separator: ", ")))") }
    if tree.has("stencil") { definition.append("halo: \(numbers("halo").first ?? "1")") }
    definition.append("usesBlocks: \(CPUBody.usesBlocks(tree))")
    if CPUBody.waitsForGrid(tree) { definition.append("waitsForGrid: true") }
    if !values.isEmpty {
      definition.append("constants: [\(values.map { "\"\($0)\": \($0)" }.joined(separator: ", "))]")
    }
    if let sources { definition.append("sources: \(sources)") }
    definition.append("body: { \(body).run($0) }")
    let place = site.surroundings.isEmpty ? "" : "static "
    return """
      \(access)\(place)func \(tree.text.spelledInSwift)\(generics)(\(list.joined(separator: ", "))) -> KernelCall {
        KernelCall(
          KernelDefinition(\(definition.joined(separator: ", "))),
          [\(arguments.joined(separator: ", "))]
        )
      }
      """
  }

  /// The expression behind `sources:` of the attribute.
  private var sources: String? {
    function?.attributes.lazy.compactMap { $0.as(AttributeSyntax.self)?.arguments?.as(LabeledExprListSyntax.self) }
      .flatMap { $0 }.first { $0.label?.text == "sources" }?.expression.trimmedDescription
  }

  /// What stands for a parameter in a call: buffers of the device for views, values for values.
  private static func argument(_ type: TypeSyntax) -> (type: String, factory: String)? {
    let named = type.as(IdentifierTypeSyntax.self)
    let element = named?.genericArgumentClause?.trimmedDescription ?? ""
    switch named?.name.text {
    case "GridPosition": return nil
    case "Span", "MutableSpan", "Field1D": return ("DeviceBuffer\(element)", "buffer")
    case "Field2D": return ("DeviceField2D\(element)", "buffer")
    case "Field3D": return ("DeviceField3D\(element)", "buffer")
    default: return (type.trimmedDescription, "value")
    }
  }
}
#endif
