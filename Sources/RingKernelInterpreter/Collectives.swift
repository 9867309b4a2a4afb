internal import RingKernelIR

/// What threads do together: barriers, reductions, subgroup operations.
struct Collectives {
  let block: BlockRun

  init(_ block: BlockRun) { self.block = block }

  /// The result for each live thread; nil where the operation gives none.
  func results(
    _ id: IntrinsicID,
    _ type: KernelType,
    _ live: [ThreadRun]
  ) throws(InterpreterError) -> [Value?] {
    let values = live.map { $0.wait?.values.first ?? .none }
    let lane = type.lane ?? .u64
    let all: (UInt64) -> [Value?] = { bits in live.map { _ in .scalar(bits) } }
    let width = max(1, min(block.launch.subgroupSize, 32))
    func mask(_ holds: (Int) -> Bool) -> UInt64 {
      live.indices.reduce(0) { holds($1) ? $0 | 1 << UInt64(live[$1].linear % width) : $0 }
    }
    switch id {
    case .barrier, .subgroupBarrier, .gridBarrier: return live.map { _ in nil }
    case .barrierCount: return all(UInt64(values.count { $0.isTrue }))
    case .barrierAll, .subgroupAll: return all(values.allSatisfy(\.isTrue) ? 1 : 0)
    case .barrierAny, .subgroupAny: return all(values.contains(where: \.isTrue) ? 1 : 0)
    case .subgroupActiveMask: return all(mask { _ in true })
    case .subgroupBallot: return all(mask { values[$0].isTrue })
    case .subgroupElect: return live.indices.map { .scalar($0 == 0 ? 1 : 0) }
    case .subgroupMatchAny: return live.indices.map { place in .scalar(mask { values[$0] == values[place] }) }
    case .subgroupMatchAll: return all(values.allSatisfy { $0 == values[0] } ? mask { _ in true } : 0)
    case .subgroupShuffle, .subgroupBroadcast, .subgroupShuffleUp, .subgroupShuffleDown, .subgroupShuffleXor:
      return shuffle(id, live, values, width)
    case .subgroupInclusiveAdd, .subgroupExclusiveAdd: return scan(id, values, lane)
    case .gridReduceAdd, .gridReduceMin, .gridReduceMax:
      try add(id, values, lane, live)
      return live.map { _ in nil }
    default: return all(try reduce(id, live.map(\.linear), values, lane))
    }
  }

  private func shuffle(_ id: IntrinsicID, _ live: [ThreadRun], _ values: [Value], _ width: Int) -> [Value?] {
    let lanes = Dictionary(uniqueKeysWithValues: live.indices.map { (live[$0].linear % width, values[$0]) })
    return live.indices.map { place in
      let own = live[place].linear % width
      let operand = Int(truncatingIfNeeded: live[place].wait?.values.dropFirst().first?.bits ?? 0)
      let source: Int
      switch id {
      case .subgroupShuffleUp: source = own &- operand
      case .subgroupShuffleDown: source = own &+ operand
      case .subgroupShuffleXor: source = own ^ operand
      default: source = operand
      }
      return lanes[source] ?? values[place]
    }
  }

  private func scan(_ id: IntrinsicID, _ values: [Value], _ type: ScalarType) -> [Value?] {
    var sum: UInt64 = 0
    return values.map { value in
      let before = sum
      sum = ScalarMath.binary(.add, sum, value.bits, type)
      return .scalar(id == .subgroupInclusiveAdd ? sum : before)
    }
  }

  /// The tree that the table documents: thread t < s takes in the value of t + s, for s from half a power of two to 1.
  private func reduce(
    _ id: IntrinsicID,
    _ threads: [Int],
    _ values: [Value],
    _ type: ScalarType
  ) throws(InterpreterError) -> UInt64 {
    guard let combine = combination(id, type) else { throw .unsupported(id.rawValue) }
    let base = threads.first ?? 0
    var slots = [UInt64?](repeating: nil, count: (threads.last ?? 0) - base + 1)
    for (thread, value) in zip(threads, values) { slots[thread - base] = value.bits }
    var step = 1
    while step < slots.count { step *= 2 }
    while step > 1 {
      step /= 2
      for place in 0..<step where place + step < slots.count {
        guard let upper = slots[place + step] else { continue }
        slots[place] = slots[place].map { combine($0, upper) } ?? upper
      }
    }
    return slots[0] ?? 0
  }

  private func combination(_ id: IntrinsicID, _ type: ScalarType) -> ((UInt64, UInt64) -> UInt64)? {
    switch id {
    case .blockReduceAdd, .reduceAndBroadcast, .subgroupReduceAdd, .gridReduceAdd:
      return { ScalarMath.binary(.add, $0, $1, type) }
    case .blockReduceAnd, .subgroupReduceAnd: return { $0 & $1 }
    case .blockReduceOr, .subgroupReduceOr: return { $0 | $1 }
    case .subgroupReduceXor: return { $0 ^ $1 }
    case .blockReduceMin, .subgroupReduceMin, .gridReduceMin: return extreme(.min, type)
    case .blockReduceMax, .subgroupReduceMax, .gridReduceMax: return extreme(.max, type)
    default: return nil
    }
  }

  private func extreme(_ id: IntrinsicID, _ type: ScalarType) -> (UInt64, UInt64) -> UInt64 {
    { a, b in
      PureIntrinsics.value(id, [.scalar(a), .scalar(b)], .scalar(type), .scalar(type))?.bits ?? a
    }
  }

  private func add(
    _ id: IntrinsicID,
    _ values: [Value],
    _ type: ScalarType,
    _ live: [ThreadRun]
  ) throws(InterpreterError) {
    let bits = try reduce(id, live.map(\.linear), values, type)
    guard let address = live[0].wait?.address, let combine = combination(id, type) else { return }
    try live[0].withBytes(address.space, size: address) { bytes in
      let layout = block.interpreter.layout
      let old = layout.load(type, bytes, address.offset)
      layout.store(combine(old, bits), type, &bytes, address.offset)
    }
  }
}
