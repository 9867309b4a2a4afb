internal import RingKernelIR

extension WGSLWriter {
  /// Vectors as arrows: WGSL's own functions may scale their operands and may add in any order.
  mutating func geometry(
    _ id: IntrinsicID,
    _ operands: [Expression],
    _ result: KernelType,
    _ scalar: ScalarType
  ) throws(RenderError) -> String {
    guard case .vector(_, let count) = operands[0].type, scalar != .f64 else {
      throw .lacks(.wgsl, id.rawValue, module.name)
    }
    var texts: [String] = []
    for part in operands { texts.append(try given(part)) }
    let text = "rk_\(id.rawValue)_x\(count)(\(texts.joined(separator: ", ")))"
    guard scalar == .f16 else { return text }
    guard case .vector = result else { return "rk_half(\(text))" }
    let lanes = (0..<count).map { "rk_half(a[\($0)])" }.joined(separator: ", ")
    let name = "rk_half_x\(count)"
    let own = "vec\(count)<f32>"
    return "\(helpers.use(name, "fn \(name)(a: \(own)) -> \(own) { return \(own)(\(lanes)); }"))(\(text))"
  }
}

extension WGSLLibrary {
  static let geometry: [String] =
    (2...4).flatMap { count -> [String] in
      let (type, exact) = ("vec\(count)<f32>", "rk_exact_x\(count)")
      let lanes = ["x", "y", "z", "w"].prefix(count).map { "p.\($0)" }
      // What is added to a sum has been rounded.
      let sum = lanes.dropFirst().dropLast().reduce(lanes[0]) { "rk_exact(\($0) + \($1))" } + " + \(lanes[count - 1])"
      return [
        "fn rk_dot_x\(count)(a: \(type), b: \(type)) -> f32 { let p = \(exact)(a * b); return \(sum); }",
        "fn rk_length_x\(count)(a: \(type)) -> f32 { return sqrt(rk_exact(rk_dot_x\(count)(a, a))); }",
        "fn rk_distance_x\(count)(a: \(type), b: \(type)) -> f32 { return rk_length_x\(count)(\(exact)(a - b)); }",
        "fn rk_normalize_x\(count)(a: \(type)) -> \(type) { return a / rk_exact(rk_length_x\(count)(a)); }",
      ]
    } + [
      """
      fn rk_cross_x3(a: vec3<f32>, b: vec3<f32>) -> vec3<f32> {
        return rk_exact_x3(a.yzx * b.zxy) - rk_exact_x3(a.zxy * b.yzx);
      }
      """
    ]
}
