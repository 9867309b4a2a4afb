internal import RingKernelIR

extension RandomKernelGenerator {
  /// One statement, with what must stand before it.
  mutating func statements(depth: Int) -> [SyntaxNode] {
    budget -= 1
    if isUniform && hasBarriers && dice.oneIn(3) { return together() }
    if mayFail && dice.oneIn(8) { return failing() }
    switch dice.below(depth < 3 ? 18 : 6) {
    case 0: return [declaration()]
    case 1, 2, 3: return [assignment()]
    case 4: return [atomic()]
    case 5: return jump()
    case 6, 7, 8: return [divergent { $0.conditional(depth: depth) }]
    case 9: return whileLoop(depth: depth)
    case 10, 11: return [forLoop(depth: depth)]
    case 12: return [divergent { $0.choice(depth: depth) }]
    case 13: return list()
    case 14: return taken()
    case 15: return [method()]
    case 16: return selection(depth: depth)
    default: return vector()
    }
  }

  /// Statements of a nested block; what they declare ends with it.
  mutating func nested(depth: Int) -> [SyntaxNode] {
    let outside = (locals, lists)
    defer { (locals, lists) = outside }
    var body: [SyntaxNode] = []
    for _ in 0..<(1 + dice.below(3)) where budget > 0 || body.isEmpty { body += statements(depth: depth + 1) }
    return body
  }

  private mutating func divergent(_ make: (inout Self) -> SyntaxNode) -> SyntaxNode {
    let outside = isUniform
    isUniform = false
    defer { isUniform = outside }
    return make(&self)
  }

  private mutating func declaration() -> SyntaxNode {
    let scalar = dice.pick(types + [.i32, .i64, .bool])
    let (text, isVariable) = (freshName("x"), !dice.oneIn(3))
    let value = expression(scalar, depth: 2)
    locals.append(Local(place: name(text), type: scalar, isVariable: isVariable))
    return variable(isVariable ? "var" : "let", text, type(scalar.spelling), value)
  }

  mutating func assignment() -> SyntaxNode {
    if !lists.isEmpty && dice.oneIn(4) {
      let list = dice.pick(lists)
      return assign(item(list), "=", expression(list.type, depth: 2))
    }
    let target = dice.pick(locals.filter(\.isVariable))
    let compound =
      target.type == .bool ? [] : target.type.isFloat ? ["+=", "-=", "*="] : ["&+=", "&-=", "^=", "|=", "&="]
    let sign = compound.isEmpty || dice.oneIn(2) ? "=" : dice.pick(compound)
    var value = expression(target.type, depth: 2)
    // swiftc refuses `x = x`.
    if value == target.place {
      value = SyntaxNode(.ternary, "", [expression(.bool, depth: 1), value, literal(target.type)])
    }
    return assign(target.place, sign, value)
  }

  /// Each place of `bins` has its own operation, so that the order does not matter.
  private mutating func atomic() -> SyntaxNode {
    let all: [(String, IntrinsicID)] = [
      ("atomicAdd", .atomicAdd), ("atomicMax", .atomicMax), ("atomicMin", .atomicMin), ("atomicOr", .atomicOr),
      ("atomicAnd", .atomicAnd), ("atomicXor", .atomicXor),
    ]
    let known = Set(IntrinsicTable.rows.map(\.id))
    let usable = all.enumerated().filter { known.contains($0.element.1) }
    let (place, operation) = dice.pick(usable)
    let at = SyntaxNode(.inout, "", [element(name("bins"), integer(place))])
    return statement(call(operation.0, [at, expression(binType, depth: 2)]))
  }

  private mutating func jump() -> [SyntaxNode] {
    // A thread that leaves a loop with barriers early would miss them.
    let targets = loops.filter { !meetingLoops.contains($0) }
    if let loop = loops.last, targets.contains(loop), !isUniform {
      let target = dice.oneIn(3) ? dice.pick(targets) : loop
      let kind: SyntaxKind = dice.oneIn(2) ? .break : .continue
      return [branch(expression(.bool, depth: 2), [SyntaxNode(kind, target)])]
    }
    if !hasBarriers && !isUniform && dice.oneIn(4) {
      return [branch(expression(.bool, depth: 2), [SyntaxNode(.return)])]
    }
    return [assignment()]
  }

