import RingKernelDSL

// launch outOfRange: grid 1, block 1; a: 4 ramp; out: 4 zero; at: 2
// launch outOfRange: grid 1, block 1; a: 4 ramp; out: 4 zero; at: 4; fails indexOutOfRange
// launch outOfRange: grid 1, block 1; a: 4 ramp; out: 4 zero; at: -1; fails indexOutOfRange
// launch outOfRange: grid 1, block 1; a: 4 ramp; out: 4 zero; at: 4294967296; fails indexOutOfRange
@Kernel func outOfRange(a: Span<Int32>, out: inout MutableSpan<Int32>, at: Int) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = a[at]
}

// launch divides: grid 1, block 1; out: 1 zero; by: 3
// launch divides: grid 1, block 1; out: 1 zero; by: 0; fails divisionByZero
@Kernel func divides(out: inout MutableSpan<Int32>, by: Int32) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = 100 / by &+ 100 % by
}

// launch converts: grid 1, block 1; out: 1 zero; from: 255
// launch converts: grid 1, block 1; out: 1 zero; from: 256; fails conversion
// launch converts: grid 1, block 1; out: 1 zero; from: -1; fails conversion
@Kernel func converts(out: inout MutableSpan<UInt8>, from: Int) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = UInt8(from)
}

// launch convertsFloat: grid 1, block 1; out: 1 zero; from: -7.9
// launch convertsFloat: grid 1, block 1; out: 1 zero; from: 3e9; fails conversion
// launch convertsFloat: grid 1, block 1; out: 1 zero; from: nan; fails conversion
@Kernel func convertsFloat(out: inout MutableSpan<Int32>, from: Float) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = Int32(from)
}

// launch backwards: grid 1, block 1; out: 1 zero; end: 4
// launch backwards: grid 1, block 1; out: 1 zero; end: -4; fails range
@Kernel(.checked) func backwards(out: inout MutableSpan<Int32>, end: Int) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var sum: Int32 = 0
  for k in 0..<end { sum &+= Int32(k) }
  out[i] = sum
}

// launch overflows: grid 1, block 1; out: 1 zero; by: 1000
// launch overflows: grid 1, block 1; out: 1 zero; by: 100000; fails overflow
@Kernel(.checked) func overflows(out: inout MutableSpan<Int32>, by: Int32) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = by * by - 1
}

// launch checkedWidths: grid 1, block 1; out: 1 zero; a: 100; b: 3
// launch checkedWidths: grid 1, block 1; out: 1 zero; a: 9223372036854775807; b: -3; fails overflow
// launch checkedWidths: grid 1, block 1; out: 1 zero; a: -9223372036854775808; b: -1; fails overflow
@Kernel(.checked) func checkedWidths(out: inout MutableSpan<Int>, a: Int, b: Int) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = -(a / b) + (a - b)
}

// launch oneFails: grid 1, block 64; a: 64 ramp; out: 64 zero; bad: 100
// launch oneFails: grid 1, block 64; a: 64 ramp; out: 64 zero; bad: 37; fails divisionByZero
@Kernel(block: 64) func oneFails(a: Span<Int32>, out: inout MutableSpan<Int32>, bad: Int32) {
  var tile = SharedArray<64, Int32>()
  let t = threadIndex.x
  let v: Int32 = t < a.count ? a[t] : 0
  tile[t] = 1000 / (v &- bad)
  barrier()
  if t < out.count { out[t] = tile[63 - t] }
}

// launch raggedRounds: grid 1, block 16; a: 40 noise 7; out: 16 zero; rounds: 2
// launch raggedRounds: grid 1, block 16; a: 40 noise 7; out: 16 zero; rounds: 3; fails indexOutOfRange
@Kernel(block: 16)
func raggedRounds(a: Span<Int32>, out: inout MutableSpan<Int32>, rounds: Int) {
  var part = SharedArray<16, Int32>()
  let t = threadIndex.x
  var sum: Int32 = 0
  for round in 0..<rounds {
    part[t] = a[round * 16 + t]
    barrier()
    sum &+= part[15 - t]
    barrier()
  }
  if t < out.count { out[t] = sum }
}

// launch carriedRounds: grid 1, block 16; a: 40 noise 8; out: 16 zero; rounds: 2
// launch carriedRounds: grid 1, block 16; a: 40 noise 8; out: 16 zero; rounds: 3; fails indexOutOfRange
@Kernel(block: 16)
func carriedRounds(a: Span<Int32>, out: inout MutableSpan<Int32>, rounds: Int) {
  var part = SharedArray<16, Int32>()
  let t = threadIndex.x
  var sum: Int32 = 0
  for round in 0..<rounds {
    part[t] = sum &- a[round * 16 + t]
    barrier()
    sum &+= part[15 - t]
    barrier()
  }
  if t < out.count { out[t] = sum }
}
