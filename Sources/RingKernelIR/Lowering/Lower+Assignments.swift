// Assignments, plain, compound and of tuples.
extension FunctionLowering {
  func assign(_ node: SyntaxNode) throws(CompileError) {
    guard node.children.count == 2 else { throw malformed(node) }
    let (target, source) = (node.children[0], node.children[1])
    if node.text == "=" {
      if target.kind == .name, target.text == "_" { return try discarded(source) }
      if target.kind == .tuple { return try assignTuple(target, source, node) }
      var pending = try place(target)
      let start = sink.count
      let value = try lower(source, expected: pending.place.type)
      protect(&pending, from: start)
      return try store(value, in: pending, target)
    }
    guard node.text.hasSuffix("="), node.text.count > 1 else { throw malformed(node) }
    let op = String(node.text.dropLast())
    var pending = try place(target)
    let start = sink.count
    let type = pending.place.type
    let operand: KernelType =
      if op.hasSuffix("<<") || op.hasSuffix(">>") {
        natural(source) ?? (isLiteral(source) ? .int : type)
      } else if let lane = type.lane, type.lanes != nil, natural(source)?.lanes == nil,
        isLiteral(source) || natural(source) != nil
      {
        .scalar(lane)
      } else {
        type
      }
    let value = try lower(source, expected: operand)
    protect(&pending, from: start)
    let old = read(pending)
    let mid = sink.count
    let result =
      op.hasSuffix("<<") || op.hasSuffix(">>")
      ? try shift(op, old, value, node) : try arithmetic(op, old, value, node)
    let new = try expect(result, type, node)
    var unchecked = pending
    unchecked.checks = []
    protect(&unchecked, from: mid)
    try store(new, in: unchecked, target)
  }

  private func assignTuple(_ target: SyntaxNode, _ source: SyntaxNode, _ node: SyntaxNode) throws(CompileError) {
    var places: [PendingPlace?] = []
    let start = sink.count
    for argument in target.children {
      guard let inner = argument.children.first else { throw malformed(argument) }
      places.append(inner.kind == .name && inner.text == "_" ? nil : try place(inner))
    }
    let known = places.compactMap { place in place.map { (nil as String?, $0.place.type) } }
    let expected = known.count == places.count ? try module.tuple(known, at: target) : nil
    let value = try lower(source, expected: expected)
    guard case .structure(let name) = value.type, let fields = types.structs[name]?.fields, fields.count == places.count
    else { throw LanguageRule.typeMismatch.error("the sides have different numbers of elements", at: node) }
    // The whole right side is kept first: `(a, b) = (b, a)` swaps.
    let id = newLocal("t", value.type)
    settled.insert(id)
    emit(.define(id, value))
    for (index, pending) in places.enumerated() {
      guard var pending else { continue }
      protect(&pending, from: start)
      let part = Expression(fields[index].type, .extract(.local(id, value.type), index))
      try store(try expect(part, pending.place.type, node), in: pending, node)
    }
  }
}