  private mutating func conditional(depth: Int) -> SyntaxNode {
    let then = nested(depth: depth)
    return branch(expression(.bool, depth: 2), then, dice.oneIn(2) ? nested(depth: depth) : [])
  }

  /// A loop with a counter that its first statement advances: `continue` cannot make it endless.
  private mutating func whileLoop(depth: Int) -> [SyntaxNode] {
    let (counter, label) = (freshName("k"), freshName("loop"))
    let bound = integer(1 + dice.below(6))
    let test = binary(binary(name(counter), "<", bound), "&&", expression(.bool, depth: 1))
    let outside = isUniform
    isUniform = false
    loops.append(label)
    let body = block([assign(name(counter), "&+=", integer(1))] + nested(depth: depth))
    loops.removeLast()
    isUniform = outside
    let loop =
      dice.oneIn(3)
      ? SyntaxNode(.repeat, label, [body, condition(test)]) : SyntaxNode(.while, label, [condition(test), body])
    return [variable("var", counter, type("Int32"), integer(0)), loop]
  }

  private mutating func forLoop(depth: Int) -> SyntaxNode {
    let (counter, label) = (freshName("k"), freshName("loop"))
    // The bound is the same for all threads, so that barriers may stand inside.
    let range = binary(integer(dice.below(3)), dice.oneIn(2) ? "..<" : "...", integer(3 + dice.below(4)))
    let outside = (isUniform, locals)
    if !hasBarriers || dice.oneIn(2) { isUniform = false }
    loops.append(label)
    if isUniform { meetingLoops.insert(label) }
    locals.append(Local(place: name(counter), type: .i64, isVariable: false))
    let body = nested(depth: depth)
    loops.removeLast()
    (isUniform, locals) = outside
    return SyntaxNode(.for, label, [name(counter), range, block(body)])
  }

  private mutating func choice(depth: Int) -> SyntaxNode {
    let subject = binary(expression(.i32, depth: 2), "&", integer(7))
    let patterns: [[SyntaxNode]] = [
      [SyntaxNode(.item, "", [SyntaxNode(.valuePattern, "", [integer(0)])])],
      [
        SyntaxNode(.item, "", [SyntaxNode(.valuePattern, "", [binary(integer(1), "...", integer(2))])]),
        SyntaxNode(.item, "", [SyntaxNode(.valuePattern, "", [integer(6)])]),
      ],
      [
        SyntaxNode(
          .item,
          "",
          [SyntaxNode(.wildcardPattern), condition(expression(.bool, depth: 1))]
        )
      ],
    ]
    // `break` in a case would leave the switch: jumps name their loop.
    let cases = patterns.map { SyntaxNode(.case, "", $0 + [block(nested(depth: depth))]) }
    let rest = SyntaxNode(.case, "default", [block(nested(depth: depth))])
    return SyntaxNode(.switch, "", [subject] + cases + [rest])
  }

  /// A vector, some arithmetic on it, and one of its lanes.
  private mutating func vector() -> [SyntaxNode] {
    let (lanes, text) = (2 + dice.below(3), freshName("x"))
    let scalar = dice.pick(types.filter { $0 != .bool } + [.i32, .u32, .f32])
    let vectorType = type("SIMD\(lanes)", [type(scalar.spelling)])
    let value = call(SyntaxNode(.typeName, "", [vectorType]), (0..<lanes).map { _ in expression(scalar, depth: 1) })
    let sign = scalar.isFloat ? dice.pick(["+", "-", "*"]) : dice.pick(["&+", "&-", "&*", "^"])
    let change = assign(name(text), "=", binary(name(text), sign, name(text)))
    let target = dice.pick(locals.filter { $0.isVariable })
    guard target.type == scalar else { return [variable("var", text, vectorType, value), change] }
    let lane = member(name(text), ["x", "y", "z", "w"][dice.below(lanes)])
    return [variable("var", text, vectorType, value), change, assign(target.place, "=", lane)]
  }
}
