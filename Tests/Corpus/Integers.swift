import RingKernelDSL

// launch int8Arithmetic: grid 2, block 32; a: 60 wild 8; b: 60 wild 9; out: 60 zero
@Kernel func int8Arithmetic(a: Span<Int8>, b: Span<Int8>, out: inout MutableSpan<Int8>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = x &+ y
  r ^= x &- y
  r = r &* (x | 1)
  if y != 0 { r &+= (x >> 1) / y }
  if y > 1 { r ^= x % y }
  r &+= min(x, y) ^ max(x, y)
  r = x < y ? r : ~r
  out[i] = r
}

// launch int8Bits: grid 2, block 32; a: 60 wild 10; b: 60 wild 11; out: 60 zero
@Kernel func int8Bits(a: Span<Int8>, b: Span<Int8>, out: inout MutableSpan<Int8>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = (x & y) | (x ^ ~y)
  r ^= x &<< (y & 63)
  r ^= x &>> y
  r &+= x << 3
  r ^= x >> 2
  r &+= x << (y % 70)
  r ^= x >> (y % 70)
  out[i] = r
}

// launch int16Arithmetic: grid 2, block 32; a: 60 wild 16; b: 60 wild 17; out: 60 zero
@Kernel func int16Arithmetic(a: Span<Int16>, b: Span<Int16>, out: inout MutableSpan<Int16>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = x &+ y
  r ^= x &- y
  r = r &* (x | 1)
  if y != 0 { r &+= (x >> 1) / y }
  if y > 1 { r ^= x % y }
  r &+= min(x, y) ^ max(x, y)
  r = x < y ? r : ~r
  out[i] = r
}

// launch int16Bits: grid 2, block 32; a: 60 wild 18; b: 60 wild 19; out: 60 zero
@Kernel func int16Bits(a: Span<Int16>, b: Span<Int16>, out: inout MutableSpan<Int16>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = (x & y) | (x ^ ~y)
  r ^= x &<< (y & 63)
  r ^= x &>> y
  r &+= x << 3
  r ^= x >> 2
  r &+= x << (y % 70)
  r ^= x >> (y % 70)
  out[i] = r
}

// launch int32Arithmetic: grid 2, block 32; a: 60 wild 32; b: 60 wild 33; out: 60 zero
@Kernel func int32Arithmetic(a: Span<Int32>, b: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = x &+ y
  r ^= x &- y
  r = r &* (x | 1)
  if y != 0 { r &+= (x >> 1) / y }
  if y > 1 { r ^= x % y }
  r &+= min(x, y) ^ max(x, y)
  r = x < y ? r : ~r
  out[i] = r
}

// launch int32Bits: grid 2, block 32; a: 60 wild 34; b: 60 wild 35; out: 60 zero
@Kernel func int32Bits(a: Span<Int32>, b: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = (x & y) | (x ^ ~y)
  r ^= x &<< (y & 63)
  r ^= x &>> y
  r &+= x << 3
  r ^= x >> 2
  r &+= x << (y % 70)
  r ^= x >> (y % 70)
  out[i] = r
}

// launch int64Arithmetic: grid 2, block 32; a: 60 wild 64; b: 60 wild 65; out: 60 zero
@Kernel func int64Arithmetic(a: Span<Int64>, b: Span<Int64>, out: inout MutableSpan<Int64>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = x &+ y
  r ^= x &- y
  r = r &* (x | 1)
  if y != 0 { r &+= (x >> 1) / y }
  if y > 1 { r ^= x % y }
  r &+= min(x, y) ^ max(x, y)
  r = x < y ? r : ~r
  out[i] = r
}

// launch int64Bits: grid 2, block 32; a: 60 wild 66; b: 60 wild 67; out: 60 zero
@Kernel func int64Bits(a: Span<Int64>, b: Span<Int64>, out: inout MutableSpan<Int64>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = (x & y) | (x ^ ~y)
  r ^= x &<< (y & 63)
  r ^= x &>> y
  r &+= x << 3
  r ^= x >> 2
  r &+= x << (y % 70)
  r ^= x >> (y % 70)
  out[i] = r
}

