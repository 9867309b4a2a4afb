import RingKernelDSL

// launch masksOfFloats: grid 1, block 32; a: 32 noise 1; b: 32 noise 2; out: 32 zero
// launch masksOfFloats: grid 1, block 64; a: 64 special 1; b: 64 special 2; out: 64 zero
@Kernel func masksOfFloats(a: Span<SIMD4<Float>>, b: Span<SIMD4<Float>>, out: inout MutableSpan<SIMD4<Float>>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var v = a[i].replacing(with: b[i], where: a[i] .< b[i])
  v.replace(with: 7, where: a[i] .== b[i])
  v.replace(with: b[i], where: a[i] .> 50)
  if any(a[i] .>= 90) { v.x = 1 }
  if all(a[i] .<= b[i]) { v.y = 2 }
  if any(a[i] .!= a[i]) { v.z = 3 }
  out[i] = v
}

// launch masksOfIntegers: grid 1, block 32; a: 32 noise 3; b: 32 noise 4; out: 32 zero
@Kernel func masksOfIntegers(a: Span<SIMD3<Int32>>, b: Span<SIMD3<Int32>>, out: inout MutableSpan<SIMD3<Int32>>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let (x, y) = (a[i], b[i])
  let isLess = x .< y
  let isFar = (x .> 40) .| (y .> 40)
  var v = x.replacing(with: -1, where: isLess .& .!isFar)
  v.replace(with: y, where: isLess .^ isFar)
  if x == y || x &- x == SIMD3<Int32>(0, 0, 0) && x != y { v.z &+= 1000 }
  out[i] = v
}

// launch masksOfBytes: grid 1, block 64; a: 64 extreme 5; b: 64 extreme 6; out: 64 zero
@Kernel func masksOfBytes(a: Span<SIMD2<UInt8>>, b: Span<SIMD2<UInt8>>, out: inout MutableSpan<SIMD2<UInt8>>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let mask = a[i] .>= b[i]
  out[i] = (a[i] ^ b[i]).replacing(with: a[i], where: mask)
  if !all(mask), any(mask) { out[i].x = 0x5a }
}

// launch masksOfLongs: grid 1, block 32; a: 32 extreme 7; b: 32 wild 8; out: 32 zero
@Kernel func masksOfLongs(a: Span<SIMD2<Int64>>, b: Span<SIMD2<Int64>>, out: inout MutableSpan<SIMD2<Int64>>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = a[i].replacing(with: b[i], where: a[i] .<= b[i])
  out[i].replace(with: 0, where: out[i] .== -1)
}

// launch lanesJoined: grid 1, block 32; a: 32 noise 9; sums: 32 zero; whole: 32 zero
@Kernel func lanesJoined(
  a: Span<SIMD4<Float>>,
  sums: inout MutableSpan<Float>,
  whole: inout MutableSpan<SIMD4<Float>>
) {
  let i = globalThreadIndex.x
  guard i < sums.count, i < whole.count else { return }
  sums[i] = a[i].sum() + a[i].min() * 2 - a[i].max()
  whole[i] = a[i].clamped(lowerBound: SIMD4<Float>(repeating: -20), upperBound: SIMD4<Float>(10, 20, 30, 40))
  whole[i] += (SIMD4<Float>(1, -4, 9, 16) * a[i] * a[i]).squareRoot().replacing(with: 0, where: .!(a[i] .> 0))
  whole[i] += SIMD4<Float>.zero + SIMD4<Float>.one
}

// launch integerLanesJoined: grid 1, block 32; a: 32 wild 10; out: 32 zero
@Kernel func integerLanesJoined(a: Span<SIMD3<Int16>>, out: inout MutableSpan<SIMD4<Int16>>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = SIMD4<Int16>(a[i].wrappedSum(), a[i].min(), a[i].max(), Int16(a[i].scalarCount))
  out[i] &+= SIMD4<Int16>(SIMD3<Int16>(1, 2, 3), 4)
}

// launch lanesBuilt: grid 1, block 32; a: 32 noise 11; out: 32 zero
@Kernel func lanesBuilt(a: Span<SIMD2<Float>>, out: inout MutableSpan<SIMD4<Float>>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let halves = SIMD4<Float>(lowHalf: a[i], highHalf: SIMD2<Float>(a[i].y, a[i].x))
  let lanes: SIMD4<Float> = [1, 2, 3, 4]
  out[i] = halves * lanes - SIMD4<Float>(x: 1, y: 0, z: a[i].x, w: 2)
  var rest = SIMD4<Float>()
  rest[i % 4] = 5
  out[i] -= rest
}

// launch lanesRounded: grid 1, block 32; a: 32 noise 12; out: 32 zero
@Kernel func lanesRounded(a: Span<SIMD4<Float>>, out: inout MutableSpan<SIMD4<Float>>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let v = a[i] * 0.25
  var root = v * v
  root.formSquareRoot()
  out[i] = root.addingProduct(v.rounded(.down), v.rounded(.toNearestOrAwayFromZero)) - v.rounded(.up)
  for k in v.indices where v[k] < 0 { out[i][k] += Float(k) }
}
