import RingKernelDSL

// launch signedAtomics: grid 2, block 32; a: 64 noise 1; out: 8 const 50
@Kernel func signedAtomics(a: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < a.count && 8 <= out.count else { return }
  atomicAdd(&out[0], a[i])
  atomicSubtract(&out[1], a[i])
  atomicMin(&out[2], a[i])
  atomicMax(&out[3], a[i])
  atomicAnd(&out[4], a[i] | 0x41)
  atomicOr(&out[5], a[i] & 0x3e)
  atomicXor(&out[6], a[i])
  if i == 5 { atomicStore(&out[7], 77) }
}

// launch unsignedAtomics: grid 2, block 32; a: 64 noise 1; out: 8 const 50
@Kernel func unsignedAtomics(a: Span<UInt32>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < a.count && 8 <= out.count else { return }
  atomicAdd(&out[0], a[i])
  atomicSubtract(&out[1], a[i])
  atomicMin(&out[2], a[i])
  atomicMax(&out[3], a[i])
  atomicAnd(&out[4], a[i] | 0x41)
  atomicOr(&out[5], a[i] & 0x3e)
  atomicXor(&out[6], a[i])
  if i == 5 { atomicStore(&out[7], 77) }
}

// launch wideSignedAtomics: grid 2, block 32; a: 64 wild 2; out: 8 const 50
@Kernel func wideSignedAtomics(a: Span<Int64>, out: inout MutableSpan<Int64>) {
  let i = globalThreadIndex.x
  guard i < a.count && 8 <= out.count else { return }
  atomicAdd(&out[0], a[i])
  atomicSubtract(&out[1], a[i])
  atomicMin(&out[2], a[i])
  atomicMax(&out[3], a[i])
  atomicAnd(&out[4], a[i] | 0x41)
  atomicOr(&out[5], a[i])
  atomicXor(&out[6], a[i])
  if i == 5 { atomicStore(&out[7], 77) }
}

// launch wideUnsignedAtomics: grid 2, block 32; a: 64 wild 2; out: 8 const 50
@Kernel func wideUnsignedAtomics(a: Span<UInt64>, out: inout MutableSpan<UInt64>) {
  let i = globalThreadIndex.x
  guard i < a.count && 8 <= out.count else { return }
  atomicAdd(&out[0], a[i])
  atomicSubtract(&out[1], a[i])
  atomicMin(&out[2], a[i])
  atomicMax(&out[3], a[i])
  atomicAnd(&out[4], a[i] | 0x41)
  atomicOr(&out[5], a[i])
  atomicXor(&out[6], a[i])
  if i == 5 { atomicStore(&out[7], 77) }
}

// launch countedDown: grid 1, block 32; out: 8 zero
@Kernel func countedDown(out: inout MutableSpan<UInt32>) {
  guard 8 <= out.count else { return }
  // 32 threads count 0...9 round and round: 32 mod 10.
  atomicIncrement(&out[0], 9)
  atomicDecrement(&out[1], 9)
}

// launch exchanges: grid 1, block 32; slots: 32 ramp; out: 32 zero
@Kernel func exchanges(slots: inout MutableSpan<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < slots.count else { return }
  let old = atomicExchange(&slots[i], 100)
  let kept = atomicCompareExchange(&slots[i], expected: 100, desired: old &+ 1)
  let refused = atomicCompareExchange(&slots[i], expected: 100, desired: 7)
  out[i] = old &* 10000 &+ kept &* 10 &+ refused &+ atomicLoad(&slots[i])
}

// launch wideExchanges: grid 1, block 32; slots: 32 wild 3; out: 32 zero
@Kernel func wideExchanges(slots: inout MutableSpan<UInt64>, out: inout MutableSpan<UInt64>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < slots.count else { return }
  let old = atomicExchange(&slots[i], 0xffff_0000_ffff)
  let kept = atomicCompareExchange(&slots[i], expected: 0xffff_0000_ffff, desired: old &+ 1)
  out[i] = old ^ kept &* 3
}

// launch floatAtomics: grid 2, block 32; a: 64 whole 4; out: 4 zero
@Kernel func floatAtomics(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < a.count && 2 < out.count else { return }
  // Whole numbers: their sum does not depend on the order.
  atomicAdd(&out[0], a[i])
  atomicAdd(&out[i % 2 + 1], 1)
}

// launch tickets: grid 2, block 32; counter: 1 zero; taken: 64 zero
@Kernel func tickets(counter: inout MutableSpan<UInt32>, taken: inout MutableSpan<UInt32>) {
  guard 0 < counter.count else { return }
  // Every ticket is taken once, by whichever thread.
  let ticket = Int(atomicAdd(&counter[0], 1))
  if ticket < taken.count { taken[ticket] = 1 }
}
