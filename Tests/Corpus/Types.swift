import RingKernelDSL

@DeviceStruct struct CorpusParticle {
  var position: SIMD3<Float>
  var mass: Float
  var charge: Int16
  var isFixed: Bool
  var id: UInt64

  func energy(_ speed: Float) -> Float { 0.5 * mass * speed * speed }

  mutating func push(_ by: SIMD3<Float>) {
    if !isFixed { position += by }
  }
}

@DeviceStruct struct CorpusPair {
  var first: UInt8
  var second: Int32
  var nested: CorpusInner
}

@DeviceStruct struct CorpusInner {
  var a: Int16
  var values: InlineArray<3, Int16>

  static func make(_ a: Int16) -> CorpusInner { CorpusInner(a: a, values: [a, a &+ 1, a &+ 2]) }
}

// launch particles: grid 1, block 32; p: 20 noise 1; dt: 0.5
@Kernel func particles(p: inout MutableSpan<CorpusParticle>, dt: Float) {
  let i = globalThreadIndex.x
  guard i < p.count else { return }
  var one = p[i]
  one.push(SIMD3<Float>(dt, dt * 2, -dt))
  one.mass = one.energy(dt)
  one.id &+= UInt64(i)
  one.charge = one.charge &+ 1
  p[i] = one
}

// launch fieldsInPlace: grid 1, block 32; p: 20 noise 2; scale: 3
@Kernel func fieldsInPlace(p: inout MutableSpan<CorpusPair>, scale: Int32) {
  let i = globalThreadIndex.x
  guard i < p.count else { return }
  p[i].second = p[i].second &* scale
  p[i].nested.values[1] = p[i].nested.a
  p[i].nested.values[i % 3] &+= 5
  p[i].first ^= 0x0f
}

// launch memberwise: grid 1, block 16; out: 16 zero
@Kernel func memberwise(out: inout MutableSpan<CorpusPair>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = CorpusPair(first: UInt8(i), second: Int32(i) &* 7, nested: CorpusInner.make(Int16(i)))
}

// launch structParameter: grid 1, block 16; out: 16 zero; pair: {3, -70000, 5, 6, 7, 8}
@Kernel func structParameter(out: inout MutableSpan<Int32>, pair: CorpusPair) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = pair.second &+ Int32(pair.first) &+ Int32(pair.nested.values[i % 3])
}

// launch vectors: grid 1, block 32; a: 32 noise 3; b: 32 noise 4; out: 32 zero
@Kernel func vectors(a: Span<SIMD4<Float>>, b: Span<SIMD4<Float>>, out: inout MutableSpan<SIMD4<Float>>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var v = a[i] * b[i] + SIMD4<Float>(repeating: 1)
  v.x = v.y - v.z
  v[3] = v[i % 4]
  v -= 2 * a[i]
  out[i] = v
}

// launch vectors3: grid 1, block 32; a: 32 noise 5; out: 32 zero
@Kernel func vectors3(a: Span<SIMD3<Int32>>, out: inout MutableSpan<SIMD3<Int32>>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let swapped = SIMD3<Int32>(a[i].z, a[i].y, a[i].x)
  out[i] = a[i] &+ swapped &* SIMD3<Int32>(1, 2, 3)
}

// launch vectors2: grid 1, block 32; a: 32 noise 6; out: 32 zero
@Kernel func vectors2(a: Span<SIMD2<UInt16>>, out: inout MutableSpan<SIMD2<UInt16>>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = a[i] ^ SIMD2<UInt16>(a[i].y, UInt16(i))
}

// launch inlineArrays: grid 1, block 32; a: 32 noise 7; out: 32 zero
@Kernel func inlineArrays(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var window = InlineArray<4, Int32>(repeating: 0)
  for k in 0..<4 { window[k] = a[(i + k) % 32] }
  for k in 0..<3 where window[k] > window[k + 1] {
    let held = window[k]
    window[k] = window[k + 1]
    window[k + 1] = held
  }
  let table: InlineArray<3, Int32> = [2, 3, 5]
  out[i] = window[0] &* table[i % 3] &+ window[3]
}

