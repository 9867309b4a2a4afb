/// Memory that the host and kernels reach, with zeros in it at first.
@safe
public final class CUDASharedMemory: @unchecked Sendable {
  // Safety: what both sides access at once, they access atomically; the owner orders the rest.
  private enum Memory: ~Copyable {
    case pinned(CUDAHostMemory)
    case coherent(CUDAManagedMemory)
    case bar(CUDAMappedMemory)
  }

  private let memory: Memory
  /// Bytes.
  public let byteCount: Int
  /// What kernels call it.
  public let address: CUDAAddress
  /// Where the host sees it; memory behind a BAR must be written only, with a fence between what has an order.
  @unsafe public let base: UnsafeMutableRawPointer
  /// Whether it is memory of the host.
  let isHost: Bool

  /// Allocates.
  ///
  /// - Parameters:
  ///   - path: Which memory.
  ///   - byteCount: How much.
  ///   - stream: Where it is filled with zeros, which is waited for; nothing that does not end may be there.
  /// - Throws: `CUDAError.failed`, `.mappingFailed`.
  public init(_ path: CUDAInboundPath, byteCount: Int, _ stream: CUDAStream) throws(CUDAError) {
    self.byteCount = byteCount
    if let copy = path.copy {
      let mapped = try CUDAMappedMemory(stream.context, byteCount: byteCount, copy)
      address = mapped.address
      unsafe base = unsafe mapped.base
      memory = .bar(mapped)
    } else if path.road == .coherent {
      let managed = try CUDAManagedMemory(stream.context, byteCount: byteCount)
      address = managed.address
      unsafe base = unsafe managed.base
      memory = .coherent(managed)
    } else {
      let pinned = try CUDAHostMemory(stream.context, byteCount: byteCount)
      address = pinned.address
      unsafe base = try unsafe present(pinned.withUnsafeBytes { $0.baseAddress }, "cuMemHostAlloc")
      memory = .pinned(pinned)
    }
    isHost = path.road == .pinned
    // Pinned memory has its zeros; the device's is written by the device first, so that it lies there.
    guard !isHost else { return }
    try stream.clear(address, count: byteCount)
    try stream.synchronize()
  }
}
