internal import CWebGPU
internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelEngine
internal import Synchronization

/// The buffers of one epoch in flight.
@safe
final class WebGPUEpochSlot: @unchecked Sendable {
  // Safety: one thread at a time, as the device says.
  /// Words of the epoch header.
  static let headerWords = 32
  private let device: WebGPUDevice
  let inbound: WebGPUBuffer
  let outbound: WebGPUBuffer
  let header: WebGPUBuffer
  /// Header and results, where the host can read them.
  private let copy: WebGPUBuffer
  private var answer: WebGPUAnswer?
  /// Words of results that the first transfer brings.
  private var expected = 0

  init(_ engine: WebGPUEpochDevice) throws(RingKernelError) {
    device = engine.device
    inbound = try engine.memory("messages", engine.epochCapacity.inbound * 4)
    outbound = try engine.memory("results", engine.epochCapacity.outbound * 4)
    header = try engine.memory("an epoch's header", Self.headerWords * 4)
    let words = Self.headerWords + engine.epochCapacity.outbound
    copy = try engine.memory("results on the host", words * 4, mappable: true)
  }

  /// Uploads, rounds, and the copy back, in one submission.
  func submit(_ epoch: EpochSubmission, _ programs: [(WebGPUEpochProgram, Int)]) throws(WebGPUError) {
    guard answer == nil else { throw .refused("the slot is in flight") }
    let most = unsafe Int(device.adapter.limits.maxComputeWorkgroupsPerDimension)
    expected = min(epoch.expected, outbound.count / 4)
    unsafe try device.write(epoch.header.span.bytes, to: header, at: 0)
    unsafe try device.write(epoch.inbound.span.extracting(first: epoch.inboundCount).bytes, to: inbound, at: 0)
    device.lock.withLock { _ in
      unsafe device.submit { encoder in
        var descriptor = unsafe RKWComputePassDescriptor()
        guard let pass = unsafe device.functions.commandEncoderBeginComputePass(encoder, &descriptor) else { return }
        for _ in 0..<epoch.rounds {
          for (program, blocks) in programs {
            unsafe device.functions.computePassEncoderSetPipeline(pass, program.program.pipeline)
            unsafe device.functions.computePassEncoderSetBindGroup(pass, 0, program.groups[epoch.slot].handle, 0, nil)
            // One axis has few blocks; the program numbers them along both and passes over those that are too many.
            let rows = (blocks + most - 1) / most
            let width = rows == 1 ? blocks : most
            unsafe device.functions.computePassEncoderDispatchWorkgroups(pass, UInt32(width), UInt32(rows), 1)
          }
        }
        unsafe device.functions.computePassEncoderEnd(pass)
        unsafe device.functions.computePassEncoderRelease(pass)
        unsafe transfer(encoder, from: header, at: 0, to: 0, words: Self.headerWords)
        unsafe transfer(encoder, from: outbound, at: 0, to: Self.headerWords, words: expected)
      }
      map(words: Self.headerWords + expected)
    }
  }

  private func transfer(_ encoder: RKWHandle, from source: WebGPUBuffer, at word: Int, to place: Int, words: Int) {
    guard words > 0 else { return }
    unsafe device.functions.commandEncoderCopyBufferToBuffer(
      encoder,
      source.handle,
      UInt64(word * 4),
      copy.handle,
      UInt64(place * 4),
      UInt64(words * 4)
    )
  }

  /// Asks for the first words of the copy; under the device's lock.
  private func map(words: Int) {
    let answer = WebGPUAnswer()
    let callback = unsafe RKWBufferMapCallbackInfo(
      nextInChain: nil,
      mode: RKWCallbackMode_AllowSpontaneous,
      callback: WebGPUAnswer.forWork,
      userdata1: answer.pointer,
      userdata2: nil
    )
    _ = unsafe device.functions.bufferMapAsync(copy.handle, RKWMapMode_Read, 0, words * 4, callback)
    self.answer = answer
  }

  /// Hands the results over once they are there.
  func collect(
    waiting nanoseconds: UInt64,
    _ body: (_ header: UnsafePointer<UInt32>, _ records: UnsafeBufferPointer<UInt32>) -> Void
  ) throws(WebGPUError) -> Bool {
    guard try arrives(within: nanoseconds) else { return false }
    var words = Self.headerWords + expected
    var start = unsafe try mapped(words)
    let written = unsafe min(Int(start[0]), outbound.count / 4)
    if written > expected {
      // More than expected: the rest takes a transfer of its own.
      device.lock.withLock { _ in
        unsafe device.functions.bufferUnmap(copy.handle)
        unsafe device.submit { encoder in
          unsafe transfer(encoder, from: outbound, at: expected, to: words, words: written - expected)
        }
        map(words: Self.headerWords + written)
      }
      guard try arrives(within: UInt64(device.patience) * 1_000_000_000) else {
        throw .timedOut(seconds: device.patience)
      }
      words = Self.headerWords + written
      unsafe start = try mapped(words)
    }
    unsafe body(start, UnsafeBufferPointer(start: start + Self.headerWords, count: written))
    device.lock.withLock { _ in unsafe device.functions.bufferUnmap(copy.handle) }
    answer = nil
    return true
  }

  private func mapped(_ words: Int) throws(WebGPUError) -> UnsafePointer<UInt32> {
    let start = unsafe device.lock.withLock { _ in
      unsafe device.functions.bufferGetConstMappedRange(copy.handle, 0, words * 4)
    }
    guard let start = unsafe start else { throw .refused("mapping failed: \(answer?.message ?? "")") }
    return unsafe start.assumingMemoryBound(to: UInt32.self)
  }

  private func arrives(within nanoseconds: UInt64) throws(WebGPUError) -> Bool {
    guard let answer else { return false }
    let start = Machine.monotonicNanoseconds
    while !answer.isThere {
      device.lock.withLock { _ in _ = unsafe device.functions.devicePoll(device.handle, 0, nil) }
      if answer.isThere { break }
      let waited = Machine.monotonicNanoseconds - start
      if waited >= nanoseconds { return false }
      // Software devices need the processor; after a while they can have all of it.
      if waited < 300_000 { Machine.yieldThread() } else { Machine.sleepThread(nanoseconds: 50_000) }
    }
    return true
  }
}
