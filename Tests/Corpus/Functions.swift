import RingKernelDSL

@DeviceFunction func corpusClamp01(_ v: Float) -> Float { min(max(v, 0), 1) }

@DeviceFunction func corpusGCD(_ a: UInt32, _ b: UInt32) -> UInt32 {
  var (x, y) = (a, b)
  while y != 0 { (x, y) = (y, x % y) }
  return x
}

@DeviceFunction func corpusSwap(_ a: inout Int32, _ b: inout Int32) {
  let held = a
  a = b
  b = held
}

@DeviceFunction func corpusSumTo(_ values: Span<Int32>, _ end: Int) -> Int32 {
  var sum: Int32 = 0
  for k in 0..<min(end, values.count) { sum &+= values[k] }
  return sum
}

@DeviceFunction func corpusSign(_ v: Int32) -> Int32 {
  if v < 0 { return -1 }
  for k in 0..<3 where Int32(k) == v { return 0 }
  return 1
}

@DeviceFunction func corpusScaled(_ v: Int32, by factor: Int32 = 3) -> Int32 { corpusSign(v) &* factor }

@DeviceFunction func corpusBoth(_ a: Bool, _ b: Bool) -> Int32 { (a ? 1 : 0) &+ (b ? 2 : 0) }

// launch compared: grid 1, block 32; a: 32 noise 8; b: 32 noise 9; out: 32 zero
@Kernel func compared(a: Span<Int32>, b: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < a.count && i < b.count else { return }
  let both: SIMD2<Int32> = SIMD2(corpusBoth(a[i] < b[i], b[i] > 5), corpusBoth(a[i] < 9, a[i] > b[i]))
  out[i] = both.x &+ both.y &* 4
}

// launch clamped: grid 1, block 32; a: 32 noise 1; out: 32 zero
@Kernel func clamped(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = corpusClamp01(a[i]) + corpusClamp01(a[i] * 0.25)
}

// launch gcds: grid 1, block 32; a: 32 noise 2; b: 32 noise 3; out: 32 zero
@Kernel func gcds(a: Span<UInt32>, b: Span<UInt32>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = corpusGCD(a[i], b[i])
}

// launch swaps: grid 1, block 32; a: 32 noise 4; out: 32 zero
@Kernel func swaps(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var (low, high) = (a[i], a[(i * 7) % 32])
  if low > high { corpusSwap(&low, &high) }
  out[i] = low &* 3 &- high
}

// launch prefixes: grid 1, block 32; a: 32 noise 5; b: 20 noise 6; out: 32 zero
@Kernel func prefixes(a: Span<Int32>, b: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = corpusSumTo(a, i) &- corpusSumTo(b, i)
}

// launch signs: grid 1, block 32; a: 32 noise 7; out: 32 zero
@Kernel func signs(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = corpusScaled(a[i]) &+ corpusScaled(a[i] &- 5, by: 10)
}

// launch order: grid 1, block 16; counters: 16 zero; out: 16 zero
@Kernel func order(counters: inout MutableSpan<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < counters.count else { return }
  var step: Int32 = 1
  let first = corpusTake(&step) &* 10 &+ corpusTake(&step)
  counters[i] = first
  out[i] = counters[i] &+ atomicAdd(&counters[i], 5) &* 2 &+ step
}

@DeviceFunction func corpusTake(_ step: inout Int32) -> Int32 {
  step &+= 1
  return step
}
