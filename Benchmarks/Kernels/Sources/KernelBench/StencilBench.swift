internal import BenchSupport
import RingKernel

/// One operation: one cell of the interior of a field of 1024 x 1024.
func stencil2D(_ device: CPUDevice, _ variant: Variant, _ operations: Int) async throws -> UInt64 {
  let n = 1024
  let p = values(n * n)
  let input = try device.field(of: Float.self, width: n, height: n)
  let output = try device.field(of: Float.self, width: n, height: n)
  try input.write(p)
  try clear(output)
  let launches = try await Launches(operations, each: (n - 2) * (n - 2)) {
    try await device.launch(variant.fivePoint(input, output))
  }
  var expected = [Float](repeating: 0, count: n * n)
  for y in 1..<n - 1 {
    for i in y * n + 1..<y * n + n - 1 {
      expected[i] = p[i - n] + p[i + n] + p[i + 1] + p[i - 1] - 4 * p[i]
    }
  }
  verify(try await output.read(), expected)
  return launches.nanoseconds
}

/// One operation: one cell of the interior of a field of 256 x 256 x 256.
func stencil3D(_ device: CPUDevice, _ variant: Variant, _ operations: Int) async throws -> UInt64 {
  let n = 256
  let plane = n * n
  let p = values(n * plane)
  let input = try device.field(of: Float.self, width: n, height: n, depth: n)
  let output = try device.field(of: Float.self, width: n, height: n, depth: n)
  try input.write(p)
  try clear(output)
  let launches = try await Launches(operations, each: (n - 2) * (n - 2) * (n - 2)) {
    try await device.launch(variant.sevenPoint(input, output))
  }
  var expected = [Float](repeating: 0, count: n * plane)
  for z in 1..<n - 1 {
    for y in 1..<n - 1 {
      for i in z * plane + y * n + 1..<z * plane + y * n + n - 1 {
        let sides = p[i - n] + p[i + n] + p[i + 1] + p[i - 1]
        expected[i] = sides + p[i + plane] + p[i - plane] - 6 * p[i]
      }
    }
  }
  verify(try await output.read(), expected)
  return launches.nanoseconds
}

/// The first launch of a process, with the start of the workers.
private let first = Task {
  do {
    return try await stencil2D(CPUDevice(), .usual, 1022 * 1022)
  } catch {
    fail("\(error)")
  }
}

/// One operation: the first launch in this process, of the kernel in two dimensions; warming up makes it.
func firstLaunch(_ operations: Int) async -> UInt64 { await first.value * UInt64(operations) }
