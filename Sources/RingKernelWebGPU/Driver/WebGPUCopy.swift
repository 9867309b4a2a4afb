internal import CWebGPU

extension WebGPUDevice {
  /// Copies bytes into a buffer, behind all work submitted before.
  ///
  /// - Parameters:
  ///   - bytes: A multiple of 4.
  ///   - buffer: A buffer of this device.
  ///   - offset: A multiple of 4.
  /// - Throws: `.refused` for a place outside of the buffer, `.deviceLost`.
  public func write(_ bytes: [UInt8], to buffer: WebGPUBuffer, at offset: Int) throws(WebGPUError) {
    unsafe try write(bytes.span.bytes, to: buffer, at: offset)
  }

  /// Copies bytes into a buffer, as above.
  func write(_ bytes: RawSpan, to buffer: WebGPUBuffer, at offset: Int) throws(WebGPUError) {
    try requireRange(buffer, at: offset, count: bytes.byteCount)
    try alone { () throws(WebGPUError) in
      unsafe bytes.withUnsafeBytes { source in
        unsafe functions.queueWriteBuffer(queue, buffer.handle, UInt64(offset), source.baseAddress, source.count)
      }
      try check(buffer.label)
    }
  }

  /// Copies bytes from one buffer to another, behind all work submitted before.
  ///
  /// - Parameters:
  ///   - source: A buffer of this device.
  ///   - offset: Where the bytes stand in it, a multiple of 4.
  ///   - target: Another buffer of this device.
  ///   - place: Where they go, a multiple of 4.
  ///   - count: How many, a multiple of 4.
  /// - Throws: `.refused` for a place outside of a buffer, and within one buffer; `.deviceLost`.
  public func copy(
    _ source: WebGPUBuffer,
    at offset: Int = 0,
    to target: WebGPUBuffer,
    at place: Int = 0,
    count: Int
  ) throws(WebGPUError) {
    try requireRange(source, at: offset, count: count)
    try requireRange(target, at: place, count: count)
    guard source !== target else { throw .refused("a buffer is not copied into itself", label: source.label) }
    guard count > 0 else { return }
    try alone { () throws(WebGPUError) in
      unsafe try submit("copy to \(target.label)") { encoder in
        unsafe functions.commandEncoderCopyBufferToBuffer(
          encoder,
          source.handle,
          UInt64(offset),
          target.handle,
          UInt64(place),
          UInt64(count)
        )
      }
    }
  }

  /// The bytes of a buffer, after all work submitted before.
  ///
  /// - Throws: `.timedOut`, `.outOfMemory`, `.deviceLost`.
  public func read(_ buffer: WebGPUBuffer) throws(WebGPUError) -> [UInt8] {
    try read(buffer, at: 0, count: buffer.count)
  }

  /// Bytes of a buffer, after all work submitted before; both numbers are multiples of 4.
  ///
  /// - Throws: `.refused` for a place outside of the buffer, `.timedOut`, `.outOfMemory`, `.deviceLost`.
  public func read(_ buffer: WebGPUBuffer, at offset: Int, count: Int) throws(WebGPUError) -> [UInt8] {
    try requireRange(buffer, at: offset, count: count)
    guard count > 0 else { return [] }
    let copy = try emptyBuffer(count, mappable: true, label: "copy of \(buffer.label)")
    return try fetch(buffer, at: offset, count: count, through: copy)
  }

  /// Bytes of a buffer, through another that can be mapped: nothing is allocated.
  ///
  /// - Precondition: The bytes are in both buffers.
  func fetch(
    _ buffer: WebGPUBuffer,
    at offset: Int,
    count: Int,
    through copy: WebGPUBuffer
  ) throws(WebGPUError) -> [UInt8] {
    try requireRange(buffer, at: offset, count: count)
    return unsafe try read([(buffer, offset, count)], through: copy, "reading \(buffer.label)") { _ in }
  }

  /// The first bytes of several buffers, one behind the other.
  ///
  /// - Parameters:
  ///   - parts: Buffers and how many bytes of each.
  ///   - copy: Room for all of them, which can be mapped.
  ///   - label: What errors call it.
  ///   - record: Puts commands in front of the copies.
  func read(
    _ parts: [(WebGPUBuffer, Int)],
    through copy: WebGPUBuffer,
    _ label: String = "reading",
    after record: (RKWHandle) -> Void = { _ in }
  ) throws(WebGPUError) -> [UInt8] {
    unsafe try read(parts.map { ($0.0, 0, $0.1) }, through: copy, label, after: record)
  }

  private func read(
    _ parts: [(buffer: WebGPUBuffer, offset: Int, count: Int)],
    through copy: WebGPUBuffer,
    _ label: String,
    after record: (RKWHandle) -> Void
  ) throws(WebGPUError) -> [UInt8] {
    for part in parts { try requireRange(part.buffer, at: part.offset, count: part.count) }
    let count = parts.reduce(0) { $0 + $1.count }
    try requireRange(copy, at: 0, count: count)
    return try alone { () throws(WebGPUError) in
      unsafe try submit(label) { encoder in
        unsafe record(encoder)
        var place = 0
        for part in parts {
          unsafe functions.commandEncoderCopyBufferToBuffer(
            encoder,
            part.buffer.handle,
            UInt64(part.offset),
            copy.handle,
            UInt64(place),
            UInt64(part.count)
          )
          place += part.count
        }
      }
      let answer = try map(copy, count: count)
      try wait(for: answer)
      let start = try unsafe mapped(copy, count: count, answer)
      defer { unsafe functions.bufferUnmap(copy.handle) }
      return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }
  }

  /// Asks, under the lock, for the first bytes of a buffer that can be mapped.
  func map(_ buffer: WebGPUBuffer, count: Int) throws(WebGPUError) -> WebGPUAnswer {
    let answer = WebGPUAnswer()
    let callback = unsafe RKWBufferMapCallbackInfo(
      nextInChain: nil,
      mode: RKWCallbackMode_AllowSpontaneous,
      callback: WebGPUAnswer.forMapping,
      userdata1: answer.pointer(),
      userdata2: nil
    )
    _ = unsafe functions.bufferMapAsync(buffer.handle, RKWMapMode_Read, 0, count, callback)
    try check(buffer.label)
    return answer
  }

  /// The mapped bytes, under the lock, when the answer has come.
  ///
  /// The library ends the process for a buffer that is not mapped, and for one of a lost device.
  @unsafe func mapped(
    _ buffer: WebGPUBuffer,
    count: Int,
    _ answer: WebGPUAnswer
  ) throws(WebGPUError) -> UnsafeRawPointer {
    try requireLife()
    guard answer.status == RKWMapAsyncStatus_Success else {
      throw .refused("mapping failed: \(brief(answer.message))", label: buffer.label)
    }
    guard let start = unsafe functions.bufferGetConstMappedRange(buffer.handle, 0, count) else {
      throw .refused("mapping gave nothing", label: buffer.label)
    }
    return unsafe start
  }

  private func requireRange(_ buffer: WebGPUBuffer, at offset: Int, count: Int) throws(WebGPUError) {
    guard buffer.device === self else { throw .refused("it lies on another device", label: buffer.label) }
    guard count % 4 == 0, offset % 4 == 0, offset >= 0, count >= 0, offset <= buffer.count,
      count <= buffer.count - offset
    else { throw .refused("bytes \(offset)..<\(offset &+ count) of \(buffer.count), in words", label: buffer.label) }
  }
}
