public import RingKernelCore

/// A device that a backend sees, used or not.
public struct BackendAdapter: Sendable, Hashable {
  /// Something that it can do at most.
  public struct Limit: Sendable, Hashable {
    /// Name in the backend's own interface.
    public let name: String
    /// How much.
    public let value: Int
  }

  /// The backend.
  public let backend: BackendKind
  /// Name for people.
  public let name: String
  /// `discrete`, `integrated`, `software`, `unknown`.
  public let kind: String
  /// The interface below the backend: `Vulkan`, `Metal`, `D3D12`.
  public let interface: String
  /// Whether it is a program that runs on this machine's processors.
  public let isSoftware: Bool
  /// Features that matter to kernels, those that it has.
  public let features: [String]
  /// Limits that matter to kernels.
  public let limits: [Limit]
}

extension Backends {
  /// Every device that a backend sees.
  ///
  /// - Throws: `libraryUnavailable` or `libraryVersion` where the backend's library cannot be used.
  public static func adapters(_ backend: BackendKind) throws(RingKernelError) -> [BackendAdapter] {
    guard backend == .webgpu else { return [] }
    return try WebGPUBackend.adapters()
  }
}
