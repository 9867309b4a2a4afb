import RingKernelDSL

// launch clampedNumbers: grid 1, block 64; a: 64 extreme 1; b: 64 extreme 2; c: 64 extreme 3; out: 64 zero; far: 64 zero
@Kernel func clampedNumbers(
  a: Span<Int32>,
  b: Span<UInt64>,
  c: Span<Int64>,
  out: inout MutableSpan<Int32>,
  far: inout MutableSpan<UInt32>
) {
  let i = globalThreadIndex.x
  guard i < out.count, i < far.count else { return }
  out[i] = Int32(clamping: b[i]) ^ Int32(Int8(clamping: a[i])) &* 3
  out[i] &+= Int32(UInt8(clamping: c[i])) &+ Int32(clamping: c[i])
  far[i] = UInt32(clamping: c[i]) ^ UInt32(clamping: a[i]) &+ UInt32(UInt16(clamping: b[i]))
}

// launch reportedOverflows: grid 1, block 64; a: 64 extreme 4; b: 64 extreme 5; out: 64 zero; flags: 64 zero
@Kernel func reportedOverflows(
  a: Span<Int32>,
  b: Span<Int32>,
  out: inout MutableSpan<Int32>,
  flags: inout MutableSpan<Int32>
) {
  let i = globalThreadIndex.x
  guard i < out.count, i < flags.count else { return }
  let sum = a[i].addingReportingOverflow(b[i])
  let (difference, isUnder) = a[i].subtractingReportingOverflow(b[i])
  let product = a[i].multipliedReportingOverflow(by: b[i])
  let quotient = a[i].dividedReportingOverflow(by: b[i])
  let rest = a[i].remainderReportingOverflow(dividingBy: b[i])
  out[i] = sum.partialValue ^ difference &* 3 ^ product.partialValue &* 5
  out[i] ^= quotient.partialValue &* 7 ^ rest.partialValue &* 11
  flags[i] = (sum.overflow ? 1 : 0) + (isUnder ? 2 : 0) + (product.overflow ? 4 : 0)
  flags[i] += (quotient.overflow ? 8 : 0) + (rest.overflow ? 16 : 0)
}

// launch reportedOfBytes: grid 1, block 64; a: 64 extreme 6; b: 64 wild 7; out: 64 zero
@Kernel func reportedOfBytes(a: Span<UInt8>, b: Span<UInt8>, out: inout MutableSpan<UInt8>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let quotient = a[i].dividedReportingOverflow(by: b[i] & 3)
  let rest = a[i].remainderReportingOverflow(dividingBy: b[i] & 7)
  out[i] = quotient.overflow || rest.overflow ? 0xee : quotient.partialValue ^ rest.partialValue
}

// launch integerMembers: grid 1, block 64; a: 64 extreme 8; out: 64 zero; sizes: 64 zero
@Kernel func integerMembers(a: Span<Int32>, out: inout MutableSpan<Int>, sizes: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count, i < sizes.count else { return }
  let v = a[i]
  out[i] = v.nonzeroBitCount &+ v.leadingZeroBitCount &* 100 &+ v.trailingZeroBitCount &* 10_000
  out[i] &+= Int(v.signum()) &+ (v.isMultiple(of: Int32(i % 5)) ? 1_000_000 : 0) &+ v.bitWidth
  sizes[i] = v.magnitude
  let (half, rest) = (v >> 1).quotientAndRemainder(dividingBy: 7)
  var turned = half &+ rest
  turned.negate()
  out[i] &+= Int(turned)
}

// launch longMembers: grid 1, block 64; a: 64 extreme 9; out: 64 zero; sizes: 64 zero
@Kernel func longMembers(a: Span<Int64>, out: inout MutableSpan<Int64>, sizes: inout MutableSpan<UInt64>) {
  let i = globalThreadIndex.x
  guard i < out.count, i < sizes.count else { return }
  let bits = a[i].nonzeroBitCount + a[i].leadingZeroBitCount * 100 + a[i].trailingZeroBitCount * 10_000
  out[i] = Int64(bits) &+ a[i].signum() &+ Int64.min &+ (a[i].isMultiple(of: 3) ? 7 : 0)
  sizes[i] = a[i].magnitude
}

