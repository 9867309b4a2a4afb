#if canImport(Glibc)
internal import Glibc
#endif
public import RingKernelCore
internal import Synchronization

/// Memory of the host, where the CPU and the interpreter run kernels; on a cache line of its own.
@safe public final class HostMemory: DeviceMemory, @unchecked Sendable {
  // Safety: as with any buffer of a device, launches and copies that overlap in time are the caller's to order.
  let base: UnsafeMutableRawPointer
  /// Bytes.
  public let byteCount: Int
  private let allocation: UnsafeMutableRawPointer

  /// Bytes of a large page, where the system has them.
  private static let largePage = 1 << 21
  /// Buffers allocated so far: those that a kernel walks through side by side have different numbers.
  private static let number = Atomic<Int>(0)

  /// Bytes between the begin of an allocation and that of its buffer.
  ///
  /// Buffers that begin at one place of their pages use the same sets of the caches, and a load looks like one of what was
  /// stored to another: a stencil took three times as long on large pages of a Xeon. These are 25 lines apart.
  private static func offset(_ room: Int) -> Int {
    room < 1 << 16 ? 0 : number.add(1, ordering: .relaxed).oldValue % 16 * 1600
  }

  /// Allocates zeroed memory.
  ///
  /// - Parameter byteCount: How much.
  public init(byteCount: Int) {
    self.byteCount = byteCount
    // Room for the largest vector, so that an empty buffer has an address as well.
    let room = max(byteCount, 64)
    let isLarge = room >= 2 * Self.largePage
    let offset = Self.offset(room)
    unsafe allocation = .allocate(byteCount: offset + room, alignment: isLarge ? Self.largePage : 64)
    unsafe base = allocation + offset
    #if canImport(Glibc)
    // Fewer pages to look up; where the system has no large ones, nothing changes.
    if isLarge { _ = unsafe madvise(allocation, room & ~(Self.largePage - 1), MADV_HUGEPAGE) }
    #endif
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: room)
  }

  deinit { unsafe allocation.deallocate() }

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
