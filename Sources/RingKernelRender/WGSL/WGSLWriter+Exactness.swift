internal import RingKernelIR

// WGSL lets compilers fuse x * y + z, cancel (x + y) - x and gather x * y + x * z; many do, and nothing in the language
// forbids it to them. What one operation hands to the next therefore goes through `rk_exact`.
extension WGSLWriter {
  /// Float arithmetic, whose operands are calls where they are guarded.
  mutating func floatBinary(
    _ op: BinaryOperator,
    _ a: Expression,
    _ b: Expression,
    _ type: KernelType
  ) throws(RenderError) -> String {
    let outer = hidesZeros
    hidesZeros = !options.allowsReordering
    defer { hidesZeros = outer }
    if case .vector(.f16, _) = type {
      // One function for all such operands, equal ones among them.
      let hides = !options.allowsReordering && (op == .subtract || op == .divide)
      return try lanes(type, [a, b], "\(op)") {
        $0.scalars.binary(op, $1[0], hides ? "rk_second(\($1[1]))" : $1[1], $2)
      }
    }
    let isSecond = op == .subtract || op == .divide
    let hides = isSecond && mayCancel(a, b) || op == .divide && Self.isKnown(b, computed)
    let texts = (try exact(a), try exact(b, isSecond ? "rk_second" : "rk_exact", hides: hides))
    return scalars.wrap("\(texts.0) \(WGSLScalar.mark(op) ?? "/") \(texts.1)", type.lane ?? .f32)
  }

  /// An operand of float arithmetic.
  private mutating func exact(
    _ value: Expression,
    _ name: String = "rk_exact",
    hides: Bool = false
  ) throws(RenderError) -> String {
    guard !options.allowsReordering, isComputed(value) || hides else { return try operand(value) }
    let text = try expression(value)
    if case .vector(_, let lanes) = value.type { return "\(name)_x\(lanes)(\(text))" }
    return "\(name)(\(text))"
  }

  /// An operand of an intrinsic that computes: drivers put its function in place of the call.
  mutating func given(_ value: Expression) throws(RenderError) -> String {
    guard value.type.lane == .f32 else { return try operand(value) }
    let outer = hidesZeros
    hidesZeros = !options.allowsReordering
    defer { hidesZeros = outer }
    return try exact(value)
  }

  /// The function of a word that is zero and that no compiler knows to be: that of a launch, the sign of a program's slot.
  func zero() throws(RenderError) -> String {
    if isEngine { return "fn rk_zero() -> u32 { return rk_program[rk_program_slot] >> 31u; }" }
    if holdsZero { return "var<private> rk_nothing: u32;\nfn rk_zero() -> u32 { return rk_nothing; }" }
    return "fn rk_zero() -> u32 { return \(try zeroWord()); }"
  }

  /// Whether a program with these pieces of the library needs that word.
  static func needsZero(_ pieces: [String]) -> Bool { pieces.contains { $0.contains("rk_zero()") } }

  /// Whether an entry with this body can read the word once: not where blocks meet, for variables differ between
  /// threads as far as the language knows.
  func mayHoldZero(_ body: String) -> Bool {
    let meets =
      module.isMasked || [text, body].contains { ["Barrier", "subgroup", "UniformLoad"].contains(where: $0.contains) }
    return !meets && Self.needsZero(WGSLLibrary.needed(by: helpers.ordered + [text, body]))
  }

  /// Whether a float is the result of arithmetic that could be merged with more.
  func isComputed(_ value: Expression) -> Bool { Self.isComputed(value, computed) }

  private static func isComputed(_ value: Expression, _ locals: Set<LocalID>) -> Bool {
    switch value.node {
    // Of integers too: the bits of a float may have gone through them.
    case .binary(_, let a, let b): return value.type.lane == .f32 || isComputed(a, locals) || isComputed(b, locals)
    case .unary(_, let a): return value.type.lane == .f32 || isComputed(a, locals)
    case .extract(let a, _), .splat(let a), .bitcast(let a): return isComputed(a, locals)
    case .make(let parts): return parts.contains { isComputed($0, locals) }
    case .select(_, let a, let b): return isComputed(a, locals) || isComputed(b, locals)
    case .convert(let a): return isConverted(value) || isComputed(a, locals)
    case .read(let place):
      if case .local(let id) = place.root { return locals.contains(id) }
      return false
    case .intrinsic(let id, let operands):
      return computes(id) || givesOperand(id) && operands.contains { isComputed($0, locals) }
    default: return false
    }
  }

  /// Whether an intrinsic of floats does arithmetic that could be merged with more.
  static func computes(_ id: IntrinsicID) -> Bool {
    switch id {
    case .loadReadOnly, .nan, .nextAfter, .floor, .ceil, .round, .trunc, .sign, .step: false
    default: !givesOperand(id)
    }
  }

  /// Whether an intrinsic gives one of its operands, but for the sign.
  private static func givesOperand(_ id: IntrinsicID) -> Bool {
    switch id {
    case .abs, .min, .max, .clamp, .copysign, .saturate: true
    default: false
    }
  }

  /// Whether compilers may know the value, or one that it is chosen from, once they have computed what is constant:
  /// division by what they know becomes a product with its reciprocal.
  private static func isKnown(_ value: Expression, _ locals: Set<LocalID>) -> Bool {
    switch value.node {
    case .constant: true
    case .unary(_, let a), .extract(let a, _), .splat(let a), .bitcast(let a): isKnown(a, locals)
    case .convert(let a): isConverted(value) || isKnown(a, locals)
    case .binary(_, let a, let b): isKnown(a, locals) && isKnown(b, locals)
    case .make(let parts): parts.contains { isKnown($0, locals) }
    case .select(_, let a, let b): isKnown(a, locals) || isKnown(b, locals)
    case .read(let place): if case .local(let id) = place.root { locals.contains(id) } else { false }
    case .intrinsic(_, let operands): operands.allSatisfy { isKnown($0, locals) }
    default: false
    }
  }

  /// Whether compilers may follow the value back to what made it.
  private static func isFollowed(_ value: Expression, _ locals: Set<LocalID>) -> Bool {
    isKnown(value, locals) || isComputed(value, locals)
  }

  /// Whether a float comes from an integer: compilers follow those, and would know its zero.
  private static func isConverted(_ value: Expression) -> Bool {
    guard case .convert(let a) = value.node else { return false }
    return value.type.lane?.isFloat == true && a.type.lane?.isFloat == false
  }

  /// Locals of the function that hold results of float arithmetic or known numbers: parameters of device functions may.
  func computedLocals() -> Set<LocalID> {
    var found = isEntry ? [] : Set(function.parameters.indices)
    var before = -1
    while found.count != before {
      before = found.count
      for statement in function.body {
        statement.visit { inner in
          switch inner {
          case .define(let id, let value): if Self.isFollowed(value, found) { found.insert(id) }
          case .assign(let place, let value):
            guard case .local(let id) = place.root, Self.isFollowed(value, found) else { break }
            found.insert(id)
          case .call(_, let operands, let result):
            if let result { found.insert(result) }
            for case .place(let place) in operands { if case .local(let id) = place.root { found.insert(id) } }
          case .perform(_, _, let result): if let result { found.insert(result) }
          default: break
          }
        }
      }
    }
    return found
  }
}
