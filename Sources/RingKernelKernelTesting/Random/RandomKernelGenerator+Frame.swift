internal import RingKernelIR

// What stands around the statements: parameters, the first reads, the last stores.
extension RandomKernelGenerator {
  /// The parameters, with their fillings.
  mutating func parameters(_ launch: inout CorpusCase) -> [SyntaxNode] {
    var parameters: [SyntaxNode] = []
    func filling(_ type: ScalarType, _ dice: inout Dice) -> String {
      type.isFloat ? "noise" : dice.oneIn(3) ? "extreme" : "wild"
    }
    for (place, scalar) in types.enumerated() {
      parameters.append(parameter("a\(place)", type("Span", [type(scalar.spelling)])))
      launch.inputs["a\(place)"] = "\(shape.count) \(filling(scalar, &dice)) \(place)"
    }
    for (place, scalar) in types.enumerated() {
      parameters.append(parameter("out\(place)", type("MutableSpan", [type(scalar.spelling)]), isInout: true))
      launch.inputs["out\(place)"] = "\(shape.count) zero"
    }
    parameters.append(parameter("bins", type("MutableSpan", [type(binType.spelling)]), isInout: true))
    launch.inputs["bins"] = "8 const 7"
    if let structure {
      parameters.append(parameter("parts", type("MutableSpan", [type(structure.text)]), isInout: true))
      launch.inputs["parts"] = "\(shape.count) noise 5"
    } else if shape.isFlat {
      parameters.append(parameter("field", type("Field2D", [type(types[1].spelling)])))
      launch.inputs["field"] = "\(shape.width)x\(shape.height) \(filling(types[1], &dice)) 4"
    }
    parameters.append(parameter("p", type("Int32")))
    launch.inputs["p"] = "\(dice.below(20) - 5)"
    parameters.append(parameter("q", type(types[0].spelling)))
    launch.inputs["q"] = types[0] == .bool ? "true" : "\(dice.below(12))"
    return parameters
  }

  /// The thread's number and what it reads first.
  mutating func opening() -> [SyntaxNode] {
    var body = [variable("let", "i", nil, shape.number), variable("let", "t", nil, shape.place)]
    // Where threads meet nobody leaves: there every index is bounded where it stands.
    if !hasBarriers {
      let ends = ["a0"] + types.indices.dropFirst().filter { _ in dice.oneIn(2) }.map { "a\($0)" }
      let tests = ends.map { condition(binary(name("i"), "<", member(name($0), "count"))) }
      body.append(SyntaxNode(.guard, "", tests + [block([SyntaxNode(.return)])]))
    } else {
      body.append(variable("var", "tile", nil, shared(shape.threads, tileType)))
      body.append(variable("var", "counters", nil, shared(8, counterType)))
    }
    for (place, scalar) in types.enumerated() {
      body.append(variable("var", "v\(place)", type(scalar.spelling), element(name("a\(place)"), ownIndex())))
      locals.append(Local(place: name("v\(place)"), type: scalar, isVariable: true))
    }
    if let structure {
      body.append(variable("var", "part", nil, element(name("parts"), maskedIndex())))
      locals += Self.scalars(of: structure, name("part"))
    } else if shape.isFlat {
      let at = SyntaxNode(.subscript, "", [name("field")] + cell().map { SyntaxNode(.argument, "", [$0]) })
      body.append(variable("let", "w", type(types[1].spelling), at))
      locals.append(Local(place: name("w"), type: types[1], isVariable: false))
    }
    return body
  }

  private func shared(_ count: Int, _ scalar: ScalarType) -> SyntaxNode {
    call(SyntaxNode(.typeName, "", [type("SharedArray", [integer(count), type(scalar.spelling)])]), [])
  }

  /// The thread stores what it has come to, in its own elements.
  mutating func closing() -> [SyntaxNode] {
    var body: [SyntaxNode] = []
    for (place, scalar) in types.enumerated() {
      let store = assign(element(name("out\(place)"), name("i")), "=", expression(scalar, depth: 1))
      body.append(branch(binary(name("i"), "<", member(name("out\(place)"), "count")), [store]))
    }
    if structure != nil {
      let store = assign(element(name("parts"), name("i")), "=", name("part"))
      body.append(branch(binary(name("i"), "<", member(name("parts"), "count")), [store]))
    }
    return body
  }

  /// An index of the input buffers that is always in range.
  mutating func ownIndex() -> SyntaxNode {
    if !hasBarriers && dice.oneIn(2) { return name("i") }
    return dice.oneIn(2)
      ? binary(binary(name("i"), "+", integer(dice.below(90))), "%", integer(shape.count)) : maskedIndex()
  }

  /// The thread's own number, in a form that bounds it.
  func maskedIndex() -> SyntaxNode { binary(name("i"), "%", integer(shape.count)) }

  /// A cell of the field, x before y.
  private mutating func cell() -> [SyntaxNode] {
    [("x", shape.width), ("y", shape.height)].map { axis, size in
      let own = member(name("globalThreadIndex"), axis)
      return binary(binary(own, "+", integer(dice.below(size))), "%", integer(size))
    }
  }
}
