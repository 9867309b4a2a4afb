extension Expression {
  /// A 64-bit integer.
  static func int(_ value: Int) -> Expression { Expression(.int, .constant(UInt64(bitPattern: Int64(value)))) }

  /// A truth value.
  static func bool(_ value: Bool) -> Expression { Expression(.bool, .constant(value ? 1 : 0)) }

  /// The whole local.
  static func local(_ id: LocalID, _ type: KernelType) -> Expression {
    Expression(type, .read(Place(type, .local(id))))
  }

  /// An integer constant of a scalar type, wrapped to its width.
  static func integer(_ value: Int64, _ scalar: ScalarType) -> Expression {
    Expression(.scalar(scalar), .constant(scalar.canonical(UInt64(bitPattern: value))))
  }

  static func binary(_ op: BinaryOperator, _ a: Expression, _ b: Expression) -> Expression {
    Expression(a.type, .binary(op, a, b))
  }

  static func compare(_ op: Comparison, _ a: Expression, _ b: Expression) -> Expression {
    if case .vector(_, let lanes) = a.type { return Expression(.vector(.bool, lanes), .compare(op, a, b)) }
    return Expression(.bool, .compare(op, a, b))
  }

  static func both(_ a: Expression, _ b: Expression) -> Expression { Expression(.bool, .and(a, b)) }
  static func either(_ a: Expression, _ b: Expression) -> Expression { Expression(.bool, .or(a, b)) }
  static func not(_ a: Expression) -> Expression { Expression(.bool, .unary(.not, a)) }

  static func select(_ condition: Expression, _ a: Expression, _ b: Expression) -> Expression {
    Expression(a.type, .select(condition, a, b))
  }

  /// Conversion to another scalar or lane type; nothing when it is the same.
  func converted(to scalar: ScalarType) -> Expression {
    switch type {
    case .vector(let from, let lanes):
      from == scalar ? self : Expression(.vector(scalar, lanes), .convert(self))
    default:
      type == .scalar(scalar) ? self : Expression(.scalar(scalar), .convert(self))
    }
  }

  /// Bits of a constant.
  var constantBits: UInt64? { if case .constant(let bits) = node { bits } else { nil } }

  /// Whether copying it costs nothing and it cannot change: constants, sizes, indices of the launch.
  var isTrivial: Bool {
    switch node {
    case .constant, .extent, .builtin: true
    case .convert(let inner): inner.isTrivial
    default: false
    }
  }
}

extension ScalarType {
  /// The bits as a constant holds them: sign- or zero-extended to 64.
  func canonical(_ bits: UInt64) -> UInt64 {
    guard isInteger, bitWidth < 64 else { return self == .bool ? bits & 1 : bits }
    let shift = UInt64(64 - bitWidth)
    return isSigned ? UInt64(bitPattern: Int64(bitPattern: bits << shift) >> Int64(shift)) : (bits << shift) >> shift
  }

  /// Smallest and largest value, for integers and Booleans.
  var range: ClosedRange<Int128> {
    if isSigned { return -(Int128(1) << (bitWidth - 1))...(Int128(1) << (bitWidth - 1)) - 1 }
    return 0...(Int128(1) << bitWidth) - 1
  }

  /// The unsigned integer of this width.
  var unsigned: ScalarType {
    switch byteCount {
    case 1: .u8
    case 2: .u16
    case 4: .u32
    default: .u64
    }
  }

  /// The value of constant bits, for integers and Booleans.
  func value(_ bits: UInt64) -> Int128 { isSigned ? Int128(Int64(bitPattern: bits)) : Int128(bits) }
}
