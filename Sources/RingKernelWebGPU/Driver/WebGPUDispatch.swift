internal import CWebGPU

extension WebGPUDevice {
  /// Runs a program once.
  ///
  /// - Parameters:
  ///   - program: What to run; of this device.
  ///   - buffers: One for each binding.
  ///   - groups: Blocks along x, y, z.
  /// - Throws: `.refused`: nothing was submitted then. `.deviceLost`.
  public func run(_ program: WebGPUProgram, _ buffers: [WebGPUBuffer], groups: [Int]) throws(WebGPUError) {
    let group = try group(program, buffers, groups: groups)
    try alone { () throws(WebGPUError) in
      unsafe try submit(program.label) { encoder in unsafe dispatch(encoder, program, group, groups, clock: nil) }
    }
  }

  /// Runs a program once, waits for its end, and says how long the device was at it.
  ///
  /// - Parameters:
  ///   - program: What to run; of this device.
  ///   - buffers: One for each binding.
  ///   - groups: Blocks along x, y, z.
  /// - Returns: The time between the device's own stamps at the start and the end of the program.
  /// - Throws: As above; `.refused` also for an adapter without timestamps (`hasTimestamps`).
  public func timedRun(
    _ program: WebGPUProgram,
    _ buffers: [WebGPUBuffer],
    groups: [Int]
  ) throws(WebGPUError) -> Duration {
    let group = try group(program, buffers, groups: groups)
    let clock = try WebGPUDeviceClock(self)
    try alone { () throws(WebGPUError) in
      unsafe try submit(program.label) { encoder in
        unsafe dispatch(encoder, program, group, groups, clock: clock)
        unsafe clock.resolve(encoder)
      }
    }
    return try clock.duration()
  }

  private func group(
    _ program: WebGPUProgram,
    _ buffers: [WebGPUBuffer],
    groups: [Int]
  ) throws(WebGPUError) -> WebGPUBindGroup {
    let most = adapter.limits.blocksPerAxis
    guard groups.count == 3, groups.allSatisfy({ (0...most).contains($0) }) else {
      throw .refused("blocks along an axis are 0...\(most), given are \(groups)", label: program.label)
    }
    return try group(program, buffers)
  }

  private func dispatch(
    _ encoder: RKWHandle,
    _ program: WebGPUProgram,
    _ group: WebGPUBindGroup,
    _ groups: [Int],
    clock: WebGPUDeviceClock?
  ) {
    var writes = unsafe RKWPassTimestampWrites()
    if let clock { unsafe writes = unsafe clock.writes }
    unsafe withUnsafePointer(to: &writes) { writes in
      var descriptor = unsafe RKWComputePassDescriptor()
      if clock != nil { unsafe descriptor.timestampWrites = unsafe writes }
      guard let pass = unsafe functions.commandEncoderBeginComputePass(encoder, &descriptor) else { return }
      unsafe functions.computePassEncoderSetPipeline(pass, program.pipeline)
      unsafe functions.computePassEncoderSetBindGroup(pass, 0, group.handle, 0, nil)
      unsafe functions.computePassEncoderDispatchWorkgroups(
        pass,
        UInt32(groups[0]),
        UInt32(groups[1]),
        UInt32(groups[2])
      )
      unsafe functions.computePassEncoderEnd(pass)
      unsafe functions.computePassEncoderRelease(pass)
    }
  }

  /// Records and submits what has been validated before, under the lock.
  ///
  /// What the library finds wrong with the recording, the loss of the device included, it says when the recording
  /// ends: then nothing is submitted.
  ///
  /// - Parameters:
  ///   - label: What errors call it.
  ///   - record: Puts the commands in.
  /// - Throws: `.deviceLost`, `.outOfMemory`, `.refused`.
  func submit(_ label: String, _ record: (RKWHandle) -> Void) throws(WebGPUError) {
    var description = unsafe RKWCommandEncoderDescriptor()
    guard let encoder = unsafe functions.deviceCreateCommandEncoder(handle, &description) else {
      try check(label)
      throw .refused("no command encoder", label: label)
    }
    if log.loss == nil { unsafe record(encoder) }
    var end = unsafe RKWCommandBufferDescriptor()
    let commands: RKWHandle? = unsafe functions.commandEncoderFinish(encoder, &end)
    unsafe functions.commandEncoderRelease(encoder)
    guard let commands = unsafe commands else {
      try check(label)
      throw .refused("no command buffer", label: label)
    }
    defer { unsafe functions.commandBufferRelease(commands) }
    try check(label)
    unsafe withUnsafePointer(to: Optional(commands)) { unsafe functions.queueSubmit(queue, 1, $0) }
    try check(label)
  }
}
