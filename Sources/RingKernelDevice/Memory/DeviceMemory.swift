public import RingKernelCore

/// Memory of a device, freed when nothing refers to it.
public protocol DeviceMemory: AnyObject, Sendable {
  /// Bytes.
  var byteCount: Int { get }

  /// Copies bytes to the device.
  ///
  /// - Parameters:
  ///   - bytes: What to copy.
  ///   - offset: Where the first byte goes.
  /// - Throws: `deviceMemory` for a place outside of the memory, or what the device reports.
  func write(_ bytes: [UInt8], at offset: Int) throws(RingKernelError)

  /// Copies bytes from the device, behind every launch that was made before.
  ///
  /// - Parameters:
  ///   - offset: The first byte.
  ///   - count: How many.
  /// - Throws: As above.
  func read(at offset: Int, count: Int) async throws(RingKernelError) -> [UInt8]
}

extension DeviceMemory {
  /// Refuses a range of bytes that is not there.
  ///
  /// - Throws: `deviceMemory`.
  public func requireRange(at offset: Int, count: Int) throws(RingKernelError) {
    guard offset >= 0, count >= 0, offset <= byteCount, count <= byteCount - offset else {
      throw RingKernelError(.deviceMemory, "Bytes \(offset)..<\(offset &+ count) of \(byteCount).")
    }
  }
}
