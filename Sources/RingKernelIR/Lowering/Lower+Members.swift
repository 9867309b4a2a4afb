// Members: fields, lanes, static members, sizes, indices of the launch.
extension FunctionLowering {
  func member(_ node: SyntaxNode, expected: KernelType?) throws(CompileError) -> Expression {
    if let value = staticConstant(node, expected: expected) { return value }
    guard let base = node.children.first else {
      guard let expected else {
        throw LanguageRule.unknownMember.error(".\(node.text) needs a type; write it out", at: node)
      }
      guard let value = staticMember(node.text, of: expected) else {
        throw LanguageRule.unknownMember.error("\(spelled(expected)) has no member \(node.text)", at: node)
      }
      return value
    }
    if let value = try namedBase(node, base) { return value }
    if let type = typeNamed(base) {
      if let value = staticMember(node.text, of: type) { return value }
      throw LanguageRule.unknownMember.error("\(spelled(type)) has no member \(node.text)", at: node)
    }
    if isPlace(node) { return read(try place(node)) }
    let value = try lower(base)
    if let step = step(of: node.text, in: value.type) { return Expression(step.type, .extract(value, step.index)) }
    guard let result = try computed(node.text, of: value, node) else {
      throw LanguageRule.unknownMember.error("\(spelled(value.type)) has no member \(node.text)", at: node)
    }
    return result
  }

  /// Members of buffers, shared memory, positions and indices of the launch.
  private func namedBase(_ node: SyntaxNode, _ base: SyntaxNode) throws(CompileError) -> Expression? {
    guard base.kind == .name else { return nil }
    let axis = ["x", "y", "z"].firstIndex(of: node.text)
    switch lookup(base.text) {
    case .invalid?: throw .silent
    case .position(let axes)?:
      guard let axis, axis < axes.count else {
        throw LanguageRule.unknownMember.error("a position of \(axes.count) axes has no \(node.text)", at: node)
      }
      return axes[axis]
    case .buffer(let id)?:
      guard let value = extent(node.text, of: id) else {
        throw LanguageRule.unknownMember.error("buffers have count, or width, height and depth", at: node)
      }
      return value
    case .shared?:
      throw LanguageRule.unknownMember.error("shared memory has no member \(node.text)", at: node)
    case .context?:
      return try contextMember(node.text, node)
    case nil:
      guard let builtin = Builtin(vectorName: base.text), let axis else { return nil }
      if builtin == .blockSize, let size = module.module.blockSize, axis < size.count { return .int(size[axis]) }
      return Expression(.scalar(.i32), .builtin(builtin, axis: axis)).converted(to: .i64)
    default: return nil
    }
  }

  /// Size of a buffer by name.
  func extent(_ name: String, of id: ResourceID) -> Expression? {
    guard case .buffer(_, let rank) = module.module.resources[id].kind else { return nil }
    let owners: [SwiftMember.Owner] = [.buffers, .fields, .planes, .volumes]
    guard swiftMember([.property], name, { owners[(rank == 1 ? 0 : 1)...rank].contains($0) }) != nil else { return nil }
    return Expression(.int, .extent(id, axis: ["height": 1, "depth": 2][name] ?? 0))
  }

  /// `T.member` as a constant: limits, zero, mathematical constants, enum cases.
  func staticMember(_ name: String, of type: KernelType) -> Expression? {
    if case .structure(let structure) = type, let enumeration = types.enums[structure] {
      guard let value = enumeration.cases.first(where: { $0.name == name })?.value else { return nil }
      return Expression(type, .constant(enumeration.raw.canonical(UInt64(bitPattern: value))))
    }
    guard swiftMember([.constant], name, of: type) != nil else { return nil }
    if case .vector(let scalar, let lanes) = type {
      let one = scalar.isFloat ? floating(1, scalar) : Expression.integer(1, scalar)
      return Expression(.vector(scalar, lanes), .splat(name == "zero" ? module.zero(.scalar(scalar)) : one))
    }
    guard let scalar = type.scalar, scalar != .bool else { return nil }
    if scalar.isInteger {
      switch name {
      case "zero": return .integer(0, scalar)
      case "max": return Expression(type, .constant(UInt64(truncatingIfNeeded: scalar.range.upperBound)))
      case "min": return Expression(type, .constant(UInt64(truncatingIfNeeded: scalar.range.lowerBound)))
      case "bitWidth": return .int(scalar.bitWidth)
      default: return nil
      }
    }
    return floatConstant(name, scalar)
  }

