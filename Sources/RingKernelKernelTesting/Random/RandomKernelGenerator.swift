internal import RingKernelIR

/// Makes kernels from seeds: nested control flow, barriers and collectives where the flow is uniform, shared memory,
/// atomics, every scalar type, vectors, structs, enums, tuples, arrays, fields, wrapping and checked arithmetic.
///
/// What it makes is well-typed, ends, and has one result on any machine: atomics of one place commute, a thread writes
/// only its own elements, shared memory is read between barriers only. One in eight may fail, each thread in one way.
public struct RandomKernelGenerator {
  /// Which checks the kernel makes.
  enum Mode: CaseIterable { case indices, unchecked, checked }

  /// A place that holds a scalar.
  struct Local {
    var place: SyntaxNode
    var type: ScalarType
    var isVariable: Bool
  }

  /// A local array of four.
  struct List {
    var place: SyntaxNode
    var type: ScalarType
  }

  var dice: Dice
  let mode: Mode
  let shape: RandomShape
  /// Element types of the three input and the three output buffers.
  let types: [ScalarType]
  /// Scalars in view.
  var locals: [Local] = []
  /// Arrays in view.
  var lists: [List] = []
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
  /// Whether it has subgroup operations.
  let hasSubgroups: Bool
  /// Whether an index or a conversion may fail.
  let mayFail: Bool
  /// Whether floats are divided by whatever comes: the sign of a zero that `min` gives is open, so there is none then.
  let dividesFreely: Bool
  /// Types of the shared array, of the shared counters and of the counters in memory.
  let tileType: ScalarType
  let counterType: ScalarType
  let binType: ScalarType
  /// The struct and the enum, where there are any.
  var structure: SyntaxNode?
  var enumeration: SyntaxNode?
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
    shape = RandomShape.random(&dice)
    let usual: [ScalarType] = [.i8, .i16, .i32, .i64, .u8, .u16, .u32, .u64, .f32, .i32, .u32, .f32, .bool]
    var types: [ScalarType] = []
    while types.count < 3 {
      // Metal and WGSL have no Double: few kernels are kept from them.
      let type = dice.oneIn(12) ? (dice.oneIn(3) ? ScalarType.f64 : .f16) : dice.pick(usual)
      if !types.contains(type) { types.append(type) }
    }
    self.types = types
    budget = 6 + dice.below(18)
    hasSubgroups = dice.oneIn(4)
    let meets = dice.oneIn(2)
    hasBarriers = meets || hasSubgroups
    hasHelper = dice.oneIn(3)
    let isRisky = dice.oneIn(8)
    mayFail = isRisky && mode != .unchecked
    dividesFreely = dice.oneIn(2)
    tileType = dice.pick(types + [.i32])
    counterType = dice.pick([.u32, .i32])
    // Metal has no 64-bit atomics, nor has SwiftShader.
    binType = dice.oneIn(24) ? .u64 : dice.pick([.u32, .u32, .i32])
    seedOfNames = seed
    structure = dice.oneIn(3) ? randomStructure() : nil
    enumeration = dice.oneIn(4) ? randomEnumeration() : nil
  }

  private mutating func kernel(_ seed: UInt64) -> RandomKernel {
    var launch = CorpusCase(kernel: "random\(seed)", grid: shape.grid + [1], block: shape.block + [1])
    let parameters = self.parameters(&launch)
    locals = [Local(place: name("p"), type: .i32, isVariable: false)]
    locals.append(Local(place: name("q"), type: types[0], isVariable: false))
    var body = opening()
    while budget > 0 { body += statements(depth: 0) }
    body += closing()
    var attributes = hasBarriers || shape.isFlat || dice.oneIn(2) ? [shape.attribute] : []
    if mode != .indices { attributes.insert(SyntaxNode(.attribute, mode == .checked ? "checked" : "unchecked"), at: 0) }
    var kernel = RandomKernel(
      seed: seed,
      tree: SyntaxNode(.kernel, launch.kernel, attributes + parameters + [block(body)]),
      types: [structure, enumeration].compactMap(\.self),
      functions: hasHelper ? [helper(), pair()] : [],
      launch: launch
    )
    var line = 0
    kernel.tree.number(&line)
    for place in kernel.functions.indices { kernel.functions[place].number(&line) }
    for place in kernel.types.indices { kernel.types[place].number(&line) }
    return kernel
  }

  /// A new name.
  mutating func freshName(_ stem: String) -> String {
    fresh += 1
    return "\(stem)\(fresh)"
  }
}

extension SyntaxNode {
  /// Gives each node a line of its own: a CPU body names the place of a failure by it.
  fileprivate mutating func number(_ line: inout Int) {
    line += 1
    (self.line, column) = (line, 1)
    for place in children.indices { children[place].number(&line) }
  }
}
