/// Through which memory the host's messages come to a program that runs.
public enum CUDAInbound: String, Sendable, CaseIterable {
  /// Pinned memory of the host, which the device polls over the link.
  case pinned
  /// Managed memory that lies on the device and that the host reaches there, as its own.
  case coherent
  /// Memory of the device that GDRCopy maps into this process, behind the device's window on the bus.
  case bar

  /// Environment variable that names one.
  public static let variable = "RINGKERNEL_CUDA_INBOUND"

  /// `pinned, coherent or bar`.
  static let names = "pinned, coherent or bar"

  /// The one that a text asks for; nil where it asks for none.
  ///
  /// - Throws: `CUDAError.inboundUnknown`.
  public static func chosen(by text: String?) throws(CUDAError) -> CUDAInbound? {
    guard let text, !text.isEmpty else { return nil }
    guard let road = CUDAInbound(rawValue: text) else { throw .inboundUnknown(text) }
    return road
  }
}
