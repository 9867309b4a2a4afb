import RingKernelDSL

// launch wideVectors: grid 1, block 32; a: 32 wild 1; b: 32 wild 2; out: 32 zero
@Kernel func wideVectors(a: Span<SIMD3<Int64>>, b: Span<SIMD3<Int64>>, out: inout MutableSpan<SIMD3<Int64>>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < a.count && i < b.count else { return }
  var v = a[i] &* b[i] &+ SIMD3<Int64>(repeating: 1)
  v.y = v.x ^ v.z
  v[i % 3] = v[i % 3] &- a[i].z
  out[i] = i % 2 == 0 ? v : v &- b[i]
}

// launch narrowVectors: grid 1, block 32; a: 32 wild 3; b: 32 wild 4; out: 32 zero
@Kernel func narrowVectors(a: Span<SIMD4<Int8>>, b: Span<SIMD4<Int8>>, out: inout MutableSpan<SIMD4<Int8>>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < a.count && i < b.count else { return }
  out[i] = (a[i] &+ b[i]) &* (a[i] &- b[i]) ^ (a[i] & b[i])
}

// launch vectorNegation: grid 1, block 32; a: 32 noise 5; out: 32 zero
@Kernel func vectorNegation(a: Span<SIMD2<Float>>, out: inout MutableSpan<SIMD2<Float>>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < a.count else { return }
  let product = a[i] * 0.1 + a[i]
  out[i] = -(product - a[i]) * SIMD2<Float>(2, 0.5)
}

// launch chosenStructs: grid 1, block 32; a: 32 wild 6; out: 32 zero
@Kernel func chosenStructs(a: Span<CorpusPair>, out: inout MutableSpan<CorpusPair>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < a.count else { return }
  let other = CorpusPair(first: UInt8(i), second: a[i].second, nested: CorpusInner.make(7))
  out[i] = a[i].second > 0 ? a[i] : other
}

// launch sharedWide: grid 2, block 32; a: 64 wild 7; out: 64 zero
@Kernel(block: 32) func sharedWide(a: Span<Int64>, out: inout MutableSpan<Int64>) {
  var tile = SharedArray<32, Int64>()
  var flags = SharedArray<32, Bool>()
  var bytes = SharedArray<32, UInt8>()
  let (t, i) = (threadIndex.x, globalThreadIndex.x)
  let v: Int64 = i < a.count ? a[i] : 0
  tile[t] = v
  flags[t] = v > 0
  bytes[t] = UInt8(truncatingIfNeeded: v)
  barrier()
  let other = tile[31 - t] &+ Int64(bytes[(t + 1) % 32])
  if i < out.count { out[i] = flags[(t + 3) % 32] ? other : ~other }
}

// launch sharedRows: grid 1, block 16; a: 16 noise 8; out: 16 zero
@Kernel(block: 16) func sharedRows(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  var rows = SharedArray<16, InlineArray<3, Int16>>()
  let t = threadIndex.x
  let v: Int32 = t < a.count ? a[t] : 0
  rows[t] = [Int16(truncatingIfNeeded: v), 5, Int16(t)]
  rows[t][1] &+= 2
  barrier()
  let row = rows[15 - t]
  if t < out.count { out[t] = Int32(row[t % 3]) &* 100 &+ Int32(row[1]) }
}

// launch wideReductions: grid 2, block 48; a: 96 wild 9; out: 6 zero; fl: 96 whole 10; sums: 2 zero
@Kernel(block: 48)
func wideReductions(
  a: Span<Int64>,
  out: inout MutableSpan<Int64>,
  fl: Span<Float>,
  sums: inout MutableSpan<Float>
) {
  let i = globalThreadIndex.x
  let v: Int64 = i < a.count ? a[i] : 0
  let sum = blockReduceAdd(v)
  let least = blockReduceMin(v)
  let most = blockReduceMax(v)
  let part = blockReduceAdd(i < fl.count ? fl[i] * 0.1 : 0)
  let at = blockIndex.x * 3
  if threadIndex.x == 0 && at + 2 < out.count && blockIndex.x < sums.count {
    out[at] = sum
    out[at + 1] = least
    out[at + 2] = most
    sums[blockIndex.x] = part
  }
}

