internal import RingKernelABI

/// Memory of one ring: header, then slots, aligned so that no two sides share a pair of cache lines.
@safe
public final class RingStorage: @unchecked Sendable {
  // Safety: the class only owns the memory; who may touch which word is the contract of the queue types.

  /// Address of the `RingHeader`.
  @unsafe public let header: UnsafeMutableRawPointer
  /// Address of the first slot.
  @unsafe public let slots: UnsafeMutableRawPointer
  /// Slots, a power of two.
  public let capacity: Int
  /// Bytes from one slot to the next.
  public let slotStride: Int

  /// Largest number of slots.
  public static let maximumCapacity = 1 << 24
  /// Largest number of bytes of one ring.
  public static let maximumBytes = 1 << 34

  /// Allocates a ring whose first ticket is `start`.
  ///
  /// - Parameters:
  ///   - capacity: Slots, rounded up to a power of two; `1...maximumCapacity`.
  ///   - slotStride: Bytes per slot.
  ///   - start: Ticket of the first message; tests seed it close to 2^64.
  /// - Throws: `invalidConfiguration` for a capacity or a size outside the limits.
  public init(capacity: Int, slotStride: Int, startingAt start: UInt64 = 0) throws(RingKernelError) {
    guard (1...Self.maximumCapacity).contains(capacity) else {
      throw RingKernelError(.invalidConfiguration, "Capacity \(capacity) is outside 1...\(Self.maximumCapacity).")
    }
    let rounded = 1 << (Int.bitWidth - (capacity - 1).leadingZeroBitCount)
    let slotBytes = rounded.multipliedReportingOverflow(by: slotStride)
    guard !slotBytes.overflow, slotBytes.partialValue <= Self.maximumBytes else {
      throw RingKernelError(
        .invalidConfiguration,
        "A ring of \(rounded) slots of \(slotStride) bytes exceeds \(Self.maximumBytes) bytes."
      )
    }
    let headerBytes = MemoryLayout<RingHeader>.size
    let bytes = headerBytes + slotBytes.partialValue
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: ABI.sideStride)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    unsafe self.header = memory
    unsafe self.slots = memory + headerBytes
    self.capacity = rounded
    self.slotStride = slotStride
    let header = unsafe memory.assumingMemoryBound(to: RingHeader.self)
    unsafe header.pointee.tail = start
    unsafe header.pointee.head = start
    unsafe header.pointee.capacity = UInt64(rounded)
    unsafe header.pointee.slot_stride = UInt64(slotStride)
  }

  deinit { unsafe header.deallocate() }
}
