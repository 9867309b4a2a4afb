import RingKernelDSL

// launch vectorScale: grid 4, block 64; input: 200 noise 1; output: 200 zero; factor: 2.5
@Kernel func vectorScale(input: Span<Float>, output: inout MutableSpan<Float>, factor: Float) {
  let i = globalThreadIndex.x
  if i >= output.count { return }
  output[i] = input[i] * factor
}

// launch saxpy: grid 4, block 64; x: 200 noise 1; y: 200 noise 2; a: 1.5
// launch saxpy: grid 1, block 32; x: 5 wild 1; y: 5 wild 2; a: -0.25
@Kernel func saxpy(x: Span<Float>, y: inout MutableSpan<Float>, a: Float) {
  let i = globalThreadIndex.x
  if i >= y.count { return }
  y[i] = a * x[i] + y[i]
}

// launch laplacian: p: 24x17 noise 3; out: 24x17 zero
@StencilKernel(tile: (16, 16), halo: 1)
func laplacian(p: Field2D<Float>, out: inout Field2D<Float>, at pos: GridPosition) {
  out[pos] = p.north(pos) + p.south(pos) + p.east(pos) + p.west(pos) - 4 * p[pos]
}

// launch waveStep: now: 30x20 noise 4; before: 30x20 noise 5; next: 30x20 zero; courant: 0.25; damping: 0.99
@StencilKernel(tile: (16, 16), halo: 1)
func waveStep(
  now: Field2D<Float>,
  before: Field2D<Float>,
  next: inout Field2D<Float>,
  courant: Float,
  damping: Float,
  at pos: GridPosition
) {
  let curvature = now.north(pos) + now.south(pos) + now.east(pos) + now.west(pos) - 4 * now[pos]
  next[pos] = (2 * now[pos] - before[pos] + courant * curvature) * damping
}

// launch acoustic3D: now: 9x8x7 noise 6; before: 9x8x7 noise 7; next: 9x8x7 zero; courant: 0.125
@StencilKernel(tile: (8, 8, 4), halo: 1)
func acoustic3D(
  now: Field3D<Float>,
  before: Field3D<Float>,
  next: inout Field3D<Float>,
  courant: Float,
  at pos: GridPosition
) {
  let plane = now.north(pos) + now.south(pos) + now.east(pos) + now.west(pos)
  let curvature = plane + now.up(pos) + now.down(pos) - 6 * now[pos]
  next[pos] = 2 * now[pos] - before[pos] + courant * curvature
}

// launch heat1D: old: 50 noise 8; new: 50 zero; rate: 0.125
@StencilKernel(tile: 32, halo: 1)
func heat1D(old: Field1D<Float>, new: inout Field1D<Float>, rate: Float, at pos: GridPosition) {
  new[pos] = old[pos] + rate * (old.west(pos) - 2 * old[pos] + old.east(pos))
}

// launch wide2D: p: 20x19 noise 9; out: 20x19 zero
@StencilKernel(tile: (16, 16), halo: 2)
func wide2D(p: Field2D<Float>, out: inout Field2D<Float>, at pos: GridPosition) {
  let far = p.at(pos, dx: 2, dy: 0) + p.at(pos, dx: -2, dy: 0) + p.at(pos, dx: 0, dy: 2) + p.at(pos, dx: 0, dy: -2)
  let corner = p.at(pos, dx: 1, dy: 1) - p.at(pos, dx: -1, dy: -1)
  out[pos] = 0.25 * far + corner - p[pos]
}

// launch life: now: 18x16 bits 10; next: 18x16 zero
@StencilKernel(tile: (16, 16), halo: 1)
func life(now: Field2D<UInt32>, next: inout Field2D<UInt32>, at pos: GridPosition) {
  var count: UInt32 = now.north(pos) &+ now.south(pos) &+ now.east(pos) &+ now.west(pos)
  count &+= now.at(pos, dx: -1, dy: -1) &+ now.at(pos, dx: 1, dy: -1)
  count &+= now.at(pos, dx: -1, dy: 1) &+ now.at(pos, dx: 1, dy: 1)
  next[pos] = count == 3 || (count == 2 && now[pos] == 1) ? 1 : 0
}

// launch offsets3D: p: 7x6x5 ramp; out: 7x6x5 zero
@StencilKernel(tile: (4, 4, 4), halo: 1)
func offsets3D(p: Field3D<Int32>, out: inout Field3D<Int32>, at pos: GridPosition) {
  out[pos] = p.at(pos, dx: 1, dy: -1, dz: 1) &- p.at(pos, dx: -1, dy: 1, dz: -1) &+ p[pos.x, pos.y, pos.z]
}

// launch multiplyTiled: grid 2 2, block 16 16; a: 32x32 noise 11; b: 32x32 noise 12; c: 32x32 zero
@Kernel(block: (16, 16))
func multiplyTiled(a: Field2D<Float>, b: Field2D<Float>, c: inout Field2D<Float>) {
  var left = SharedTile<16, 16, Float>()
  var right = SharedTile<16, 16, Float>()
  let (tx, ty) = (threadIndex.x, threadIndex.y)
  let (x, y) = (globalThreadIndex.x, globalThreadIndex.y)
  var sum: Float = 0
  for tile in 0..<(a.width / 16) {
    left[ty, tx] = y < a.height ? a[tile * 16 + tx, y] : 0
    right[ty, tx] = x < b.width ? b[x, tile * 16 + ty] : 0
    barrier()
    for k in 0..<16 { sum += left[ty, k] * right[k, tx] }
    barrier()
  }
  if x < c.width && y < c.height { c[x, y] = sum }
}

// launch blockSum: grid 3, block 64; input: 150 noise 13; sums: 3 zero
@Kernel(block: 64)
func blockSum(input: Span<Float>, sums: inout MutableSpan<Float>) {
  var part = SharedArray<64, Float>()
  let lane = threadIndex.x
  let i = globalThreadIndex.x
  part[lane] = i < input.count ? input[i] : 0
  barrier()
  var half = 32
  while half > 0 {
    if lane < half { part[lane] += part[lane + half] }
    barrier()
    half /= 2
  }
  if lane == 0 && blockIndex.x < sums.count { sums[blockIndex.x] = part[0] }
}

// launch histogram: grid 4, block 64; values: 250 noise 14; bins: 16 zero
@Kernel func histogram(values: Span<Int32>, bins: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  if i >= values.count { return }
  let bin = Int(values[i] & 15)
  if bin < bins.count { atomicAdd(&bins[bin], 1) }
}
