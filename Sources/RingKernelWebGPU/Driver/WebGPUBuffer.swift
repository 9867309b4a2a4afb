internal import CWebGPU
internal import Synchronization

/// Device memory that programs read and write.
@safe
public final class WebGPUBuffer: @unchecked Sendable {
  // Safety: the handle is immutable and released once.
  let device: WebGPUDevice
  let handle: RKWHandle
  /// Bytes, a multiple of 4.
  public let count: Int

  init(device: WebGPUDevice, handle: RKWHandle, count: Int) {
    self.device = device
    unsafe self.handle = handle
    self.count = count
  }

  deinit { unsafe device.functions.bufferRelease(handle) }
}

extension WebGPUDevice {
  /// Device memory with these bytes, zeros up to the next multiple of 4 and at least `minimum` bytes.
  ///
  /// - Throws: `WebGPUError.refused` where the device has not that much.
  public func buffer(_ bytes: [UInt8], minimum: Int = 4) throws(WebGPUError) -> WebGPUBuffer {
    let count = max((bytes.count + 3) / 4 * 4, (max(minimum, 4) + 3) / 4 * 4)
    let usage = RKWBufferUsage_Storage | RKWBufferUsage_CopySrc | RKWBufferUsage_CopyDst
    let padded = bytes + [UInt8](repeating: 0, count: count - bytes.count)
    let result: Result<WebGPUBuffer, WebGPUError> = lock.withLock { _ in
      let (made, problem) = unsafe scoped { unsafe memory(count, usage) }
      guard let made = unsafe made, problem == nil else { return .failure(.refused(problem ?? "no buffer")) }
      unsafe padded.withUnsafeBytes { source in
        unsafe functions.queueWriteBuffer(queue, made, 0, source.baseAddress, source.count)
      }
      return .success(unsafe WebGPUBuffer(device: self, handle: made, count: count))
    }
    return try result.get()
  }

  /// Copies bytes into a buffer, behind all work submitted before.
  ///
  /// - Parameters:
  ///   - bytes: A multiple of 4.
  ///   - buffer: A buffer of this device.
  ///   - offset: A multiple of 4.
  /// - Throws: `WebGPUError.refused` for a place outside of the buffer.
  public func write(_ bytes: [UInt8], to buffer: WebGPUBuffer, at offset: Int) throws(WebGPUError) {
    unsafe try write(bytes.span.bytes, to: buffer, at: offset)
  }

  /// Copies bytes into a buffer, as above.
  func write(_ bytes: RawSpan, to buffer: WebGPUBuffer, at offset: Int) throws(WebGPUError) {
    let count = bytes.byteCount
    guard count % 4 == 0, offset % 4 == 0, offset >= 0, offset <= buffer.count,
      count <= buffer.count - offset
    else { throw .refused("bytes \(offset)..<\(offset &+ count) of \(buffer.count), in words") }
    unsafe bytes.withUnsafeBytes { source in
      lock.withLock { _ in
        unsafe functions.queueWriteBuffer(queue, buffer.handle, UInt64(offset), source.baseAddress, count)
      }
    }
  }

  /// Copies the start of a buffer to the start of another, behind all work submitted before.
  ///
  /// - Precondition: `count` bytes, a multiple of 4, are in both.
  func copy(_ source: WebGPUBuffer, to target: WebGPUBuffer, count: Int) {
    precondition(count <= source.count && count <= target.count && count % 4 == 0, "within both buffers")
    lock.withLock { _ in
      unsafe submit { encoder in
        unsafe functions.commandEncoderCopyBufferToBuffer(encoder, source.handle, 0, target.handle, 0, UInt64(count))
      }
    }
  }

  /// Zeroed memory for programs, or memory that the host maps to read.
  ///
  /// - Throws: `WebGPUError.refused` where the device has not that much.
  func emptyBuffer(_ byteCount: Int, mappable: Bool = false) throws(WebGPUError) -> WebGPUBuffer {
    let count = max((byteCount + 3) / 4 * 4, 16)
    let usage =
      mappable
      ? RKWBufferUsage_MapRead | RKWBufferUsage_CopyDst
      : RKWBufferUsage_Storage | RKWBufferUsage_CopySrc | RKWBufferUsage_CopyDst
    let result: Result<WebGPUBuffer, WebGPUError> = lock.withLock { _ in
      let (made, problem) = unsafe scoped { unsafe memory(count, usage) }
      guard let made = unsafe made, problem == nil else { return .failure(.refused(problem ?? "no buffer")) }
      return .success(unsafe WebGPUBuffer(device: self, handle: made, count: count))
    }
    return try result.get()
  }

  /// The bytes of a buffer, after all work submitted before.
  ///
  /// - Throws: `WebGPUError.timedOut` or `.refused`.
  public func read(_ buffer: WebGPUBuffer) throws(WebGPUError) -> [UInt8] {
    try read(buffer, at: 0, count: buffer.count)
  }

  /// Bytes of a buffer, after all work submitted before; both numbers are multiples of 4.
  ///
  /// - Throws: `WebGPUError.timedOut` or `.refused`.
  public func read(_ buffer: WebGPUBuffer, at offset: Int, count: Int) throws(WebGPUError) -> [UInt8] {
    guard offset % 4 == 0, count % 4 == 0, offset >= 0, count > 0, offset <= buffer.count - count else {
      throw .refused("bytes \(offset)..<\(offset &+ count) of \(buffer.count), in words")
    }
    let result: Result<[UInt8], WebGPUError> = lock.withLock { _ in
      let (copy, problem) = unsafe scoped {
        unsafe memory(count, RKWBufferUsage_MapRead | RKWBufferUsage_CopyDst)
      }
      guard let copy = unsafe copy, problem == nil else { return .failure(.refused(problem ?? "no buffer")) }
      defer { unsafe functions.bufferRelease(copy) }
      unsafe submit { encoder in
        unsafe functions.commandEncoderCopyBufferToBuffer(
          encoder,
          buffer.handle,
          UInt64(offset),
          copy,
          0,
          UInt64(count)
        )
      }
      let answer = WebGPUAnswer()
      let callback = unsafe RKWBufferMapCallbackInfo(
        nextInChain: nil,
        mode: RKWCallbackMode_AllowSpontaneous,
        callback: WebGPUAnswer.forWork,
        userdata1: answer.pointer,
        userdata2: nil
      )
      _ = unsafe functions.bufferMapAsync(copy, RKWMapMode_Read, 0, count, callback)
      guard wait(for: answer) else { return .failure(.timedOut(seconds: patience)) }
      guard let start = unsafe functions.bufferGetConstMappedRange(copy, 0, count) else {
        return .failure(.refused("mapping failed: \(answer.message)"))
      }
      defer { unsafe functions.bufferUnmap(copy) }
      return .success(unsafe Array(UnsafeRawBufferPointer(start: start, count: count)))
    }
    return try result.get()
  }

  private func memory(_ count: Int, _ usage: UInt64) -> RKWHandle? {
    var descriptor = unsafe RKWBufferDescriptor()
    unsafe descriptor.size = UInt64(count)
    unsafe descriptor.usage = usage
    return unsafe functions.deviceCreateBuffer(handle, &descriptor)
  }
}
