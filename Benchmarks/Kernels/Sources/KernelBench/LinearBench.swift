internal import BenchSupport
import RingKernel

/// One operation: one element of `y = a * x + y`.
func saxpy(_ device: CPUDevice, _ variant: Variant, _ operations: Int, count: Int) async throws -> UInt64 {
  let x = try device.buffer(values(count))
  let y = try device.buffer(values(count, shift: 7))
  let launches = try await Launches(operations, each: count) {
    try await device.launch(variant.saxpy(x, y, 0.5), threads: count)
  }
  // The inputs repeat after 101 elements.
  let period = (0..<101).map { place in
    var expected = value(place + 7)
    for _ in 0..<launches.count { expected = 0.5 * value(place) + expected }
    return expected
  }
  verify(try await y.read(), (0..<count).map { period[$0 % 101] })
  return launches.nanoseconds
}

/// One operation: one element of 2^24, summed in blocks of 256.
func blockSum(_ device: CPUDevice, _ variant: Variant, _ operations: Int) async throws -> UInt64 {
  let count = 1 << 24
  let x = values(count)
  let input = try device.buffer(x)
  let sums = try device.buffer([Float](repeating: 0, count: count / 256))
  let launches = try await Launches(operations, each: count) {
    try await device.launch(variant.blockSum(input, sums), threads: count)
  }
  let expected = (0..<count / 256).map { block in
    var part = Array(x[block * 256..<(block + 1) * 256])
    var width = 128
    while width > 0 {
      for i in 0..<width { part[i] += part[i + width] }
      width /= 2
    }
    return part[0]
  }
  verify(try await sums.read(), expected)
  return launches.nanoseconds
}

/// One operation: one product added to a sum, of 512 x 512 x 512.
func matmul(_ device: CPUDevice, _ variant: Variant, _ operations: Int) async throws -> UInt64 {
  let n = 512
  let a = values(n * n)
  let b = values(n * n, shift: 3)
  let fields = try (0..<3).map { _ in try device.field(of: Float.self, width: n, height: n) }
  try fields[0].write(a)
  try fields[1].write(b)
  try clear(fields[2])
  let launches = try await Launches(operations, each: n * n * n) {
    try await device.launch(variant.multiply(fields[0], fields[1], fields[2]), threads: n, n)
  }
  var expected = [Float](repeating: 0, count: n * n)
  for y in 0..<n {
    for k in 0..<n {
      let factor = a[y * n + k]
      for x in 0..<n { expected[y * n + x] += factor * b[k * n + x] }
    }
  }
  verify(try await fields[2].read(), expected)
  return launches.nanoseconds
}
