import RingKernelDSL

// launch gridSums: grid 3, block 32; a: 96 noise 1; out: 4 const 5
@Kernel(block: 32) func gridSums(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  let v: Int32 = i < a.count ? a[i] : 0
  guard 4 <= out.count else { return }
  gridReduceAdd(&out[0], v)
  gridReduceMin(&out[1], v)
  gridReduceMax(&out[2], v)
  gridReduceAdd(&out[3], 1)
}

// launch gridTotals: grid 128, block 32; out: 2 const 5
@Kernel(block: 32) func gridTotals(out: inout MutableSpan<Int32>) {
  // Many blocks side by side: an addition that another block's overwrites is seen.
  let i = Int32(globalThreadIndex.x)
  guard 2 <= out.count else { return }
  for round in 0..<4 { gridReduceAdd(&out[0], i &+ Int32(round)) }
  gridReduceMax(&out[1], i)
}

// launch gridWideSums: grid 2, block 16; a: 32 wild 2; out: 3 const 5
@Kernel(block: 16) func gridWideSums(a: Span<UInt64>, out: inout MutableSpan<UInt64>) {
  let i = globalThreadIndex.x
  let v: UInt64 = i < a.count ? a[i] : 0
  guard 3 <= out.count else { return }
  gridReduceAdd(&out[0], v)
  gridReduceMin(&out[1], v)
  gridReduceMax(&out[2], v)
}

// launch gridFloatSum: grid 1, block 64; a: 64 noise 3; out: 1 zero
@Kernel(block: 64) func gridFloatSum(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  let v: Float = i < a.count ? a[i] : 0
  guard 1 <= out.count else { return }
  gridReduceAdd(&out[0], v)
}

// launch gridPhases: grid 4, block 32; a: 128 noise 4; out: 128 zero
@Kernel(block: 32) func gridPhases(a: inout MutableSpan<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  // Every thread reads, in each phase, what a thread of another block wrote in the one before.
  for phase in 0..<3 {
    let v: Int32 = (i + 32) % 128 < a.count ? a[(i + 32) % 128] : 0
    gridBarrier()
    if i < a.count { a[i] = v &* 3 &+ Int32(phase) }
    gridBarrier()
  }
  if i < out.count && i < a.count { out[i] = a[i] }
}

// launch blockPhases: grid 1, block 32; a: 32 noise 4; out: 32 zero
@Kernel(block: 32) func blockPhases(a: inout MutableSpan<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  for phase in 0..<3 {
    let v: Int32 = (i + 7) % 32 < a.count ? a[(i + 7) % 32] : 0
    barrier()
    if i < a.count { a[i] = v &* 3 &+ Int32(phase) }
    barrier()
  }
  if i < out.count && i < a.count { out[i] = a[i] }
}

// launch placesInPlane: grid 2 2, block 8 8; p: 13x11 noise 5; out: 13x11 zero
@StencilKernel(tile: (8, 8), halo: 1)
func placesInPlane(p: Field2D<Int32>, out: inout Field2D<Int32>, at pos: GridPosition) {
  out[pos] = p[pos] &+ Int32(truncatingIfNeeded: p.index(pos))
}

// launch placesInSpace: grid 2 2 2, block 4 4 4; p: 7x6x5 noise 6; out: 7x6x5 zero
@StencilKernel(tile: (4, 4, 4), halo: 1)
func placesInSpace(p: Field3D<Int32>, out: inout Field3D<Int32>, at pos: GridPosition) {
  out[pos] = p[pos] &+ Int32(truncatingIfNeeded: p.index(pos))
}

// launch usualHalo: grid 2 2, block 8 8; p: 13x11 noise 21; out: 13x11 zero
@StencilKernel(tile: (8, 8))
func usualHalo(p: Field2D<Float>, out: inout Field2D<Float>, at pos: GridPosition) {
  out[pos] = p.north(pos) + p.south(pos) + p.east(pos) + p.west(pos) - 4 * p[pos]
}
