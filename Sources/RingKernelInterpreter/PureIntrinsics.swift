internal import RingKernelIR

/// Meanings of the intrinsics without effects.
enum PureIntrinsics {
  /// The value of an intrinsic; nil for one that is not pure or that does not exist for the type.
  ///
  /// - Parameters:
  ///   - id: The intrinsic.
  ///   - values: Its operands.
  ///   - type: Type of the call.
  ///   - result: Type of the value.
  static func value(_ id: IntrinsicID, _ values: [Value], _ type: KernelType, _ result: KernelType) -> Value? {
    guard let lane = type.lane else { return id == .loadReadOnly ? values[0] : nil }
    switch id {
    case .loadReadOnly: return values[0]
    case .nan: return .scalar(ScalarMath.bits(.nan, lane))
    case .dot, .length, .distance, .cross, .normalize:
      let lanes = ComposedFunctions.lanes(id, values.map { $0.parts.map(\.bits) }, lane).map { Value.scalar($0) }
      return result.scalar == nil ? .parts(lanes) : lanes[0]
    case .sincos:
      let x = ScalarMath.float(values[0].bits, lane)
      let parts = [MathFunctions.one(.sin, x), MathFunctions.one(.cos, x)]
      return .parts(parts.map { .scalar(ScalarMath.bits($0 ?? .nan, lane)) })
    default: break
    }
    guard case .vector(_, let count) = type else {
      return scalar(id, values.map(\.bits), lane).map { .scalar($0) }
    }
    var parts: [Value] = []
    for place in 0..<count {
      let operands = values.map { value -> UInt64 in
        if case .parts(let parts) = value { parts[place].bits } else { value.bits }
      }
      guard let bits = scalar(id, operands, lane) else { return nil }
      parts.append(.scalar(bits))
    }
    return .parts(parts)
  }

  private static func scalar(_ id: IntrinsicID, _ a: [UInt64], _ type: ScalarType) -> UInt64? {
    if let bits = BitFunctions.value(id, a, type) { return bits }
    return type.isFloat ? float(id, a, type) : integer(id, a, type)
  }

  private static func integer(_ id: IntrinsicID, _ a: [UInt64], _ type: ScalarType) -> UInt64? {
    func less(_ x: UInt64, _ y: UInt64) -> Bool { ScalarMath.compare(.less, x, y, type) }
    switch id {
    case .abs: return less(a[0], 0) ? ScalarMath.normal(0 &- a[0], type) : a[0]
    case .min: return less(a[1], a[0]) ? a[1] : a[0]
    case .max: return less(a[0], a[1]) ? a[1] : a[0]
    case .clamp:
      let low = less(a[2], a[0]) ? a[2] : a[0]
      return less(low, a[1]) ? a[1] : low
    case .sign: return a[0] == 0 ? 0 : less(a[0], 0) ? ScalarMath.normal(.max, type) : 1
    default: return nil
    }
  }

  private static func float(_ id: IntrinsicID, _ a: [UInt64], _ type: ScalarType) -> UInt64? {
    let sign = UInt64(1) << UInt64(type.bitWidth - 1)
    let x = a.isEmpty ? 0 : ScalarMath.float(a[0], type)
    let y = a.count > 1 ? ScalarMath.float(a[1], type) : 0
    let z = a.count > 2 ? ScalarMath.float(a[2], type) : 0
    func bits(_ value: Double) -> UInt64 { ScalarMath.bits(value, type) }
    switch id {
    case .abs: return a[0] & ~sign
    case .copysign: return a[0] & ~sign | a[1] & sign
    case .isNaN: return x.isNaN ? 1 : 0
    case .isInfinite: return x.isInfinite ? 1 : 0
    case .isFinite: return x.isFinite ? 1 : 0
    case .isSignMinus: return a[0] & sign != 0 ? 1 : 0
    case .isNormal: return isNormal(a[0], type) ? 1 : 0
    case .min: return x.isNaN || y < x ? a[1] : a[0]
    case .max: return x.isNaN || y > x ? a[1] : a[0]
    case .clamp: return bits(larger(y, smaller(x, z)))
    case .sign: return bits(x > 0 ? 1 : x < 0 ? -1 : 0)
    case .fma: return fused(a, type)
    case .mix, .smoothstep: return ComposedFunctions.lanes(id, a.map { [$0] }, type)[0]
    case .nextAfter: return next(a[0], a[1], type)
    case .ilogb: return UInt64(bitPattern: Int64(x == 0 || !x.isFinite ? Int64(Int32.min) : Int64(x.exponent)))
    case .powi, .ldexp, .scalbn: return MathFunctions.whole(id, x, Int32(truncatingIfNeeded: a[1])).map(bits)
    case .besselJn, .besselYn:
      return MathFunctions.whole(id, y, Int32(truncatingIfNeeded: a[0])).map(bits)
    default: return (MathFunctions.one(id, x) ?? MathFunctions.two(id, x, y)).map(bits)
    }
  }

