#if Macros
import RingKernel

// What Swift's own forms trap at: a message chooses it, the handler fails or has the language's answer.

/// Methods with names that Swift's own types have, and functions that the language has.
@DeviceStruct struct Parcel {
  var low: Int32
  var high: Int32

  init(_ low: Int32, _ high: Int32) {
    self.low = low
    self.high = high
  }

  func sum() -> Int32 { low + high }
  func min(_ other: Int32) -> Int32 { low * other }
  func sign(_ value: Int32) -> Int32 { value / low }
  func signs() -> Int32 { sign(high) }
  func quotientAndRemainder(dividingBy other: Int32) -> Int32 { high % other }
  mutating func negate() { low = 0 - low }
}

@RingKernel(loopLimit: 100) struct Trapper {
  var kept: Int64 = 0

  mutating func receive(_ wide: Wide, in context: inout RingContext) throws -> Told {
    var result: Int64 = 0
    let short = Int32(wide.small)
    switch wide.half % 16 {
    case 0:
      let both = wide.small.quotientAndRemainder(dividingBy: Int8(truncatingIfNeeded: wide.word))
      result = Int64(both.quotient) &* 1000 &+ Int64(both.remainder)
    case 1:
      var word = wide.word
      word.negate()
      result = Int64(word)
    case 2: result = Int64(wide.word % short) &+ Int64(wide.word / short)
    case 3:
      switch wide.word {
      case short...Int32(wide.list[0]): result = 1
      case Int32(wide.list[1])..<short: result = 2
      case short + 2_147_483_600...9: result = 3
      default: result = 4
      }
    case 4:
      let whole = SIMD2<Int32>(wide.point)
      result = Int64(whole.x) &- Int64(whole.y)
    case 5:
      let narrow = SIMD2<Int8>(clamping: SIMD2<Int32>(wide.word, short))
      let divisor = SIMD2<Int8>(wide.small, Int8(truncatingIfNeeded: wide.long))
      result = Int64((narrow / divisor).x) &+ Int64((narrow % wide.small).y)
    case 6: result = Int64(SIMD2<Int8>(SIMD2<Float>(Float(short), Float(wide.word))).y)
    case 7:
      var parcel = Parcel(wide.word, short)
      result = Int64(parcel.sum()) &+ Int64(parcel.min(2)) &+ Int64(parcel.signs())
      parcel.negate()
      result &+= Int64(parcel.low) &+ Int64(parcel.quotientAndRemainder(dividingBy: -1))
    case 8: result = Int64(Swift.abs(wide.word)) &+ Int64(Swift.min(wide.word, 3))
    case 9:
      let step = Int(bitPattern: UInt(wide.long))
      for k in stride(from: UInt8(0), to: UInt8(short & 255), by: step) { result &+= Int64(k) }
    case 10: for k in stride(from: short, through: wide.word, by: Int(wide.small) << 28) { result &+= Int64(k) }
    case 11: for k in stride(from: wide.list[0], to: wide.list[1], by: 65_537) { result &+= Int64(k) &+ 1 }
    case 12:
      for k in stride(from: wide.long, through: 7, by: -9_223_372_036_854_775_808) { result &+= Int64(bitPattern: k) }
    case 13:
      var point = wide.point
      point.replace(with: 0, where: point .< 0)
      result = Int64(point.sum())
    case 14: result = Int64(Float.maximum(wide.real, Float.minimum(wide.point.x, wide.point.y)).rounded(.down))
    default:
      var flag = wide.flag
      flag.toggle()
      var real = wide.real
      real.negate()
      result = flag ? Int64(real) : Int64(Int16(wide.word))
    }
    kept &+= result
    return Told(number: UInt32(truncatingIfNeeded: kept), amount: result, replica: 0)
  }
}
#endif
