/// Memory that a resident program uses: of the device, or pinned memory of the host that both reach.
@safe
final class CUDARegion: @unchecked Sendable {
  // Safety: what both sides access at once, they access atomically; the owner orders the rest.
  private let own: CUDAMemory?
  private let host: CUDAHostMemory?
  let byteCount: Int
  let address: CUDAAddress
  /// Where the host sees it; nil for memory of the device.
  let base: UnsafeMutableRawPointer?

  init(_ context: CUDAContext, byteCount: Int, isShared: Bool) throws(CUDAError) {
    self.byteCount = byteCount
    if isShared {
      let memory = try CUDAHostMemory(context, byteCount: byteCount)
      address = memory.address
      unsafe base = unsafe memory.withUnsafeBytes { $0.baseAddress }
      host = consume memory
      own = nil
    } else {
      let memory = try CUDAMemory(context, byteCount: byteCount)
      address = memory.address
      unsafe base = nil
      own = consume memory
      host = nil
    }
  }

  /// Fills memory of the device with zeros; the host's has them from the start.
  func clear(_ stream: CUDAStream) throws(CUDAError) {
    if unsafe base == nil { try stream.clear(address, count: byteCount) }
  }

  /// Copies what a smaller region has.
  func take(_ other: CUDARegion, _ stream: CUDAStream) throws(CUDAError) {
    if let base = unsafe base, let source = unsafe other.base {
      unsafe base.copyMemory(from: source, byteCount: other.byteCount)
    } else {
      try stream.copy(other.address, to: address, count: other.byteCount)
    }
  }
}