  private static func smaller(_ x: Double, _ y: Double) -> Double { x.isNaN || y < x ? y : x }
  private static func larger(_ x: Double, _ y: Double) -> Double { x.isNaN || y > x ? y : x }

  private static func isNormal(_ bits: UInt64, _ type: ScalarType) -> Bool {
    switch type {
    case .f16: Float16(bitPattern: UInt16(truncatingIfNeeded: bits)).isNormal
    case .f32: Float(bitPattern: UInt32(truncatingIfNeeded: bits)).isNormal
    default: Double(bitPattern: bits).isNormal
    }
  }

  /// Rounded once, in the type itself.
  private static func fused(_ a: [UInt64], _ type: ScalarType) -> UInt64 {
    switch type {
    case .f32:
      let (x, y, z) = (f32(a[0]), f32(a[1]), f32(a[2]))
      return UInt64(z.addingProduct(x, y).bitPattern)
    case .f16:
      // The product is exact in a Float and the sum in a Double.
      let sum = Double(
        Float(Float16(bitPattern: UInt16(truncatingIfNeeded: a[0])))
          * Float(Float16(bitPattern: UInt16(truncatingIfNeeded: a[1])))
      )
      return ScalarMath.bits(sum + ScalarMath.float(a[2], .f16), .f16)
    default:
      return Double(bitPattern: a[2]).addingProduct(Double(bitPattern: a[0]), Double(bitPattern: a[1])).bitPattern
    }
  }

  private static func f32(_ bits: UInt64) -> Float { Float(bitPattern: UInt32(truncatingIfNeeded: bits)) }

  private static func next(_ a: UInt64, _ b: UInt64, _ type: ScalarType) -> UInt64 {
    func step<F: BinaryFloatingPoint>(_ x: F, _ y: F) -> F {
      x.isNaN || y.isNaN ? .nan : x == y ? y : x < y ? x.nextUp : x.nextDown
    }
    switch type {
    case .f16:
      let (x, y) = (
        Float16(bitPattern: UInt16(truncatingIfNeeded: a)), Float16(bitPattern: UInt16(truncatingIfNeeded: b))
      )
      return UInt64(step(x, y).bitPattern)
    case .f32: return UInt64(step(f32(a), f32(b)).bitPattern)
    default: return step(Double(bitPattern: a), Double(bitPattern: b)).bitPattern
    }
  }
}

/// Meanings of the intrinsics on bits.
enum BitFunctions {
  static func value(_ id: IntrinsicID, _ a: [UInt64], _ type: ScalarType) -> UInt64? {
    guard type.isInteger else { return nil }
    let width = type.bitWidth
    let mask = UInt64.max >> UInt64(64 - width)
    switch id {
    case .populationCount: return UInt64((a[0] & mask).nonzeroBitCount)
    case .leadingZeros: return UInt64((a[0] & mask).leadingZeroBitCount - (64 - width))
    case .trailingZeros: return UInt64(min((a[0] & mask).trailingZeroBitCount, width))
    case .findFirstSet: return a[0] & mask == 0 ? 0 : UInt64(a[0].trailingZeroBitCount + 1)
    case .reverseBits:
      let reversed = (0..<width).reduce(UInt64(0)) { $0 << 1 | (a[0] >> UInt64($1) & 1) }
      return ScalarMath.normal(reversed, type)
    case .bytePermute:
      let bytes = a[1] << 32 | a[0]
      return (0..<4).reduce(UInt64(0)) { word, place in
        let selector = a[2] >> UInt64(4 * place) & 7
        return word | (bytes >> (8 * selector) & 0xff) << UInt64(8 * place)
      }
    case .funnelShiftLeft: return ((a[1] << 32 | a[0]) << (a[2] & 31)) >> 32 & 0xffff_ffff
    case .funnelShiftRight: return (a[1] << 32 | a[0]) >> (a[2] & 31) & 0xffff_ffff
    default: return nil
    }
  }
}
