import RingKernelDSL

// Loops whose rounds are known before they run, in blocks that lie inside of their buffers and in such that do not.

// launch treeSum: grid 4, block 64; x: 256 noise 1; sums: 4 zero
// launch treeSum: grid 4, block 64; x: 150 noise 2; sums: 4 zero
// launch treeSum: grid 4, block 64; x: 200 noise 3; sums: 3 zero; fails indexOutOfRange
@Kernel(block: 64) func treeSum(x: Span<Int32>, sums: inout MutableSpan<Int32>) {
  var partial = SharedArray<64, Int32>()
  let i = globalThreadIndex.x
  let t = threadIndex.x
  partial[t] = i < x.count ? x[i] : 0
  barrier()
  var width = 32
  while width > 0 {
    if t < width { partial[t] &+= partial[t + width] }
    barrier()
    width /= 2
  }
  if t == 0 { sums[blockIndex.x] = partial[0] }
}

// launch treeTooWide: grid 2, block 32; x: 64 noise 4; sums: 2 zero; fails indexOutOfRange
@Kernel(.checked, block: 32) func treeTooWide(x: Span<Int32>, sums: inout MutableSpan<Int32>) {
  var partial = SharedArray<32, Int32>()
  let (t, i) = (threadIndex.x, globalThreadIndex.x)
  partial[t] = i < x.count ? x[i] / 64 : 0
  barrier()
  var width = 1
  while width <= 32 {
    if t < width { partial[t] += partial[t + width] }
    barrier()
    width *= 2
  }
  if t == 0 { sums[blockIndex.x] = partial[0] }
}

// launch bitonicSort: grid 3, block 32; a: 96 noise 5
// launch bitonicSort: grid 3, block 32; a: 70 noise 6
@Kernel(block: 32) func bitonicSort(a: inout MutableSpan<Int32>) {
  var keys = SharedArray<32, Int32>()
  let (t, i) = (threadIndex.x, globalThreadIndex.x)
  keys[t] = i < a.count ? a[i] : Int32.max
  barrier()
  var size = 2
  while size <= 32 {
    var distance = size / 2
    while distance > 0 {
      let other = t ^ distance
      let mine = keys[t]
      let theirs = keys[other]
      barrier()
      let isUp = t & size == 0
      let isLow = t < other
      keys[t] = (isUp == isLow) == (mine < theirs) ? mine : theirs
      barrier()
      distance /= 2
    }
    size *= 2
  }
  if i < a.count { a[i] = keys[t] }
}

// launch unevenRounds: grid 2, block 16; a: 32 noise 7; out: 32 zero; limit: 3
// launch unevenRounds: grid 2, block 16; a: 32 noise 8; out: 32 zero; limit: 90
@Kernel(block: 16) func unevenRounds(a: Span<Int32>, out: inout MutableSpan<Int32>, limit: Int32) {
  var values = SharedArray<16, Int32>()
  let (t, i) = (threadIndex.x, globalThreadIndex.x)
  values[t] = i < a.count ? a[i] : 0
  var (step, total) = (1, Int32(0))
  var passes = 0
  barrier()
  while step < 40 {
    let next = values[(t + step) % 16]
    barrier()
    values[t] = next &+ Int32(step)
    total &+= next
    barrier()
    if limit > 50 { passes += 2 }
    step = step * 3 + 1
  }
  while passes > 0 {
    let last = values[15]
    barrier()
    values[t] &+= last
    barrier()
    passes -= 1
  }
  if i < out.count { out[i] = values[t] &+ total &+ Int32(step) }
}

// launch tileProduct: grid 2 2, block 8 8; a: 20x13 noise 9; b: 9x20 noise 10; c: 9x13 zero
// launch tileProduct: grid 2 2, block 8 8; a: 16x16 noise 11; b: 16x16 noise 12; c: 16x16 zero
@Kernel(block: (8, 8)) func tileProduct(a: Field2D<Int32>, b: Field2D<Int32>, c: inout Field2D<Int32>) {
  var tileA = SharedTile<8, 8, Int32>()
  var tileB = SharedTile<8, 8, Int32>()
  let (x, y) = (globalThreadIndex.x, globalThreadIndex.y)
  let (tx, ty) = (threadIndex.x, threadIndex.y)
  var sum: Int32 = 0
  for step in 0..<(a.width + 7) / 8 {
    let column = step * 8 + tx
    let row = step * 8 + ty
    tileA[ty, tx] = column < a.width && y < a.height ? a[column, y] : 0
    tileB[ty, tx] = x < b.width && row < b.height ? b[x, row] : 0
    barrier()
    for k in 0..<8 { sum &+= tileA[ty, k] &* tileB[k, tx] }
    barrier()
  }
  if x < c.width && y < c.height { c[x, y] = sum }
}

// launch fixedRows: grid 700, block 32; y: 22300 noise 13
@Kernel(block: 32) func fixedRows(y: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  if i < y.count { y[i] = y[i] &* 3 &+ Int32(i) }
}

// launch fixedBlocks: grid 5, block 32; y: 150 noise 14
@Kernel(block: 32) func fixedBlocks(y: inout MutableSpan<Int32>) {
  let i = blockIndex.x * 32 + threadIndex.x
  if i >= y.count { return }
  y[i] = y[i] &+ Int32(blockIndex.x)
}
