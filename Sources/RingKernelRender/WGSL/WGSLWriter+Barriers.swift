internal import RingKernelIR

// What the threads of a block do together.
extension WGSLWriter {
  /// Barriers and reductions.
  mutating func meet(
    _ id: IntrinsicID,
    _ target: Place?,
    _ values: [Expression],
    _ result: LocalID?
  ) throws(RenderError) {
    if isTogether, id != .barrier, id != .subgroupBarrier, sharesBuffers { emit("storageBarrier();") }
    try gather(id, target, values, result)
    if isTogether, id != .subgroupBarrier { emit("rk_phase += 1u;") }
  }

  private mutating func gather(
    _ id: IntrinsicID,
    _ target: Place?,
    _ values: [Expression],
    _ result: LocalID?
  ) throws(RenderError) {
    switch id {
    case .barrier:
      if sharesBuffers { emit("storageBarrier();") }
      return emit("workgroupBarrier();")
    case .subgroupBarrier:
      // The standard has none: a block's serves as well where all threads of the block get there.
      return emit(options.features.contains(.directives) ? "workgroupBarrier();" : "subgroupBarrier();")
    case .barrierCount: return try reduce(.blockReduceAdd, .i32, "select(0i, 1i, \(try expression(values[0])))", result)
    case .barrierAll, .barrierAny:
      let (yes, mark) = id == .barrierAny ? ("select(0u, 1u, ", "!=") : ("select(1u, 0u, ", "==")
      let call = try reduction(.blockReduceOr, .u32, "\(yes)\(try expression(values[0])))")
      guard let result else { return emit("_ = \(call);") }
      return emit("\(try named(result)) = \(call) \(mark) 0u;")
    case .gridReduceAdd, .gridReduceMin, .gridReduceMax:
      guard let target, let scalar = target.type.scalar else { throw .lacks(.wgsl, id.rawValue, module.name) }
      let block: IntrinsicID =
        id == .gridReduceAdd ? .blockReduceAdd : id == .gridReduceMin ? .blockReduceMin : .blockReduceMax
      let kind: IntrinsicID = id == .gridReduceAdd ? .atomicAdd : id == .gridReduceMin ? .atomicMin : .atomicMax
      let value = try reduction(block, scalar, try expression(values[0]))
      guard case .resource(let resource, let index) = target.root else { throw .lacks(.wgsl, id.rawValue, module.name) }
      return try self.block("") { (writer) throws(RenderError) in
        writer.emit("let rk_sum = \(value);")
        let at = try writer.index(index, of: writer.module.resources[resource].kind.count)
        let call = try writer.atomic(kind, resource, at, ["rk_sum"], scalar)
        writer.emit("if (\(writer.linearThread) == 0u) { \(call.hasPrefix("atomic") ? call : "_ = \(call)"); }")
      }
    case .blockReduceAdd, .blockReduceMin, .blockReduceMax, .blockReduceAnd, .blockReduceOr, .reduceAndBroadcast:
      guard let scalar = values.first?.type.scalar else { throw .lacks(.wgsl, id.rawValue, module.name) }
      return try reduce(id, scalar, try expression(values[0]), result)
    default: throw .lacks(.wgsl, id.rawValue, module.name)
    }
  }

  private mutating func reduce(
    _ id: IntrinsicID,
    _ scalar: ScalarType,
    _ value: String,
    _ result: LocalID?
  ) throws(RenderError) {
    let call = try reduction(id, scalar, value)
    guard let result else { return emit("_ = \(call);") }
    emit("\(try named(result)) = \(call);")
  }

  /// Whether threads may see each other's writes to device memory: then a barrier orders that as well.
  private var sharesBuffers: Bool {
    var found = false
    func note(_ place: Place) {
      guard case .resource(let id, _) = place.root else { return }
      switch module.resources[id].kind {
      case .buffer(let isMutable, _): found = found || isMutable
      case .state: found = found || isTogether
      case .shared: break
      }
    }
    for function in module.functions {
      for statement in function.body {
        statement.visit { inner in
          for expression in inner.expressions {
            expression.visit { part in if case .read(let place) = part.node { note(place) } }
          }
          guard case .perform(_, let operands, _) = inner else { return }
          for case .place(let place) in operands { note(place) }
        }
      }
    }
    return found
  }

  /// The operation of a reduction on two values.
  func combination(_ id: IntrinsicID, _ a: String, _ b: String, _ scalar: ScalarType) -> String? {
    switch id {
    case .blockReduceAdd, .reduceAndBroadcast, .subgroupReduceAdd, .subgroupInclusiveAdd, .subgroupExclusiveAdd:
      scalars.binary(.add, a, b, scalar)
    case .blockReduceMin, .subgroupReduceMin: scalars.intrinsic(.min, [a, b], scalar)
    case .blockReduceMax, .subgroupReduceMax: scalars.intrinsic(.max, [a, b], scalar)
    case .blockReduceAnd, .subgroupReduceAnd: scalars.binary(.bitAnd, a, b, scalar)
    case .blockReduceOr, .subgroupReduceOr: scalars.binary(.bitOr, a, b, scalar)
    case .subgroupReduceXor: scalars.binary(.bitXor, a, b, scalar)
    default: nil
    }
  }

  /// The call of a reduction over the block, in the order that the table documents; the result is uniform.
  private mutating func reduction(
    _ id: IntrinsicID,
    _ scalar: ScalarType,
    _ value: String
  ) throws(RenderError) -> String {
    let own = try self.scalar(scalar)
    let threads = block.reduce(1, *)
    var half = 1
    while half * 2 < threads { half *= 2 }
    let slots = "rk_slots_\(scalar.rawValue)"
    guard let sum = combination(id, "\(slots)[own]", "\(slots)[own + s]", scalar) else {
      throw .lacks(.wgsl, id.rawValue, module.name)
    }
    if !helpers.contains(slots) {
      helperSharedBytes += sharedLayout(.scalar(scalar)).size * threads
      _ = helpers.use(slots, "var<workgroup> \(slots): array<\(own), \(threads)>;")
    }
    let name = "rk_\(id.rawValue)_\(scalar.rawValue)"
    let text = """
      fn \(name)(v: \(own), own: u32) -> \(own) {
        \(slots)[own] = v;
        workgroupBarrier();
        for (var s = \(half)u; s > 0u; s >>= 1u) {
          if (own < s && own + s < \(threads)u) { \(slots)[own] = \(sum); }
          workgroupBarrier();
        }
        return workgroupUniformLoad(&\(slots)[0]);
      }
      """
    return "\(helpers.use(name, text))(\(value), \(linearThread))"
  }

  /// Zeroes shared memory, each thread its part.
  mutating func clearShared(_ memory: Set<ResourceID>) throws(RenderError) {
    for id in memory.sorted() {
      guard let count = module.resources[id].kind.count else { continue }
      let place = "\(resourceNames[id])[rk_k]"
      let zero = try "\(type(module.resources[id].element))()"
      let store = module.resources[id].isAtomic ? "atomicStore(&\(place), 0)" : "\(place) = \(zero)"
      let threads = block.reduce(1, *)
      emit("for (var rk_k = \(linearThread); rk_k < \(max(count, 1))u; rk_k += \(threads)u) { \(store); }")
    }
    emit("workgroupBarrier();")
  }
}
