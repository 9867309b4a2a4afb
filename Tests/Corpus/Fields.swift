import RingKernelDSL

// Programs as people write them: physics, finance, images, text, graphs.

@DeviceStruct struct CorpusBody {
  var position: SIMD3<Float>
  var velocity: SIMD3<Float>
  var mass: Float
}

// launch attract: grid 2, block 32; bodies: 48 unit 1; moved: 48 zero; dt: 0.01
@Kernel(block: 32)
func attract(bodies: Span<CorpusBody>, moved: inout MutableSpan<CorpusBody>, dt: Float) {
  var places = SharedArray<32, SIMD4<Float>>()
  let i = globalThreadIndex.x
  let t = threadIndex.x
  var force = SIMD3<Float>.zero
  let own = i < bodies.count ? bodies[i].position : .zero
  for tile in stride(from: 0, to: bodies.count, by: 32) {
    let other = tile + t
    places[t] = other < bodies.count ? SIMD4(bodies[other].position, bodies[other].mass) : .zero
    barrier()
    for k in 0..<32 {
      let d = SIMD3(places[k].x, places[k].y, places[k].z) - own
      let squared = d.x * d.x + d.y * d.y + d.z * d.z + 0.25
      force += d * (places[k].w / (squared * sqrt(squared)))
    }
    barrier()
  }
  if i < bodies.count && i < moved.count {
    var body = bodies[i]
    body.velocity += force * dt
    body.position += body.velocity * dt
    moved[i] = body
  }
}

// launch escapes: grid 2 2, block 16 8; counts: 30x14 zero; zoom: 0.1
@Kernel(block: (16, 8)) func escapes(counts: inout Field2D<UInt16>, zoom: Float) {
  let (x, y) = (globalThreadIndex.x, globalThreadIndex.y)
  guard x < counts.width, y < counts.height else { return }
  let c = SIMD2(Float(x) * zoom - 2, Float(y) * zoom - 0.75)
  var z = SIMD2<Float>.zero
  var count: UInt16 = 0
  while count < 200, z.x * z.x + z.y * z.y <= 4 {
    z = SIMD2(z.x * z.x - z.y * z.y, 2 * z.x * z.y) + c
    count += 1
  }
  counts[x, y] = count
}

// launch priced: grid 2, block 32; spot: 50 unit 1; strike: 50 unit 2; calls: 50 zero; puts: 50 zero; rate: 0.02; volatility: 0.3; abs 2e-6; ulp cpu 64; ulp cuda 64; ulp msl 64; ulp wgsl 64
@Kernel func priced(
  spot: Span<Float>,
  strike: Span<Float>,
  calls: inout MutableSpan<Float>,
  puts: inout MutableSpan<Float>,
  rate: Float,
  volatility: Float
) {
  let i = globalThreadIndex.x
  guard i < spot.count, i < strike.count, i < calls.count, i < puts.count else { return }
  let (s, k) = (spot[i], strike[i])
  let d1 = (log(s / k) + rate + volatility * volatility / 2) / volatility
  let d2 = d1 - volatility
  let discounted = k * exp(-rate)
  let call = s * normalCDF(d1) - discounted * normalCDF(d2)
  calls[i] = call
  puts[i] = call - s + discounted
}

@DeviceFunction func corpusEdge(_ at: Int, _ size: Int) -> Int { min(max(at, 0), size - 1) }

// launch sharpened: grid 2 2, block 16 8; image: 20x13 whole 3; out: 20x13 zero; mask: 9 whole 4
@Kernel(block: (16, 8))
func sharpened(image: Field2D<UInt8>, mask: Span<Int32>, out: inout Field2D<UInt8>) {
  let (x, y) = (globalThreadIndex.x, globalThreadIndex.y)
  guard x < out.width, y < out.height, x < image.width, y < image.height, mask.count == 9 else { return }
  var value: Int32 = 0
  for dy in -1...1 {
    for dx in -1...1 {
      let pixel = image[corpusEdge(x + dx, image.width), corpusEdge(y + dy, image.height)]
      value &+= Int32(pixel) &* mask[(dy + 1) * 3 + dx + 1]
    }
  }
  out[x, y] = UInt8(truncatingIfNeeded: min(max(value >> 4, 0), 255))
}

