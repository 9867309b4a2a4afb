internal import RingKernelIR

// Subgroup operations. What WGSL leaves open (lanes that are not there, the order of float sums) is settled by shuffles.
extension WGSLWriter {
  mutating func subgroup(_ id: IntrinsicID, _ values: [Expression]) throws(RenderError) -> String {
    guard options.features.contains(.subgroups) else {
      throw .lacks(.wgsl, "subgroup operations on this adapter", module.name)
    }
    switch id {
    case .subgroupActiveMask: return "subgroupBallot(true).x"
    case .subgroupBallot: return "subgroupBallot(\(try expression(values[0]))).x"
    case .subgroupAll, .subgroupAny: return "\(id.rawValue)(\(try expression(values[0])))"
    case .subgroupElect: return "rk_lane == countTrailingZeros(subgroupBallot(true).x)"
    default: break
    }
    guard let value = values.first, let scalar = value.type.scalar else {
      throw .lacks(.wgsl, "\(id.rawValue) of this type", module.name)
    }
    let own = try self.scalar(scalar)
    let text = try expression(value)
    switch id {
    case .subgroupShuffle, .subgroupBroadcast, .subgroupShuffleUp, .subgroupShuffleDown, .subgroupShuffleXor:
      return try shuffle(id, text, values[1], scalar, own)
    case .subgroupMatchAny, .subgroupMatchAll:
      return "\(match(id, scalar, own))(\(text))"
    case .subgroupInclusiveAdd, .subgroupExclusiveAdd: return "\(try scan(id, scalar, own))(\(text), rk_lane)"
    default: return "\(try tree(id, scalar, own))(\(text), rk_lane)"
    }
  }

  /// A lane's value as it travels: native 64-bit integers as pairs.
  private func carried(_ scalar: ScalarType, _ value: String, from lane: String) -> String {
    if WGSLScalar.isWide(scalar) {
      return scalars.joined("subgroupShuffle(\(scalars.pair(value, scalar)), \(lane))", scalar)
    }
    return "subgroupShuffle(\(value), \(lane))"
  }

  private mutating func shuffle(
    _ id: IntrinsicID,
    _ text: String,
    _ lane: Expression,
    _ scalar: ScalarType,
    _ own: String
  ) throws(RenderError) -> String {
    let source: String
    switch id {
    case .subgroupShuffleUp: source = "rk_sub64(vec2<u32>(own, 0u), by)"
    case .subgroupShuffleDown: source = "rk_add64(vec2<u32>(own, 0u), by)"
    case .subgroupShuffleXor: source = "by ^ vec2<u32>(own, 0u)"
    default: source = "by"
    }
    let name = "rk_\(id.rawValue)_\(scalar.rawValue)"
    let body = """
      fn \(name)(v: \(own), by: vec2<u32>, own: u32) -> \(own) {
        let mask = subgroupBallot(true).x;
        let lane = \(source);
        let there = lane.y == 0u && lane.x < 32u && ((mask >> (lane.x & 31u)) & 1u) == 1u;
        return \(carried(scalar, "v", from: "select(own, lane.x, there)"));
      }
      """
    let by = scalars.word(try operand(lane), lane.type.scalar ?? .i32)
    return "\(helpers.use(name, body))(\(text), \(by), rk_lane)"
  }

  private mutating func match(_ id: IntrinsicID, _ scalar: ScalarType, _ own: String) -> String {
    let name = "rk_\(id.rawValue)_\(scalar.rawValue)"
    let end = id == .subgroupMatchAny ? "same" : "select(0u, mask, same == mask)"
    let equal = scalars.compare(.equal, "other", "v", scalar)
    let text = """
      fn \(name)(v: \(own)) -> u32 {
        let mask = subgroupBallot(true).x;
        var same = 0u;
        for (var k = 0u; k < 32u; k++) {
          if (((mask >> k) & 1u) == 1u) {
            let other = \(carried(scalar, "v", from: "k"));
            if (\(equal)) { same |= 1u << k; }
          }
        }
        return \(end);
      }
      """
    return helpers.use(name, text)
  }

  private mutating func scan(_ id: IntrinsicID, _ scalar: ScalarType, _ own: String) throws(RenderError) -> String {
    let name = "rk_\(id.rawValue)_\(scalar.rawValue)"
    guard let sum = combination(id, "x", "y", scalar) else { throw .lacks(.wgsl, id.rawValue, module.name) }
    let text = """
      fn \(name)(v: \(own), own: u32) -> \(own) {
        let mask = subgroupBallot(true).x;
        var x = \(own)();
        for (var k = 0u; k < 32u; k++) {
          if (((mask >> k) & 1u) == 1u) {
            let y = \(carried(scalar, "v", from: "k"));
            if (k \(id == .subgroupInclusiveAdd ? "<=" : "<") own) { x = \(sum); }
          }
        }
        return x;
      }
      """
    return helpers.use(name, text)
  }

  private mutating func tree(_ id: IntrinsicID, _ scalar: ScalarType, _ own: String) throws(RenderError) -> String {
    let name = "rk_\(id.rawValue)_\(scalar.rawValue)"
    guard let sum = combination(id, "x", "y", scalar) else { throw .lacks(.wgsl, id.rawValue, module.name) }
    let text = """
      fn \(name)(v: \(own), own: u32) -> \(own) {
        let mask = subgroupBallot(true).x;
        var x = v;
        for (var s = 16u; s > 0u; s >>= 1u) {
          let there = own + s < 32u && ((mask >> ((own + s) & 31u)) & 1u) == 1u;
          let y = \(carried(scalar, "x", from: "select(own, own + s, there)"));
          if (own < s && there) { x = \(sum); }
        }
        return \(carried(scalar, "x", from: "countTrailingZeros(mask)"));
      }
      """
    return helpers.use(name, text)
  }
}
