internal import CWebGPU

/// The device's stamps at the start and the end of one program.
@safe
final class WebGPUDeviceClock: @unchecked Sendable {
  // Safety: the handle is immutable and released once.
  private let device: WebGPUDevice
  private let queries: RKWHandle
  /// Where the stamps can be read: two 64-bit counts of ticks.
  let stamps: WebGPUBuffer

  /// - Throws: `.refused` for an adapter without timestamps, `.outOfMemory`, `.deviceLost`.
  init(_ device: WebGPUDevice) throws(WebGPUError) {
    guard device.adapter.hasTimestamps else { throw .refused("\(device.adapter.name) has no timestamps") }
    self.device = device
    stamps = try device.alone { () throws(WebGPUError) in
      try device.memory(16, RKWBufferUsage_QueryResolve | RKWBufferUsage_CopySrc, "time stamps")
    }
    unsafe queries = try unsafe device.alone { () throws(WebGPUError) in
      try unsafe device.make("time stamps", release: device.functions.querySetRelease) { name in
        var descriptor = unsafe RKWQuerySetDescriptor()
        unsafe descriptor.label = unsafe name
        unsafe descriptor.type = RKWQueryType_Timestamp
        unsafe descriptor.count = 2
        return unsafe device.functions.deviceCreateQuerySet(device.handle, &descriptor)
      }
    }
  }

  deinit { unsafe device.functions.querySetRelease(queries) }

  /// What a pass notes.
  var writes: RKWPassTimestampWrites {
    unsafe RKWPassTimestampWrites(
      nextInChain: nil,
      querySet: queries,
      beginningOfPassWriteIndex: 0,
      endOfPassWriteIndex: 1
    )
  }

  /// Has the stamps written into memory, behind the pass.
  func resolve(_ encoder: RKWHandle) {
    unsafe device.functions.commandEncoderResolveQuerySet(encoder, queries, 0, 2, stamps.handle, 0)
  }

  /// The time between the two.
  func duration() throws(WebGPUError) -> Duration {
    let bytes = try device.read(stamps)
    let ticks = (0..<2).map { number in
      bytes[(number * 8)..<(number * 8 + 8)].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    }
    let nanoseconds = unsafe Double(device.functions.queueGetTimestampPeriod(device.queue))
    return .nanoseconds(Int64(Double(ticks[1] &- ticks[0]) * nanoseconds))
  }
}
