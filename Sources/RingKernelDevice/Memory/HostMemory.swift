#if canImport(Glibc)
internal import Glibc
#endif
public import RingKernelCore

/// Memory of the host, where the CPU and the interpreter run kernels; on a cache line of its own.
@safe public final class HostMemory: DeviceMemory, @unchecked Sendable {
  // Safety: as with any buffer of a device, launches and copies that overlap in time are the caller's to order.
  let base: UnsafeMutableRawPointer
  /// Bytes.
  public let byteCount: Int

  /// Bytes of a large page, where the system has them.
  private static let largePage = 1 << 21

  /// Allocates zeroed memory.
  ///
  /// - Parameter byteCount: How much.
  public init(byteCount: Int) {
    self.byteCount = byteCount
    // Room for the largest vector, so that an empty buffer has an address as well.
    let room = max(byteCount, 64)
    let isLarge = room >= 2 * Self.largePage
    unsafe base = .allocate(byteCount: room, alignment: isLarge ? Self.largePage : 64)
    #if canImport(Glibc)
    // Fewer pages to look up; where the system has no large ones, nothing changes.
    if isLarge { _ = unsafe madvise(base, room & ~(Self.largePage - 1), MADV_HUGEPAGE) }
    #endif
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: room)
  }

  deinit { unsafe base.deallocate() }

  /// Copies bytes in.
  ///
  /// - Throws: `deviceMemory` for a place outside of the memory.
  public func write(_ bytes: [UInt8], at offset: Int) throws(RingKernelError) {
    try requireRange(at: offset, count: bytes.count)
    unsafe UnsafeMutableRawBufferPointer(start: base + offset, count: bytes.count).copyBytes(from: bytes)
  }

  /// Copies bytes out.
  ///
  /// - Throws: As above.
  public func read(at offset: Int, count: Int) async throws(RingKernelError) -> [UInt8] {
    try requireRange(at: offset, count: count)
    return unsafe Array(UnsafeRawBufferPointer(start: base + offset, count: count))
  }
}
