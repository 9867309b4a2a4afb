import RingKernelDSL

// launch floatArithmetic: grid 2, block 32; a: 64 noise 1; b: 64 noise 2; out: 64 zero
@Kernel func floatArithmetic(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var r = a[i] + b[i] * 3
  r -= a[i] * b[i]
  r *= 0.5
  r = -r + 1.25e-3
  out[i] = r < 0 ? r * r : r
}

// launch floatDivision: grid 2, block 32; a: 64 noise 3; b: 64 noise 4; out: 64 zero; ulp wgsl 3
@Kernel func floatDivision(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = a[i] / b[i]
}

// launch floatComparisons: grid 2, block 32; a: 64 special 5; b: 64 special 6; out: 64 zero
@Kernel func floatComparisons(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var bits: UInt32 = 0
  if a[i] < b[i] { bits |= 1 }
  if a[i] <= b[i] { bits |= 2 }
  if a[i] == b[i] { bits |= 4 }
  if a[i] != b[i] { bits |= 8 }
  if a[i] >= b[i] { bits |= 16 }
  if a[i] > b[i] { bits |= 32 }
  if !(a[i] < b[i]) { bits |= 64 }
  out[i] = bits
}

// launch floatToInteger: grid 2, block 32; a: 64 special 7; out: 64 zero
@Kernel(.unchecked) func floatToInteger(a: Span<Float>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  if i >= a.count { return }
  out[i] = Int32(a[i]) ^ Int32(truncatingIfNeeded: UInt32(a[i])) &+ Int32(Int8(a[i]))
}

// launch floatToWide: grid 2, block 32; a: 64 special 8; out: 64 zero
@Kernel(.unchecked) func floatToWide(a: Span<Float>, out: inout MutableSpan<Int>) {
  let i = globalThreadIndex.x
  if i >= a.count { return }
  out[i] = Int(a[i]) ^ Int(bitPattern: UInt(a[i]))
}

// launch integerToFloat: grid 2, block 32; a: 64 wild 9; b: 64 wild 10; out: 64 zero
@Kernel func integerToFloat(a: Span<Int32>, b: Span<UInt64>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = i % 2 == 0 ? Float(a[i]) : Float(b[i]) + Float(Int64(bitPattern: b[i]))
}

// launch bitPatterns: grid 2, block 32; a: 64 wild 11; out: 64 zero
@Kernel func bitPatterns(a: Span<Float>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let bits = a[i].bitPattern
  let back = Float(bitPattern: bits & 0x7fff_ffff)
  out[i] = bits ^ (back == back ? 1 : 2)
}

// launch literals: grid 1, block 8; out: 8 zero
@Kernel func literals(out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  switch i {
  case 0: out[i] = 0x1.8p3
  case 1: out[i] = 1.25e-37
  case 2: out[i] = 3.402_823_5e38
  case 3: out[i] = -0.0
  case 4: out[i] = 0.1
  case 5: out[i] = .pi
  case 6: out[i] = .infinity
  default: out[i] = Float(0x7fff_ffff as Int32)
  }
}

// launch doubles: grid 2, block 32; a: 64 noise 12; b: 64 noise 13; out: 64 zero
@Kernel func doubles(a: Span<Double>, b: Span<Double>, out: inout MutableSpan<Double>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = a[i] * b[i] - a[i] / b[i] + Double(Float(a[i])) + Double(i) * 0.1
}

// launch halves: grid 2, block 32; a: 64 noise 14; b: 64 noise 15; out: 64 zero
@Kernel func halves(a: Span<Float16>, b: Span<Float16>, out: inout MutableSpan<Float16>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = a[i] * b[i] + Float16(Float(a[i]) + 0.5)
}

// launch noContraction: grid 2, block 32; a: 64 noise 16; b: 64 noise 17; c: 64 noise 18; out: 64 zero
@Kernel func noContraction(
  a: Span<Float>,
  b: Span<Float>,
  c: Span<Float>,
  out: inout MutableSpan<Float>
) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let product = a[i] * b[i] * 0.1
  out[i] = (product + c[i]) - product - c[i]
}

// launch minMaxNaN: grid 2, block 32; a: 64 special 19; b: 64 special 20; out: 64 zero
@Kernel func minMaxNaN(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let low = min(a[i], b[i])
  let high = max(a[i], b[i])
  // Which zero they give is unspecified, so zeros are told from other numbers only.
  out[i] = (low == 0 ? 0 : low.bitPattern) ^ (high == 0 ? 1 : high.bitPattern &* 3)
}

// launch halfRounding: grid 2, block 32; a: 64 special 21; out: 64 zero
@Kernel func halfRounding(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < a.count else { return }
  // Odd numbers above 2048 lie in the middle of two halves; so do odd multiples of 2^-25 between small ones.
  let middle = Float16(Float(2048 + i))
  let small = Float16(Float(2 * i + 1) * 0x1p-25)
  out[i] = Float(Float16(a[i])) + Float(middle) * 0.5 + Float(small) * 0x1p20
}
