import RingKernelDSL

// launch narrowBits: grid 2, block 32; a: 64 wild 1; out: 64 zero
@Kernel func narrowBits(a: Span<UInt32>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let v = i == 0 ? 0 : a[i] >> (UInt32(i) & 31)
  var r = UInt32(truncatingIfNeeded: populationCount(v))
  r = r &* 67 &+ UInt32(truncatingIfNeeded: leadingZeros(v))
  r = r &* 67 &+ UInt32(truncatingIfNeeded: trailingZeros(v))
  r = r &* 67 &+ UInt32(truncatingIfNeeded: findFirstSet(v))
  let reversed = reverseBits(v)
  r ^= UInt32(truncatingIfNeeded: reversed) ^ UInt32(truncatingIfNeeded: reversed >> 17)
  out[i] = r
}

// launch wideBits: grid 2, block 32; a: 64 wild 1; out: 64 zero
@Kernel func wideBits(a: Span<UInt64>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let v = i == 0 ? 0 : a[i] >> (UInt64(i) & 31)
  var r = UInt32(truncatingIfNeeded: populationCount(v))
  r = r &* 67 &+ UInt32(truncatingIfNeeded: leadingZeros(v))
  r = r &* 67 &+ UInt32(truncatingIfNeeded: trailingZeros(v))
  r = r &* 67 &+ UInt32(truncatingIfNeeded: findFirstSet(v))
  let reversed = reverseBits(v)
  r ^= UInt32(truncatingIfNeeded: reversed) ^ UInt32(truncatingIfNeeded: reversed >> 17)
  out[i] = r
}

// launch signedBits: grid 2, block 32; a: 64 wild 1; out: 64 zero
@Kernel func signedBits(a: Span<Int32>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let v = i == 0 ? 0 : a[i] >> (Int32(i) & 31)
  var r = UInt32(truncatingIfNeeded: populationCount(v))
  r = r &* 67 &+ UInt32(truncatingIfNeeded: leadingZeros(v))
  r = r &* 67 &+ UInt32(truncatingIfNeeded: trailingZeros(v))
  r = r &* 67 &+ UInt32(truncatingIfNeeded: findFirstSet(v))
  let reversed = reverseBits(v)
  r ^= UInt32(truncatingIfNeeded: reversed) ^ UInt32(truncatingIfNeeded: reversed >> 17)
  out[i] = r
}

// launch byteShuffles: grid 2, block 32; a: 64 wild 2; b: 64 wild 3; out: 64 zero
@Kernel func byteShuffles(a: Span<UInt32>, b: Span<UInt32>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let selected = bytePermute(a[i], b[i], b[i] & 0x7777)
  let left = funnelShiftLeft(a[i], b[i], UInt32(i))
  let right = funnelShiftRight(a[i], b[i], UInt32(i))
  out[i] = selected ^ left &* 3 ^ right &* 5
}

// launch memoryHints: grid 2, block 32; a: 64 wild 4; out: 64 zero
@Kernel func memoryHints(a: Span<UInt32>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < a.count else { return }
  prefetchL1(a[i])
  prefetchL2(a[i])
  out[i] = loadReadOnly(a[i]) ^ 1
}

// launch clocks: grid 1, block 32; out: 32 zero
@Kernel func clocks(out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (before, short) = (clock64(), clock32())
  nanosleep(10)
  // Clocks are not compared, only that they do not run back.
  out[i] = clock64() >= before && short &- short == 0 ? 1 : 0
}
