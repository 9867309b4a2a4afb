internal import CWebGPU
internal import Synchronization

extension WebGPUDevice {
  /// Runs a program once.
  ///
  /// - Parameters:
  ///   - program: What to run; of this device.
  ///   - buffers: One for each binding.
  ///   - groups: Blocks along x, y, z.
  /// - Throws: `WebGPUError.refused`: nothing was submitted then.
  public func run(_ program: WebGPUProgram, _ buffers: [WebGPUBuffer], groups: [Int]) throws(WebGPUError) {
    let most = unsafe Int(adapter.limits.maxComputeWorkgroupsPerDimension)
    guard groups.count == 3, groups.allSatisfy({ (0...most).contains($0) }) else {
      throw .refused("blocks along an axis are 0...\(most), given are \(groups)")
    }
    let group = try group(program, buffers)
    lock.withLock { _ in
      unsafe submit { encoder in
        var descriptor = unsafe RKWComputePassDescriptor()
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
  }

  /// Records and submits what has been validated before, under the lock.
  func submit(_ record: (RKWHandle) -> Void) {
    var description = unsafe RKWCommandEncoderDescriptor()
    guard let encoder = unsafe functions.deviceCreateCommandEncoder(handle, &description) else { return }
    unsafe record(encoder)
    var end = unsafe RKWCommandBufferDescriptor()
    let commands: RKWHandle? = unsafe functions.commandEncoderFinish(encoder, &end)
    unsafe functions.commandEncoderRelease(encoder)
    guard let commands = unsafe commands else { return }
    unsafe withUnsafePointer(to: Optional(commands)) { unsafe functions.queueSubmit(queue, 1, $0) }
    unsafe functions.commandBufferRelease(commands)
  }
}
