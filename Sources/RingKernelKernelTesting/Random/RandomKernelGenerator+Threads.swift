internal import RingKernelIR

// What threads of a block do together.
extension RandomKernelGenerator {
  /// Something that every thread of the block takes part in.
  mutating func together() -> [SyntaxNode] {
    if hasSubgroups && dice.oneIn(3) { return subgroup() }
    switch dice.below(8) {
    case 0, 1, 2: return exchange()
    case 3, 4: return count()
    case 5, 6: return rounds()
    default: return reduction()
    }
  }

  /// Declares a local with a value that was made before the local is in view.
  private mutating func read(_ text: String, _ scalar: ScalarType, _ value: SyntaxNode) -> SyntaxNode {
    locals.append(Local(place: name(text), type: scalar, isVariable: true))
    return variable("var", text, type(scalar.spelling), value)
  }

  private var barrier: SyntaxNode { statement(call("barrier", [])) }

  /// Every thread writes its place of the shared array and reads another's, as a rule one of another subgroup.
  private mutating func exchange() -> [SyntaxNode] {
    let distance = integer(1 + dice.below(shape.threads - 1))
    let other = binary(binary(name("t"), "+", distance), "%", integer(shape.threads))
    let text = freshName("x")
    let write = assign(element(name("tile"), name("t")), "=", expression(tileType, depth: 2))
    return [write, barrier, read(text, tileType, element(name("tile"), other)), barrier]
  }

  /// In each round the block copies a tile of a buffer, the last of which is cut, and every thread reads another's place.
  private mutating func rounds() -> [SyntaxNode] {
    guard let source = types.firstIndex(of: tileType) else { return exchange() }
    let (text, round, buffer) = (freshName("x"), freshName("k"), name("a\(source)"))
    // Values of threads, or one that the block has in common, stand where the buffer has ended.
    let rest = dice.oneIn(2) ? literal(tileType) : expression(tileType, depth: 1)
    let first = binary(binary(name(round), "*", integer(shape.threads)), "+", integer(dice.below(shape.threads)))
    let at = binary(first, "+", name("t"))
    let value = SyntaxNode(.ternary, "", [binary(at, "<", member(buffer, "count")), element(buffer, at), rest])
    let other = binary(binary(name("t"), "+", integer(1 + dice.below(shape.threads - 1))), "%", integer(shape.threads))
    let sign = tileType.isInteger ? "&+=" : tileType.isFloat ? "+=" : "="
    let made = read(text, tileType, literal(tileType))
    let body = [
      assign(element(name("tile"), name("t")), "=", value), barrier,
      assign(name(text), sign, element(name("tile"), other)), barrier,
    ]
    let range = binary(integer(0), "..<", integer(1 + shape.grid[0] * shape.grid[1]))
    return [made, SyntaxNode(.for, "", [name(round), range, block(body)])]
  }

  /// Every thread, or some, change a counter of the block, which all read behind a barrier.
  private mutating func count() -> [SyntaxNode] {
    // Each counter has its own operation, so that the order does not matter.
    let operations = ["atomicAdd", "atomicMax", "atomicMin", "atomicOr", "atomicAnd", "atomicXor", "atomicSubtract"]
    let (place, operation) = dice.pick(Array(operations.enumerated()))
    let text = freshName("x")
    let at = SyntaxNode(.inout, "", [element(name("counters"), integer(place))])
    let change = statement(call(operation, [at, expression(counterType, depth: 2)]))
    let made = dice.oneIn(2) ? change : branch(expression(.bool, depth: 1), [change])
    let seen = dice.oneIn(2) ? call("atomicLoad", [at]) : element(name("counters"), integer(place))
    return [made, barrier, read(text, counterType, seen), barrier]
  }

  /// A value of all threads of the block; integers only, the order of a sum of floats being another test's matter.
  private mutating func reduction() -> [SyntaxNode] {
    let text = freshName("x")
    if dice.oneIn(4) {
      return [read(text, .i32, call("barrierCount", [expression(.bool, depth: 1)]))]
    }
    let scalar = dice.pick(types.filter { $0.isInteger } + [.i32, .u32])
    let operation = dice.pick(["Add", "Min", "Max", "And", "Or"])
    return [read(text, scalar, call("blockReduce\(operation)", [expression(scalar, depth: 1)]))]
  }

  /// An operation of the subgroup; the reference has the width of the device.
  private mutating func subgroup() -> [SyntaxNode] {
    let text = freshName("x")
    let scalar = dice.pick(types.filter { $0.isInteger && $0.bitWidth == 32 } + [.i32, .u32])
    let value = expression(scalar, depth: 1)
    switch dice.below(5) {
    case 0: return [read(text, scalar, call("subgroupShuffleXor", [value, integer(1)]))]
    case 1: return [read(text, scalar, call("subgroupBroadcast", [value, integer(0)], labels: ["", "lane"]))]
    case 2: return [read(text, scalar, call(dice.pick(["subgroupInclusiveAdd", "subgroupExclusiveAdd"]), [value]))]
    default:
      let operation = dice.pick(["Add", "Min", "Max", "And", "Or", "Xor"])
      return [read(text, scalar, call("subgroupReduce\(operation)", [value]))]
    }
  }
}
