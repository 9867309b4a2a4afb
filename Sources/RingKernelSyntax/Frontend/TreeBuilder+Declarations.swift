#if Macros
internal import RingKernelIR
internal import SwiftSyntax

extension TreeBuilder {
  /// A declaration of the kernel language and its attribute; nil for one that is ordinary Swift.
  mutating func declaration(_ syntax: DeclSyntax) -> (attribute: String, tree: SyntaxNode)? {
    if let function = syntax.as(FunctionDeclSyntax.self) { return self.function(function) }
    if let structure = syntax.as(StructDeclSyntax.self) { return self.structure(structure) }
    if let enumeration = syntax.as(EnumDeclSyntax.self) { return self.enumeration(enumeration) }
    return nil
  }

  /// Whether a declaration may belong to the kernel language.
  static func isDeclaration(_ syntax: DeclSyntax) -> Bool {
    if let function = syntax.as(FunctionDeclSyntax.self) {
      return attribute(of: function.attributes, among: functionAttributes) != nil
    }
    if let structure = syntax.as(StructDeclSyntax.self) {
      return attribute(of: structure.attributes, among: structAttributes) != nil
    }
    return syntax.is(EnumDeclSyntax.self)
  }

  private static let functionAttributes = ["Kernel", "StencilKernel", "DeviceFunction"]
  private static let structAttributes = ["DeviceStruct", "RingMessage", "RingKernel"]

  private static func attribute(of list: AttributeListSyntax, among names: [String]) -> (String, AttributeSyntax)? {
    for case .attribute(let attribute) in list {
      let found = attribute.attributeName.trimmedDescription.split(separator: ".").last.map(String.init) ?? ""
      if names.contains(found) { return (found, attribute) }
    }
    return nil
  }

  private mutating func function(_ function: FunctionDeclSyntax) -> (attribute: String, tree: SyntaxNode)? {
    guard let (attribute, syntax) = Self.attribute(of: function.attributes, among: Self.functionAttributes) else {
      return nil
    }
    if attribute == "DeviceFunction" { return (attribute, method(function)) }
    var children = arguments(of: syntax)
    if attribute == "StencilKernel" { children.insert(node(.attribute, "stencil", at: syntax), at: 0) }
    if let result = function.signature.returnClause {
      refuse(
        .kernelResult,
        "a kernel returns nothing; store results in a buffer",
        at: result,
        fix: removing("remove '\(result.trimmedDescription)'", result)
      )
    }
    if let word = function.signature.effectSpecifiers?.throwsClause {
      refuse(.effects, "only handlers throw", at: word, fix: removing("remove '\(word.trimmedDescription)'", word))
    }
    return (attribute, node(.kernel, name(function.name), at: function.funcKeyword, children + parts(of: function)))
  }

  /// `@Kernel(.unchecked, block: (16, 16))` as attribute nodes.
  private mutating func arguments(of attribute: AttributeSyntax) -> [SyntaxNode] {
    guard let arguments = attribute.arguments else { return [] }
    guard case .argumentList(let list) = arguments else {
      return [refuse(.attribute, "the attribute takes '.unchecked', 'block:', 'tile:' and 'halo:'", at: arguments)]
    }
    // Texts written by hand are the host's; the compiler of kernels does not read them.
    return list.filter { $0.label?.text != "sources" }.map { argument in
      if let label = argument.label {
        let values = expression(argument.expression)
        return node(
          .attribute,
          name(label),
          at: argument,
          values.kind == .tuple ? values.children.flatMap(\.children) : [values]
        )
      }
      guard let word = argument.expression.as(MemberAccessExprSyntax.self), word.base == nil else {
        return refuse(.attribute, "the attribute takes '.checked', '.indices' or '.unchecked'", at: argument)
      }
      return node(.attribute, name(word.declName.baseName), at: argument)
    }
  }

