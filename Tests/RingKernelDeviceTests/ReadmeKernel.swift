#if Macros
import RingKernel

@Kernel func scale(x: Span<Float>, y: inout MutableSpan<Float>, by factor: Float) {
  let i = globalThreadIndex.x
  if i >= y.count { return }
  y[i] = factor * x[i]
}

/// Nine times one, on any device.
func nines(on device: any ComputeDevice) async throws -> [Float] {
  let x = try device.buffer(Array(repeating: 1 as Float, count: 100_000))
  let y = try device.buffer(of: Float.self, count: 100_000)
  try await device.launch(scale(x: x, y: y, by: 9), threads: y.count)
  return try await y.read()
}
#endif
