internal import CCUDA

/// Memory of a device that GDRCopy maps into this process, unmapped and freed when this is.
///
/// The host's stores wait in its buffers and come in no order until a fence (`storeFence`); loads go over the bus.
@safe
public struct CUDAMappedMemory: ~Copyable, @unchecked Sendable {
  // Safety: the mapping lives as long as this does; what overlaps in time is the owner's to order.
  private let copy: GDRCopy
  /// The pages lie within; it goes after the mapping.
  private let memory: CUDAMemory
  private let handle: RKgdr_mh_t
  private let mapping: UnsafeMutableRawPointer
  private let length: Int
  /// What kernels call it.
  public let address: CUDAAddress
  /// Where the host sees it.
  let base: UnsafeMutableRawPointer

  /// Allocates, pins and maps.
  ///
  /// - Throws: `CUDAError.failed`, `.mappingFailed` where the device's window has no room.
  public init(_ context: CUDAContext, byteCount: Int, _ copy: GDRCopy) throws(CUDAError) {
    guard byteCount > 0 else { throw .refused("\(byteCount) bytes of mapped memory") }
    let page = Int(RKGPU_PAGE_SIZE)
    let length = (byteCount + page - 1) / page * page
    let memory = try CUDAMemory(context, byteCount: length + page)
    // What is pinned are whole pages, and nobody else's.
    let start = (memory.address.number + UInt64(page - 1)) / UInt64(page) * UInt64(page)
    var handle = RKgdr_mh_t()
    try unsafe copy.call("gdr_pin_buffer") { unsafe $0.pinBuffer($1, UInt(start), length, 0, 0, &handle) }
    let pinned = handle
    var place: UnsafeMutableRawPointer?
    do throws(CUDAError) {
      try unsafe copy.call("gdr_map") { unsafe $0.map($1, pinned, &place, length) }
      let mapping = try unsafe present(place, "gdr_map")
      var info = RKgdr_info_v2_t()
      do throws(CUDAError) {
        try unsafe copy.call("gdr_get_info_v2") { unsafe $0.getInfo($1, pinned, &info) }
        guard info.va <= start, start - info.va < UInt64(page) else {
          throw .refused("GDRCopy maps other memory than was asked for")
        }
      } catch {
        unsafe copy.release("gdr_unmap") { unsafe $0.unmap($1, pinned, mapping, length) }
        throw error
      }
      unsafe base = unsafe mapping + Int(start - info.va)
      unsafe self.mapping = unsafe mapping
    } catch {
      unsafe copy.release("gdr_unpin_buffer") { unsafe $0.unpinBuffer($1, pinned) }
      throw error
    }
    self.handle = pinned
    self.length = length
    self.copy = copy
    address = CUDAAddress(start)
    self.memory = memory
  }

  deinit {
    let (handle, length) = (handle, length)
    let mapping = unsafe mapping
    unsafe copy.release("gdr_unmap") { unsafe $0.unmap($1, handle, mapping, length) }
    unsafe copy.release("gdr_unpin_buffer") { unsafe $0.unpinBuffer($1, handle) }
  }
}
