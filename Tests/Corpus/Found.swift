import RingKernelDSL

// What random kernels found: each was wrong on a driver, or right in a way that the comparison did not know.

// launch zeroOfInfinity: grid 2, block 32; a: 64 noise 2; out: 64 zero
/// A factor that a driver can see is zero is no reason to leave the product out: infinity times zero is NaN.
@Kernel func zeroOfInfinity(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var v: Float = a[i] * 3
  for _ in 0..<4 {
    v -= (v * Float(UInt32(0)))
    for _ in 1...4 { v = v * v }
  }
  out[i] = v
}

// launch squaredToSubnormal: grid 2, block 32; a: 64 noise 2; out: 64 zero
/// Squares that become subnormal, which a driver may flush, and are scaled then.
@Kernel func squaredToSubnormal(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var v = a[i]
  for _ in 0..<5 { v *= v }
  out[i] = v * 10
}

// launch squaredThenMultiplied: grid 2, block 32; a: 64 noise 2; out: 64 zero
/// The same with a factor that is known at run time only.
@Kernel func squaredThenMultiplied(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var v = a[i]
  for _ in 0..<6 { v *= v }
  out[i] = v * a[i]
}

// launch squaredIntoSum: grid 2, block 32; a: 64 noise 2; sum: 1 zero; out: 64 zero
/// The same beside an atomic operation, whose old value goes into the result.
@Kernel func squaredIntoSum(a: Span<Float>, sum: inout MutableSpan<UInt32>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var v = a[i]
  for _ in 0..<6 { v *= v }
  atomicAdd(&sum[0], UInt32(i & 3))
  out[i] = v * a[i] + v
}

// launch squaredLanes: grid 1, block 32; a: 32 extreme 1; out: 32 zero
/// Narrow lanes wrap without becoming wider first.
@Kernel func squaredLanes(a: Span<UInt16>, out: inout MutableSpan<UInt16>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < a.count else { return }
  let v = SIMD4<UInt16>(a[i], a[i] &+ 1, 0xffff, 3)
  let squares = v &* v
  out[i] = squares.x ^ squares.y ^ squares.z ^ squares.w
}

// launch wrappedSums: grid 2, block 32; a: 64 extreme 0; out: 64 zero
/// Sums over a subgroup wrap.
@Kernel func wrappedSums(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  let v = i < a.count ? a[i] : 0
  let all = subgroupReduceAdd(v)
  let upTo = subgroupInclusiveAdd(v)
  let before = subgroupExclusiveAdd(v)
  guard i < out.count else { return }
  out[i] = all ^ upTo &+ before &* 3
}

// launch unreachedAtomic: grid 1, block 32; bins: 32 const 7; out: 32 zero
/// An atomic operation that no thread comes to asks nothing of a device.
@Kernel func unreachedAtomic(bins: inout MutableSpan<UInt64>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  if false { atomicAnd(&bins[i], 1) }
  out[i] = Int32(i) &* 3
}

// launch cancelled: grid 1, block 64; a: 64 extreme 3; out: 320 zero
/// What is taken from itself, or divided by itself, need not be a number.
@Kernel func cancelled(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < a.count, 5 * i + 4 < out.count else { return }
  let x = a[i]
  let same = x
  out[5 * i] = x - x
  out[5 * i + 1] = x / same
  out[5 * i + 2] = a[i] - a[i]
  out[5 * i + 3] = x / (x - same)
  out[5 * i + 4] = x * (x - x)
}

// launch cancelledHalves: grid 1, block 64; a: 64 extreme 3; out: 320 zero
/// The same of halves.
@Kernel func cancelledHalves(a: Span<Float16>, out: inout MutableSpan<Float16>) {
  let i = globalThreadIndex.x
  guard i < a.count, 5 * i + 4 < out.count else { return }
  let x = a[i]
  let pair = SIMD2<Float16>(x, 1)
  out[5 * i] = x - x
  out[5 * i + 1] = x / x
  out[5 * i + 2] = (pair - pair).x
  out[5 * i + 3] = x / (x - x)
  out[5 * i + 4] = x * (x - x)
}

