internal import RingKernelIR

extension CWriter {
  mutating func intrinsic(
    _ id: IntrinsicID,
    _ operands: [Expression],
    _ result: KernelType
  ) throws(RenderError) -> Code {
    let scalar = operands.compactMap(\.type.lane).first { $0.isFloat } ?? operands.first?.type.lane ?? result.lane
    if id == .loadReadOnly { return try expression(operands[0]) }
    guard let scalar else { throw .lacks(dialect.name, id.rawValue, module.name) }
    switch id {
    case .nan:
      let type = result.scalar ?? .f32
      if type == .f16 { return Code(dialect.half(0x7e00), .primary, .f16) }
      let (bits, word): (UInt64, ScalarType) = type == .f64 ? (0x7ff8 << 48, .u64) : (0x7fc0_0000, .u32)
      return Code(use(dialect.bits(dialect.constant(bits, word).text, word, type)), .primary, type)
    case .dot, .length, .distance, .normalize, .cross: return try geometry(id, operands, result, scalar)
    case .sincos:
      let x = try expression(operands[0])
      let parts = [try one(.sin, x, scalar), try one(.cos, x, scalar)]
      return Code("\(try type(result)){\(parts.map(\.text).joined(separator: ", "))}")
    default: break
    }
    let (spelling, computed) = try spelling(id, scalar)
    let dialect = dialect
    let lanes = operands.map { $0.type.lane ?? scalar }
    return try self.lanes(result, operands, "i_\(id.rawValue)", isNative: spelling.takesVectors && computed == scalar) {
      (codes, type) in
      Self.apply(spelling, codes, lanes, type, computed, scalar, dialect)
    }
  }

  /// The spelling for a type; half-precision functions that have none of their own are computed in single precision.
  private mutating func spelling(
    _ id: IntrinsicID,
    _ scalar: ScalarType
  ) throws(RenderError) -> (CSpelling, computed: ScalarType) {
    if scalar == .f16, let own = dialect.own(id, .f16) ?? CHalfFunctions.spelling(id, dialect) {
      if let helper = own.helper { _ = use(helper) }
      return (own, .f16)
    }
    let computed = scalar == .f16 ? ScalarType.f32 : scalar
    guard let spelling = CIntrinsics.spelling(id, computed, dialect) else {
      throw .lacks(dialect.name, "\(id.rawValue) of \(scalar.swiftName)", module.name)
    }
    for helper in spelling.needs + [spelling.helper].compactMap(\.self) { _ = use(helper) }
    return (spelling, computed)
  }

  private mutating func one(_ id: IntrinsicID, _ x: Code, _ scalar: ScalarType) throws(RenderError) -> Code {
    let (spelling, computed) = try spelling(id, scalar)
    return Self.apply(spelling, [x], [scalar], scalar, computed, scalar, dialect)
  }

  /// Fills a pattern in.
  private static func apply(
    _ spelling: CSpelling,
    _ codes: [Code],
    _ lanes: [ScalarType],
    _ result: ScalarType,
    _ computed: ScalarType,
    _ scalar: ScalarType,
    _ dialect: CDialect
  ) -> Code {
    var text = spelling.pattern
    // An operand stands alone between parentheses and commas, or beside an operator.
    let isCall = text.hasSuffix(")") && !text.contains(" * ") && spelling.level >= .prefix
    for (place, code) in codes.enumerated() {
      var operand = dialect.typed(code, lanes[place])
      if operand.carrier != lanes[place], operand.carrier != nil { operand = dialect.cast(operand, lanes[place]) }
      if computed != scalar, lanes[place] == scalar { operand = dialect.cast(operand, computed) }
      let isAlone =
        isCall && (text.contains("($\(place)") || text.contains(", $\(place)")) && !text.contains(")$\(place)")
      text = text.replacing("$\(place)", with: isAlone ? operand.text : operand.at(.primary))
    }
    let value = Code(text, spelling.level, spelling.carrier ?? (result == scalar ? computed : result))
    guard computed != scalar, result == scalar, spelling.carrier == nil else { return value }
    return dialect.hasVectors ? dialect.cast(value, scalar) : .call("rk_half", [value], scalar)
  }

  /// An intrinsic with an effect.
  mutating func perform(_ id: IntrinsicID, _ operands: [Operand], _ result: LocalID?) throws(RenderError) {
    if isEngine, try operate(id, operands, result) { return }
    if id == .prefetchL1 || id == .prefetchL2 { return try prefetch(id, operands) }
    var texts: [String] = []
    var tight: [String] = []
    var type = KernelType.void
    var space = ""
    for operand in operands {
      switch operand {
      case .value(let value):
        if type == .void { type = value.type }
        let code = try expression(value)
        let scalar = value.type.scalar
        let number = scalar.map { strict(code, $0) } ?? code
        texts.append(number.text)
        tight.append(number.at(.prefix))
      case .place(let place):
        texts.append("&" + (try self.place(place)))
        tight.append(texts[texts.count - 1])
        type = place.type
        space = self.space(place)
      }
    }
    guard let call = dialect.effect(CEffect(id, type.scalar, texts, tight: tight, space: space, prefix: prefix)) else {
      let words = type.scalar.map { "\(id.rawValue) of \($0.swiftName)" } ?? id.rawValue
      throw .lacks(dialect.name, words, module.name)
    }
    for helper in call.helpers { _ = use(helper) }
    let text = noting(call.text)
    if let result {
      emit("\(try self.type(function.locals[result].type)) \(localNames[result]) = \(text);")
    } else {
      emit("\(text);")
    }
    // A phase of the handler ends where all its threads meet.
    if isTogether, id.meetsBlock { emit("rk.turn.passed += 1u;") }
  }

  /// A hint about what lies in memory of the device; Metal has none, and a value in a register needs none.
  private mutating func prefetch(_ id: IntrinsicID, _ operands: [Operand]) throws(RenderError) {
    guard case .value(let value)? = operands.first, case .read(let place) = value.node, case .resource = place.root
    else { return }
    guard let call = dialect.effect(CEffect(id, nil, ["&" + (try self.place(place))])) else { return }
    for helper in call.helpers { _ = use(helper) }
    emit("\(noting(call.text));")
  }
}
