internal import RingKernelIR

/// What reductions, scans and shuffles have in common in both languages.
enum CReductions {
  /// What combines two numbers `x` and `y`; nil for what is no reduction.
  static func operation(_ id: IntrinsicID, _ type: ScalarType, _ dialect: CDialect) -> String? {
    let (t, wide) = (dialect.scalar(type), dialect.scalar(dialect.wide(type)))
    switch id {
    case .blockReduceAdd, .reduceAndBroadcast, .subgroupReduceAdd, .gridReduceAdd, .subgroupInclusiveAdd,
      .subgroupExclusiveAdd:
      return type.isFloat ? "x + y" : "(\(t))((\(wide))x + (\(wide))y)"
    case .blockReduceMin, .subgroupReduceMin, .gridReduceMin:
      return type.isFloat ? "x != x || y < x ? y : x" : "y < x ? y : x"
    case .blockReduceMax, .subgroupReduceMax, .gridReduceMax:
      return type.isFloat ? "x != x || y > x ? y : x" : "x < y ? y : x"
    case .blockReduceAnd, .subgroupReduceAnd: return "(\(t))(x & y)"
    case .blockReduceOr, .subgroupReduceOr: return "(\(t))(x | y)"
    case .subgroupReduceXor: return "(\(t))(x ^ y)"
    default: return nil
    }
  }

  /// The lane that a shuffle reads, of `own` and `lane`.
  static func source(_ id: IntrinsicID) -> String? {
    switch id {
    case .subgroupShuffle, .subgroupBroadcast: "lane"
    case .subgroupShuffleUp: "own - lane"
    case .subgroupShuffleDown: "own + lane"
    case .subgroupShuffleXor: "own ^ lane"
    default: nil
    }
  }

  /// The next value of a counter between 0 and `limit`, of `old`.
  static func counted(_ id: IntrinsicID) -> String {
    id == .atomicIncrement ? "old < limit ? old + 1 : 0" : "old == 0 || limit < old ? limit : old - 1"
  }

  /// A reduction over the block, in the order that the table documents, and one over the grid that adds it to a place.
  static func block(_ effect: CEffect, _ type: ScalarType, _ dialect: CDialect) -> CCall? {
    guard let operation = operation(effect.id, type, dialect) else { return nil }
    let (t, i32) = (dialect.scalar(type), dialect.scalar(.i32))
    let kinds: [IntrinsicID: IntrinsicID] = [
      .gridReduceAdd: .blockReduceAdd, .gridReduceMin: .blockReduceMin, .gridReduceMax: .blockReduceMax,
    ]
    let name = "rk_\((kinds[effect.id] ?? effect.id).rawValue)_\(type.rawValue)"
    func own(_ builtin: Builtin, _ axis: Int) -> String {
      let code = dialect.builtin(builtin, axis, nil, effect.prefix)
      return code.level < .product ? "(\(code.text))" : code.text
    }
    let barrier = dialect.effect(CEffect(.barrier))?.text ?? ""
    let helper = CHelper(
      name: name,
      text: """
        \(dialect.function) \(t) \(name)(\(t) v, \(dialect.shared)\(t)* slots, \(i32) own, \(i32) count) {
          slots[own] = v;
          \(barrier);
          \(i32) s = 1;
          while (s < count) s *= 2;
          while (s > 1) {
            s /= 2;
            if (own < s && own + s < count) {
              \(t) x = slots[own], y = slots[own + s];
              slots[own] = \(operation);
            }
            \(barrier);
          }
          \(t) r = slots[0];
          \(barrier);
          return r;
        }
        """
    )
    let value = effect.operands[kinds[effect.id] == nil ? 0 : 1]
    let count = (0..<3).map { own(.blockSize, $0) }.joined(separator: " * ")
    let call = "\(name)(\(value), \(effect.scratch(type)), \(own(.linearThreadIndex, 0)), \(count))"
    guard kinds[effect.id] != nil else { return CCall(call, helper) }
    let kind: IntrinsicID =
      effect.id == .gridReduceAdd ? .atomicAdd : effect.id == .gridReduceMin ? .atomicMin : .atomicMax
    let change = CEffect(kind, type, ["place", "r"], space: effect.space)
    guard let atomic = dialect.effect(change) else { return nil }
    let isShared = effect.space == dialect.shared && effect.space != dialect.device
    let full = "rk_\(effect.id.rawValue)_\(type.rawValue)\(isShared ? "_shared" : "")"
    let add = CHelper(
      name: full,
      text:
        "\(dialect.function) void \(full)(\(effect.space)\(t)* place, \(t) r, \(i32) own) { if (own == 0) \(atomic.text); }"
    )
    var result = CCall("\(full)(\(effect.operands[0]), \(call), \(own(.linearThreadIndex, 0)))", helper)
    result.helpers += atomic.helpers + [add]
    return result
  }
}