// launch convertedZeros: grid 1, block 64; a: 64 extreme 5; h: 64 extreme 5; out: 256 zero; flag: 1
/// Zero divided by zero is not a number, wherever the zero comes from.
@Kernel func convertedZeros(a: Span<Float>, h: Span<Float16>, out: inout MutableSpan<Float>, flag: Int32) {
  let i = globalThreadIndex.x
  guard i < a.count, i < h.count, 4 * i + 3 < out.count else { return }
  let (x, zero) = (h[i], Float16(Int(0)))
  out[4 * i] = Float(zero / x)
  out[4 * i + 1] = Float(i - i) / a[i]
  out[4 * i + 2] = Float(Int32(0)) * a[i]
  let choice: Float = flag == 1 ? 0 : 1
  out[4 * i + 3] = choice / a[i]
}

// The place of a thread in a block of two axes was taken for the same for all threads.
// launch tilesOfRows: grid 1 2, block 16 4; a: 128 extreme 0; out: 128 zero
@Kernel(block: (16, 4)) func tilesOfRows(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.y * 16 + globalThreadIndex.x
  let t = linearThreadIndex
  var tile = SharedArray<64, Int32>()
  var sum: Int32 = 0
  for round in 0..<3 {
    tile[t] = round * 64 + 44 + t < a.count ? a[round * 64 + 44 + t] : -128
    barrier()
    sum &+= tile[(t + 19) % 64]
    barrier()
  }
  if i < out.count { out[i] = sum }
}

// launch groupsOfRounds: grid 1, block 64; a: 70 noise 1; out: 64 zero; rounds: 2
// launch groupsOfRounds: grid 1, block 64; a: 70 noise 1; out: 64 zero; rounds: 18
@Kernel(block: 64) func groupsOfRounds(a: Span<Int32>, out: inout MutableSpan<Int32>, rounds: Int) {
  let (t, group) = (threadIndex.x, subgroupIndex)
  var tile = SharedArray<64, Int32>()
  var sum: Int32 = 0
  for round in 0..<rounds {
    tile[t] = round * 4 + group < a.count ? a[round * 4 + group] : 1
    barrier()
    sum &+= tile[63 - t]
    barrier()
  }
  if t < out.count { out[t] = sum }
}

// Lanes that wait for those that have failed meanwhile stood still in the emulation.
// launch lanesThatFail: grid 1, block 32; a: 32 noise 3; out: 32 zero; fails indexOutOfRange
@Kernel(block: 32) func lanesThatFail(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = threadIndex.x
  let first = subgroupBroadcast(Int32(i), lane: 0)
  let own = a[(i + 12) % 40]
  let sum = subgroupBroadcast(own, lane: 0)
  if i < out.count { out[i] = first &+ sum }
}

// The last thread of a block came first behind a barrier of the emulation, and was the one whose failure is told.
// launch failuresBehindBarriers: grid 1, block 64; a: 64 noise 3; out: 64 zero; fails indexOutOfRange
@Kernel(block: 64) func failuresBehindBarriers(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = threadIndex.x
  var own = a[i]
  barrier()
  if i == 63 { own /= Int32(i - 63) }
  out[i + 64] = own
}

// Drivers divide by a number that they know with its reciprocal, which rounds twice.
// launch dividedByKnown: grid 1, block 64; a: 64 noise 2; out: 256 zero
@Kernel func dividedByKnown(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < a.count, 4 * i + 3 < out.count else { return }
  let x = a[i]
  let three: Float = 3
  out[4 * i] = x / (-Float(3.25))
  out[4 * i + 1] = x / -three
  out[4 * i + 2] = (SIMD2<Float>(x, x) / SIMD2<Float>(3.25, -7)).y
  out[4 * i + 3] = x / (SIMD2<Float>(-3.25, 7)).x
}

