internal import RingKernelIR

// Declarations beside the kernel.
extension RandomKernelGenerator {
  /// Two to four scalars, perhaps an array and a vector between them, and a method that changes the first.
  mutating func randomStructure() -> SyntaxNode {
    let scalars: [ScalarType] = types + [.i8, .u16, .i32, .f32, .u64]
    var fields = (0..<(2 + dice.below(3))).map { place in
      SyntaxNode(.field, "f\(place)", [type(dice.pick(scalars).spelling)])
    }
    let lanes = dice.pick(scalars.filter { $0 != .bool })
    if dice.oneIn(2) { fields.append(SyntaxNode(.field, "pair", [type("SIMD2", [type(lanes.spelling)])])) }
    let items = type(dice.pick(scalars).spelling)
    if dice.oneIn(2) { fields.insert(SyntaxNode(.field, "list", [type("InlineArray", [integer(3), items])]), at: 1) }
    fields.append(SyntaxNode(.field, "total", [type("Int32")]))
    let change = assign(member(name("self"), "total"), "=", binary(member(name("self"), "total"), "&+", name("step")))
    let method = SyntaxNode(
      .function,
      "add",
      [
        SyntaxNode(.attribute, "mutating"), parameter("step", type("Int32"), label: "_"),
        block([branch(binary(name("step"), ">", integer(3)), [change])]),
      ]
    )
    return SyntaxNode(.structure, "Random\(seedOfNames)Part", fields + [method])
  }

  /// The places inside a struct that hold a scalar.
  static func scalars(of structure: SyntaxNode, _ base: SyntaxNode) -> [Local] {
    structure.all(.field).flatMap { field -> [Local] in
      guard let type = field.children.first else { return [] }
      let place = member(base, field.text)
      func local(_ place: SyntaxNode, _ type: SyntaxNode?) -> [Local] {
        type.flatMap { ScalarType(swiftName: $0.text) }.map { [Local(place: place, type: $0, isVariable: true)] } ?? []
      }
      switch type.text {
      case "SIMD2": return ["x", "y"].flatMap { local(member(place, $0), type.children.first) }
      case "InlineArray": return (0..<3).flatMap { local(element(place, integer($0)), type.children.last) }
      default: return local(place, type)
      }
    }
  }

  /// Three cases, with a gap between their numbers.
  mutating func randomEnumeration() -> SyntaxNode {
    let raw = dice.pick([ScalarType.u8, .i16, .i32])
    let cases = [("low", [integer(1)]), ("middle", []), ("high", [integer(7)])]
    return SyntaxNode(
      .enumeration,
      "Random\(seedOfNames)Kind",
      [type(raw.spelling)] + cases.map { SyntaxNode(.enumCase, $0.0, $0.1) }
    )
  }

  /// `random7Helper(x, y)`: early returns and a loop.
  func helper() -> SyntaxNode {
    let (x, y) = (name("x"), name("y"))
    let body = block([
      branch(binary(x, "<", y), [SyntaxNode(.return, "", [binary(y, "&-", x)])]),
      variable("var", "sum", type("Int32"), y),
      SyntaxNode(
        .for,
        "",
        [
          name("k"), binary(integer(0), "..<", integer(3)),
          block([
            branch(binary(name("sum"), ">", integer(1000)), [SyntaxNode(.return, "", [name("sum")])]),
            assign(name("sum"), "=", binary(binary(name("sum"), "&*", integer(3)), "&+", call("Int32", [name("k")]))),
          ]),
        ]
      ), SyntaxNode(.return, "", [binary(name("sum"), "^", x)]),
    ])
    let parameters = [parameter("x", type("Int32"), label: "_"), parameter("y", type("Int32"), label: "_")]
    return SyntaxNode(
      .function,
      "random\(seedOfNames)Helper",
      parameters + [SyntaxNode(.result, "", [type("Int32")]), body]
    )
  }

  /// `random7Pair(x, &y)`: a tuple, and a parameter that it changes.
  func pair() -> SyntaxNode {
    let (x, y) = (name("x"), name("y"))
    let result = SyntaxNode(.tupleType, "", ["Int32", "Bool"].map { SyntaxNode(.element, "", [type($0)]) })
    let parts = [binary(x, "&-", y), binary(x, ">", y)].map { SyntaxNode(.argument, "", [$0]) }
    let body = block([
      assign(y, "=", binary(y, "^", x)), SyntaxNode(.return, "", [SyntaxNode(.tuple, "", parts)]),
    ])
    let parameters = [
      parameter("x", type("Int32"), label: "_"), parameter("y", type("Int32"), isInout: true, label: "_"),
    ]
    return SyntaxNode(.function, "random\(seedOfNames)Pair", parameters + [SyntaxNode(.result, "", [result]), body])
  }
}
