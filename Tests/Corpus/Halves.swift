import RingKernelDSL

@DeviceStruct struct CorpusHalfPair {
  var low: Float16
  var tag: Int32
  var high: Float16
}

// launch halfArithmetic: grid 2, block 32; a: 64 noise 1; b: 64 noise 2; out: 64 zero
@Kernel func halfArithmetic(a: Span<Float16>, b: Span<Float16>, out: inout MutableSpan<Float16>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < a.count && i < b.count else { return }
  let (x, y) = (a[i], b[i])
  // Every operation rounds to half precision; the order shows.
  var sum = x * y - x / 3 + y * 0.1
  sum += -x
  sum *= x < y ? 2 : 0.5
  out[i] = (sum + 1000) - 1000 - (y - x) * 1.5
}

// launch halfSpecials: grid 2, block 32; a: 64 special 3; b: 64 special 4; out: 64 zero
@Kernel func halfSpecials(a: Span<Float16>, b: Span<Float16>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < a.count && i < b.count else { return }
  let (x, y) = (a[i], b[i])
  var bits: UInt32 = isNaN(x) ? 1 : 0
  if isInfinite(x) { bits |= 2 }
  if isFinite(x) { bits |= 4 }
  if isNormal(x) { bits |= 8 }
  if !isNaN(x) && isSignMinus(x) { bits |= 16 }
  if x < y { bits |= 32 }
  if x == y { bits |= 64 }
  if x != y { bits |= 128 }
  if min(x, y) >= max(x, y) { bits |= 256 }
  out[i] = bits
}

// launch halfConversions: grid 2, block 32; a: 64 wild 5; b: 64 noise 6; c: 64 wild 7; out: 256 zero
@Kernel(.unchecked) func halfConversions(
  a: Span<Int32>,
  b: Span<Float>,
  c: Span<Float16>,
  out: inout MutableSpan<Float16>
) {
  let i = globalThreadIndex.x
  guard i < 64 && 256 <= out.count && 64 <= a.count && 64 <= b.count && 64 <= c.count else { return }
  out[i] = Float16(a[i] % 4000)
  out[i + 64] = Float16(b[i])
  out[i + 128] = Float16(Int32(Float(c[i])))
  out[i + 192] = Float16(UInt8(truncatingIfNeeded: Int32(clamp(c[i], -300, 300)))) + Float16(bitPattern: 0x3c00)
}

// launch halfMath: grid 2, block 32; a: 64 unit 8; out: 576 zero; ulp stated
@Kernel func halfMath(a: Span<Float16>, out: inout MutableSpan<Float16>) {
  let i = globalThreadIndex.x
  guard i < 64 && 576 <= out.count && 64 <= a.count else { return }
  let x = a[i]
  out[i] = sqrt(x)
  out[i + 64] = sin(x)
  out[i + 128] = exp(x)
  out[i + 192] = fma(x, x, 0.25)
  out[i + 256] = floor(x * 8)
  out[i + 320] = abs(x - 0.5)
  out[i + 384] = nextAfter(x, 2)
  out[i + 448] = mix(x, 4, 0.25)
  out[i + 512] = fmod(x * 5, 2)
}

// launch halfVectors: grid 1, block 32; a: 32 noise 9; b: 32 noise 10; out: 32 zero
@Kernel func halfVectors(a: Span<SIMD4<Float16>>, b: Span<SIMD4<Float16>>, out: inout MutableSpan<SIMD4<Float16>>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < a.count && i < b.count else { return }
  var sum = a[i] * b[i] - a[i]
  sum[2] = sum.x + b[i].y
  out[i] = sum / SIMD4<Float16>(repeating: 4)
}

// launch halfStructs: grid 1, block 32; a: 32 noise 11; out: 32 zero
@Kernel func halfStructs(a: Span<CorpusHalfPair>, out: inout MutableSpan<CorpusHalfPair>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < a.count else { return }
  var pair = a[i]
  (pair.low, pair.high) = (pair.high + 1, pair.low * 2)
  pair.tag &+= 1
  out[i] = pair
}

// launch halfLanes: grid 1, block 64; a: 64 noise 12; out: 64 zero
@Kernel(block: 64) func halfLanes(a: Span<Float16>, out: inout MutableSpan<Float16>) {
  let i = globalThreadIndex.x
  let v: Float16 = i < a.count ? a[i] : 0
  let other = subgroupShuffleXor(v, 1)
  let least = blockReduceMin(v)
  let sum = blockReduceAdd(v)
  if i < out.count { out[i] = (v - other) * least + sum }
}
