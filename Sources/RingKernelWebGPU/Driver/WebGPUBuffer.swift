internal import CWebGPU

/// Device memory that programs read and write.
@safe
public final class WebGPUBuffer: @unchecked Sendable {
  // Safety: the handle is immutable and released once.
  let device: WebGPUDevice
  let handle: RKWHandle
  /// Bytes, a multiple of 4.
  public let count: Int
  /// What errors call it.
  public let label: String

  init(device: WebGPUDevice, handle: RKWHandle, count: Int, label: String) {
    self.device = device
    unsafe self.handle = handle
    self.count = count
    self.label = label
  }

  deinit { unsafe device.functions.bufferRelease(handle) }
}

extension WebGPUDevice {
  /// Device memory with these bytes, zeros up to the next multiple of 4 and at least `minimum` bytes.
  ///
  /// - Parameters:
  ///   - bytes: What it holds.
  ///   - minimum: Its size at least.
  ///   - label: What errors call it.
  /// - Throws: `.outOfMemory` or `.refused` where the device has not that much, `.deviceLost`.
  public func buffer(
    _ bytes: [UInt8],
    minimum: Int = 4,
    label: String = "buffer"
  ) throws(WebGPUError) -> WebGPUBuffer {
    let count = max((bytes.count + 3) / 4 * 4, (max(minimum, 4) + 3) / 4 * 4)
    let buffer = try alone { () throws(WebGPUError) in try memory(count, WebGPUBuffer.usual, label) }
    // New memory is zero.
    if !bytes.isEmpty {
      let padded = bytes + [UInt8](repeating: 0, count: (bytes.count + 3) / 4 * 4 - bytes.count)
      try write(padded, to: buffer, at: 0)
    }
    return buffer
  }

  /// Zeroed memory for programs, or memory that the host maps to read.
  ///
  /// - Throws: `.outOfMemory` or `.refused` where the device has not that much, `.deviceLost`.
  func emptyBuffer(
    _ byteCount: Int,
    mappable: Bool = false,
    label: String = "buffer"
  ) throws(WebGPUError) -> WebGPUBuffer {
    let usage = mappable ? RKWBufferUsage_MapRead | RKWBufferUsage_CopyDst : WebGPUBuffer.usual
    return try alone { () throws(WebGPUError) in
      try memory(max((byteCount + 3) / 4 * 4, 16), usage, label)
    }
  }

  /// Makes memory, under the lock.
  func memory(_ count: Int, _ usage: UInt64, _ label: String) throws(WebGPUError) -> WebGPUBuffer {
    let made = try unsafe make(label, release: functions.bufferRelease) { name in
      var descriptor = unsafe RKWBufferDescriptor()
      unsafe descriptor.label = unsafe name
      unsafe descriptor.size = UInt64(count)
      unsafe descriptor.usage = usage
      return unsafe functions.deviceCreateBuffer(handle, &descriptor)
    }
    return unsafe WebGPUBuffer(device: self, handle: made, count: count, label: label)
  }
}

extension WebGPUBuffer {
  /// What memory of programs is used for.
  static var usual: UInt64 {
    RKWBufferUsage_Storage | RKWBufferUsage_Uniform | RKWBufferUsage_CopySrc | RKWBufferUsage_CopyDst
  }
}
