internal import RingKernelCore
internal import RingKernelDevice

/// Memory of a CUDA device, as kernels are given it.
final class CUDAComputeMemory: DeviceMemory {
  let session: CUDASession
  let memory: CUDAMemory
  let byteCount: Int

  init(_ session: CUDASession, _ memory: consuming CUDAMemory, byteCount: Int) {
    self.session = session
    self.memory = memory
    self.byteCount = byteCount
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(RingKernelError) {
    try requireRange(at: offset, count: bytes.count)
    do throws(CUDAError) { try session.write(bytes, to: memory.address + offset) } catch {
      throw RingKernelError(error, on: session.device.name)
    }
  }

  func read(at offset: Int, count: Int) async throws(RingKernelError) -> [UInt8] {
    try requireRange(at: offset, count: count)
    do throws(CUDAError) { return try await session.read(memory.address + offset, count: count) } catch {
      throw RingKernelError(error, on: session.device.name)
    }
  }
}
