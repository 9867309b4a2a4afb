internal import CCUDA

/// Managed memory that lies on a device and that the host reaches there, freed when this is.
@safe
public struct CUDAManagedMemory: ~Copyable, @unchecked Sendable {
  // Safety: the memory lives as long as this does; what overlaps in time is the owner's to order.
  private let context: CUDAContext
  /// What kernels call it.
  public let address: CUDAAddress
  /// Where the host sees it: host and device have one address for it.
  let base: UnsafeMutableRawPointer

  /// Allocates; pages come to lie on the device when that writes them first.
  ///
  /// - Throws: `CUDAError.failed`, `.refused` for a driver that is too old.
  /// - SeeAlso: `cuMemAllocManaged`, `cuMemAdvise`, CUDA driver API.
  public init(_ context: CUDAContext, byteCount: Int) throws(CUDAError) {
    guard byteCount > 0 else { throw .refused("\(byteCount) bytes of managed memory") }
    guard let advise = context.library.functions.memAdvise else {
      throw .refused("the driver is older than CUDA 12.2 and places no managed memory")
    }
    var address: RKCUdeviceptr = 0
    try context.call("cuMemAllocManaged") { unsafe $0.memAllocManaged(&address, byteCount, RKCU_MEM_ATTACH_GLOBAL) }
    let number = address
    do throws(CUDAError) {
      let here = RKCUmemLocation(type: RKCU_MEM_LOCATION_TYPE_DEVICE, id: context.device.handle)
      let host = RKCUmemLocation(type: RKCU_MEM_LOCATION_TYPE_HOST, id: 0)
      for (advice, location) in [
        (RKCU_MEM_ADVISE_SET_PREFERRED_LOCATION, here), (RKCU_MEM_ADVISE_SET_ACCESSED_BY, host),
      ] {
        try context.call("cuMemAdvise_v2") { _ in advise(number, byteCount, advice, location) }
      }
      unsafe base = try unsafe present(UnsafeMutableRawPointer(bitPattern: UInt(number)), "cuMemAllocManaged")
    } catch {
      context.release("cuMemFree_v2") { $0.memFree(number) }
      throw error
    }
    self.context = context
    self.address = CUDAAddress(number)
  }

  deinit {
    let number = address.number
    context.release("cuMemFree_v2") { $0.memFree(number) }
  }
}