// launch uint8Arithmetic: grid 2, block 32; a: 60 wild 18; b: 60 wild 19; out: 60 zero
@Kernel func uint8Arithmetic(a: Span<UInt8>, b: Span<UInt8>, out: inout MutableSpan<UInt8>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = x &+ y
  r ^= x &- y
  r = r &* (x | 1)
  if y != 0 { r &+= (x >> 1) / y }
  if y > 1 { r ^= x % y }
  r &+= min(x, y) ^ max(x, y)
  r = x < y ? r : ~r
  out[i] = r
}

// launch uint8Bits: grid 2, block 32; a: 60 wild 20; b: 60 wild 21; out: 60 zero
@Kernel func uint8Bits(a: Span<UInt8>, b: Span<UInt8>, out: inout MutableSpan<UInt8>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = (x & y) | (x ^ ~y)
  r ^= x &<< (y & 63)
  r ^= x &>> y
  r &+= x << 3
  r ^= x >> 2
  r &+= x << (y % 70)
  r ^= x >> (y % 70)
  out[i] = r
}

// launch uint16Arithmetic: grid 2, block 32; a: 60 wild 26; b: 60 wild 27; out: 60 zero
@Kernel func uint16Arithmetic(a: Span<UInt16>, b: Span<UInt16>, out: inout MutableSpan<UInt16>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = x &+ y
  r ^= x &- y
  r = r &* (x | 1)
  if y != 0 { r &+= (x >> 1) / y }
  if y > 1 { r ^= x % y }
  r &+= min(x, y) ^ max(x, y)
  r = x < y ? r : ~r
  out[i] = r
}

// launch uint16Bits: grid 2, block 32; a: 60 wild 28; b: 60 wild 29; out: 60 zero
@Kernel func uint16Bits(a: Span<UInt16>, b: Span<UInt16>, out: inout MutableSpan<UInt16>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = (x & y) | (x ^ ~y)
  r ^= x &<< (y & 63)
  r ^= x &>> y
  r &+= x << 3
  r ^= x >> 2
  r &+= x << (y % 70)
  r ^= x >> (y % 70)
  out[i] = r
}

// launch uint32Arithmetic: grid 2, block 32; a: 60 wild 42; b: 60 wild 43; out: 60 zero
@Kernel func uint32Arithmetic(a: Span<UInt32>, b: Span<UInt32>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = x &+ y
  r ^= x &- y
  r = r &* (x | 1)
  if y != 0 { r &+= (x >> 1) / y }
  if y > 1 { r ^= x % y }
  r &+= min(x, y) ^ max(x, y)
  r = x < y ? r : ~r
  out[i] = r
}

// launch uint32Bits: grid 2, block 32; a: 60 wild 44; b: 60 wild 45; out: 60 zero
@Kernel func uint32Bits(a: Span<UInt32>, b: Span<UInt32>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = (x & y) | (x ^ ~y)
  r ^= x &<< (y & 63)
  r ^= x &>> y
  r &+= x << 3
  r ^= x >> 2
  r &+= x << (y % 70)
  r ^= x >> (y % 70)
  out[i] = r
}

// launch uint64Arithmetic: grid 2, block 32; a: 60 wild 74; b: 60 wild 75; out: 60 zero
@Kernel func uint64Arithmetic(a: Span<UInt64>, b: Span<UInt64>, out: inout MutableSpan<UInt64>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = x &+ y
  r ^= x &- y
  r = r &* (x | 1)
  if y != 0 { r &+= (x >> 1) / y }
  if y > 1 { r ^= x % y }
  r &+= min(x, y) ^ max(x, y)
  r = x < y ? r : ~r
  out[i] = r
}

// launch uint64Bits: grid 2, block 32; a: 60 wild 76; b: 60 wild 77; out: 60 zero
@Kernel func uint64Bits(a: Span<UInt64>, b: Span<UInt64>, out: inout MutableSpan<UInt64>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  var r = (x & y) | (x ^ ~y)
  r ^= x &<< (y & 63)
  r ^= x &>> y
  r &+= x << 3
  r ^= x >> 2
  r &+= x << (y % 70)
  r ^= x >> (y % 70)
  out[i] = r
}

