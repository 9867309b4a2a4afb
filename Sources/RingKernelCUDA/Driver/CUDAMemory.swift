internal import CCUDA

/// An address on a device; the host never follows it.
public struct CUDAAddress: Sendable, Hashable {
  /// The number that kernels get.
  public let number: UInt64

  /// Makes an address from its number.
  public init(_ number: UInt64) { self.number = number }

  /// An address further on.
  public static func + (address: CUDAAddress, bytes: Int) -> CUDAAddress {
    CUDAAddress(address.number &+ UInt64(bitPattern: Int64(bytes)))
  }
}

/// Memory of a device, freed when this is.
public struct CUDAMemory: ~Copyable, Sendable {
  private let context: CUDAContext
  /// The stream whose order it follows; nil for memory that the whole device is asked for.
  private let stream: CUDAStream?
  /// Where it begins, 256-byte aligned.
  public let address: CUDAAddress
  /// Bytes.
  public let byteCount: Int

  /// Allocates, which may wait for the whole device.
  ///
  /// - Throws: `CUDAError.failed`.
  /// - SeeAlso: `cuMemAlloc`, CUDA driver API.
  public init(_ context: CUDAContext, byteCount: Int) throws(CUDAError) {
    self.context = context
    stream = nil
    self.byteCount = byteCount
    address = try unsafe Self.allocate(context, "cuMemAlloc_v2", byteCount) { unsafe $0.memAlloc($1, $2) }
  }

  /// Allocates from the device's pool, in the order of a stream, which also frees it in that order.
  ///
  /// - Throws: `CUDAError.failed`.
  /// - SeeAlso: `cuMemAllocAsync`, CUDA driver API.
  public init(pooledIn stream: CUDAStream, byteCount: Int) throws(CUDAError) {
    context = stream.context
    self.stream = stream
    self.byteCount = byteCount
    address = try unsafe Self.allocate(stream.context, "cuMemAllocAsync", byteCount) {
      unsafe $0.memAllocAsync($1, $2, stream.handle)
    }
  }

  deinit {
    let number = address.number
    if let stream {
      context.release("cuMemFreeAsync") { unsafe $0.memFreeAsync(number, stream.handle) }
    } else {
      context.release("cuMemFree_v2") { $0.memFree(number) }
    }
  }

  private static func allocate(
    _ context: CUDAContext,
    _ name: String,
    _ byteCount: Int,
    _ body: (CUDAFunctions, UnsafeMutablePointer<RKCUdeviceptr>, Int) -> RKCUresult
  ) throws(CUDAError) -> CUDAAddress {
    guard byteCount > 0 else { throw .refused("\(byteCount) bytes of memory") }
    var address: RKCUdeviceptr = 0
    try context.call(name) { unsafe body($0, &address, byteCount) }
    return CUDAAddress(address)
  }
}
