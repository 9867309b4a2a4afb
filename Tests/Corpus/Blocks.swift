import RingKernelDSL

// launch indices: grid 3 2, block 4 2; out: 384 zero
@Kernel func indices(out: inout MutableSpan<Int32>) {
  let row = globalThreadIndex.y * gridSize.x * blockSize.x + globalThreadIndex.x
  let at = row * 8
  guard at + 7 < out.count else { return }
  out[at] = Int32(threadIndex.x) &+ 10 &* Int32(threadIndex.y) &+ 100 &* Int32(threadIndex.z)
  out[at + 1] = Int32(blockIndex.x) &+ 10 &* Int32(blockIndex.y) &+ 100 &* Int32(blockIndex.z)
  out[at + 2] = Int32(blockSize.x) &+ 10 &* Int32(blockSize.y) &+ 100 &* Int32(blockSize.z)
  out[at + 3] = Int32(gridSize.x) &+ 10 &* Int32(gridSize.y) &+ 100 &* Int32(gridSize.z)
  out[at + 4] = Int32(globalThreadIndex.x) &+ 100 &* Int32(globalThreadIndex.y)
  out[at + 5] = Int32(globalThreadIndex.z)
  out[at + 6] = Int32(linearThreadIndex)
  out[at + 7] = Int32(blockIndex.x * blockSize.x + threadIndex.x - globalThreadIndex.x)
}

// launch reverseBlock: grid 2, block 32; a: 64 noise 1; out: 64 zero
@Kernel(block: 32) func reverseBlock(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  var tile = SharedArray<32, Int32>()
  let (t, i) = (threadIndex.x, globalThreadIndex.x)
  if i < a.count { tile[t] = a[i] }
  barrier()
  if i < out.count { out[i] = tile[31 - t] }
}

// launch sharedStartsZero: grid 2, block 16; out: 32 zero
@Kernel(block: 16) func sharedStartsZero(out: inout MutableSpan<Int32>) {
  var tile = SharedArray<16, Int32>()
  let (t, i) = (threadIndex.x, globalThreadIndex.x)
  let before = tile[t]
  barrier()
  tile[t] = Int32(t) + 1
  barrier()
  if i < out.count { out[i] = before &* 100 &+ tile[15 - t] }
}

// launch transpose: grid 2 3, block 8 8; a: 13x20 noise 2; out: 20x13 zero
@Kernel(block: (8, 8)) func transpose(a: Field2D<Float>, out: inout Field2D<Float>) {
  var tile = SharedTile<8, 9, Float>()
  let (tx, ty) = (threadIndex.x, threadIndex.y)
  let (x, y) = (globalThreadIndex.x, globalThreadIndex.y)
  if x < a.width && y < a.height { tile[ty, tx] = a[x, y] }
  barrier()
  let (u, v) = (blockIndex.y * 8 + tx, blockIndex.x * 8 + ty)
  if u < out.width && v < out.height { out[u, v] = tile[tx, ty] }
}

// launch scanBlock: grid 2, block 32; a: 50 noise 3; out: 50 zero
@Kernel(block: 32) func scanBlock(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  var sums = SharedArray<32, Int32>()
  let (t, i) = (threadIndex.x, globalThreadIndex.x)
  sums[t] = i < a.count ? a[i] : 0
  barrier()
  var step = 1
  while step < 32 {
    let add = t >= step ? sums[t - step] : 0
    barrier()
    sums[t] &+= add
    barrier()
    step *= 2
  }
  if i < out.count { out[i] = sums[t] }
}

// launch liveAcross: grid 1, block 16; a: 16 noise 4; out: 16 zero
@Kernel(block: 16) func liveAcross(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  var tile = SharedArray<16, Int32>()
  let t = threadIndex.x
  var kept = InlineArray<2, Int32>(repeating: 0)
  let mine: Int32 = t < a.count ? a[t] : 0
  kept[t % 2] = mine
  for round in 0..<3 {
    tile[t] = mine &+ kept[0] &+ Int32(round)
    barrier()
    kept[1] &+= tile[(t + round + 1) % 16]
    barrier()
  }
  if t < out.count { out[t] = kept[0] &* 7 &+ kept[1] &+ mine }
}

// launch votes: grid 2, block 32; a: 64 noise 5; out: 64 zero
@Kernel(block: 32) func votes(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  let v: Int32 = i < a.count ? a[i] : 0
  let positive = Int32(barrierCount(v > 0))
  let all = barrierAll(v > -1000)
  let any = barrierAny(v > 99)
  if i < out.count { out[i] = positive &* 4 + (all ? 2 : 0) + (any ? 1 : 0) }
}

