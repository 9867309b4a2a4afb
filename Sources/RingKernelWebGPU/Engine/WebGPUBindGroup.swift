internal import CWebGPU

/// A buffer, or a part of one that begins at a multiple of 256 bytes, as a program sees it.
struct WebGPUBinding {
  let buffer: WebGPUBuffer
  let start: Int
  let count: Int

  /// A whole buffer.
  init(_ buffer: WebGPUBuffer) { self.init(buffer, at: 0, count: buffer.count) }

  init(_ buffer: WebGPUBuffer, at start: Int, count: Int) {
    self.buffer = buffer
    self.start = start
    self.count = count
  }

  /// Whether two of them share bytes.
  func overlaps(_ other: WebGPUBinding) -> Bool {
    buffer === other.buffer && start < other.start + other.count && other.start < start + count
  }
}

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
    try group(program, parts: buffers.map { WebGPUBinding($0) })
  }

  /// Binds parts of buffers to a program, in the order of its bindings.
  ///
  /// - Throws: As above; `.refused` also for parts that do not lie in their buffers.
  func group(_ program: WebGPUProgram, parts buffers: [WebGPUBinding]) throws(WebGPUError) -> WebGPUBindGroup {
    guard buffers.count == program.bindings.count else {
      throw .refused(
        "it has \(program.bindings.count) bindings, \(buffers.count) buffers were given",
        label: program.label
      )
    }
    guard program.device === self, buffers.allSatisfy({ $0.buffer.device === self }) else {
      throw .refused("program and buffers lie on several devices", label: program.label)
    }
    for part in buffers where part.start < 0 || part.start % 256 != 0 || part.count > part.buffer.count - part.start {
      throw .refused("bytes \(part.start)... of \(part.buffer.label) cannot be bound", label: program.label)
    }
    // The library ends the process for a buffer that one dispatch both reads and writes.
    for (place, part) in buffers.enumerated() {
      for other in 0..<place where buffers[other].buffer === part.buffer {
        let isWritten = (program.bindings[other] == .readWrite, program.bindings[place] == .readWrite)
        if isWritten == (false, false) || (isWritten == (true, true) && !part.overlaps(buffers[other])) { continue }
        throw .refused(
          "bindings \(other) and \(place) are one buffer, and one of them is written",
          label: program.label
        )
      }
    }
    return try alone { () throws(WebGPUError) in
      let entries = unsafe buffers.enumerated().map { place, part in
        var entry = unsafe RKWBindGroupEntry()
        unsafe entry.binding = UInt32(place)
        unsafe entry.buffer = part.buffer.handle
        unsafe entry.offset = UInt64(part.start)
        unsafe entry.size = UInt64(part.count)
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
      return unsafe WebGPUBindGroup(group, self, buffers.map(\.buffer))
    }
  }
}
