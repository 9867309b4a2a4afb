internal import CWebGPU

extension WebGPUDevice {
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
