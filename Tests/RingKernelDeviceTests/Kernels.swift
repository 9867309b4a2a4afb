#if Macros
import RingKernel

@Kernel func saxpy(x: Span<Float>, y: inout MutableSpan<Float>, a: Float) {
  let i = globalThreadIndex.x
  if i >= y.count { return }
  y[i] = a * x[i] + y[i]
}

@StencilKernel(tile: (16, 16), halo: 1)
func laplacian(p: Field2D<Float>, out: inout Field2D<Float>, at pos: GridPosition) {
  out[pos] = p.north(pos) + p.south(pos) + p.east(pos) + p.west(pos) - 4 * p[pos]
}

@DeviceFunction func clamp01(_ v: Float) -> Float { min(max(v, 0), 1) }

@DeviceStruct struct Particle {
  var position: SIMD3<Float>
  var mass: Float
  var kind: Kind

  func energy(_ g: Float) -> Float { mass * position.y * g }
}

@DeviceEnum enum Kind: UInt8 { case light, heavy = 7 }

@Kernel func energies(of particles: Span<Particle>, into out: inout MutableSpan<Float>, g: Float) {
  let i = globalThreadIndex.x
  if i < particles.count {
    let one = particles[i]
    switch one.kind {
    case .light: out[i] = clamp01(one.energy(g))
    case .heavy: out[i] = one.energy(g)
    }
  }
}

@Kernel(.checked, block: 64)
func blockSums<let n: Int>(x: Span<Int32>, sums: inout MutableSpan<Int32>, weights: InlineArray<n, Int32>) {
  var tile = SharedArray<64, Int32>()
  let i = globalThreadIndex.x
  let t = threadIndex.x
  tile[t] = i < x.count ? x[i] &* weights[t % n] : 0
  barrier()
  var width = 32
  while width > 0 {
    if t < width { tile[t] += tile[t + width] }
    barrier()
    width /= 2
  }
  if t == 0 { sums[blockIndex.x] = tile[0] }
}

@Kernel func phases(y: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  if i < y.count { y[i] = 1 }
  gridBarrier()
  if i + 1 < y.count { y[i] &+= y[i + 1] }
}

@Kernel func quotients(x: Span<Int32>, y: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  if i < y.count { y[i] = 1000 / x[i] }
}

/// Calls a function and uses an enum that stand in another file.
@Kernel func booked(x: Span<Int32>, y: inout MutableSpan<Int32>, side: Side) {
  let i = globalThreadIndex.x
  guard i < x.count, i < y.count else { return }
  y[i] = shifted(x[i], by: side == .sell ? 3 : -3)
}
#endif
