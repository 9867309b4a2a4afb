internal import CWebGPU

/// Buffers bound for a program.
@safe
final class WebGPUBindGroup: @unchecked Sendable {
  // Safety: the handle is immutable and released once; the buffers live as long as the group.
  let handle: RKWHandle
  private let device: WebGPUDevice
  private let buffers: [WebGPUBuffer]

  init(_ handle: RKWHandle, _ device: WebGPUDevice, _ buffers: [WebGPUBuffer]) {
    unsafe self.handle = handle
    self.device = device
    self.buffers = buffers
  }

  deinit { unsafe device.functions.bindGroupRelease(handle) }
}

extension WebGPUDevice {
  /// Binds buffers to a program, whole, in the order of its bindings.
  ///
  /// - Throws: `.refused`, `.outOfMemory`, `.deviceLost`.
  func group(_ program: WebGPUProgram, _ buffers: [WebGPUBuffer]) throws(WebGPUError) -> WebGPUBindGroup {
    guard buffers.count == program.bindings.count else {
      throw .refused(
        "it has \(program.bindings.count) bindings, \(buffers.count) buffers were given",
        label: program.label
      )
    }
    guard program.device === self, buffers.allSatisfy({ $0.device === self }) else {
      throw .refused("program and buffers lie on several devices", label: program.label)
    }
    // The library ends the process for a buffer that one dispatch both reads and writes.
    for (place, buffer) in buffers.enumerated() {
      for other in 0..<place where buffers[other] === buffer && (program.bindings[other] || program.bindings[place]) {
        throw .refused(
          "bindings \(other) and \(place) are one buffer, and one of them is written",
          label: program.label
        )
      }
    }
    return try alone { () throws(WebGPUError) in
      let entries = unsafe buffers.enumerated().map { place, buffer in
        var entry = unsafe RKWBindGroupEntry()
        unsafe entry.binding = UInt32(place)
        unsafe entry.buffer = buffer.handle
        unsafe entry.size = UInt64(buffer.count)
        return unsafe entry
      }
      let group = try unsafe make(program.label, release: functions.bindGroupRelease) { name in
        unsafe entries.withUnsafeBufferPointer { list in
          var descriptor = unsafe RKWBindGroupDescriptor()
          unsafe descriptor.label = unsafe name
          unsafe descriptor.layout = program.layout
          unsafe descriptor.entryCount = list.count
          unsafe descriptor.entries = list.baseAddress
          return unsafe functions.deviceCreateBindGroup(handle, &descriptor)
        }
      }
      return unsafe WebGPUBindGroup(group, self, buffers)
    }
  }
}
