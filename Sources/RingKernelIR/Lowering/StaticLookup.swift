// Constants of types, as in `PipelineRoute.shards` or `Self.limit`.
extension FunctionLowering {
  /// The constant that a member names; nil when it names none.
  func staticConstant(_ node: SyntaxNode, expected: KernelType? = nil) -> Expression? {
    var owner: String?
    if let base = node.children.first {
      guard base.kind == .name, lookup(base.text) == nil else { return nil }
      owner = base.text == "Self" ? self.owner : base.text
    } else if case .structure(let name)? = expected {
      owner = name
    }
    guard let owner, let constant = module.unit.statics["\(owner).\(node.text)"] else { return nil }
    return Expression(constant.type, .constant(constant.bits))
  }
}

extension KernelCompiler {
  /// The values of fields that are static constants, named with their types; those that are no literals are left out.
  public static func statics(of fields: [SyntaxNode]) -> [String: StaticConstant] {
    var statics: [String: StaticConstant] = [:]
    for field in fields {
      guard let value = field.initialValue else { continue }
      let unit = CompilationUnit(declaration: SyntaxNode(.function, field.text))
      let lowering = FunctionLowering(ModuleLowering(unit, atomics: []), result: .void)
      let spelled = field.first(.type)
      let type = spelled.flatMap { try? lowering.type($0) }
      guard spelled == nil || type != nil, let made = try? lowering.lower(value, expected: type),
        let bits = made.constantBits
      else { continue }
      statics[field.text] = StaticConstant(made.type, bits: bits)
    }
    return statics
  }
}