// launch signedDivision: grid 2, block 32; a: 64 wild 30; b: 64 noise 31; quotients: 64 zero; remainders: 64 zero
@Kernel func signedDivision(
  a: Span<Int32>,
  b: Span<Int32>,
  quotients: inout MutableSpan<Int32>,
  remainders: inout MutableSpan<Int32>
) {
  let i = globalThreadIndex.x
  guard i < quotients.count && i < remainders.count else { return }
  guard b[i] != 0 && b[i] != -1 else { return }
  quotients[i] = a[i] / b[i]
  remainders[i] = a[i] % b[i]
}

// launch uncheckedDivision: grid 2, block 32; a: 64 wild 32; b: 64 extreme 33; quotients: 64 zero; remainders: 64 zero
@Kernel(.unchecked)
func uncheckedDivision(
  a: Span<Int32>,
  b: Span<Int32>,
  quotients: inout MutableSpan<Int32>,
  remainders: inout MutableSpan<Int32>
) {
  let i = globalThreadIndex.x
  if i >= a.count { return }
  quotients[i] = a[i] / b[i]
  remainders[i] = a[i] % b[i]
}

// launch uncheckedDivision64: grid 2, block 32; a: 64 extreme 34; b: 64 extreme 35; out: 64 zero
@Kernel(.unchecked)
func uncheckedDivision64(a: Span<Int>, b: Span<Int>, out: inout MutableSpan<Int>) {
  let i = globalThreadIndex.x
  if i >= a.count { return }
  out[i] = a[i] / b[i] ^ a[i] % b[i]
}

// launch wideProducts: grid 2, block 32; a: 64 wild 36; b: 64 wild 37; out: 64 zero
@Kernel func wideProducts(a: Span<UInt32>, b: Span<UInt32>, out: inout MutableSpan<UInt64>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = UInt64(a[i]) &* UInt64(b[i]) &+ UInt64(a[i] ^ b[i])
}

// launch comparisons: grid 2, block 32; a: 64 extreme 38; b: 64 extreme 39; out: 64 zero
@Kernel func comparisons(a: Span<Int64>, b: Span<Int64>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var bits: UInt32 = 0
  if a[i] < b[i] { bits |= 1 }
  if a[i] <= b[i] { bits |= 2 }
  if a[i] == b[i] { bits |= 4 }
  if UInt64(bitPattern: a[i]) < UInt64(bitPattern: b[i]) { bits |= 8 }
  if a[i] >= b[i] { bits |= 16 }
  if a[i] > b[i] { bits |= 32 }
  if a[i] != b[i] { bits |= 64 }
  out[i] = bits
}

// launch narrowing: grid 2, block 32; a: 64 wild 40; out: 64 zero
@Kernel func narrowing(a: Span<Int64>, out: inout MutableSpan<Int64>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let v = a[i]
  var r = Int64(Int8(truncatingIfNeeded: v)) &+ Int64(UInt8(truncatingIfNeeded: v))
  r &+= Int64(Int16(truncatingIfNeeded: v)) &* 3 &+ Int64(UInt16(truncatingIfNeeded: v))
  r ^= Int64(Int32(truncatingIfNeeded: v)) &+ Int64(UInt32(truncatingIfNeeded: v))
  r &+= Int64(bitPattern: UInt64(truncatingIfNeeded: v) >> 7)
  out[i] = r
}

// launch booleans: grid 1, block 32; a: 32 bits 41; out: 32 zero
@Kernel func booleans(a: Span<Bool>, out: inout MutableSpan<Bool>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var flag = !a[i]
  if i > 3 { flag = flag != a[i - 3] }
  out[i] = flag && i % 3 != 0 || i == 9
}

// launch checkedProducts: grid 2, block 32; a: 64 whole 9; b: 64 whole 10; out: 64 zero
// launch checkedProducts: grid 1, block 1; a: 1 const 4294967295; b: 1 const 4294967295; out: 1 zero; fails overflow
@Kernel(.checked) func checkedProducts(a: Span<UInt32>, b: Span<UInt32>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count && i < a.count && i < b.count else { return }
  out[i] = a[i] * b[i] + a[i]
}