// launch shortMembers: grid 1, block 64; a: 64 extreme 10; b: 64 extreme 11; out: 64 zero
@Kernel func shortMembers(a: Span<Int16>, b: Span<UInt8>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = Int32(a[i].magnitude) &+ Int32(b[i].magnitude) &+ Int32(a[i].signum()) &+ Int32(b[i].signum())
  out[i] &+= Int32(a[i].leadingZeroBitCount &* 1000 &+ b[i].trailingZeroBitCount &* 100_000 &+ b[i].bitWidth)
}

// launch floatMethods: grid 1, block 64; a: 64 noise 12; out: 64 zero; whole: 64 zero
// launch floatMethods: grid 1, block 64; a: 64 special 12; out: 64 zero; whole: 64 zero
@Kernel func floatMethods(a: Span<Float>, out: inout MutableSpan<Float>, whole: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count, i < whole.count else { return }
  let v = a[i] * 0.25
  var root = v.magnitude
  root.formSquareRoot()
  out[i] = v.magnitude.squareRoot() + root
  out[i] = out[i].addingProduct(v, 2)
  whole[i] = v.rounded() + v.rounded(.down) * 4 - v.rounded(.up) * 16 + v.rounded(.towardZero) * 64
  whole[i] -= v.rounded(.toNearestOrAwayFromZero)
}

// launch floatRemainders: grid 1, block 64; a: 64 noise 13; out: 64 zero
@Kernel func floatRemainders(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = a[i].truncatingRemainder(dividingBy: 8) * 16 + a[i].remainder(dividingBy: 8)
  var turned = a[i]
  turned.negate()
  out[i] += Float.maximum(turned, 3) - Float.minimum(a[i], 5)
}

// launch floatMembers: grid 1, block 64; a: 64 special 14; out: 64 zero; bits: 64 zero
@Kernel func floatMembers(a: Span<Float>, out: inout MutableSpan<UInt32>, bits: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count, i < bits.count else { return }
  var flags: UInt32 = 0
  if a[i].isNaN { flags |= 1 }
  if a[i].isFinite { flags |= 2 }
  if a[i].isInfinite { flags |= 4 }
  if a[i].isZero { flags |= 8 }
  if (a[i].isZero ? 1 : a[i].isFinite ? 2 : a[i]).isNormal { flags |= 16 }
  out[i] = flags
  bits[i] = a[i].isNaN ? 0 : a[i].magnitude.bitPattern
}

// launch limitsOfTypes: grid 1, block 16; longs: 16 zero; floats: 16 zero; lanes: 16 zero
@Kernel func limitsOfTypes(
  longs: inout MutableSpan<Int64>,
  floats: inout MutableSpan<Float>,
  lanes: inout MutableSpan<SIMD2<Int32>>
) {
  let i = globalThreadIndex.x
  guard i < longs.count, i < floats.count, i < lanes.count else { return }
  switch i {
  case 0: longs[i] = Int64.max
  case 1: longs[i] = .min
  case 2: longs[i] = Int64(Int8.min) &+ Int64(UInt16.max)
  case 3: longs[i] = Int64(UInt32.bitWidth) &+ Int64.zero
  default: longs[i] = Int64(Int32.max) &- Int64(Int32.min)
  }
  floats[i] =
    switch i {
    case 0: .infinity
    case 1: -Float.infinity
    case 2: Float.pi
    case 3: .greatestFiniteMagnitude
    case 4: Float.leastNormalMagnitude
    case 5: Float.ulpOfOne
    case 6: .nan
    case 7: .leastNonzeroMagnitude * 0
    default: .zero
    }
  lanes[i] = i % 2 == 0 ? .zero : .one
}

