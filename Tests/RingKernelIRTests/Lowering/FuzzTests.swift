import RingKernelIR
import Testing

/// Trees that no source gives: whatever comes in, a valid module or errors come out.
@Suite struct FuzzTests {
  /// SplitMix64; the seed of a failing round is in its message.
  struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let seeds: [CompilationUnit] =
    RuleTests.broken.map(\.1) + [
      CompilationUnit(declaration: KernelLoweringTests.saxpy),
      HandlerLoweringTests.unit(
        set(at(n("balances"), HandlerLoweringTests.account), m(n("deposit"), "cents"), "+="),
        HandlerLoweringTests.reply
      ),
      RuleTests.body(
        var_("v", call(typed(t("SIMD3", float)), f("1.0"), f("2.0"), f("3.0"))),
        set(m(n("v"), "x"), op(m(n("v"), "y"), "*", f("2.0"))),
        set(n("v"), op(n("v"), "*", i(2)), "="),
        var_("p", Node(.tuple, [Node(.argument, [n("a")]), Node(.argument, [f("1.0")])])),
        let_("q", op(n("a"), "<<", m(n("p"), "0"))),
        for_("k", op(n("a"), "...", n("q")), block(if_(op(n("k"), "==", i(3)), block(Node(.continue, [])))), "l"),
        let_("z", Node(.ternary, [op(n("a"), ">", i(0)), at(n("x"), n("a")), f("0.0")])),
        set(at(n("y"), n("a")), call("min", n("z"), f("1.0"))),
        Node(
          .switch,
          [
            n("p"),
            Node(
              .case,
              [
                Node(.item, [Node(.tupleOfPatterns, [Node(.bindingPattern, "b"), Node(.wildcardPattern, [])])]),
                block(set(at(n("y"), n("b")), f("1.0"))),
              ]
            ),
          ]
        )
      ),
    ]

  static let texts = [
    "", "x", "a", "y", "f", "self", "9223372036854775807", "9223372036854775808", "-", "+", "<<", "&&", "..<", "...",
    "Int",
    "Float", "UInt8", "SIMD4", "InlineArray", "SharedArray", "Span", "count", "zero", "max", "0", "1e999", "barrier",
    "atomicAdd", "Bool", "init", "default", "_", "l", "Mode", "Deposit", "/", "%", "/=", "<<=",
  ]

  static func mutated(_ node: Node, _ pool: [Node], _ dice: inout Dice) -> Node {
    var copy = node
    switch Int.random(in: 0..<(node.children.isEmpty ? 3 : 12), using: &dice) {
    case 0: copy.text = texts.randomElement(using: &dice) ?? ""
    case 1: copy.kind = SyntaxKind.allCases.randomElement(using: &dice) ?? .name
    case 2: copy = pool.randomElement(using: &dice) ?? copy
    case 3: copy.children.removeLast()
    case 4: copy.children.append(copy.children[0])
    case 5: copy.children.swapAt(0, copy.children.count - 1)
    default:
      let index = Int.random(in: copy.children.indices, using: &dice)
      copy.children[index] = mutated(copy.children[index], pool, &dice)
    }
    return copy
  }

  static func nodes(_ node: Node) -> [Node] { [node] + node.children.flatMap { nodes($0) } }

  @Test(arguments: 0..<40) func `a mutated tree gives a valid module or errors`(round: UInt64) {
    let pool = Self.seeds.flatMap { Self.nodes($0.declaration) }
    var dice = Dice(state: round)
    for _ in 0..<100 {
      guard var unit = Self.seeds.randomElement(using: &dice) else { return }
      for _ in 0..<Int.random(in: 1...6, using: &dice) {
        unit.declaration = Self.mutated(unit.declaration, pool, &dice)
      }
      if Bool.random(using: &dice) { unit.functions = [pool.randomElement(using: &dice) ?? unit.declaration] }
      unit.checking = Checking.allCases.randomElement(using: &dice) ?? .checked
      do {
        let module = try KernelCompiler.lower(unit)
        let errors = Validator.validate(module)
        #expect(errors.isEmpty, "round \(round): \(errors)\n\(IRPrinter.text(module))")
      } catch {
        #expect(!error.errors.isEmpty)
        #expect(
          !error.errors.contains { $0.code == "RK1130" },
          "round \(round): \(error.errors)\n\(SyntaxText.encode(unit.declaration))"
        )
      }
    }
  }

  @Test func `deep, wide and huge trees are refused in time`() {
    var deep = n("a")
    for _ in 0..<5000 { deep = Node(.prefix, "-", [deep]) }
    #expect(codes(RuleTests.body(let_("b", deep))) == ["RK1121"])
    var nested = n("a")
    for _ in 0..<60 { nested = call("min", nested, call("max", nested.children.isEmpty ? n("a") : i(1), n("a"))) }
    #expect(codes(RuleTests.body(let_("b", nested))).isEmpty)
    let huge = call(typed(t("InlineArray", Node(.integer, "9223372036854775807"), int)), label("repeating", i(0)))
    #expect(codes(RuleTests.body(let_("b", huge))) == ["RK1121"])
    let cases = (0..<200).map { Node(.case, [Node(.item, [Node(.valuePattern, [i($0)])]), block()]) }
    #expect(codes(RuleTests.body(Node(.switch, [n("a")] + cases + [Node(.case, "default", [block()])]))) == ["RK1121"])
  }
}
