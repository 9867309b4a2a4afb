internal import RingKernelIR

/// Makes kernels from seeds: nested control flow, barriers where the flow is uniform, shared memory, atomics, every
/// scalar type, vectors, wrapping and checked arithmetic.
///
/// What it makes is well-typed, ends, and has one result on any machine: atomics of one place commute, a thread writes
/// only its own elements, shared memory is read between barriers only.
public struct RandomKernelGenerator {
  /// Threads of a block; there are two blocks and as many elements as threads.
  static let blockSize = 32
  static let count = 64

  /// Which checks the kernel makes.
  enum Mode: CaseIterable { case indices, unchecked, checked }

  var dice: Dice
  let mode: Mode
  /// Element types of the three input and the three output buffers.
  let types: [ScalarType]
  /// Locals in view: name, type, whether it may be assigned.
  var locals: [(name: String, type: ScalarType, isVariable: Bool)] = []
  /// Statements that may still be made.
  var budget: Int
  /// Numbers for fresh names.
  var fresh = 0
  /// Labels of enclosing loops, innermost last.
  var loops: [String] = []
  /// Loops that may hold barriers.
  var meetingLoops: Set<String> = []
  /// Whether every thread of the block gets here.
  var isUniform = true
  /// Whether the kernel has barriers: then no thread returns early.
  let hasBarriers: Bool
  let hasHelper: Bool
  /// The seed, which is part of names.
  let seedOfNames: UInt64

  /// Makes the kernel of a seed.
  public static func make(_ seed: UInt64) -> RandomKernel {
    var generator = RandomKernelGenerator(seed: seed)
    return generator.kernel(seed)
  }

  private init(seed: UInt64) {
    dice = Dice(seed: seed)
    mode = dice.oneIn(2) ? .indices : dice.oneIn(2) ? .unchecked : .checked
    let usual: [ScalarType] = [.i8, .i16, .i32, .i64, .u8, .u16, .u32, .u64, .f32, .i32, .u32, .f32, .bool]
    var types: [ScalarType] = []
    while types.count < 3 {
      // Types that many adapters lack come in few kernels.
      let type = dice.oneIn(30) ? (dice.oneIn(2) ? ScalarType.f64 : .f16) : dice.pick(usual)
      if !types.contains(type) { types.append(type) }
    }
    self.types = types
    budget = 6 + dice.below(18)
    hasBarriers = dice.oneIn(2)
    hasHelper = dice.oneIn(3)
    seedOfNames = seed
  }

  private mutating func kernel(_ seed: UInt64) -> RandomKernel {
    var parameters: [SyntaxNode] = []
    let blocks = Self.count / Self.blockSize
    var launch = CorpusCase(kernel: "random\(seed)", grid: [blocks, 1, 1], block: [Self.blockSize, 1, 1])
    for (place, scalar) in types.enumerated() {
      parameters.append(parameter("a\(place)", type("Span", [type(scalar.spelling)])))
      launch.inputs["a\(place)"] =
        "\(Self.count) \(scalar.isFloat ? "noise" : dice.oneIn(3) ? "extreme" : "wild") \(place)"
    }
    for (place, scalar) in types.enumerated() {
      parameters.append(parameter("out\(place)", type("MutableSpan", [type(scalar.spelling)]), isInout: true))
      launch.inputs["out\(place)"] = "\(Self.count) zero"
    }
    parameters.append(parameter("bins", type("MutableSpan", [type("UInt32")]), isInout: true))
    launch.inputs["bins"] = "8 const 7"
    parameters.append(parameter("p", type("Int32")))
    launch.inputs["p"] = "\(dice.below(20) - 5)"
    locals = [("p", .i32, false)]
    var body = [variable("let", "i", nil, member(name("globalThreadIndex"), "x"))]
    body.append(variable("let", "t", nil, member(name("threadIndex"), "x")))
    if hasBarriers {
      let shared = SyntaxNode(.typeName, "", [type("SharedArray", [integer(Self.blockSize), type("Int32")])])
      body.append(variable("var", "tile", nil, call(shared, [])))
    }
    for (place, scalar) in types.enumerated() {
      body.append(variable("var", "v\(place)", type(scalar.spelling), element(name("a\(place)"), ownIndex())))
      locals.append(("v\(place)", scalar, true))
    }
    while budget > 0 { body += statements(depth: 0) }
    for (place, scalar) in types.enumerated() {
      let store = assign(element(name("out\(place)"), name("i")), "=", expression(scalar, depth: 1))
      body.append(branch(binary(name("i"), "<", member(name("out\(place)"), "count")), [store]))
    }
    var attributes = [SyntaxNode(.attribute, "block", [integer(Self.blockSize)])]
    if mode != .indices { attributes.insert(SyntaxNode(.attribute, mode == .checked ? "checked" : "unchecked"), at: 0) }
    let tree = SyntaxNode(.kernel, launch.kernel, attributes + parameters + [block(body)])
    return RandomKernel(seed: seed, tree: tree, functions: hasHelper ? [Self.helper(seed)] : [], launch: launch)
  }

  /// `random7Helper(x, y)`: early returns and a loop.
  private static func helper(_ seed: UInt64) -> SyntaxNode {
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
      "random\(seed)Helper",
      parameters + [SyntaxNode(.result, "", [type("Int32")]), body]
    )
  }

  /// An index of the input buffers that is always in range.
  mutating func ownIndex() -> SyntaxNode {
    switch dice.below(4) {
    case 0, 1: name("i")
    case 2: binary(binary(name("i"), "+", integer(dice.below(90))), "%", integer(Self.count))
    default: binary(binary(name("i"), "^", integer(dice.below(Self.count))), "&", integer(Self.count - 1))
    }
  }

  /// A new name.
  mutating func freshName(_ stem: String) -> String {
    fresh += 1
    return "\(stem)\(fresh)"
  }
}
