// Literals: they take the type that is expected, else Int or Double.
extension FunctionLowering {
  /// An integer literal, negated or not.
  func integerLiteral(
    _ node: SyntaxNode,
    negative: Bool,
    expected: KernelType?
  ) throws(CompileError) -> Expression {
    let scalar: ScalarType
    switch expected {
    case .scalar(let wanted)? where wanted != .bool: scalar = wanted
    case Self.route?:
      return Expression(Self.route, try integerLiteral(node, negative: negative, expected: .scalar(.i32)).node)
    default: scalar = .i64
    }
    guard let magnitude = UInt64(node.text) else {
      if scalar.isFloat { return try floatingLiteral(node, negative: negative, expected: expected) }
      throw LanguageRule.literalRange.error("\(node.text) fits no integer type", at: node)
    }
    if scalar.isFloat { return try floatingLiteral(node, negative: negative, expected: expected) }
    let value = negative ? -Int128(magnitude) : Int128(magnitude)
    guard scalar.range.contains(value) else {
      let text = negative ? "-\(magnitude)" : "\(magnitude)"
      throw LanguageRule.literalRange.error(
        "\(text) does not fit \(spelled(.scalar(scalar))), which ends at "
          + "\(negative ? scalar.range.lowerBound : scalar.range.upperBound)",
        at: node
      )
    }
    return Expression(.scalar(scalar), .constant(UInt64(truncatingIfNeeded: value)))
  }

  /// A floating-point literal.
  func floatingLiteral(
    _ node: SyntaxNode,
    negative: Bool,
    expected: KernelType?
  ) throws(CompileError) -> Expression {
    let scalar = expected?.scalar ?? .f64
    guard scalar.isFloat else {
      throw LanguageRule.typeMismatch.error("\(node.text) stands where \(scalar.swiftName) is needed", at: node)
    }
    let bits: UInt64?
    switch scalar {
    case .f32: bits = Float(node.text).map { UInt64((negative ? -$0 : $0).bitPattern) }
    case .f16: bits = Double(node.text).map { UInt64(HalfBits.bits(of: negative ? -$0 : $0)) }
    default: bits = Double(node.text).map { (negative ? -$0 : $0).bitPattern }
    }
    guard let bits else { throw LanguageRule.literalRange.error("\(node.text) is no number", at: node) }
    return Expression(.scalar(scalar), .constant(bits))
  }

  /// Whether the value of a node without a natural type is floating-point by default.
  func holdsFloat(_ node: SyntaxNode) -> Bool {
    switch node.kind {
    case .floating: true
    case .binary, .prefix, .ternary, .call, .argument: node.children.contains(where: holdsFloat)
    default: false
    }
  }

  /// The type of a literal expression that nothing else decides.
  func literalDefault(_ nodes: SyntaxNode...) -> KernelType {
    nodes.contains(where: holdsFloat) ? .scalar(.f64) : .int
  }

  /// The literal under parentheses and signs, if the node is one.
  func isLiteral(_ node: SyntaxNode) -> Bool {
    switch node.kind {
    case .integer, .floating: true
    case .prefix: node.text == "-" && node.children.first.map(isLiteral) == true
    default: false
    }
  }
}

/// Half-precision bits without `Float16`, which some platforms lack.
enum HalfBits {
  /// The nearest half, ties to even.
  static func bits(of value: Double) -> UInt16 {
    let sign: UInt16 = value.sign == .minus ? 0x8000 : 0
    if value.isNaN { return 0x7E00 }
    let magnitude = value.magnitude
    if magnitude >= 65520 { return sign | 0x7C00 }
    if magnitude < 0x1p-14 { return sign | UInt16((magnitude * 0x1p24).rounded(.toNearestOrEven)) }
    let exponent = Int(magnitude.exponent)
    // 1.m scaled to 11 bits; a carry out of the significand lands in the exponent, as it must.
    let scaled = UInt16((magnitude.significand * 1024).rounded(.toNearestOrEven)) - 1024
    return sign | (UInt16(exponent + 15) << 10) &+ scaled
  }

  /// The value of half-precision bits.
  static func value(_ bits: UInt16) -> Double {
    let magnitude: Double
    let significand = Double(bits & 0x3FF)
    switch (bits >> 10) & 0x1F {
    case 0: magnitude = significand * 0x1p-24
    case 31: magnitude = significand == 0 ? .infinity : .nan
    case let exponent:
      magnitude = Double(sign: .plus, exponent: Int(exponent) - 15, significand: 1 + significand / 1024)
    }
    return bits & 0x8000 == 0 ? magnitude : -magnitude
  }
}
