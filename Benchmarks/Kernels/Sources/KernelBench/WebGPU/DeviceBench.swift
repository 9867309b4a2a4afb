internal import BenchSupport
internal import Foundation
import RingKernel
internal import RingKernelCompute
internal import RingKernelCore
internal import RingKernelDevice
internal import RingKernelEngine
internal import RingKernelIR
internal import RingKernelWebGPU

/// The device that the environment names.
private func openDevice() throws -> WebGPUDevice {
  try WebGPUDevice(WebGPULibrary().adapter(named: ProcessInfo.processInfo.environment["RINGKERNEL_ADAPTER"]))
}

/// One operation: one cell of the interior of a field of 1024 x 1024.
func deviceStencil(_ operations: Int) async -> UInt64 {
  do {
    let device = WebGPUComputeDevice(try openDevice())
    let n = 1024
    let p = values(n * n)
    let input = try device.field(of: Float.self, width: n, height: n)
    let output = try device.field(of: Float.self, width: n, height: n)
    try input.write(p)
    // The first launch compiles.
    try await device.launch(fivePoint(p: input, out: output))
    let launches = try await Launches(operations, each: (n - 2) * (n - 2)) {
      try await device.enqueue(fivePoint(p: input, out: output))
    } finish: {
      try await device.finish()
    }
    let result = try await output.read()
    for y in 1..<n - 1 {
      for i in y * n + 1..<y * n + n - 1 where result[i] != p[i - n] + p[i + n] + p[i + 1] + p[i - 1] - 4 * p[i] {
        fail("verification failed: a result differs from its recomputation")
      }
    }
    return launches.nanoseconds
  } catch { fail("\(error)") }
}

/// One sample: an epoch of one block that finds nothing to do, from its uploads to its results in hand.
func emptyEpochs(_ count: Int) async -> [UInt64] {
  do {
    let device = try WebGPUEpochDevice(openDevice())
    defer { device.close() }
    let number = try device.compile("@compute @workgroup_size(1) fn empty() {}", entry: "empty")
    var epoch = EpochSubmission(slot: 0)
    epoch.header = [UInt32](repeating: 0, count: EngineLayout.Epoch.words)
    epoch.inbound = [UInt32](repeating: 0, count: EngineLayout.Inbound.programWords)
    epoch.inboundCount = epoch.inbound.count
    epoch.dispatches = [.init(program: number, blocks: 1)]
    return try (0..<count).map { _ in
      let start = nowNanoseconds()
      try device.submit(epoch)
      guard unsafe try device.collect(0, waiting: 1_000_000_000, { _, _ in }) else { fail("an epoch did not end") }
      return nowNanoseconds() - start
    }
  } catch { fail("\(error)") }
}
