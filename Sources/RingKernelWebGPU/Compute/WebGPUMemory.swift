internal import RingKernelCore
internal import RingKernelDevice

/// Memory of a WebGPU device.
final class WebGPUMemory: DeviceMemory {
  let device: WebGPUDevice
  let buffer: WebGPUBuffer
  let byteCount: Int

  init(_ device: WebGPUDevice, _ buffer: WebGPUBuffer, byteCount: Int) {
    self.device = device
    self.buffer = buffer
    self.byteCount = byteCount
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(RingKernelError) {
    try requireRange(at: offset, count: bytes.count)
    do throws(WebGPUError) {
      // The library copies whole words: those at the ends keep what else they hold.
      let start = offset / 4 * 4
      let end = (offset + bytes.count + 3) / 4 * 4
      var words = bytes
      if start != offset || end != offset + bytes.count {
        let all = try device.read(buffer)
        words = Array(all[start..<offset]) + bytes + Array(all[(offset + bytes.count)..<end])
      }
      try device.write(words, to: buffer, at: start)
    } catch { throw RingKernelError(error, refusal: .deviceMemory, "Writing \(bytes.count) bytes") }
  }

  func read(at offset: Int, count: Int) async throws(RingKernelError) -> [UInt8] {
    try requireRange(at: offset, count: count)
    do throws(WebGPUError) {
      return Array(try device.read(buffer)[offset..<(offset + count)])
    } catch { throw RingKernelError(error, refusal: .deviceMemory, "Reading \(count) bytes") }
  }
}