// launch rowsTimes: grid 1, block 32; starts: 21 ramp; columns: 60 whole 2; values: 60 noise 3; x: 16 noise 4; y: 20 zero
@Kernel func rowsTimes(
  starts: Span<UInt32>,
  columns: Span<Int32>,
  values: Span<Float>,
  x: Span<Float>,
  y: inout MutableSpan<Float>
) {
  let row = globalThreadIndex.x
  guard row + 1 < starts.count, row < y.count else { return }
  var sum: Float = 0
  for at in Int(starts[row])..<max(Int(starts[row + 1]), Int(starts[row])) where at < values.count && at < columns.count
  {
    let column = Int(columns[at] & 15)
    if column < x.count { sum += values[at] * x[column] }
  }
  y[row] = sum
}

@DeviceFunction func corpusRound(_ counter: SIMD4<UInt32>, _ key: SIMD2<UInt32>) -> SIMD4<UInt32> {
  let a = UInt64(counter.x) * 0xd251_1f53
  let b = UInt64(counter.z) * 0xcd9e_8d57
  return SIMD4(
    UInt32(truncatingIfNeeded: b >> 32) ^ counter.y ^ key.x,
    UInt32(truncatingIfNeeded: b),
    UInt32(truncatingIfNeeded: a >> 32) ^ counter.w ^ key.y,
    UInt32(truncatingIfNeeded: a)
  )
}

// launch philox: grid 2, block 32; out: 50 zero; seed: 7
@Kernel func philox(out: inout MutableSpan<SIMD4<UInt32>>, seed: UInt32) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var counter = SIMD4<UInt32>(UInt32(i), 0, 0, 0)
  var key = SIMD2<UInt32>(seed, 0)
  for _ in 0..<10 {
    counter = corpusRound(counter, key)
    key &+= SIMD2(0x9e37_79b9, 0xbb67_ae85)
  }
  out[i] = counter
}

// launch transformed: grid 1, block 32; signal: 32 noise 8; out: 32 zero; ulp cpu 64; ulp cuda 64; ulp msl 64; ulp wgsl 64; abs 1e-4
@Kernel(block: 32) func transformed(signal: Span<Float>, out: inout MutableSpan<SIMD2<Float>>) {
  var values = SharedArray<32, SIMD2<Float>>()
  let t = threadIndex.x
  let from = Int(reverseBits(UInt32(t)) >> 27)
  values[t] = SIMD2(from < signal.count ? signal[from] : 0, 0)
  barrier()
  for stage in 0..<5 {
    let half = 1 << stage
    let isLow = t & half == 0
    let angle = -Float.pi * Float(t & (half - 1)) / Float(half)
    let twiddle = SIMD2(cos(angle), sin(angle))
    let other = values[t ^ half]
    let own = values[t]
    let turned = isLow ? other : own
    let product = SIMD2(
      turned.x * twiddle.x - turned.y * twiddle.y,
      turned.x * twiddle.y + turned.y * twiddle.x
    )
    barrier()
    values[t] = isLow ? own + product : other - product
    barrier()
  }
  if t < out.count { out[t] = values[t] }
}

// launch collatz: grid 2, block 32; start: 60 whole 9; steps: 60 zero
@Kernel func collatz(start: Span<Int32>, steps: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < start.count, i < steps.count else { return }
  var n = UInt64(abs(start[i]) &+ 1)
  var count: Int32 = 0
  while n > 1 && count < 400 {
    n = n % 2 == 0 ? n / 2 : 3 &* n &+ 1
    count += 1
  }
  steps[i] = count
}

// launch matched: grid 2, block 64; text: 100 whole 2; word: 3 whole 2; hits: 4 zero
@Kernel func matched(text: Span<UInt8>, word: Span<UInt8>, hits: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i + word.count <= text.count, hits.count == 4 else { return }
  var isMatch = true
  for k in 0..<word.count where text[i + k] & 3 != word[k] & 3 {
    isMatch = false
    break
  }
  if isMatch {
    atomicAdd(&hits[0], 1)
    atomicMin(&hits[1], UInt32(i))
    atomicMax(&hits[2], UInt32(i))
  }
}

// launch nearest: grid 2, block 32; points: 50 noise 3; centres: 5 noise 4; label: 50 zero; sizes: 5 zero
@Kernel func nearest(
  points: Span<SIMD2<Float>>,
  centres: Span<SIMD2<Float>>,
  label: inout MutableSpan<UInt8>,
  sizes: inout MutableSpan<UInt32>
) {
  let i = globalThreadIndex.x
  guard i < points.count, i < label.count else { return }
  var best = 0
  var least = Float.infinity
  for k in 0..<centres.count {
    let d = points[i] - centres[k]
    let distance = d.x * d.x + d.y * d.y
    if distance < least { (best, least) = (k, distance) }
  }
  label[i] = UInt8(best)
  if best < sizes.count { atomicAdd(&sizes[best], 1) }
}
