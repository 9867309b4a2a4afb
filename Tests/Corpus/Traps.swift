import RingKernelDSL

// What Swift's own forms trap at, or would: every executor has the same answer or failure for it.

// launch stridesOfUInt8: grid 1, block 1; out: 4 zero; a: 0; b: 200; by: 36
// launch stridesOfUInt8: grid 1, block 1; out: 4 zero; a: 0; b: 200; by: 255
// launch stridesOfUInt8: grid 1, block 1; out: 4 zero; a: 0; b: 200; by: 256
// launch stridesOfUInt8: grid 1, block 1; out: 4 zero; a: 0; b: 200; by: 257
// launch stridesOfUInt8: grid 1, block 1; out: 4 zero; a: 0; b: 200; by: 1027
// launch stridesOfUInt8: grid 1, block 1; out: 4 zero; a: 0; b: 200; by: 9223372036854775807
// launch stridesOfUInt8: grid 1, block 1; out: 4 zero; a: 200; b: 0; by: -36
// launch stridesOfUInt8: grid 1, block 1; out: 4 zero; a: 200; b: 0; by: -9223372036854775808
// launch stridesOfUInt8: grid 1, block 1; out: 4 zero; a: 200; b: 0; by: -257
// launch stridesOfUInt8: grid 1, block 1; out: 4 zero; a: 200; b: 0; by: 3
// launch stridesOfUInt8: grid 1, block 1; out: 4 zero; a: 0; b: 0; by: 9223372036854775807
// launch stridesOfUInt8: grid 1, block 1; out: 4 zero; a: 200; b: 200; by: -9223372036854775808
// launch stridesOfUInt8: grid 1, block 1; out: 4 zero; a: 0; b: 200; by: 0; fails range
@Kernel func stridesOfUInt8(out: inout MutableSpan<UInt64>, a: UInt8, b: UInt8, by: Int) {
  guard globalThreadIndex.x == 0 && out.count >= 4 else { return }
  out[1] = 7
  for k in stride(from: a, to: b, by: by) {
    out[0] &+= 1
    out[1] = out[1] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
  for k in stride(from: a, through: b, by: by) {
    out[2] &+= 1
    out[3] = out[3] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
}

// launch stridesOfInt8: grid 1, block 1; out: 4 zero; a: -128; b: 127; by: 36
// launch stridesOfInt8: grid 1, block 1; out: 4 zero; a: -128; b: 127; by: 255
// launch stridesOfInt8: grid 1, block 1; out: 4 zero; a: -128; b: 127; by: 256
// launch stridesOfInt8: grid 1, block 1; out: 4 zero; a: -128; b: 127; by: 257
// launch stridesOfInt8: grid 1, block 1; out: 4 zero; a: -128; b: 127; by: 1027
// launch stridesOfInt8: grid 1, block 1; out: 4 zero; a: -128; b: 127; by: 9223372036854775807
// launch stridesOfInt8: grid 1, block 1; out: 4 zero; a: 127; b: -128; by: -36
// launch stridesOfInt8: grid 1, block 1; out: 4 zero; a: 127; b: -128; by: -9223372036854775808
// launch stridesOfInt8: grid 1, block 1; out: 4 zero; a: 127; b: -128; by: -257
// launch stridesOfInt8: grid 1, block 1; out: 4 zero; a: 127; b: -128; by: 3
// launch stridesOfInt8: grid 1, block 1; out: 4 zero; a: -128; b: -128; by: 9223372036854775807
// launch stridesOfInt8: grid 1, block 1; out: 4 zero; a: 127; b: 127; by: -9223372036854775808
// launch stridesOfInt8: grid 1, block 1; out: 4 zero; a: -128; b: 127; by: 0; fails range
@Kernel func stridesOfInt8(out: inout MutableSpan<UInt64>, a: Int8, b: Int8, by: Int) {
  guard globalThreadIndex.x == 0 && out.count >= 4 else { return }
  out[1] = 7
  for k in stride(from: a, to: b, by: by) {
    out[0] &+= 1
    out[1] = out[1] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
  for k in stride(from: a, through: b, by: by) {
    out[2] &+= 1
    out[3] = out[3] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
}

// launch stridesOfUInt16: grid 1, block 1; out: 4 zero; a: 5; b: 65535; by: 9362
// launch stridesOfUInt16: grid 1, block 1; out: 4 zero; a: 5; b: 65535; by: 65535
// launch stridesOfUInt16: grid 1, block 1; out: 4 zero; a: 5; b: 65535; by: 65536
// launch stridesOfUInt16: grid 1, block 1; out: 4 zero; a: 5; b: 65535; by: 65537
// launch stridesOfUInt16: grid 1, block 1; out: 4 zero; a: 5; b: 65535; by: 262147
// launch stridesOfUInt16: grid 1, block 1; out: 4 zero; a: 5; b: 65535; by: 9223372036854775807
// launch stridesOfUInt16: grid 1, block 1; out: 4 zero; a: 65535; b: 5; by: -9362
// launch stridesOfUInt16: grid 1, block 1; out: 4 zero; a: 65535; b: 5; by: -9223372036854775808
// launch stridesOfUInt16: grid 1, block 1; out: 4 zero; a: 65535; b: 5; by: -65537
// launch stridesOfUInt16: grid 1, block 1; out: 4 zero; a: 65535; b: 5; by: 3
// launch stridesOfUInt16: grid 1, block 1; out: 4 zero; a: 5; b: 5; by: 9223372036854775807
// launch stridesOfUInt16: grid 1, block 1; out: 4 zero; a: 65535; b: 65535; by: -9223372036854775808
// launch stridesOfUInt16: grid 1, block 1; out: 4 zero; a: 5; b: 65535; by: 0; fails range
@Kernel func stridesOfUInt16(out: inout MutableSpan<UInt64>, a: UInt16, b: UInt16, by: Int) {
  guard globalThreadIndex.x == 0 && out.count >= 4 else { return }
  out[1] = 7
  for k in stride(from: a, to: b, by: by) {
    out[0] &+= 1
    out[1] = out[1] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
  for k in stride(from: a, through: b, by: by) {
    out[2] &+= 1
    out[3] = out[3] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
}

// launch stridesOfInt16: grid 1, block 1; out: 4 zero; a: -32768; b: 32767; by: 9362
// launch stridesOfInt16: grid 1, block 1; out: 4 zero; a: -32768; b: 32767; by: 65535
// launch stridesOfInt16: grid 1, block 1; out: 4 zero; a: -32768; b: 32767; by: 65536
// launch stridesOfInt16: grid 1, block 1; out: 4 zero; a: -32768; b: 32767; by: 65537
// launch stridesOfInt16: grid 1, block 1; out: 4 zero; a: -32768; b: 32767; by: 262147
// launch stridesOfInt16: grid 1, block 1; out: 4 zero; a: -32768; b: 32767; by: 9223372036854775807
// launch stridesOfInt16: grid 1, block 1; out: 4 zero; a: 32767; b: -32768; by: -9362
// launch stridesOfInt16: grid 1, block 1; out: 4 zero; a: 32767; b: -32768; by: -9223372036854775808
// launch stridesOfInt16: grid 1, block 1; out: 4 zero; a: 32767; b: -32768; by: -65537
// launch stridesOfInt16: grid 1, block 1; out: 4 zero; a: 32767; b: -32768; by: 3
// launch stridesOfInt16: grid 1, block 1; out: 4 zero; a: -32768; b: -32768; by: 9223372036854775807
// launch stridesOfInt16: grid 1, block 1; out: 4 zero; a: 32767; b: 32767; by: -9223372036854775808
// launch stridesOfInt16: grid 1, block 1; out: 4 zero; a: -32768; b: 32767; by: 0; fails range
@Kernel func stridesOfInt16(out: inout MutableSpan<UInt64>, a: Int16, b: Int16, by: Int) {
  guard globalThreadIndex.x == 0 && out.count >= 4 else { return }
  out[1] = 7
  for k in stride(from: a, to: b, by: by) {
    out[0] &+= 1
    out[1] = out[1] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
  for k in stride(from: a, through: b, by: by) {
    out[2] &+= 1
    out[3] = out[3] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
}

// launch stridesOfUInt32: grid 1, block 1; out: 4 zero; a: 0; b: 4294967295; by: 613566756
// launch stridesOfUInt32: grid 1, block 1; out: 4 zero; a: 0; b: 4294967295; by: 4294967295
// launch stridesOfUInt32: grid 1, block 1; out: 4 zero; a: 0; b: 4294967295; by: 4294967296
// launch stridesOfUInt32: grid 1, block 1; out: 4 zero; a: 0; b: 4294967295; by: 4294967297
// launch stridesOfUInt32: grid 1, block 1; out: 4 zero; a: 0; b: 4294967295; by: 17179869187
// launch stridesOfUInt32: grid 1, block 1; out: 4 zero; a: 0; b: 4294967295; by: 9223372036854775807
// launch stridesOfUInt32: grid 1, block 1; out: 4 zero; a: 4294967295; b: 0; by: -613566756
// launch stridesOfUInt32: grid 1, block 1; out: 4 zero; a: 4294967295; b: 0; by: -9223372036854775808
// launch stridesOfUInt32: grid 1, block 1; out: 4 zero; a: 4294967295; b: 0; by: -4294967297
// launch stridesOfUInt32: grid 1, block 1; out: 4 zero; a: 4294967295; b: 0; by: 3
// launch stridesOfUInt32: grid 1, block 1; out: 4 zero; a: 0; b: 0; by: 9223372036854775807
// launch stridesOfUInt32: grid 1, block 1; out: 4 zero; a: 4294967295; b: 4294967295; by: -9223372036854775808
// launch stridesOfUInt32: grid 1, block 1; out: 4 zero; a: 0; b: 4294967295; by: 0; fails range
@Kernel func stridesOfUInt32(out: inout MutableSpan<UInt64>, a: UInt32, b: UInt32, by: Int) {
  guard globalThreadIndex.x == 0 && out.count >= 4 else { return }
  out[1] = 7
  for k in stride(from: a, to: b, by: by) {
    out[0] &+= 1
    out[1] = out[1] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
  for k in stride(from: a, through: b, by: by) {
    out[2] &+= 1
    out[3] = out[3] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
}

// launch stridesOfInt32: grid 1, block 1; out: 4 zero; a: -2147483648; b: 2147483647; by: 613566756
// launch stridesOfInt32: grid 1, block 1; out: 4 zero; a: -2147483648; b: 2147483647; by: 4294967295
// launch stridesOfInt32: grid 1, block 1; out: 4 zero; a: -2147483648; b: 2147483647; by: 4294967296
// launch stridesOfInt32: grid 1, block 1; out: 4 zero; a: -2147483648; b: 2147483647; by: 4294967297
// launch stridesOfInt32: grid 1, block 1; out: 4 zero; a: -2147483648; b: 2147483647; by: 17179869187
// launch stridesOfInt32: grid 1, block 1; out: 4 zero; a: -2147483648; b: 2147483647; by: 9223372036854775807
// launch stridesOfInt32: grid 1, block 1; out: 4 zero; a: 2147483647; b: -2147483648; by: -613566756
// launch stridesOfInt32: grid 1, block 1; out: 4 zero; a: 2147483647; b: -2147483648; by: -9223372036854775808
// launch stridesOfInt32: grid 1, block 1; out: 4 zero; a: 2147483647; b: -2147483648; by: -4294967297
// launch stridesOfInt32: grid 1, block 1; out: 4 zero; a: 2147483647; b: -2147483648; by: 3
// launch stridesOfInt32: grid 1, block 1; out: 4 zero; a: -2147483648; b: -2147483648; by: 9223372036854775807
// launch stridesOfInt32: grid 1, block 1; out: 4 zero; a: 2147483647; b: 2147483647; by: -9223372036854775808
// launch stridesOfInt32: grid 1, block 1; out: 4 zero; a: -2147483648; b: 2147483647; by: 0; fails range
@Kernel func stridesOfInt32(out: inout MutableSpan<UInt64>, a: Int32, b: Int32, by: Int) {
  guard globalThreadIndex.x == 0 && out.count >= 4 else { return }
  out[1] = 7
  for k in stride(from: a, to: b, by: by) {
    out[0] &+= 1
    out[1] = out[1] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
  for k in stride(from: a, through: b, by: by) {
    out[2] &+= 1
    out[3] = out[3] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
}

// launch stridesOfUInt64: grid 1, block 1; out: 4 zero; a: 0; b: 18446744073709551615; by: 2305843009213693952
// launch stridesOfUInt64: grid 1, block 1; out: 4 zero; a: 0; b: 18446744073709551615; by: 9223372036854775807
// launch stridesOfUInt64: grid 1, block 1; out: 4 zero; a: 0; b: 18446744073709551615; by: 9223372036854775807
// launch stridesOfUInt64: grid 1, block 1; out: 4 zero; a: 18446744073709551615; b: 0; by: -2305843009213693952
// launch stridesOfUInt64: grid 1, block 1; out: 4 zero; a: 18446744073709551615; b: 0; by: -9223372036854775808
// launch stridesOfUInt64: grid 1, block 1; out: 4 zero; a: 18446744073709551615; b: 0; by: 3
// launch stridesOfUInt64: grid 1, block 1; out: 4 zero; a: 0; b: 0; by: 9223372036854775807
// launch stridesOfUInt64: grid 1, block 1; out: 4 zero; a: 18446744073709551615; b: 18446744073709551615; by: -9223372036854775808
// launch stridesOfUInt64: grid 1, block 1; out: 4 zero; a: 0; b: 18446744073709551615; by: 0; fails range
@Kernel func stridesOfUInt64(out: inout MutableSpan<UInt64>, a: UInt64, b: UInt64, by: Int) {
  guard globalThreadIndex.x == 0 && out.count >= 4 else { return }
  out[1] = 7
  for k in stride(from: a, to: b, by: by) {
    out[0] &+= 1
    out[1] = out[1] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
  for k in stride(from: a, through: b, by: by) {
    out[2] &+= 1
    out[3] = out[3] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
}

// launch stridesOfInt: grid 1, block 1; out: 4 zero; a: -9223372036854775808; b: 9223372036854775807; by: 2305843009213693952
// launch stridesOfInt: grid 1, block 1; out: 4 zero; a: -9223372036854775808; b: 9223372036854775807; by: 9223372036854775807
// launch stridesOfInt: grid 1, block 1; out: 4 zero; a: -9223372036854775808; b: 9223372036854775807; by: 9223372036854775807
// launch stridesOfInt: grid 1, block 1; out: 4 zero; a: 9223372036854775807; b: -9223372036854775808; by: -2305843009213693952
// launch stridesOfInt: grid 1, block 1; out: 4 zero; a: 9223372036854775807; b: -9223372036854775808; by: -9223372036854775808
// launch stridesOfInt: grid 1, block 1; out: 4 zero; a: 9223372036854775807; b: -9223372036854775808; by: 3
// launch stridesOfInt: grid 1, block 1; out: 4 zero; a: -9223372036854775808; b: -9223372036854775808; by: 9223372036854775807
// launch stridesOfInt: grid 1, block 1; out: 4 zero; a: 9223372036854775807; b: 9223372036854775807; by: -9223372036854775808
// launch stridesOfInt: grid 1, block 1; out: 4 zero; a: -9223372036854775808; b: 9223372036854775807; by: 0; fails range
@Kernel func stridesOfInt(out: inout MutableSpan<UInt64>, a: Int, b: Int, by: Int) {
  guard globalThreadIndex.x == 0 && out.count >= 4 else { return }
  out[1] = 7
  for k in stride(from: a, to: b, by: by) {
    out[0] &+= 1
    out[1] = out[1] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
  for k in stride(from: a, through: b, by: by) {
    out[2] &+= 1
    out[3] = out[3] &* 3 &+ UInt64(truncatingIfNeeded: k)
  }
}

// launch literalStrides: grid 1, block 1; out: 7 zero; n: 200; m: 5
// launch literalStrides: grid 1, block 1; out: 7 zero; n: 255; m: 127
// launch literalStrides: grid 1, block 1; out: 7 zero; n: 0; m: -128
@Kernel func literalStrides(out: inout MutableSpan<UInt32>, n: UInt8, m: Int8) {
  guard globalThreadIndex.x == 0 && out.count >= 7 else { return }
  for k in stride(from: UInt8(0), to: n, by: 256) { out[0] &+= 1 &+ UInt32(k) }
  for k in stride(from: UInt8(0), through: n, by: 257) { out[1] &+= 1 &+ UInt32(k) }
  for k in stride(from: UInt8(255), through: n, by: -50) { out[2] &+= 1 &+ UInt32(k) }
  for k in stride(from: Int8(-128), through: m, by: 100) { out[3] &+= 1 &+ UInt32(truncatingIfNeeded: k) }
  for k in stride(from: Int8(127), to: m, by: -200) { out[4] &+= 1 &+ UInt32(truncatingIfNeeded: k) }
  for k in stride(from: UInt32(n), to: 4_294_967_295, by: 4_294_967_296) { out[5] &+= 1 &+ k }
  for k in stride(from: Int32(m), through: 2_147_483_647, by: 2_147_483_647) { out[6] &+= 1 &+ UInt32(bitPattern: k) }
}

// launch strideByInt: grid 1, block 32; steps: 32 ramp; out: 32 zero
@Kernel func strideByInt(steps: Span<Int>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let end = Int32(40)
  for k in stride(from: Int32(-3), to: end, by: steps[i] + 1) { out[i] &+= k }
}

// launch quotients: grid 1, block 1; out: 2 zero; a: 17; b: -5
// launch quotients: grid 1, block 1; out: 2 zero; a: -2147483648; b: -1
// launch quotients: grid 1, block 1; out: 2 zero; a: 17; b: 0; fails divisionByZero
@Kernel func quotients(out: inout MutableSpan<Int32>, a: Int32, b: Int32) {
  guard globalThreadIndex.x == 0 && out.count >= 2 else { return }
  let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
  out[0] = quotient
  out[1] = remainder
}

// launch checkedQuotients: grid 1, block 1; out: 4 zero; a: 17; b: -5
// launch checkedQuotients: grid 1, block 1; out: 4 zero; a: -128; b: -1; fails overflow
// launch checkedQuotients: grid 1, block 1; out: 4 zero; a: -3; b: 0; fails divisionByZero
@Kernel(.checked) func checkedQuotients(out: inout MutableSpan<Int8>, a: Int8, b: Int8) {
  guard globalThreadIndex.x == 0 && out.count >= 4 else { return }
  let both = a.quotientAndRemainder(dividingBy: b)
  out[0] = both.quotient
  out[1] = both.remainder
  out[2] = a / b
  out[3] = a % b
}

// launch checkedRemainders: grid 1, block 1; out: 1 zero; a: 17; b: -5
// launch checkedRemainders: grid 1, block 1; out: 1 zero; a: -9223372036854775808; b: -1; fails overflow
@Kernel(.checked) func checkedRemainders(out: inout MutableSpan<Int>, a: Int, b: Int) {
  guard globalThreadIndex.x == 0 && out.count >= 1 else { return }
  out[0] = a % b
}

// launch uncheckedQuotients: grid 1, block 1; out: 3 zero; a: -2147483648; b: -1
// launch uncheckedQuotients: grid 1, block 1; out: 3 zero; a: 7; b: 0
@Kernel(.unchecked) func uncheckedQuotients(out: inout MutableSpan<Int32>, a: Int32, b: Int32) {
  guard globalThreadIndex.x == 0 else { return }
  let both = a.quotientAndRemainder(dividingBy: b)
  var other = a
  other.negate()
  out[0] = both.quotient
  out[1] = both.remainder
  out[2] = other
}

// launch negations: grid 1, block 8; a: 8 wild 5; out: 8 zero
@Kernel func negations(a: Span<Int16>, out: inout MutableSpan<Int16>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = Int16.min
  if a[i] > 0 { out[i] = a[i] }
  out[i].negate()
}

// launch checkedNegations: grid 1, block 1; out: 1 zero; a: 12
// launch checkedNegations: grid 1, block 1; out: 1 zero; a: -2147483648; fails overflow
@Kernel(.checked) func checkedNegations(out: inout MutableSpan<Int32>, a: Int32) {
  guard globalThreadIndex.x == 0 && out.count >= 1 else { return }
  var value = a
  value.negate()
  var real = Float(value)
  real.negate()
  out[0] = value * 2 + Int32(real)
}

// launch patternRanges: grid 1, block 16; out: 16 zero; low: 3; high: 9
// launch patternRanges: grid 1, block 16; out: 16 zero; low: 9; high: 3
// launch patternRanges: grid 1, block 16; out: 16 zero; low: -9223372036854775808; high: -9223372036854775808
@Kernel func patternRanges(out: inout MutableSpan<Int32>, low: Int, high: Int) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  switch (i, low) {
  case (low...high, _): out[i] = 1
  case (0..<high, -5...9): out[i] = 2
  default: break
  }
  switch Float(i) {
  case Float(low)..<Float(high): out[i] &+= 10
  case 4.0...1.0: out[i] &+= 20
  default: out[i] &+= 30
  }
}

// launch vectorConversions: grid 1, block 1; out: 12 zero; v: {1, -2.5, 100, 0}; w: {200, -200, 5, -129}
// launch vectorConversions: grid 1, block 1; out: 12 zero; v: {1, 3e9, nan, 0}; w: {0, 1, 2, 3}; fails conversion
// launch vectorConversions: grid 1, block 1; out: 12 zero; v: {1, 2, nan, 0}; w: {0, 1, 2, 3}; fails conversion
@Kernel func vectorConversions(out: inout MutableSpan<Int32>, v: SIMD4<Float>, w: SIMD4<Int32>) {
  guard globalThreadIndex.x == 0 && out.count >= 12 else { return }
  let whole = SIMD4<Int32>(v)
  let kept = SIMD4<Int8>(clamping: w)
  let wide: SIMD4<Int32> = SIMD4(truncatingIfNeeded: kept)
  let cut = SIMD4<UInt8>(truncatingIfNeeded: w)
  for lane in 0..<4 {
    out[lane] = whole[lane]
    out[lane + 4] = wide[lane]
    out[lane + 8] = Int32(cut[lane])
  }
}

// launch narrowedVectors: grid 1, block 1; out: 2 zero; v: {127.9, -128.5}
// launch narrowedVectors: grid 1, block 1; out: 2 zero; v: {127, 128}; fails conversion
// launch narrowedVectors: grid 1, block 1; out: 2 zero; v: {-129, 128}; fails conversion
@Kernel func narrowedVectors(out: inout MutableSpan<Int8>, v: SIMD2<Float>) {
  guard globalThreadIndex.x == 0 && out.count >= 2 else { return }
  let narrow = SIMD2<Int8>(v)
  let real = SIMD2<Float>(narrow)
  let back: SIMD2<Int8> = SIMD2(real)
  out[0] = narrow.x
  out[1] = back.y
}

// launch vectorDivisions: grid 1, block 1; out: 9 zero; a: {17, -17, -2147483648}; b: {5, 5, -1}
// launch vectorDivisions: grid 1, block 1; out: 9 zero; a: {17, -17, 4}; b: {5, 0, 0}; fails divisionByZero
@Kernel func vectorDivisions(out: inout MutableSpan<Int32>, a: SIMD3<Int32>, b: SIMD3<Int32>) {
  guard globalThreadIndex.x == 0 && out.count >= 9 else { return }
  var quotient = a / b
  let remainder = a % b
  let mixed = 100 / b
  quotient /= 2
  for lane in 0..<3 {
    out[lane] = quotient[lane]
    out[lane + 3] = remainder[lane]
    out[lane + 6] = mixed[lane]
  }
}

// launch checkedVectorDivisions: grid 1, block 1; out: 2 zero; a: {-128, 3}; b: {4, -1}
// launch checkedVectorDivisions: grid 1, block 1; out: 2 zero; a: {3, -128}; b: {4, -1}; fails overflow
// launch checkedVectorDivisions: grid 1, block 1; out: 2 zero; a: {-128, 3}; b: {-1, 0}; fails overflow
// launch checkedVectorDivisions: grid 1, block 1; out: 2 zero; a: {3, -128}; b: {0, -1}; fails divisionByZero
@Kernel(.checked) func checkedVectorDivisions(out: inout MutableSpan<Int8>, a: SIMD2<Int8>, b: SIMD2<Int8>) {
  guard globalThreadIndex.x == 0 && out.count >= 2 else { return }
  let quotient = a / b
  let remainder = a % 7
  out[0] = quotient.x &+ remainder.x
  out[1] = quotient.y &+ remainder.y
}

// launch replacements: grid 1, block 8; a: 8 noise 3; out: 8 zero
@Kernel func replacements(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var v = SIMD4<Float>(a[i], 1, 2, -a[i])
  v.replace(with: 0, where: v .< 0)
  let w = v.replacing(with: SIMD4<Float>(1, 2, 3, 4), where: v .> 1)
  out[i] = w.sum() + Float.maximum(a[i], .nan) - Float.minimum(w.min(), w.max())
}

/// Methods with names that Swift's own types have, and functions that the language has.
@DeviceStruct struct CorpusOwnNames {
  var low: Int32
  var high: Int32

  init(_ low: Int32, _ high: Int32) {
    self.low = low
    self.high = high
  }

  func sum() -> Int32 { low + high }
  func min(_ other: Int32) -> Int32 { low * other }
  func sign(_ value: Int32) -> Int32 { value / low }
  func signs() -> Int32 { sign(high) }
  func quotientAndRemainder(dividingBy other: Int32) -> Int32 { high % other }
  mutating func negate() { low = 0 - low }
  mutating func toggle() { (low, high) = (high * 2, low) }
}

// launch ownNames: grid 1, block 1; out: 6 zero; a: 2147483647; b: 100
// launch ownNames: grid 1, block 1; out: 6 zero; a: -2147483648; b: -1
// launch ownNames: grid 1, block 1; out: 6 zero; a: 0; b: 1; fails divisionByZero
@Kernel func ownNames(out: inout MutableSpan<Int32>, a: Int32, b: Int32) {
  guard globalThreadIndex.x == 0 && out.count >= 6 else { return }
  var one = CorpusOwnNames(a, b)
  out[0] = one.sum()
  out[1] = one.min(3)
  out[2] = one.signs()
  out[3] = one.quotientAndRemainder(dividingBy: -1)
  one.negate()
  out[4] = one.low
  one.toggle()
  out[5] = one.low &+ Swift.abs(a) &+ Swift.min(a, b)
}