  private func floatConstant(_ name: String, _ scalar: ScalarType) -> Expression? {
    switch (name, scalar) {
    case ("zero", _): return floating(0, scalar)
    case ("infinity", _): return floating(.infinity, scalar)
    case ("nan", _): return floating(.nan, scalar)
    case ("pi", .f32): return floating(Double(Float.pi), scalar)
    // Swift rounds pi towards zero so that no angle passes it; 0x1.92p1 is that for halves.
    case ("pi", .f16): return floating(0x1.92p1, scalar)
    case ("pi", _): return floating(.pi, scalar)
    case ("greatestFiniteMagnitude", .f32): return floating(Double(Float.greatestFiniteMagnitude), scalar)
    case ("greatestFiniteMagnitude", .f16): return floating(65504, scalar)
    case ("greatestFiniteMagnitude", _): return floating(.greatestFiniteMagnitude, scalar)
    case ("leastNormalMagnitude", .f32): return floating(0x1p-126, scalar)
    case ("leastNormalMagnitude", .f16): return floating(0x1p-14, scalar)
    case ("leastNormalMagnitude", _): return floating(0x1p-1022, scalar)
    case ("leastNonzeroMagnitude", .f32): return floating(0x1p-149, scalar)
    case ("leastNonzeroMagnitude", .f16): return floating(0x1p-24, scalar)
    case ("leastNonzeroMagnitude", _): return floating(.leastNonzeroMagnitude, scalar)
    case ("ulpOfOne", .f32): return floating(0x1p-23, scalar)
    case ("ulpOfOne", .f16): return floating(0x1p-10, scalar)
    case ("ulpOfOne", _): return floating(0x1p-52, scalar)
    default: return nil
    }
  }

  /// A floating-point constant.
  func floating(_ value: Double, _ scalar: ScalarType) -> Expression {
    let bits =
      switch scalar {
      case .f32: UInt64(Float(value).bitPattern)
      case .f16: UInt64(HalfBits.bits(of: value))
      default: value.bitPattern
      }
    return Expression(.scalar(scalar), .constant(bits))
  }

  /// Computed members of values, as in `x.nonzeroBitCount`.
  private func computed(_ name: String, of value: Expression, _ node: SyntaxNode) throws(CompileError) -> Expression? {
    guard let result = memberType(name, of: value.type) else { return nil }
    if let count = try boundedCount(of: value, node), let shape = types.bounded(value.type) {
      return name == "capacity" ? .int(shape.capacity) : name == "isEmpty" ? .compare(.equal, count, .int(0)) : count
    }
    switch (name, value.type) {
    case ("count", .array(_, let count)): return .int(count)
    case ("scalarCount", .vector(_, let lanes)): return .int(lanes)
    case ("rawValue", _): return Expression(result, value.node)
    case ("physical", Self.time):
      return .binary(.shiftRight, Expression(.scalar(.u64), value.node), .integer(16, .u64))
    case ("logical", Self.time): return Expression(.scalar(.u64), value.node).converted(to: .u16)
    case ("bitWidth", .scalar(let scalar)): return .int(scalar.bitWidth)
    case ("bitPattern", _): return Expression(result, .bitcast(value))
    case ("isZero", .scalar(let scalar)) where scalar.isFloat: return .compare(.equal, value, floating(0, scalar))
    case ("magnitude", .scalar(let scalar)):
      if scalar.isFloat { return Expression(value.type, .intrinsic(.abs, [value])) }
      guard scalar.isSigned, let target = result.scalar else { return value }
      let stable = temporary(value)
      let negated = Expression(value.type, .unary(.negate, stable)).converted(to: target)
      return .select(.compare(.less, stable, .integer(0, scalar)), negated, stable.converted(to: target))
    default: break
    }
    let intrinsics = [
      "nonzeroBitCount": "populationCount", "leadingZeroBitCount": "leadingZeros",
      "trailingZeroBitCount": "trailingZeros", "isNaN": "isNaN", "isFinite": "isFinite", "isInfinite": "isInfinite",
      "isNormal": "isNormal",
    ]
    guard let intrinsic = intrinsics[name], let id = IntrinsicID(rawValue: intrinsic), let scalar = value.type.scalar,
      scalar.isInteger == (result == .int), scalar != .bool
    else { return nil }
    return try pureIntrinsic(id, [value], node).map { result == .int ? $0.converted(to: .i64) : $0 }
  }
}
