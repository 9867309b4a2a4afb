internal import CCUDA

/// What can be done about a status of the driver; supervision goes by it.
public enum CUDAErrorClass: String, Sendable, Hashable, CaseIterable {
  /// The same call may work later: the device or a service is busy or not up yet.
  case transient
  /// This machine, driver or process lacks what the call needs: free something, ask for less, or install it.
  case resource
  /// The call was wrong; it will be wrong again.
  case programmer
  /// What the device holds is gone: every later call of this process fails as well.
  case fatal

  /// The class of a status; one that is unknown here counts as fatal, since nobody knows what still holds.
  ///
  /// - SeeAlso: `CUresult`, CUDA driver API.
  public init(status: UInt32) {
    if Self.transients.contains(status) {
      self = .transient
    } else if Self.resources.contains(status) {
      self = .resource
    } else if Self.mistakes.contains(status) {
      self = .programmer
    } else {
      self = .fatal
    }
  }

  private static let transients: Set<UInt32> = [
    RKCUDA_ERROR_DEVICE_UNAVAILABLE, RKCUDA_ERROR_NOT_READY, RKCUDA_ERROR_SYSTEM_NOT_READY,
    RKCUDA_ERROR_MPS_CONNECTION_FAILED, RKCUDA_ERROR_MPS_RPC_FAILURE, RKCUDA_ERROR_MPS_SERVER_NOT_READY,
    RKCUDA_ERROR_MPS_MAX_CLIENTS_REACHED, RKCUDA_ERROR_MPS_MAX_CONNECTIONS_REACHED, RKCUDA_ERROR_TIMEOUT,
  ]

  private static let resources: Set<UInt32> = [
    RKCUDA_ERROR_OUT_OF_MEMORY, RKCUDA_ERROR_STUB_LIBRARY, RKCUDA_ERROR_NO_DEVICE, RKCUDA_ERROR_DEVICE_NOT_LICENSED,
    RKCUDA_ERROR_MAP_FAILED, RKCUDA_ERROR_NO_BINARY_FOR_GPU, RKCUDA_ERROR_JIT_COMPILER_NOT_FOUND,
    RKCUDA_ERROR_UNSUPPORTED_PTX_VERSION, RKCUDA_ERROR_JIT_COMPILATION_DISABLED,
    RKCUDA_ERROR_SHARED_OBJECT_INIT_FAILED, RKCUDA_ERROR_OPERATING_SYSTEM, RKCUDA_ERROR_LAUNCH_OUT_OF_RESOURCES,
    RKCUDA_ERROR_TOO_MANY_PEERS, RKCUDA_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE, RKCUDA_ERROR_NOT_PERMITTED,
    RKCUDA_ERROR_NOT_SUPPORTED, RKCUDA_ERROR_PEER_ACCESS_UNSUPPORTED, RKCUDA_ERROR_SYSTEM_DRIVER_MISMATCH,
    RKCUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE,
  ]

  private static let mistakes: Set<UInt32> = [
    RKCUDA_ERROR_INVALID_VALUE, RKCUDA_ERROR_NOT_INITIALIZED, RKCUDA_ERROR_INVALID_DEVICE, RKCUDA_ERROR_INVALID_IMAGE,
    RKCUDA_ERROR_INVALID_CONTEXT, RKCUDA_ERROR_UNSUPPORTED_LIMIT, RKCUDA_ERROR_INVALID_PTX,
    RKCUDA_ERROR_INVALID_SOURCE, RKCUDA_ERROR_INVALID_HANDLE, RKCUDA_ERROR_ILLEGAL_STATE, RKCUDA_ERROR_NOT_FOUND,
    RKCUDA_ERROR_PEER_ACCESS_ALREADY_ENABLED, RKCUDA_ERROR_PEER_ACCESS_NOT_ENABLED,
    RKCUDA_ERROR_INVALID_CLUSTER_SIZE,
  ]
}