// launch arraysOfArrays: grid 1, block 16; out: 16 zero
@Kernel func arraysOfArrays(out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var grid = InlineArray<3, InlineArray<2, Int32>>(repeating: InlineArray<2, Int32>(repeating: 1))
  grid[i % 3][i % 2] = Int32(i)
  var sum: Int32 = 0
  for row in 0..<3 { sum = sum &* 10 &+ grid[row][0] &- grid[row][1] }
  out[i] = sum
}

// launch tuples: grid 1, block 32; a: 32 noise 8; out: 32 zero
@Kernel func tuples(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var pair = (low: a[i], high: Int32(i))
  if pair.low > pair.high { pair = (pair.high, pair.low) }
  let (quotient, rest) = corpusDivide(pair.high, 7)
  pair.0 &+= rest
  out[i] = pair.low &* 100 &+ quotient &+ pair.1
}

@DeviceFunction func corpusDivide(_ a: Int32, _ b: Int32) -> (Int32, Int32) { (a / b, a % b) }

// launch constants: grid 1, block 16; out: 16 zero; table: {0, 1, 4, 9, 16}; const n = 5
@Kernel func constants<let n: Int>(table: InlineArray<n, Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var squares = InlineArray<n, Int32>(repeating: 0)
  for k in 0..<n { squares[k] = Int32(k * k) &- table[k] }
  out[i] = squares[i % n] &+ table[(i + 1) % n] &* Int32(n)
}

// launch words: grid 1, block 32; a: 33 wild 9; out: 33 zero
@Kernel func words(a: Span<UInt8>, out: inout MutableSpan<UInt8>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = a[i] &+ (i + 1 < a.count ? a[i + 1] : 0)
}

// launch shorts: grid 1, block 32; a: 31 wild 10; out: 31 zero
@Kernel func shorts(a: Span<Int16>, out: inout MutableSpan<Int16>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = a[i] &* -3
}

// launch rows: grid 2 2, block 8 8; a: 13x11 noise 11; out: 13x11 zero
@Kernel func rows(a: Field2D<Int32>, out: inout Field2D<Int32>) {
  let (x, y) = (globalThreadIndex.x, globalThreadIndex.y)
  guard x < out.width && y < out.height else { return }
  out[x, y] = a[out.width - 1 - x, y] &+ Int32(y)
}

// launch volumes: grid 1 1 2, block 4 4 4; a: 4x3x6 noise 12; out: 4x3x6 zero
@Kernel func volumes(a: Field3D<Int64>, out: inout Field3D<Int64>) {
  let (x, y, z) = (globalThreadIndex.x, globalThreadIndex.y, globalThreadIndex.z)
  guard x < out.width, y < out.height, z < out.depth else { return }
  out[x, y, z] = a[x, y, out.depth - 1 - z] &* Int64(x + 1)
}

@DeviceStruct struct CorpusMixed {
  var flag: Bool
  var small: Int8
  var short: UInt16
  var wide: Int64
  var bytes: InlineArray<3, UInt8>
  var half: Int16
  var lanes: SIMD2<Int16>
  var quad: SIMD4<UInt8>
  var single: Float
  var nested: CorpusInner
  var count: UInt32
}

// launch mixedCopies: grid 1, block 32; a: 24 wild 13; out: 24 zero
@Kernel func mixedCopies(a: Span<CorpusMixed>, out: inout MutableSpan<CorpusMixed>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = a[out.count - 1 - i]
}

// launch mixedFields: grid 1, block 32; p: 24 wild 14
@Kernel func mixedFields(p: inout MutableSpan<CorpusMixed>) {
  let i = globalThreadIndex.x
  guard i < p.count else { return }
  p[i].flag = !p[i].flag
  p[i].small = p[i].small &+ 1
  p[i].short ^= 0x0ff0
  p[i].wide = p[i].wide &+ Int64(p[i].half)
  p[i].bytes[i % 3] = p[i].bytes[(i + 1) % 3]
  p[i].lanes.y = p[i].lanes.x
  p[i].quad[i % 4] = p[i].quad[i % 4] &+ 7
  p[i].nested.values[1] = p[i].half
  p[i].half = Int16(truncatingIfNeeded: p[i].count)
  p[i].count = p[i].count &* 3
}
