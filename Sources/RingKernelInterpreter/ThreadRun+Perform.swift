internal import RingKernelIR

// Intrinsics with an effect.
extension ThreadRun {
  func perform(_ id: IntrinsicID, _ operands: [Operand], _ result: LocalID?) throws(InterpreterError) {
    guard let row = IntrinsicTable.row(id) else { throw .unsupported(id.rawValue) }
    var values: [Value] = []
    var type = KernelType.void
    var target: Address?
    for operand in operands {
      switch operand {
      case .value(let expression):
        if type == .void { type = expression.type }
        values.append(try evaluate(expression))
      case .place(let place):
        target = try address(place)
        type = place.type
      }
    }
    switch row.effect {
    case .barrier, .subgroup:
      wait = Wait(
        id: id,
        values: values,
        type: type,
        address: target,
        result: result,
        isSubgroup: row.effect == .subgroup
      )
    case .memory where row.category == .atomic:
      guard let target, let scalar = type.scalar else { throw .unsupported(id.rawValue) }
      try atomic(id, target, scalar, values.map(\.bits), result)
    case .memory:
      let isOfContext = row.category == .context || row.category == .ring
      let value = try isOfContext ? operate(id, values, type) : effect(id)
      if let result, let value { frames[frames.count - 1].locals[result] = .scalar(value) }
    case .pure: throw .unsupported(id.rawValue)
    }
  }

  private func atomic(
    _ id: IntrinsicID,
    _ address: Address,
    _ type: ScalarType,
    _ a: [UInt64],
    _ result: LocalID?
  ) throws(InterpreterError) {
    let layout = interpreter.layout
    let old = try withBytes(address.space, size: address) { bytes in
      let old = layout.load(type, bytes, address.offset)
      if let new = Self.replacement(id, old, a, type) { layout.store(new, type, &bytes, address.offset) }
      return old
    }
    if let result { frames[frames.count - 1].locals[result] = .scalar(old) }
  }

  /// What an atomic writes; nil when it only reads.
  private static func replacement(_ id: IntrinsicID, _ old: UInt64, _ a: [UInt64], _ type: ScalarType) -> UInt64? {
    switch id {
    case .atomicAdd: ScalarMath.binary(.add, old, a[0], type)
    case .atomicSubtract: ScalarMath.binary(.subtract, old, a[0], type)
    case .atomicMin: ScalarMath.compare(.less, a[0], old, type) ? a[0] : old
    case .atomicMax: ScalarMath.compare(.less, old, a[0], type) ? a[0] : old
    case .atomicExchange, .atomicStore: a[0]
    case .atomicAnd: old & a[0]
    case .atomicOr: old | a[0]
    case .atomicXor: old ^ a[0]
    case .atomicIncrement: ScalarMath.compare(.less, old, a[0], type) ? ScalarMath.normal(old &+ 1, type) : 0
    case .atomicDecrement:
      old == 0 || ScalarMath.compare(.less, a[0], old, type) ? a[0] : ScalarMath.normal(old &- 1, type)
    case .atomicCompareExchange: old == a[0] ? a[1] : old
    default: nil
    }
  }

  /// Fences, hints and clocks.
  private func effect(_ id: IntrinsicID) throws(InterpreterError) -> UInt64? {
    switch id {
    case .threadFence, .threadFenceBlock, .threadFenceSystem, .prefetchL1, .prefetchL2, .nanosleep: return nil
    case .clock64: return UInt64(block.memory.steps)
    case .clock32: return UInt64(block.memory.steps) & 0xffff_ffff
    default: throw .unsupported(id.rawValue)
    }
  }
}
