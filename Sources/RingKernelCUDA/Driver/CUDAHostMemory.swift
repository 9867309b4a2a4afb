internal import CCUDA

/// Pinned memory of the host that devices reach under an address of their own, freed when this is.
@safe
public struct CUDAHostMemory: ~Copyable, @unchecked Sendable {
  // Safety: the memory lives as long as this does; what overlaps in time is the owner's to order.
  private let context: CUDAContext
  private let base: UnsafeMutableRawPointer
  /// What kernels call it.
  public let address: CUDAAddress
  /// Bytes.
  public let byteCount: Int

  /// Allocates memory that every context reaches, with zeros in it.
  ///
  /// - Parameters:
  ///   - context: Where it is allocated.
  ///   - byteCount: How much.
  ///   - isWriteOnly: Whether the host only writes: faster over the link, very slow to read back.
  /// - Throws: `CUDAError.failed`.
  /// - SeeAlso: `cuMemHostAlloc`, CUDA driver API.
  public init(_ context: CUDAContext, byteCount: Int, isWriteOnly: Bool = false) throws(CUDAError) {
    guard byteCount > 0 else { throw .refused("\(byteCount) bytes of pinned memory") }
    let flags =
      RKCU_MEMHOSTALLOC_PORTABLE | RKCU_MEMHOSTALLOC_DEVICEMAP | (isWriteOnly ? RKCU_MEMHOSTALLOC_WRITECOMBINED : 0)
    var place: UnsafeMutableRawPointer?
    try context.call("cuMemHostAlloc") { unsafe $0.memHostAlloc(&place, byteCount, flags) }
    let base = try unsafe present(place, "cuMemHostAlloc")
    var address: RKCUdeviceptr = 0
    do throws(CUDAError) {
      try context.call("cuMemHostGetDevicePointer_v2") { unsafe $0.memHostGetDevicePointer(&address, base, 0) }
    } catch {
      context.release("cuMemFreeHost") { unsafe $0.memFreeHost(base) }
      throw error
    }
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    self.context = context
    unsafe self.base = unsafe base
    self.address = CUDAAddress(address)
    self.byteCount = byteCount
  }

  deinit {
    let base = unsafe base
    context.release("cuMemFreeHost") { unsafe $0.memFreeHost(base) }
  }

  /// Lends the memory.
  ///
  /// Unsafe because a device may write to it meanwhile: words that both sides know need atomic access.
  @unsafe
  public borrowing func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(UnsafeMutableRawBufferPointer(start: base, count: byteCount))
  }
}