  /// A device function, a method, or a handler.
  private mutating func method(_ function: FunctionDeclSyntax, isHandler: Bool = false) -> SyntaxNode {
    var children: [SyntaxNode] = isHandler ? [node(.attribute, "handler", at: function)] : []
    for modifier in function.modifiers where ["mutating", "static"].contains(modifier.name.text) {
      children.append(node(.attribute, modifier.name.text, at: modifier))
    }
    var parts = parts(of: function)
    if let result = function.signature.returnClause?.type, result.trimmedDescription != "Void" {
      parts.insert(node(.result, at: result, [type(result)]), at: parts.count - 1)
    }
    return node(.function, name(function.name), at: function.funcKeyword, children + parts)
  }

  /// Value parameters, parameters and body, which kernels and functions share.
  private mutating func parts(of function: FunctionDeclSyntax) -> [SyntaxNode] {
    if let effects = function.signature.effectSpecifiers, let word = effects.asyncSpecifier {
      refuse(.effects, "a kernel does not suspend", at: word, fix: removing("remove 'async'", word))
    }
    var children = valueParameters(function.genericParameterClause)
    children += function.signature.parameterClause.parameters.map { parameter($0) }
    guard let body = function.body else {
      return children + [refuse(.statement, "the function needs a body", at: function)]
    }
    return children + [bodyBlock(body, returns: function.signature.returnClause != nil)]
  }

  /// A body; a single expression of a function with a result is its value.
  private mutating func bodyBlock(_ body: CodeBlockSyntax, returns: Bool) -> SyntaxNode {
    var block = self.block(body)
    if returns, block.children.count == 1 {
      switch block.children[0].kind {
      case .expression: block.children[0].kind = .return
      case .if, .switch:
        if isValue(block.children[0]) {
          let value = block.children[0]
          block.children[0] = SyntaxNode(.return, line: value.line, column: value.column, [value])
        }
      default: break
      }
    }
    return block
  }

  /// Whether every branch of an `if` or `switch` is one expression.
  private func isValue(_ node: SyntaxNode) -> Bool {
    let blocks = node.kind == .if ? node.all(.block) : node.all(.case).flatMap { $0.all(.block) }
    let nested = node.kind == .if ? node.all(.if) : []
    let isComplete = node.kind == .switch || node.all(.block).count + nested.count == 2
    return isComplete && nested.allSatisfy(isValue)
      && blocks.allSatisfy { block in
        block.children.count == 1
          && (block.children[0].kind == .expression
            || ([.if, .switch].contains(block.children[0].kind) && isValue(block.children[0])))
      }
  }

  mutating func valueParameters(_ clause: GenericParameterClauseSyntax?) -> [SyntaxNode] {
    clause?.parameters.map { parameter in
      guard parameter.specifier?.tokenKind == .keyword(.let), let type = parameter.inheritedType else {
        return refuse(.generic, "only values, as in '<let n: Int>', are generic in a kernel", at: parameter)
      }
      return node(.valueParameter, name(parameter.name), at: parameter, [self.type(type)])
    } ?? []
  }

  private mutating func parameter(_ parameter: FunctionParameterSyntax) -> SyntaxNode {
    if let dots = parameter.ellipsis {
      let span = "Span<\(parameter.type.trimmedDescription)>"
      let all = parameter.type.positionAfterSkippingLeadingTrivia..<dots.endPositionBeforeTrailingTrivia
      return refuse(
        .parameter,
        "a kernel has a fixed number of parameters",
        at: dots,
        fix: SourceFix("take a '\(span)'", [places.edit(all, span)])
      )
    }
    var children = [node(.label, name(parameter.firstName), at: parameter.firstName)]
    var type = parameter.type
    if let attributed = type.as(AttributedTypeSyntax.self) {
      for case .simpleTypeSpecifier(let specifier) in attributed.specifiers where specifier.specifier.text == "inout" {
        children.append(node(.attribute, "inout", at: specifier))
      }
      type = attributed.baseType
    }
    children.append(self.type(type))
    if let value = parameter.defaultValue { children.append(expression(value.value)) }
    return node(.parameter, name(parameter.secondName ?? parameter.firstName), at: parameter, children)
  }
}

