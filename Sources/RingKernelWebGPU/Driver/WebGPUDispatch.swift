internal import CWebGPU

/// A program with its bindings and its blocks along x, y, z.
struct WebGPULaunch {
  let program: WebGPUProgram
  let group: WebGPUBindGroup
  let groups: [Int]
}

extension WebGPUDevice {
  /// Runs a program once.
  ///
  /// - Parameters:
  ///   - program: What to run; of this device.
  ///   - buffers: One for each binding.
  ///   - groups: Blocks along x, y, z.
  /// - Throws: `.refused`: nothing was submitted then. `.deviceLost`.
  public func run(_ program: WebGPUProgram, _ buffers: [WebGPUBuffer], groups: [Int]) throws(WebGPUError) {
    try requireBlocks(groups, program)
    try run(WebGPULaunch(program: program, group: try group(program, buffers), groups: groups))
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
    try requireBlocks(groups, program)
    return try timedRun(WebGPULaunch(program: program, group: try group(program, buffers), groups: groups))
  }

  /// Submits a launch.
  func run(_ launch: WebGPULaunch) throws(WebGPUError) {
    try requireBlocks(launch.groups, launch.program)
    try alone { () throws(WebGPUError) in
      unsafe try submit(launch.program.label) { encoder in unsafe dispatch(encoder, launch, clock: nil) }
    }
  }

  /// Submits a launch with copies behind it, and waits for these.
  ///
  /// - Parameters:
  ///   - launch: The launch.
  ///   - parts: Buffers and how many of their first bytes are read.
  ///   - copy: Room for all of them, where the host can read it.
  /// - Returns: The bytes, one part behind the other.
  func run(
    _ launch: WebGPULaunch,
    reading parts: [(WebGPUBuffer, Int)],
    through copy: WebGPUBuffer
  ) throws(WebGPUError) -> [UInt8] {
    try requireBlocks(launch.groups, launch.program)
    return unsafe try read(parts, through: copy, launch.program.label) { encoder in
      unsafe dispatch(encoder, launch, clock: nil)
    }
  }

  func timedRun(_ launch: WebGPULaunch) throws(WebGPUError) -> Duration {
    try requireBlocks(launch.groups, launch.program)
    let clock = try WebGPUDeviceClock(self)
    try alone { () throws(WebGPUError) in
      unsafe try submit(launch.program.label) { encoder in
        unsafe dispatch(encoder, launch, clock: clock)
        unsafe clock.resolve(encoder)
      }
    }
    return try clock.duration()
  }

  private func requireBlocks(_ groups: [Int], _ program: WebGPUProgram) throws(WebGPUError) {
    let most = adapter.limits.blocksPerAxis
    guard groups.count == 3, groups.allSatisfy({ (0...most).contains($0) }) else {
      throw .refused("blocks along an axis are 0...\(most), given are \(groups)", label: program.label)
    }
  }

  private func dispatch(_ encoder: RKWHandle, _ launch: WebGPULaunch, clock: WebGPUDeviceClock?) {
    var writes = unsafe RKWPassTimestampWrites()
    if let clock { unsafe writes = unsafe clock.writes }
    unsafe withUnsafePointer(to: &writes) { writes in
      var descriptor = unsafe RKWComputePassDescriptor()
      if clock != nil { unsafe descriptor.timestampWrites = unsafe writes }
      guard let pass = unsafe functions.commandEncoderBeginComputePass(encoder, &descriptor) else { return }
      unsafe functions.computePassEncoderSetPipeline(pass, launch.program.pipeline)
      unsafe functions.computePassEncoderSetBindGroup(pass, 0, launch.group.handle, 0, nil)
      let groups = launch.groups.map { UInt32($0) }
      unsafe functions.computePassEncoderDispatchWorkgroups(pass, groups[0], groups[1], groups[2])
      unsafe functions.computePassEncoderEnd(pass)
      unsafe functions.computePassEncoderRelease(pass)
    }
  }
}
