/// Memory that a resident program uses: of the device, or such that both reach.
@safe
final class CUDARegion: @unchecked Sendable {
  // Safety: what both sides access at once, they access atomically; the owner orders the rest.
  private let own: CUDAMemory?
  private let shared: CUDASharedMemory?
  let byteCount: Int
  let address: CUDAAddress
  /// Where the host sees it; nil for memory that only the device reaches.
  var base: UnsafeMutableRawPointer? { unsafe shared?.base }

  /// Allocates memory of the device, where a path is given such as the host reaches by that.
  init(_ stream: CUDAStream, byteCount: Int, sharedBy path: CUDAInboundPath?) throws(CUDAError) {
    self.byteCount = byteCount
    if let path {
      let memory = try CUDASharedMemory(path, byteCount: byteCount, stream)
      address = memory.address
      shared = memory
      own = nil
    } else {
      let memory = try CUDAMemory(stream.context, byteCount: byteCount)
      try stream.clear(memory.address, count: byteCount)
      address = memory.address
      own = consume memory
      shared = nil
    }
  }

  /// Copies what a smaller region has; memory of the device is never read through a mapping.
  func take(_ other: CUDARegion, _ stream: CUDAStream) throws(CUDAError) {
    if shared?.isHost == true, let base = unsafe base, let source = unsafe other.base {
      unsafe base.copyMemory(from: source, byteCount: other.byteCount)
    } else {
      try stream.copy(other.address, to: address, count: other.byteCount)
    }
  }
}
