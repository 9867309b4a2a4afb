internal import RingKernelCore
internal import RingKernelDevice

/// Memory of a WebGPU device.
final class WebGPUMemory: DeviceMemory {
  let launches: WebGPULaunches
  let buffer: WebGPUBuffer
  let byteCount: Int

  private var device: WebGPUDevice { launches.device }

  init(_ launches: WebGPULaunches, _ buffer: WebGPUBuffer, byteCount: Int) {
    self.launches = launches
    self.buffer = buffer
    self.byteCount = byteCount
  }

  deinit { launches.forget(buffer) }

  func write(_ bytes: [UInt8], at offset: Int) throws(RingKernelError) {
    try requireRange(at: offset, count: bytes.count)
    do throws(WebGPUError) {
      // The library copies whole words: those at the ends keep what else they hold.
      let start = offset / 4 * 4
      let end = (offset + bytes.count + 3) / 4 * 4
      var words = bytes
      if start != offset || end != offset + bytes.count {
        let all = try device.read(buffer, at: start, count: end - start)
        words = Array(all[..<(offset - start)]) + bytes + Array(all[(offset - start + bytes.count)...])
      }
      try device.write(words, to: buffer, at: start)
    } catch { throw RingKernelError(error, refusal: .deviceMemory, "Writing \(bytes.count) bytes") }
  }

  func read(at offset: Int, count: Int) async throws(RingKernelError) -> [UInt8] {
    try requireRange(at: offset, count: count)
    let failure: RingKernelError?
    do throws(WebGPUError) { failure = try launches.finish(beforeReading: true) } catch {
      throw RingKernelError(error, refusal: .deviceLost, "Reading \(count) bytes")
    }
    if let failure { throw failure }
    do throws(WebGPUError) {
      let start = offset / 4 * 4
      let words = try device.read(buffer, at: start, count: (offset + count + 3) / 4 * 4 - start)
      return words.count == count ? words : Array(words[(offset - start)...].prefix(count))
    } catch { throw RingKernelError(error, refusal: .deviceMemory, "Reading \(count) bytes") }
  }
}
