// The kernels with every check: overflow of arithmetic as well.
import RingKernel

@Kernel(.checked)
func saxpyChecked(x: Span<Float>, y: inout MutableSpan<Float>, a: Float) {
  let i = globalThreadIndex.x
  if i >= y.count { return }
  y[i] = a * x[i] + y[i]
}

@StencilKernel(.checked, tile: (16, 16))
func fivePointChecked(p: Field2D<Float>, out: inout Field2D<Float>, at pos: GridPosition) {
  out[pos] = p.north(pos) + p.south(pos) + p.east(pos) + p.west(pos) - 4 * p[pos]
}

@StencilKernel(.checked, tile: (32, 4, 4))
func sevenPointChecked(p: Field3D<Float>, out: inout Field3D<Float>, at pos: GridPosition) {
  out[pos] =
    p.north(pos) + p.south(pos) + p.east(pos) + p.west(pos) + p.up(pos) + p.down(pos) - 6 * p[pos]
}

@Kernel(.checked, block: 256)
func blockSumChecked(x: Span<Float>, sums: inout MutableSpan<Float>) {
  var partial = SharedArray<256, Float>()
  let i = globalThreadIndex.x
  let t = threadIndex.x
  partial[t] = i < x.count ? x[i] : 0
  barrier()
  var width = 128
  while width > 0 {
    if t < width { partial[t] += partial[t + width] }
    barrier()
    width /= 2
  }
  if t == 0 { sums[blockIndex.x] = partial[0] }
}

@Kernel(.checked, block: (16, 16))
func multiplyChecked(a: Field2D<Float>, b: Field2D<Float>, c: inout Field2D<Float>) {
  var tileA = SharedTile<16, 16, Float>()
  var tileB = SharedTile<16, 16, Float>()
  let x = globalThreadIndex.x
  let y = globalThreadIndex.y
  let tx = threadIndex.x
  let ty = threadIndex.y
  var sum: Float = 0
  for step in 0..<(a.width + 15) / 16 {
    let column = step * 16 + tx
    let row = step * 16 + ty
    tileA[ty, tx] = column < a.width && y < a.height ? a[column, y] : 0
    tileB[ty, tx] = x < b.width && row < b.height ? b[x, row] : 0
    barrier()
    for k in 0..<16 { sum += tileA[ty, k] * tileB[k, tx] }
    barrier()
  }
  if x < c.width && y < c.height { c[x, y] = sum }
}