// The same of numbers that a driver comes to know when it computes what is constant.
// launch dividedByFolded: grid 1, block 64; a: 64 noise 2; out: 896 zero
@Kernel func dividedByFolded(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < a.count, 14 * i + 13 < out.count else { return }
  let x = a[i]
  let seven: Float = 7
  let bits: UInt32 = 0x40e0_0001
  out[14 * i] = x / max(3.25, 7)
  out[14 * i + 1] = x / floor(7.5)
  out[14 * i + 2] = x / abs(-Float(3.25))
  out[14 * i + 3] = x / copysign(7, -1)
  out[14 * i + 4] = x / nextAfter(7, 8)
  out[14 * i + 5] = x / Float(bitPattern: 0x40e0_0001)
  out[14 * i + 6] = x / saturate(0.7)
  out[14 * i + 7] = x / clamp(7, 0, 8)
  out[14 * i + 8] = x / max(7, floor(min(x, 3)))
  out[14 * i + 9] = x / Float(bitPattern: (3.25 as Float).bitPattern | 1)
  out[14 * i + 10] = x / sign(7) / trunc(7.5)
  out[14 * i + 11] = x / (i < 5 ? max(3.25, 7) : floor(7.5))
  out[14 * i + 12] = x / floor(seven)
  out[14 * i + 13] = x / Float(bitPattern: bits)
}

// A product that goes through bits on its way into a sum is rounded before it.
// launch productsThroughBits: grid 1, block 64; a: 64 noise 2; out: 256 zero
@Kernel func productsThroughBits(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < a.count, 4 * i + 3 < out.count else { return }
  let bits = (a[i] * 1.1).bitPattern
  out[4 * i] = Float(bitPattern: (a[i] * 1.1).bitPattern) + 0.3
  out[4 * i + 1] = Float(bitPattern: (a[i] * 1.1).bitPattern ^ 0x8000_0000) + 0.3
  out[4 * i + 2] = Float(bitPattern: bits) + 0.3
  out[4 * i + 3] = Float(bitPattern: bits & 0x7fff_ffff) - 0.3
}

// Numbers that a thread has just stored: drivers hand on what was stored, and know it where they compute it.
// launch handedOnByShared: grid 1, block 64; a: 64 noise 2; out: 256 zero
@Kernel func handedOnByShared(a: Span<Float>, out: inout MutableSpan<Float>) {
  var own = SharedArray<64, Float>()
  let t = threadIndex.x
  let i = globalThreadIndex.x
  guard i < a.count, 4 * i + 3 < out.count else { return }
  let x = a[i]
  own[t] = 7
  out[4 * i] = x / own[t]
  own[t] = x * 1.1
  out[4 * i + 1] = own[t] + 0.3
  own[t] = x + 0.3
  out[4 * i + 2] = own[t] - 0.3
  own[t] = -x
  own[t] /= 3.25
  out[4 * i + 3] = own[t] * 1.1
}

// launch handedOnByBuffer: grid 1, block 64; a: 64 noise 2; out: 256 zero
@Kernel func handedOnByBuffer(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < a.count, 4 * i + 3 < out.count else { return }
  let x = a[i]
  out[4 * i] = 7
  out[4 * i] = x / out[4 * i]
  out[4 * i + 1] = x * 1.1
  out[4 * i + 1] += 0.3
  out[4 * i + 2] = x + 0.3
  out[4 * i + 2] -= 0.3
  out[4 * i + 3] = -x
  out[4 * i + 3] /= 3.25
  out[4 * i + 3] *= 1.1
}

// launch equalThroughMemory: grid 1, block 64; a: 64 special 2; b: 64 special 2; out: 512 zero
@Kernel func equalThroughMemory(a: Span<Float>, b: inout MutableSpan<Float>, out: inout MutableSpan<Float>) {
  var own = SharedArray<64, Float>()
  let t = threadIndex.x
  let i = globalThreadIndex.x
  guard i < a.count, i < b.count, 8 * i + 7 < out.count else { return }
  let x = a[i]
  own[t] = x
  out[8 * i] = x - own[t]
  out[8 * i + 1] = own[t] / x
  out[8 * i + 2] = own[t] / own[t]
  out[8 * i + 3] = a[i] / x
  out[8 * i + 4] = b[i] / b[t]
  b[i] = x
  out[8 * i + 5] = b[i] - x
  out[8 * i + 6] = x / b[i]
  out[8 * i + 7] = a[i] - b[i]
}