// launch changedVotes: grid 2, block 32; a: 64 noise 5; out: 64 zero
@Kernel(block: 32) func changedVotes(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  let v: Int32 = i < a.count ? a[i] : 0
  var count = barrierCount(v > 0)
  if v > 10 { count &+= v }
  if i < out.count { out[i] = count }
}

// launch fences: grid 1, block 32; out: 32 zero
@Kernel(block: 32) func fences(out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = 1
  threadFenceBlock()
  out[i] = out[i] &+ 2
  threadFence()
  out[i] = out[i] &+ Int32(i)
}

// launch systemFences: grid 1, block 32; out: 32 zero
@Kernel(block: 32) func systemFences(out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = 1
  threadFenceSystem()
  out[i] = out[i] &+ Int32(i)
}

// launch blockReductions: grid 2, block 64; a: 128 noise 6; out: 10 zero
@Kernel(block: 64) func blockReductions(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  let v: Int32 = i < a.count ? a[i] : 0
  let sum = blockReduceAdd(v)
  let least = blockReduceMin(v)
  let most = blockReduceMax(v)
  let common = blockReduceAnd(v | 0x70)
  let anyBits = blockReduceOr(v & 0xff)
  let at = blockIndex.x * 5
  if threadIndex.x == 0 && at + 4 < out.count {
    out[at] = sum
    out[at + 1] = least
    out[at + 2] = most
    out[at + 3] = common
    out[at + 4] = anyBits
  }
}

// launch blockAverage: grid 2, block 32; a: 64 whole 7; out: 64 zero
@Kernel(block: 32) func blockAverage(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  let sum = reduceAndBroadcast(i < a.count ? a[i] : 0)
  if i < out.count { out[i] = sum * 0.03125 }
}

// launch sharedStructs: grid 1, block 16; out: 16 zero
@Kernel(block: 16) func sharedStructs(out: inout MutableSpan<CorpusPair>) {
  var tile = SharedArray<16, CorpusPair>()
  let t = threadIndex.x
  tile[t] = CorpusPair(first: UInt8(t), second: Int32(t) &* 3, nested: CorpusInner.make(Int16(t)))
  barrier()
  if t < out.count { out[t] = tile[15 - t] }
}

// launch sharedAtomics: grid 2, block 32; a: 64 noise 8; out: 16 zero
@Kernel(block: 32) func sharedAtomics(a: Span<UInt32>, out: inout MutableSpan<UInt32>) {
  var bins = SharedArray<8, UInt32>()
  let (t, i) = (threadIndex.x, globalThreadIndex.x)
  if i < a.count { atomicAdd(&bins[Int(a[i] & 7)], 1) }
  barrier()
  let at = blockIndex.x * 8 + t
  if t < 8 && at < out.count { out[at] = atomicLoad(&bins[t]) }
}

// launch countedRounds: grid 2, block 32; out: 64 zero
@Kernel(block: 32) func countedRounds(out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  var left = Int32(truncatingIfNeeded: threadIndex.x % 5)
  var rounds: Int32 = 0
  while barrierCount(left > 0) > 0 {
    if left > 0 { left -= 1 }
    rounds += 1
  }
  if i < out.count { out[i] = rounds * 10 + left }
}

// launch joinedConditions: grid 2, block 32; a: 64 noise 9; out: 64 zero
@Kernel(block: 32) func joinedConditions(a: Span<UInt32>, out: inout MutableSpan<UInt32>) {
  var tile = SharedArray<32, UInt32>()
  let (t, i) = (threadIndex.x, globalThreadIndex.x)
  let value = i < a.count ? a[i] & 15 : 0
  tile[t] = value
  if barrierAny(value > 14) {
    barrier()
    tile[31 - t] &+= 100
  }
  for round in 0..<blockReduceMax(value) {
    barrier()
    tile[(t + 1) % 32] &+= round
  }
  barrier()
  if i < out.count { out[i] = tile[t] }
}

// launch leastMagnitudes: grid 1, block 64; x: 64 extreme 3; y: 64 zero
@Kernel func leastMagnitudes(x: Span<Int64>, y: inout MutableSpan<Int64>) {
  let i = globalThreadIndex.x
  if i < y.count { y[i] = abs(x[i]) }
}
