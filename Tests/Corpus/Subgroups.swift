import RingKernelDSL

// launch lanes: grid 1, block 64; out: 64 zero
@Kernel(block: 64) func lanes(out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  let (lane, group, size) = (laneIndex, subgroupIndex, subgroupSize)
  if i < out.count { out[i] = Int32(lane + 100 * group + 10000 * size) }
}

// launch shuffles: grid 1, block 64; a: 64 noise 1; out: 64 zero
@Kernel(block: 64) func shuffles(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  let v: Int32 = i < a.count ? a[i] : 0
  let lane = laneIndex
  let picked = subgroupShuffle(v, lane: lane / 2)
  let above = subgroupShuffleDown(v, 1)
  let below = subgroupShuffleUp(v, 1)
  let mirrored = subgroupShuffleXor(v, 1)
  let first = subgroupBroadcast(v, lane: 0)
  // At the ends of a subgroup shifted values are unspecified.
  let shifted = (lane + 1 < subgroupSize ? above : 0) &+ (lane > 0 ? below : 0)
  if i < out.count { out[i] = picked &+ 3 &* shifted &+ 5 &* mirrored &+ 7 &* first }
}

// launch floatShuffles: grid 1, block 32; a: 32 noise 2; out: 32 zero
@Kernel(block: 32) func floatShuffles(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  let v: Float = i < a.count ? a[i] : 0
  let other = subgroupShuffleXor(v, 2)
  if i < out.count { out[i] = v - other }
}

// launch ballots: grid 1, block 64; a: 64 noise 3; out: 64 zero
@Kernel(block: 64) func ballots(a: Span<Int32>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  let v: Int32 = i < a.count ? a[i] : 0
  let mask = UInt32(truncatingIfNeeded: subgroupBallot(v > 0))
  let all = subgroupAll(v > -1000)
  let any = subgroupAny(v > 90)
  let active = UInt32(truncatingIfNeeded: subgroupActiveMask())
  let elected = subgroupElect()
  if i < out.count { out[i] = mask ^ active &<< 1 ^ (all ? 64 : 0) ^ (any ? 128 : 0) ^ (elected ? 256 : 0) }
}

// launch subgroupReductions: grid 1, block 64; a: 64 noise 4; out: 64 zero
@Kernel(block: 64) func subgroupReductions(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  let v: Int32 = i < a.count ? a[i] : 0
  let sum = subgroupReduceAdd(v)
  let least = subgroupReduceMin(v)
  let most = subgroupReduceMax(v)
  let bits = subgroupReduceAnd(v | 0x30) ^ subgroupReduceOr(v & 15) ^ subgroupReduceXor(v)
  let before = subgroupExclusiveAdd(v)
  let upTo = subgroupInclusiveAdd(v)
  subgroupBarrier()
  if i < out.count { out[i] = sum &+ 3 &* least &+ 5 &* most &+ 7 &* bits &+ 11 &* before &+ 13 &* upTo }
}

// launch matches: grid 1, block 32; a: 32 noise 5; out: 32 zero
@Kernel(block: 32) func matches(a: Span<Int32>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  let v: Int32 = i < a.count ? a[i] & 1 : 0
  let same = UInt32(truncatingIfNeeded: subgroupMatchAny(v))
  let whole = UInt32(truncatingIfNeeded: subgroupMatchAll(v &* 0 &+ 9))
  if i < out.count { out[i] = same ^ whole &* 3 }
}

// launch subgroupsOfPlane: grid 2 1, block 8 8; a: 128 noise 11; out: 128 zero
/// Lanes of a block with two axes, which naga gives to blocks of one axis only.
@Kernel(block: (8, 8)) func subgroupsOfPlane(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.y * 16 + globalThreadIndex.x
  let v = i < a.count ? a[i] : 0
  let sum = subgroupInclusiveAdd(v) &+ subgroupShuffleXor(v, 1) &* 1000
  if i < out.count { out[i] = sum &+ Int32(truncatingIfNeeded: threadIndex.y) }
}