// Comparisons of what compilers could compare otherwise: the rounded sums decide, and nothing equals what is no number.
// launch comparisonsOfSums: grid 1, block 64; a: 64 special 2; b: 64 noise 3; out: 1024 zero
@Kernel func comparisonsOfSums(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < a.count, i < b.count, 16 * i + 15 < out.count else { return }
  let (x, y) = (a[i], b[i])
  out[16 * i] = x == x ? 1 : 0
  out[16 * i + 1] = x != x ? 1 : 0
  out[16 * i + 2] = a[i] <= x ? 1 : 0
  out[16 * i + 3] = a[i] < a[i] ? 1 : 0
  out[16 * i + 4] = y + 1e-9 > y ? 1 : 0
  out[16 * i + 5] = y + x > y ? 1 : 0
  out[16 * i + 6] = y + 1e-9 == y ? 1 : 0
  out[16 * i + 7] = y - 1e-9 != y ? 1 : 0
  out[16 * i + 8] = y - x == 0 ? 1 : 0
  out[16 * i + 9] = x - y < 0 ? 1 : 0
  out[16 * i + 10] = -x < -y ? 1 : 0
  out[16 * i + 11] = x * 1e-30 * 1e-30 > 0 ? 1 : 0
  out[16 * i + 12] = y * y + 0.1 >= 0.1 ? 1 : 0
  out[16 * i + 13] = !(x < y) ? 1 : 0
  out[16 * i + 14] = y + 0.3 < 1.1 ? 1 : 0
  out[16 * i + 15] = x * 0 == 0 ? 1 : 0
}

// What compilers would make one operation of.
// launch mergedPairs: grid 1, block 64; a: 64 special 2; b: 64 special 3; out: 1024 zero
@Kernel func mergedPairs(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < a.count, i < b.count, 16 * i + 15 < out.count else { return }
  let (x, y) = (a[i], b[i])
  let negated = -x
  out[16 * i] = x + -x
  out[16 * i + 1] = x + negated
  out[16 * i + 2] = x * y - x * y
  out[16 * i + 3] = (x + y) / (x + y)
  out[16 * i + 4] = sqrt(x * x)
  out[16 * i + 5] = x > y ? x : y
  out[16 * i + 6] = x < y ? x : y
  out[16 * i + 7] = x < 0 ? -x : x
  out[16 * i + 8] = x / y * y
  out[16 * i + 9] = x * x / x
  out[16 * i + 10] = -(x - y)
  out[16 * i + 11] = -x * -y
  out[16 * i + 12] = 0 - x
  out[16 * i + 13] = x - abs(x)
  out[16 * i + 14] = 1 / (1 / x)
  out[16 * i + 15] = a[i] - (i < 40 ? x : y)
}

// What a guard tells of the size of a buffer must tell compilers nothing of the zero that floats go through.
// launch infinityBehindGuards: grid 2, block 64; size: 128 extreme 0; a: 128 noise 2; rest: 128 zero; out: 128 zero; q: 4
@Kernel(.unchecked) func infinityBehindGuards(
  size: Span<Int16>,
  a: Span<Float>,
  rest: inout MutableSpan<Int16>,
  out: inout MutableSpan<Float>,
  q: Int16
) {
  let i = globalThreadIndex.x
  guard i < size.count else { return }
  var v: Float = a[i % 128]
  v = a[i] / v
  v += fma(v, v, 0.125)
  if i < rest.count { rest[i] = q % q }
  if i < out.count { out[i] = v - v }
}

// launch halvesBehindGuards: grid 2, block 32; a: 64 noise 0; halves: 64 noise 1; out: 64 zero; bins: 8 const 7
@Kernel func halvesBehindGuards(
  a: Span<Float>,
  halves: Span<Float16>,
  out: inout MutableSpan<Float16>,
  bins: inout MutableSpan<UInt32>
) {
  let i = globalThreadIndex.x
  guard i < a.count else { return }
  var v: Float16 = halves[i]
  atomicMax(&bins[1], UInt32(0))
  v += v / v
  if i < out.count { out[i] = v - v }
}

// Drivers put functions in place of their calls: what they are given must not merge with what they do.
// launch functionsInPlace: grid 2, block 64; a: 128 noise 1; b: 128 noise 4; out: 512 zero
@Kernel(.unchecked) func functionsInPlace(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < a.count, i < b.count, 4 * i + 3 < out.count else { return }
  let x = a[i]
  let y = b[i]
  var power = x
  for _ in 1...6 { power *= power }
  out[4 * i] = fma(power, 0, power)
  out[4 * i + 1] = fma(x / y, y, x - a[i])
  out[4 * i + 2] = fma(x - y, 1, y)
  out[4 * i + 3] = fma(x * 3.25, 1 / 3.25, 0)
}
