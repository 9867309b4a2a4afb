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
    guard buffers.count == program.bindings.count else {
      throw .refused("the program has \(program.bindings.count) bindings, \(buffers.count) buffers were given")
    }
    let most = unsafe Int(adapter.limits.maxComputeWorkgroupsPerDimension)
    guard groups.count == 3, groups.allSatisfy({ (0...most).contains($0) }) else {
      throw .refused("blocks along an axis are 0...\(most), given are \(groups)")
    }
    // The library ends the process for a buffer that one dispatch both reads and writes.
    for (place, buffer) in buffers.enumerated() {
      for other in 0..<place where buffers[other] === buffer && (program.bindings[other] || program.bindings[place]) {
        throw .refused("bindings \(other) and \(place) are one buffer, and one of them is written")
      }
    }
    let result: Result<Void, WebGPUError> = lock.withLock { _ in
      let entries = unsafe buffers.enumerated().map { place, buffer in
        var entry = unsafe RKWBindGroupEntry()
        unsafe entry.binding = UInt32(place)
        unsafe entry.buffer = buffer.handle
        unsafe entry.size = UInt64(buffer.count)
        return unsafe entry
      }
      let (group, problem) = unsafe scoped {
        unsafe entries.withUnsafeBufferPointer { list in
          var descriptor = unsafe RKWBindGroupDescriptor()
          unsafe descriptor.layout = program.layout
          unsafe descriptor.entryCount = list.count
          unsafe descriptor.entries = list.baseAddress
          return unsafe functions.deviceCreateBindGroup(handle, &descriptor)
        }
      }
      guard let group = unsafe group, problem == nil else { return .failure(.refused(problem ?? "no bind group")) }
      defer { unsafe functions.bindGroupRelease(group) }
      unsafe submit { encoder in
        var descriptor = unsafe RKWComputePassDescriptor()
        guard let pass = unsafe functions.commandEncoderBeginComputePass(encoder, &descriptor) else { return }
        unsafe functions.computePassEncoderSetPipeline(pass, program.pipeline)
        unsafe functions.computePassEncoderSetBindGroup(pass, 0, group, 0, nil)
        unsafe functions.computePassEncoderDispatchWorkgroups(
          pass,
          UInt32(groups[0]),
          UInt32(groups[1]),
          UInt32(groups[2])
        )
        unsafe functions.computePassEncoderEnd(pass)
        unsafe functions.computePassEncoderRelease(pass)
      }
      return .success(())
    }
    try result.get()
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