extension TreeBuilder {
  private mutating func structure(_ structure: StructDeclSyntax) -> (attribute: String, tree: SyntaxNode)? {
    guard let (attribute, syntax) = Self.attribute(of: structure.attributes, among: Self.structAttributes) else {
      return nil
    }
    let isActor = attribute == "RingKernel"
    if attribute == "RingMessage" { stabilise(structure) }
    let members = structure.memberBlock.members.flatMap { member(DeclSyntax($0.decl), isActor: isActor) }
    if attribute == "DeviceStruct" { members.filter { $0.text == "init" }.forEach { requireStores($0) } }
    let children = valueParameters(structure.genericParameterClause) + (isActor ? handlerNumbers(syntax) : []) + members
    return (
      attribute,
      node(isActor ? .actor : .structure, name(structure.name), at: structure.structKeyword, children)
    )
  }

  /// `block: 64` and `loopLimit: 1000` of an actor.
  private mutating func handlerNumbers(_ attribute: AttributeSyntax) -> [SyntaxNode] {
    guard case .argumentList(let list) = attribute.arguments else { return [] }
    let meanings = [
      "block": "the block of an actor's handlers is a number of threads",
      "loopLimit": "the limit of an actor's loops is a number of rounds",
    ]
    var attributes: [SyntaxNode] = []
    for argument in list {
      guard let label = argument.label?.text, let meaning = meanings[label],
        !argument.expression.is(NilLiteralExprSyntax.self)
      else { continue }
      let value = expression(argument.expression)
      attributes.append(
        value.kind == .integer
          ? node(.attribute, label, at: argument.expression, [value])
          : refuse(.attribute, meaning, at: argument.expression)
      )
    }
    return attributes
  }

  private mutating func member(_ declaration: DeclSyntax, isActor: Bool) -> [SyntaxNode] {
    if let variable = declaration.as(VariableDeclSyntax.self) {
      // A static constant is reached through its value, a computed one is host code.
      guard !variable.modifiers.contains(where: { $0.name.text == "static" }) else { return [] }
      return variable.bindings.compactMap { binding in
        guard binding.accessorBlock == nil, let pattern = binding.pattern.as(IdentifierPatternSyntax.self) else {
          return nil
        }
        let type = binding.typeAnnotation.map { [self.type($0.type)] } ?? []
        let initial = binding.initializer.map { [expression($0.value)] } ?? []
        return node(.field, name(pattern.identifier), at: pattern, type + initial)
      }
    }
    if let function = declaration.as(FunctionDeclSyntax.self) {
      return [method(function, isHandler: isActor && name(function.name) == "receive")]
    }
    if let initializer = declaration.as(InitializerDeclSyntax.self), let body = initializer.body {
      let parameters = initializer.signature.parameterClause.parameters.map { parameter($0) }
      return [node(.function, "init", at: initializer.initKeyword, parameters + [block(body)])]
    }
    return []
  }

  private mutating func enumeration(_ enumeration: EnumDeclSyntax) -> (attribute: String, tree: SyntaxNode)? {
    let integers = ["Int", "UInt"] + [8, 16, 32, 64].flatMap { ["Int\($0)", "UInt\($0)"] }
    guard let raw = enumeration.inheritanceClause?.inheritedTypes.first?.type,
      integers.contains(raw.trimmedDescription)
    else { return nil }
    let attribute = Self.attribute(of: enumeration.attributes, among: ["DeviceEnum"])?.0 ?? ""
    let cases = enumeration.memberBlock.members.compactMap { $0.decl.as(EnumCaseDeclSyntax.self) }.flatMap(\.elements)
    let children = cases.map { element in
      node(
        .enumCase,
        name(element.name),
        at: element,
        element.rawValue.map { [expression($0.value)] } ?? []
      )
    }
    return (attribute, node(.enumeration, name(enumeration.name), at: enumeration.enumKeyword, [type(raw)] + children))
  }
}
#endif
