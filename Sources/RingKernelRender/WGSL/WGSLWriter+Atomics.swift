internal import RingKernelIR

extension WGSLWriter {
  /// The call of an atomic; its value is the old one.
  mutating func atomic(_ id: IntrinsicID, _ target: Place?, _ values: [Expression]) throws(RenderError) -> String {
    guard let target, target.path.isEmpty, case .resource(let resource, let index) = target.root,
      module.resources[resource].isAtomic, let scalar = target.type.scalar,
      [.i32, .u32, .i64, .u64, .f32].contains(scalar)
    else { throw .lacks(.wgsl, "\(id.rawValue) of this type", module.name) }
    if WGSLScalar.isWide(scalar), !options.features.isSuperset(of: [.int64, .int64Atomics]) {
      throw .lacks(.wgsl, "64-bit atomics on this adapter", module.name)
    }
    let at = try self.index(index, of: module.resources[resource].kind.count)
    var texts: [String] = []
    for value in values { texts.append(try argument(value)) }
    return try atomic(id, resource, at, texts, scalar)
  }

  /// An atomic on the element `at` of a resource.
  mutating func atomic(
    _ id: IntrinsicID,
    _ resource: ResourceID,
    _ at: String,
    _ values: [String],
    _ scalar: ScalarType
  ) throws(RenderError) -> String {
    let array = resourceNames[resource]
    if scalar == .f32 { return try floatAtomic(id, array, at, values) }
    let plain: [IntrinsicID: String] = [
      .atomicAdd: "atomicAdd", .atomicSubtract: "atomicSub", .atomicMin: "atomicMin", .atomicMax: "atomicMax",
      .atomicExchange: "atomicExchange", .atomicAnd: "atomicAnd", .atomicOr: "atomicOr", .atomicXor: "atomicXor",
      .atomicStore: "atomicStore",
    ]
    if id == .atomicLoad { return "atomicLoad(&\(array)[\(at)])" }
    if let name = plain[id] { return "\(name)(&\(array)[\(at)], \(values[0]))" }
    let own = scalars.name(scalar)
    switch id {
    case .atomicCompareExchange:
      // The weak one may decline for no reason.
      return try exchangeLoop(
        id,
        array,
        at,
        values,
        own,
        parameters: ["rk_expected", "rk_desired"],
        stopsUnless: "rk_old == rk_expected"
      ) {
        "rk_desired"
      }
    case .atomicIncrement:
      return try exchangeLoop(id, array, at, values, own, parameters: ["rk_limit"]) {
        "select(0u, rk_old + 1u, rk_old < rk_limit)"
      }
    case .atomicDecrement:
      return try exchangeLoop(id, array, at, values, own, parameters: ["rk_limit"]) {
        "select(rk_old - 1u, rk_limit, rk_old == 0u || rk_old > rk_limit)"
      }
    default: throw .lacks(.wgsl, id.rawValue, module.name)
    }
  }

  /// 32-bit floats are words that are exchanged until nobody has been in between.
  private mutating func floatAtomic(
    _ id: IntrinsicID,
    _ array: String,
    _ at: String,
    _ values: [String]
  ) throws(RenderError) -> String {
    switch id {
    case .atomicLoad: return "bitcast<f32>(atomicLoad(&\(array)[\(at)]))"
    case .atomicStore: return "atomicStore(&\(array)[\(at)], bitcast<u32>(\(values[0])))"
    case .atomicExchange: return "bitcast<f32>(atomicExchange(&\(array)[\(at)], bitcast<u32>(\(values[0]))))"
    case .atomicAdd, .atomicSubtract:
      let mark = id == .atomicAdd ? "+" : "-"
      let bits = "bitcast<u32>(\(values[0]))"
      let call = try exchangeLoop(id, array, at, [bits], "u32", parameters: ["rk_value"]) {
        "bitcast<u32>(bitcast<f32>(rk_old) \(mark) bitcast<f32>(rk_value))"
      }
      return "bitcast<f32>(\(call))"
    default: throw .lacks(.wgsl, "\(id.rawValue) of floats", module.name)
    }
  }

  /// A call of a function that replaces a word by what `next` makes of the old one.
  private mutating func exchangeLoop(
    _ id: IntrinsicID,
    _ array: String,
    _ at: String,
    _ values: [String],
    _ type: String,
    parameters: [String],
    stopsUnless: String? = nil,
    _ next: () -> String
  ) throws(RenderError) -> String {
    let name = "rk_\(id.rawValue)_\(array)"
    let list = parameters.map { ", \($0): \(type)" }.joined()
    let stop = stopsUnless.map { "    if (!(\($0))) { break; }\n" } ?? ""
    let text = """
      fn \(name)(rk_at: u32\(list)) -> \(type) {
        var rk_old = atomicLoad(&\(array)[rk_at]);
        loop {
      \(stop)    let rk_seen = atomicCompareExchangeWeak(&\(array)[rk_at], rk_old, \(next()));
          if (rk_seen.exchanged) { break; }
          rk_old = rk_seen.old_value;
        }
        return rk_old;
      }
      """
    let place = at.hasSuffix("u") && at.dropLast().allSatisfy(\.isNumber) ? at : "u32(\(at))"
    return "\(helpers.use(name, text))(\(([place] + values).joined(separator: ", ")))"
  }
}
