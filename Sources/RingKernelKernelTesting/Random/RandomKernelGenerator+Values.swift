internal import RingKernelIR

// Statements about values of more than one part, and those that may fail.
extension RandomKernelGenerator {
  /// An array of four and a loop that fills it.
  mutating func list() -> [SyntaxNode] {
    let (text, counter, scalar) = (freshName("l"), freshName("k"), dice.pick(types + [.i32]))
    let whole = call(
      SyntaxNode(.typeName, "", [type("InlineArray", [integer(4), type(scalar.spelling)])]),
      [literal(scalar)],
      labels: ["repeating"]
    )
    locals.append(Local(place: name(counter), type: .i64, isVariable: false))
    let fill = assign(element(name(text), name(counter)), "=", expression(scalar, depth: 1))
    locals.removeLast()
    lists.append(List(place: name(text), type: scalar))
    let range = dice.oneIn(2) ? member(name(text), "indices") : binary(integer(0), "..<", integer(4))
    return [variable("var", text, nil, whole), SyntaxNode(.for, "", [name(counter), range, block([fill])])]
  }

  /// A pair that is taken apart: of a function, or as it stands.
  mutating func taken() -> [SyntaxNode] {
    let names = [freshName("x"), freshName("x")]
    let pattern = SyntaxNode(.tuplePattern, "", names.map { name($0) })
    let targets = locals.filter { $0.isVariable && $0.type == .i32 && $0.place.kind == .name }
    guard hasHelper, !targets.isEmpty else {
      let scalars = [dice.pick(types), dice.pick(types)]
      let parts = scalars.map { SyntaxNode(.argument, "", [expression($0, depth: 1)]) }
      let value = SyntaxNode(.initial, "", [SyntaxNode(.tuple, "", parts)])
      locals += zip(names, scalars).map { Local(place: name($0), type: $1, isVariable: false) }
      return [SyntaxNode(.variable, "let", [pattern, value])]
    }
    let changed = SyntaxNode(.inout, "", [dice.pick(targets).place])
    let value = call("random\(seedOfNames)Pair", [expression(.i32, depth: 1), changed])
    locals += zip(names, [ScalarType.i32, .bool]).map { Local(place: name($0), type: $1, isVariable: false) }
    return [SyntaxNode(.variable, "let", [pattern, SyntaxNode(.initial, "", [value])])]
  }

  /// A call that changes the struct, or a change of one of its parts.
  mutating func method() -> SyntaxNode {
    guard structure != nil else { return assignment() }
    return statement(call(member(name("part"), "add"), [expression(.i32, depth: 2)]))
  }

  /// An enum that some threads change, and a switch over it.
  mutating func selection(depth: Int) -> [SyntaxNode] {
    guard let enumeration, let raw = enumeration.first(.type).flatMap({ ScalarType(swiftName: $0.text) }) else {
      return [assignment()]
    }
    let text = freshName("e")
    let change = assign(name(text), "=", SyntaxNode(.member, "middle"))
    let outside = isUniform
    isUniform = false
    defer { isUniform = outside }
    let cases = [["low"], ["middle", "high"]].map { names in
      let items = names.map { SyntaxNode(.item, "", [SyntaxNode(.valuePattern, "", [SyntaxNode(.member, $0)])]) }
      return SyntaxNode(.case, "", items + [block(nested(depth: depth))])
    }
    let first = member(name(enumeration.text), dice.pick(["low", "high"]))
    defer { locals.append(Local(place: member(name(text), "rawValue"), type: raw, isVariable: false)) }
    return [
      variable("var", text, nil, first), branch(expression(.bool, depth: 2), [change]),
      SyntaxNode(.switch, "", [name(text)] + cases),
    ]
  }

  /// An index or a conversion that may fail, in few threads as a rule.
  mutating func failing() -> [SyntaxNode] {
    let text = freshName("x")
    if dice.oneIn(2) {
      let (place, type) = (dice.below(types.count), freshName("y"))
      let past = binary(name("i"), "+", integer(dice.pick([1, 1, 2, shape.count])))
      // Bounded, but not by the end: an index without a bound is refused where the file is read.
      let far = binary(past, "%", integer(2 * shape.count))
      let index = dice.oneIn(3) ? call("Int", [expression(.i32, depth: 1)]) : far
      locals.append(Local(place: name(type), type: types[place], isVariable: false))
      return [
        variable("let", text, RingKernelKernelTesting.type("Int"), index),
        variable("let", type, nil, element(name("a\(place)"), name(text))),
      ]
    }
    let to = dice.pick([ScalarType.i8, .u8, .i16, .u16, .i32, .u32])
    let from = dice.pick([ScalarType.i32, .i64, .f32])
    let value = call(to.spelling, [expression(from, depth: 1)])
    locals.append(Local(place: name(text), type: to, isVariable: false))
    return [variable("let", text, nil, value)]
  }
}
