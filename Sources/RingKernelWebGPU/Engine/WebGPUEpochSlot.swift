internal import CWebGPU
internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelEngine

/// The buffers of one epoch in flight.
@safe
final class WebGPUEpochSlot: @unchecked Sendable {
  // Safety: one thread at a time, as the device says.
  /// Words of the epoch header, and those after which something else can be bound.
  static let headerWords = 32
  private static let headerRoom = 64
  private let device: WebGPUDevice
  /// The header as the host wrote it, then rosters and messages; uploaded in one piece.
  private let upload: WebGPUBuffer
  /// The header as the device counts it on, then the results; copied back in one piece.
  private let results: WebGPUBuffer
  /// Header and results, where the host can read them.
  private let copy: WebGPUBuffer
  /// What is uploaded, put together.
  private var staging: [UInt32]
  private var answer: WebGPUAnswer?
  private var submitted: UInt64 = 0
  /// Before which the device is not asked again whether it is still there.
  private var nextQuestion: UInt64 = 0
  /// Words of results that the first transfer brings.
  private var expected = 0

  init(_ engine: WebGPUEpochDevice) throws(RingKernelError) {
    device = engine.device
    upload = try engine.memory("messages", (Self.headerRoom + engine.epochCapacity.inbound) * 4)
    results = try engine.memory("results", (Self.headerRoom + engine.epochCapacity.outbound) * 4)
    copy = try engine.memory("results on the host", results.count, mappable: true)
    staging = [UInt32](repeating: 0, count: Self.headerRoom + engine.epochCapacity.inbound)
  }

  /// Rosters and messages.
  var inbound: WebGPUBinding { Self.behindHeader(upload) }
  /// Records.
  var outbound: WebGPUBinding { Self.behindHeader(results) }
  /// The words of the epoch.
  var header: WebGPUBinding { WebGPUBinding(results, at: 0, count: Self.headerWords * 4) }

  private static func behindHeader(_ buffer: WebGPUBuffer) -> WebGPUBinding {
    WebGPUBinding(buffer, at: headerRoom * 4, count: buffer.count - headerRoom * 4)
  }

  /// Upload, rounds, and the copy back, in one submission.
  func submit(_ epoch: EpochSubmission, _ programs: [(WebGPUEpochProgram, Int)]) throws(WebGPUError) {
    guard answer == nil else { throw .refused("the slot is in flight") }
    let most = device.adapter.limits.blocksPerAxis
    expected = min(epoch.expected, outbound.count / 4)
    let words = Self.headerRoom + epoch.inboundCount
    guard words <= staging.count, epoch.header.count <= Self.headerWords else {
      throw .refused("the epoch is too long")
    }
    staging.replaceSubrange(..<epoch.header.count, with: epoch.header)
    unsafe staging.withUnsafeMutableBytes { to in
      unsafe epoch.inbound.withUnsafeBytes { from in
        let inbound = unsafe UnsafeRawBufferPointer(rebasing: from[..<(epoch.inboundCount * 4)])
        unsafe UnsafeMutableRawBufferPointer(rebasing: to[(Self.headerRoom * 4)...]).copyMemory(from: inbound)
      }
    }
    let content = staging
    unsafe try device.write(content.span.extracting(first: words).bytes, to: upload, at: 0)
    try device.alone { () throws(WebGPUError) in
      unsafe try device.submit("epoch") { encoder in
        unsafe transfer(encoder, from: upload, to: results, at: 0, words: Self.headerWords)
        var descriptor = unsafe RKWComputePassDescriptor()
        guard let pass = unsafe device.functions.commandEncoderBeginComputePass(encoder, &descriptor) else { return }
        for round in 0..<epoch.rounds {
          for (program, blocks) in programs {
            if round == 0 || programs.count > 1 {
              unsafe device.functions.computePassEncoderSetPipeline(pass, program.program.pipeline)
              unsafe device.functions.computePassEncoderSetBindGroup(pass, 0, program.groups[epoch.slot].handle, 0, nil)
            }
            // One axis has few blocks; the program numbers them along both and passes over those that are too many.
            let rows = (blocks + most - 1) / most
            let width = rows == 1 ? blocks : most
            unsafe device.functions.computePassEncoderDispatchWorkgroups(pass, UInt32(width), UInt32(rows), 1)
          }
        }
        unsafe device.functions.computePassEncoderEnd(pass)
        unsafe device.functions.computePassEncoderRelease(pass)
        unsafe transfer(encoder, from: results, to: copy, at: 0, words: Self.headerRoom + expected)
      }
      answer = try device.map(copy, count: (Self.headerRoom + expected) * 4)
    }
    submitted = Machine.monotonicNanoseconds
  }

  private func transfer(
    _ encoder: RKWHandle,
    from source: WebGPUBuffer,
    to target: WebGPUBuffer,
    at word: Int,
    words: Int
  ) {
    unsafe device.functions.commandEncoderCopyBufferToBuffer(
      encoder,
      source.handle,
      UInt64(word * 4),
      target.handle,
      UInt64(word * 4),
      UInt64(words * 4)
    )
  }

  /// Hands the results over once they are there.
  func collect(
    waiting nanoseconds: UInt64,
    _ body: (_ header: UnsafePointer<UInt32>, _ records: UnsafeBufferPointer<UInt32>) -> Void
  ) throws(WebGPUError) -> Bool {
    guard let first = answer, try arrives(first, within: nanoseconds) else { return false }
    var words = Self.headerRoom + expected
    var start = try unsafe mapped(words, first)
    let written = unsafe min(Int(start[0]), outbound.count / 4)
    if written > expected {
      // More than expected: the rest takes a transfer of its own.
      let all = Self.headerRoom + written
      let rest = try device.alone { () throws(WebGPUError) in
        unsafe device.functions.bufferUnmap(copy.handle)
        unsafe try device.submit("epoch's results") { encoder in
          unsafe transfer(encoder, from: results, to: copy, at: words, words: all - words)
        }
        return try device.map(copy, count: all * 4)
      }
      guard try arrives(rest, within: UInt64(device.patience) * 1_000_000_000) else {
        throw .timedOut(seconds: device.patience)
      }
      words = all
      unsafe start = try unsafe mapped(words, rest)
    }
    unsafe body(start, UnsafeBufferPointer(start: start + Self.headerRoom, count: written))
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
      let now = Machine.monotonicNanoseconds
      // Software devices need the processor; after a while they can have all of it.
      let isLong = now - submitted >= 300_000
      // Whether the device is still there need not be asked at every look.
      try device.alone { () throws(WebGPUError) in try device.poll(asks: isLong && now >= nextQuestion) }
      if isLong && now >= nextQuestion { nextQuestion = now + 1_000_000 }
      if answer.isThere { break }
      if now - start >= nanoseconds { return false }
      if isLong { Machine.sleepThread(nanoseconds: 50_000) } else { Machine.yieldThread() }
    }
    return true
  }
}