// launch gridReductions: grid 3, block 40; a: 120 noise 11; out: 4 const 5
@Kernel(block: 40) func gridReductions(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  let v: Int32 = i < a.count ? a[i] : 0
  gridReduceAdd(&out[0], v)
  gridReduceMin(&out[1], v)
  gridReduceMax(&out[2], v)
}

// launch wideEdges: grid 2, block 32; a: 64 extreme 13; b: 64 extreme 14; out: 64 zero
@Kernel(.unchecked) func wideEdges(a: Span<Int64>, b: Span<Int64>, out: inout MutableSpan<Int64>) {
  let i = globalThreadIndex.x
  if i >= out.count { return }
  var r = a[i] / b[i] ^ a[i] % b[i]
  r = r &* 3 ^ min(a[i], b[i]) &+ max(a[i], b[i]) &* sign(b[i])
  r ^= clamp(a[i], -5, b[i]) &+ (a[i] >> b[i]) &+ (a[i] << (b[i] & 63))
  let (sum, carried) = a[i].addingReportingOverflow(b[i])
  let (product, overflowed) = a[i].multipliedReportingOverflow(by: b[i])
  let (difference, borrowed) = a[i].subtractingReportingOverflow(b[i])
  r ^= sum &+ product &- difference
  out[i] = r &* 8 &+ (carried ? 1 : 0) &+ (overflowed ? 2 : 0) &+ (borrowed ? 4 : 0)
}

// launch wideUnsignedEdges: grid 2, block 32; a: 64 extreme 15; b: 64 extreme 16; out: 64 zero
@Kernel(.unchecked) func wideUnsignedEdges(a: Span<UInt64>, b: Span<UInt64>, out: inout MutableSpan<UInt64>) {
  let i = globalThreadIndex.x
  if i >= out.count { return }
  var r = a[i] / b[i] ^ a[i] % b[i]
  r = r &* 3 &+ min(a[i], b[i]) &+ max(a[i], b[i]) &* 7
  let (sum, carried) = a[i].addingReportingOverflow(b[i])
  let (product, overflowed) = a[i].multipliedReportingOverflow(by: b[i])
  let (difference, borrowed) = a[i].subtractingReportingOverflow(b[i])
  r ^= sum &+ product &- difference
  out[i] = r &* 8 &+ (carried ? 1 : 0) &+ (overflowed ? 2 : 0) &+ (borrowed ? 4 : 0)
}

// launch halfFields: grid 1, block 16; p: 16 noise 17
@Kernel func halfFields(p: inout MutableSpan<CorpusHalves>) {
  let i = globalThreadIndex.x
  guard i < p.count else { return }
  p[i].a = p[i].a * p[i].b.x + 0.1
  p[i].b.y = -p[i].a
  p[i].c = Float16(Float(p[i].count)) / 3
  p[i].count = Int32(p[i].a)
}

@DeviceStruct struct CorpusHalves {
  var a: Float16
  var b: SIMD2<Float16>
  var c: Float16
  var count: Int32
}

// launch throughMemory: grid 2, block 32; a: 64 noise 18; seen: 64 zero; out: 64 zero
@Kernel(block: 32)
func throughMemory(a: Span<Int32>, seen: inout MutableSpan<Int32>, out: inout MutableSpan<Int32>) {
  let (t, i) = (threadIndex.x, globalThreadIndex.x)
  if i < seen.count && i < a.count { seen[i] = a[i] &* 3 }
  barrier()
  let other = blockIndex.x * 32 + 31 - t
  if i < out.count && other < seen.count { out[i] = seen[other] }
}