// launch shiftsInPlace: grid 1, block 64; a: 64 wild 15; n: 64 noise 16; out: 64 zero
@Kernel func shiftsInPlace(a: Span<Int32>, n: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var (left, right, masked, back) = (a[i], a[i], a[i], a[i])
  left <<= n[i]
  right >>= n[i]
  masked &<<= n[i]
  back &>>= n[i]
  out[i] = left ^ right &+ masked ^ back
  out[i] <<= 1
  out[i] |= 1
  out[i] &= 0x7fff_fff7
  out[i] &-= 5
  out[i] &*= 3
}

// launch compounds: grid 1, block 32; a: 32 whole 17; out: 32 zero
@Kernel func compounds(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var v = a[i]
  v *= 3
  v /= 4
  v -= 1
  v += +a[i]
  var flag = v > 10
  flag.toggle()
  var whole = i + 3
  whole %= 5
  whole /= 2
  out[i] = flag ? v : -v - Float(whole)
}

// launch pairsCompared: grid 1, block 64; a: 64 bits 18; b: 64 bits 19; out: 64 zero
@Kernel func pairsCompared(a: Span<Int32>, b: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (p, q) = ((a[i], b[i] > 0), (b[i], a[i] > 0))
  out[i] = (p == q ? 1 : 0) + (p != (1, true) ? 2 : 0) + ((a[i], b[i]) == (0, 1) ? 4 : 0)
}

// launch rangesOfCases: grid 1, block 64; a: 64 noise 20; out: 64 zero
@Kernel func rangesOfCases(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  switch a[i] {
  case -1000..<(-40): out[i] = 1
  case -40...0: out[i] = 2
  case 1..<20, 60...70: out[i] = 3
  default: out[i] = 4
  }
}

// launch indicesOfAll: grid 1, block 16; a: 20 noise 21; out: 16 zero
@Kernel func indicesOfAll(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var row = InlineArray<4, Int32>(repeating: 2)
  for k in row.indices { row[k] = row[k] &* Int32(k) }
  let table: [3 of Int32] = [5, 7, 11]
  var sum: Int32 = 0
  for k in a.indices where k != i { sum = sum &* 3 &+ a[k] }
  for k in table.indices { sum &+= table[k] &* row[k] }
  out[i] = sum &+ Int32(row.count) &* 1000
}

@DeviceStruct struct CorpusSpread {
  var low: Int32
  var high: Int32
  var steps: UInt8 = 3

  init(around middle: Int32, by reach: Int32) {
    low = middle &- reach
    high = middle &+ reach
    steps = 2
    if reach < 0 {
      let held = low
      low = high
      high = held
    }
  }

  init(only value: Int32) {
    low = value
    high = value
    steps = 0
  }

  func width() -> Int32 { high &- low }
}

// launch madeByHand: grid 1, block 32; a: 32 noise 22; out: 32 zero; width: 32 zero
@Kernel func madeByHand(a: Span<Int32>, out: inout MutableSpan<CorpusSpread>, width: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count, i < width.count else { return }
  let spread = i % 4 == 0 ? CorpusSpread(only: a[i]) : CorpusSpread(around: a[i], by: Int32(i) &- 8)
  out[i] = spread
  width[i] = spread.width() &+ CorpusSpread(around: 3, by: 4).width()
}

@DeviceFunction func corpusBlend(_ a: Float, _ b: Float, by part: Float = 0.25) -> Float { a + (b - a) * part }

// launch smoothed: p: 40 noise 23; out: 40 zero
@StencilKernel(tile: 32, halo: 2)
func smoothed(p: Field1D<Float>, out: inout Field1D<Float>, at pos: GridPosition) {
  out[pos] = corpusBlend(p.at(pos, dx: -2), p.at(pos, dx: 2)) + corpusBlend(p.west(pos), p[pos], by: 0.5)
}

// launch farFunctions: grid 1, block 32; a: 32 noise 24; b: 32 noise 25; out: 32 zero
@Kernel func farFunctions(a: Span<Int32>, b: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var (x, y) = (a[i], b[i])
  corpusSwap(&x, &y)
  let divisor = corpusGCD(UInt32(truncatingIfNeeded: x.magnitude), 36)
  out[i] = x &* 3 &+ y &+ corpusSumTo(b, i) &+ Int32(truncatingIfNeeded: divisor) &+ corpusSign(y)
}
