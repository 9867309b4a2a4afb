internal import CCUDA

extension CUDAStream {
  /// Copies bytes to a device and waits until they are there.
  ///
  /// - Parameters:
  ///   - bytes: What to copy.
  ///   - address: Where the first byte goes; as many more must be allocated there.
  /// - Throws: `CUDAError.failed`.
  /// - SeeAlso: `cuMemcpyHtoDAsync`, CUDA driver API.
  public func write(_ bytes: [UInt8], to address: CUDAAddress) throws(CUDAError) {
    guard !bytes.isEmpty else { return }
    // The bytes may move as soon as the closure ends, so it waits.
    try unsafe bytes.withUnsafeBufferPointer { (source) throws(CUDAError) in
      try context.call("cuMemcpyHtoDAsync_v2") {
        unsafe $0.memcpyHtoDAsync(address.number, source.baseAddress, source.count, handle)
      }
      try synchronize()
    }
  }

  /// Copies bytes from a device, behind everything that is in the stream.
  ///
  /// - Parameters:
  ///   - address: The first byte.
  ///   - count: How many; they must be allocated there.
  /// - Throws: `CUDAError.failed`.
  /// - SeeAlso: `cuMemcpyDtoHAsync`, CUDA driver API.
  public func read(_ address: CUDAAddress, count: Int) throws(CUDAError) -> [UInt8] {
    guard count > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    try unsafe bytes.withUnsafeMutableBufferPointer { (room) throws(CUDAError) in
      let place = room.baseAddress
      try context.call("cuMemcpyDtoHAsync_v2") {
        unsafe $0.memcpyDtoHAsync(place, address.number, count, handle)
      }
      try synchronize()
    }
    return bytes
  }

  /// Copies to pinned memory, without waiting.
  ///
  /// - Parameters:
  ///   - address: The first byte.
  ///   - target: Where they go, from its beginning; it must live until the stream has come to it.
  ///   - count: How many; no more than `target` has.
  /// - Throws: `CUDAError.failed`, `.refused`.
  public func copy(_ address: CUDAAddress, to target: borrowing CUDAHostMemory, count: Int) throws(CUDAError) {
    guard (0...target.byteCount).contains(count) else {
      throw .refused("\(count) bytes are copied to \(target.byteCount)")
    }
    unsafe try target.withUnsafeBytes { (room) throws(CUDAError) in
      let place = room.baseAddress
      try context.call("cuMemcpyDtoHAsync_v2") {
        unsafe $0.memcpyDtoHAsync(place, address.number, count, handle)
      }
    }
  }

  /// Copies from pinned memory, without waiting.
  ///
  /// - Parameters:
  ///   - source: What to copy, from its beginning; it must live and stay as it is until the stream has come to it.
  ///   - address: Where the first byte goes.
  ///   - count: How many; no more than `source` has.
  /// - Throws: `CUDAError.failed`, `.refused`.
  public func copy(_ source: borrowing CUDAHostMemory, to address: CUDAAddress, count: Int) throws(CUDAError) {
    guard (0...source.byteCount).contains(count) else {
      throw .refused("\(count) bytes are copied from \(source.byteCount)")
    }
    unsafe try source.withUnsafeBytes { (room) throws(CUDAError) in
      let place = room.baseAddress
      try context.call("cuMemcpyHtoDAsync_v2") {
        unsafe $0.memcpyHtoDAsync(address.number, place, count, handle)
      }
    }
  }

  /// Copies between places of the device, without waiting.
  ///
  /// - Throws: `CUDAError.failed`.
  public func copy(_ source: CUDAAddress, to target: CUDAAddress, count: Int) throws(CUDAError) {
    try context.call("cuMemcpyDtoDAsync_v2") {
      unsafe $0.memcpyDtoDAsync(target.number, source.number, count, handle)
    }
  }

  /// Fills memory with zeros, without waiting.
  ///
  /// - Throws: `CUDAError.failed`.
  public func clear(_ address: CUDAAddress, count: Int) throws(CUDAError) {
    try context.call("cuMemsetD8Async") { unsafe $0.memsetD8Async(address.number, 0, count, handle) }
  }
}
