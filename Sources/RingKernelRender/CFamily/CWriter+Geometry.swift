internal import RingKernelIR

extension CWriter {
  /// Vectors as arrows: lane by lane, in the order in which the interpreter rounds.
  mutating func geometry(
    _ id: IntrinsicID,
    _ operands: [Expression],
    _ result: KernelType,
    _ scalar: ScalarType
  ) throws(RenderError) -> Code {
    guard case .vector(_, let count) = operands[0].type else { throw .lacks(dialect.name, id.rawValue, module.name) }
    let vector = try type(operands[0].type)
    // Halves are computed in single precision and rounded once.
    let inner = dialect.scalar(scalar == .f16 ? .f32 : scalar)
    let root = dialect.math("sqrt", scalar == .f16 ? .f32 : scalar) ?? "sqrt"
    let name = "rk_\(id.rawValue)_\(scalar.rawValue)x\(count)"
    var arguments: [Code] = []
    for part in operands { arguments.append(try expression(part)) }
    let v = dialect.hasVectors ? "" : ".v"
    func at(_ value: String, _ place: Int) -> String {
      scalar == .f16 ? "(\(inner))\(value)\(v)[\(place)]" : "\(value)\(v)[\(place)]"
    }
    func back(_ text: String) -> String {
      scalar != .f16 ? text : dialect.hasVectors ? "(half)(\(text))" : "rk_half(\(text))"
    }
    func dot(_ a: String, _ b: String) -> String {
      (0..<count).map { "\(at(a, $0)) * \(at(b, $0))" }.joined(separator: " + ")
    }
    func stored(_ parts: [String]) -> String {
      let stores = parts.enumerated().map { "r\(v)[\($0)] = \(back($1)); " }
      return "\(vector) r; \(stores.joined())return r;"
    }
    let body: String
    switch id {
    case .dot: body = "return \(back(dot("a", "b")));"
    case .length: body = "return \(back("\(root)(\(dot("a", "a")))"));"
    case .distance:
      let parts = (0..<count).map { "d\($0) = \(at("a", $0)) - \(at("b", $0))" }
      let squares = (0..<count).map { "d\($0) * d\($0)" }.joined(separator: " + ")
      body = "\(inner) \(parts.joined(separator: ", ")); return \(back("\(root)(\(squares))"));"
    case .normalize:
      body = "\(inner) s = \(root)(\(dot("a", "a"))); \(stored((0..<count).map { "\(at("a", $0)) / s" }))"
    default:
      body = stored(
        [(1, 2), (2, 0), (0, 1)].map { p, q in "\(at("a", p)) * \(at("b", q)) - \(at("a", q)) * \(at("b", p))" }
      )
    }
    let given = operands.count == 1 ? "\(vector) a" : "\(vector) a, \(vector) b"
    let text = "\(dialect.function) \(try type(result)) \(name)(\(given)) { \(body) }"
    return .call(helpers.use(name, text), arguments, scalar)
  }
}
