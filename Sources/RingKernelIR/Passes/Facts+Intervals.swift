// Ranges that follow from the form of an expression.
extension Facts {
  func computed(_ e: Expression, _ scalar: ScalarType, _ depth: Int) -> Interval {
    let whole = Interval(scalar.range)
    switch e.node {
    case .constant(let bits):
      let value = scalar.value(bits)
      return Interval(value, value)
    case .extent: return .size
    case .builtin(let builtin, let axis): return launch(builtin, axis)
    case .convert(let inner):
      guard let from = inner.type.scalar, from.isInteger || from == .bool else { return whole }
      let range = interval(inner, depth: depth)
      return range.isInside(whole) ? range : whole
    case .select(_, let a, let b): return interval(a, depth: depth).union(interval(b, depth: depth))
    case .binary(let op, let a, let b):
      if op == .multiply, let product = launchProduct(e) { return product }
      return binary(op, interval(a, depth: depth), interval(b, depth: depth), whole) ?? whole
    case .unary(.negate, let a):
      let range = interval(a, depth: depth)
      let negated = Interval(-range.upper, -range.lower)
      return negated.isInside(whole) ? negated : whole
    case .intrinsic(let id, let parts): return intrinsic(id, parts, depth, whole)
    default: return whole
    }
  }

  private func launch(_ builtin: Builtin, _ axis: Int) -> Interval {
    let fixed = blockSize.flatMap { axis < $0.count ? $0[axis] : nil }
    let threads = blockSize?.reduce(1, *) ?? 1024
    return switch builtin {
    case .threadIndex: Interval(0, Int128((fixed ?? 1024) - 1))
    case .blockSize: fixed.map { Interval(Int128($0), Int128($0)) } ?? Interval(1, 1024)
    case .linearThreadIndex, .subgroupIndex: Interval(0, Int128(threads - 1))
    case .laneIndex: Interval(0, 127)
    case .subgroupSize: Interval(1, 128)
    case .gridSize: Interval(1, Int128(Int32.max))
    case .blockIndex, .globalThreadIndex: .size
    }
  }

  /// Threads along an axis, and elements of a buffer: below 2^31 by the rules of launches.
  private func launchProduct(_ e: Expression) -> Interval? {
    var extents: [ResourceID] = []
    var builtins: Set<Builtin> = []
    var others = 0
    func leaves(_ e: Expression) {
      switch e.node {
      case .binary(.multiply, let a, let b):
        leaves(a)
        leaves(b)
      case .convert(let inner): leaves(inner)
      case .extent(let id, _): extents.append(id)
      case .builtin(let builtin, _): if !builtins.insert(builtin).inserted { others += 1 }
      case .constant(let bits) where blockSize?.contains(Int(truncatingIfNeeded: bits)) == true:
        if !builtins.insert(.blockSize).inserted { others += 1 }
      default: others += 1
      }
    }
    leaves(e)
    if others > 0 { return nil }
    if !extents.isEmpty {
      return builtins.isEmpty && Set(extents).count == 1 && extents.count <= 3 ? .size : nil
    }
    if builtins == [.gridSize, .blockSize] { return Interval(1, Int128(Int32.max)) }
    return builtins == [.blockIndex, .blockSize] ? .size : nil
  }

  private func binary(_ op: BinaryOperator, _ a: Interval, _ b: Interval, _ whole: Interval) -> Interval? {
    let result: Interval?
    switch op {
    case .add: result = a + b
    case .subtract: result = a - b
    case .multiply: result = Interval.product(a, b)
    case .divide:
      guard b.lower > 0 else { return nil }
      let ends = [a.lower / b.lower, a.lower / b.upper, a.upper / b.lower, a.upper / b.upper]
      result = Interval(ends.min() ?? 0, ends.max() ?? 0)
    case .remainder:
      guard b.lower > 0 else { return nil }
      let limit = b.upper - 1
      result = Interval(a.lower >= 0 ? 0 : max(a.lower, -limit), a.upper <= 0 ? 0 : min(a.upper, limit))
    case .bitAnd:
      switch (a.isNonNegative, b.isNonNegative) {
      case (true, true): result = Interval(0, min(a.upper, b.upper))
      case (true, false): result = Interval(0, a.upper)
      case (false, true): result = Interval(0, b.upper)
      case (false, false): return nil
      }
    case .bitOr, .bitXor:
      guard a.isNonNegative, b.isNonNegative else { return nil }
      var limit: Int128 = 1
      while limit <= max(a.upper, b.upper) { limit *= 2 }
      result = Interval(0, limit - 1)
    case .shiftRight:
      guard b.lower == b.upper, (0..<64).contains(b.lower) else { return a.isNonNegative ? Interval(0, a.upper) : nil }
      result = Interval(a.lower >> b.lower, a.upper >> b.lower)
    case .shiftLeft:
      guard b.lower == b.upper, (0..<63).contains(b.lower) else { return nil }
      result = Interval.product(a, Interval(1 << b.lower, 1 << b.lower))
    }
    return result.flatMap { $0.isInside(whole) ? $0 : nil }
  }

  private func intrinsic(_ id: IntrinsicID, _ parts: [Expression], _ depth: Int, _ whole: Interval) -> Interval {
    switch id {
    case .min, .max:
      guard parts.count == 2 else { return whole }
      let (a, b) = (interval(parts[0], depth: depth), interval(parts[1], depth: depth))
      return id == .min
        ? Interval(min(a.lower, b.lower), min(a.upper, b.upper))
        : Interval(max(a.lower, b.lower), max(a.upper, b.upper))
    case .populationCount, .leadingZeros, .trailingZeros: return Interval(0, 64)
    default: return whole
    }
  }
}
