internal import CWebGPU
internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelEngine

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
    let most = device.adapter.limits.blocksPerAxis
    expected = min(epoch.expected, outbound.count / 4)
    unsafe try device.write(epoch.header.span.bytes, to: header, at: 0)
    unsafe try device.write(epoch.inbound.span.extracting(first: epoch.inboundCount).bytes, to: inbound, at: 0)
    try device.alone { () throws(WebGPUError) in
      unsafe try device.submit("epoch") { encoder in
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
      answer = try device.map(copy, count: (Self.headerWords + expected) * 4)
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

  /// Hands the results over once they are there.
  func collect(
    waiting nanoseconds: UInt64,
    _ body: (_ header: UnsafePointer<UInt32>, _ records: UnsafeBufferPointer<UInt32>) -> Void
  ) throws(WebGPUError) -> Bool {
    guard let first = answer, try arrives(first, within: nanoseconds) else { return false }
    var words = Self.headerWords + expected
    var start = try unsafe mapped(words, first)
    let written = unsafe min(Int(start[0]), outbound.count / 4)
    if written > expected {
      // More than expected: the rest takes a transfer of its own.
      let rest = try device.alone { () throws(WebGPUError) in
        unsafe device.functions.bufferUnmap(copy.handle)
        unsafe try device.submit("epoch's results") { encoder in
          unsafe transfer(encoder, from: outbound, at: expected, to: words, words: written - expected)
        }
        return try device.map(copy, count: (Self.headerWords + written) * 4)
      }
      guard try arrives(rest, within: UInt64(device.patience) * 1_000_000_000) else {
        throw .timedOut(seconds: device.patience)
      }
      words = Self.headerWords + written
      unsafe start = try unsafe mapped(words, rest)
    }
    unsafe body(start, UnsafeBufferPointer(start: start + Self.headerWords, count: written))
    answer = nil
    try device.alone { () throws(WebGPUError) in unsafe device.functions.bufferUnmap(copy.handle) }
    return true
  }

  private func mapped(_ words: Int, _ answer: WebGPUAnswer) throws(WebGPUError) -> UnsafePointer<UInt32> {
    try unsafe device.alone { () throws(WebGPUError) in
      unsafe try device.mapped(copy, count: words * 4, answer).assumingMemoryBound(to: UInt32.self)
    }
  }

  private func arrives(_ answer: WebGPUAnswer, within nanoseconds: UInt64) throws(WebGPUError) -> Bool {
    let start = Machine.monotonicNanoseconds
    while !answer.isThere {
      let waited = Machine.monotonicNanoseconds - start
      // Software devices need the processor; after a while they can have all of it.
      let isLong = waited >= 300_000
      try device.alone { () throws(WebGPUError) in try device.poll(asks: isLong) }
      if answer.isThere { break }
      if waited >= nanoseconds { return false }
      if isLong { Machine.sleepThread(nanoseconds: 50_000) } else { Machine.yieldThread() }
    }
    return true
  }
}
