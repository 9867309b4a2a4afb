// Declarations of locals and of shared memory.
extension FunctionLowering {
  func variable(_ node: SyntaxNode) throws(CompileError) {
    guard let pattern = node.children.first else { throw malformed(node) }
    let isMutable = node.text == "var"
    let initial = node.first(.initial)?.children.first
    let annotation = node.first(.annotation)
    if let initial, try sharedDeclaration(pattern, initial, node) { return }
    let wanted = try annotation.map { (node) throws(CompileError) in try type(node) }
    if pattern.kind == .tuplePattern {
      guard let initial else {
        throw LanguageRule.unknownType.error("a tuple pattern needs a value", at: pattern)
      }
      return try destructure(pattern, initial, wanted, isMutable, node)
    }
    guard pattern.kind == .name else { throw malformed(pattern) }
    let value: Expression
    if let initial {
      value = try lower(initial, expected: wanted)
    } else if let wanted {
      value = module.zero(wanted)
    } else {
      throw LanguageRule.unknownType.error("\(pattern.text) needs a type or a value", at: pattern)
    }
    guard value.type != .void else {
      throw LanguageRule.typeMismatch.error("\(pattern.text) would hold no value", at: node)
    }
    guard let layout = types.layout(of: value.type), layout.size <= 1 << 16 else {
      throw LanguageRule.tooLarge.error("\(pattern.text) takes more than 64 KiB", at: node)
    }
    if pattern.text == "_" { return }
    let id = newLocal(pattern.text, value.type)
    // A `let` without a value is assigned once later; it counts as assignable until then.
    if !isMutable, initial != nil { settle(id, value) }
    emit(.define(id, value))
    try declare(
      pattern.text,
      .place(Place(value.type, .local(id)), isMutable: isMutable || initial == nil),
      at: pattern
    )
  }

  private func destructure(
    _ pattern: SyntaxNode,
    _ initial: SyntaxNode,
    _ wanted: KernelType?,
    _ isMutable: Bool,
    _ node: SyntaxNode
  ) throws(CompileError) {
    let value = try lower(initial, expected: wanted)
    guard case .structure(let name) = value.type, module.tupleNames[name] != nil,
      let fields = types.structs[name]?.fields, fields.count == pattern.children.count
    else {
      throw LanguageRule.typeMismatch.error("\(spelled(value.type)) is no tuple of \(pattern.children.count)", at: node)
    }
    // The elements of a tuple that is written out are defined one by one: no new name changes what they say.
    var elements: [Expression] = []
    if case .make(let parts) = value.node {
      elements = parts
    } else {
      let whole = temporary(value)
      elements = fields.indices.map { Expression(fields[$0].type, .extract(whole, $0)) }
    }
    for (index, element) in pattern.children.enumerated() where element.text != "_" {
      guard element.kind == .name else {
        throw LanguageRule.unsupported.error("tuples are taken apart one level at a time", at: element)
      }
      let id = newLocal(element.text, fields[index].type)
      if !isMutable { settle(id, elements[index]) }
      emit(.define(id, elements[index]))
      try declare(
        element.text,
        .place(Place(fields[index].type, .local(id)), isMutable: isMutable),
        at: element
      )
    }
  }

  /// `var tile = SharedArray<256, Float>()`.
  private func sharedDeclaration(
    _ pattern: SyntaxNode,
    _ initial: SyntaxNode,
    _ node: SyntaxNode
  ) throws(CompileError) -> Bool {
    guard initial.kind == .call, let callee = initial.children.first, callee.kind == .typeName,
      let type = callee.children.first, ["SharedArray", "SharedTile"].contains(type.text)
    else { return false }
    guard !module.isHandler || module.module.handlerThreads > 1 else {
      throw LanguageRule.sharedScope.error("a handler of one thread has no block to share memory with", at: node)
    }
    let shape = try module.sharedShape(type, values.merging(module.unit.constants) { own, _ in own })
    let count = shape.axes.reduce(1) { Int(clamping: Int128($0) * Int128($1)) }
    module.module.resources.append(Resource(pattern.text, shape.element, .shared(count: count)))
    let id = module.module.resources.count - 1
    module.module.resources[id].isAtomic = module.atomics.contains(id)
    let bytes = module.module.sharedBytes
    guard bytes <= 32 * 1024 else {
      throw LanguageRule.sharedMemory.error("shared memory takes \(bytes) bytes; 32768 are there", at: node)
    }
    try declare(pattern.text, .shared(id, shape.axes), at: pattern)
    return true
  }
}
