internal import CCUDA
public import RingKernelCore

extension RingKernelError {
  /// The public form of an error of CUDA.
  ///
  /// - Parameters:
  ///   - error: What happened.
  ///   - device: The device concerned, for people.
  ///   - kernel: The kernel concerned, if one is.
  public init(_ error: CUDAError, on device: String = "CUDA", kernel: String? = nil) {
    switch error {
    case .libraryUnavailable(let words): self.init(.libraryUnavailable, words, kernel: kernel)
    case .failed(let status):
      let code = ErrorCode(status)
      let advice =
        code == .backendUnavailable ? " See that nvidia-smi lists one and CUDA_VISIBLE_DEVICES hides none." : ""
      self.init(code, "\(device): \(status).\(advice)", kernel: kernel)
    case .compilerFailed(let status): self.init(.programRefused, "NVRTC: \(status).", kernel: kernel)
    case .textRefused(let architecture, let log):
      self.init(.programRefused, "NVRTC refuses the text for \(architecture): \(log)", kernel: kernel)
    case .notResident(let blocks, let most):
      self.init(.gridNotResident, "\(device) has \(most) such blocks at once; the grid has \(blocks).", kernel: kernel)
    case .deviceUnknown(let text):
      let words = "\(CUDADevice.variable) is '\(text)'; it is the number of a device, from 0."
      self.init(.backendUnknown, words, kernel: kernel)
    case .modeUnknown(let text):
      let words = "\(CUDAResidentDevice.variable) is '\(text)'; it may be resident or passes."
      self.init(.backendUnknown, words, kernel: kernel)
    case .clusterUnknown(let text):
      let words = "\(CUDAResidentDevice.clusterVariable) is '\(text)'; it may be 1, 2, 4 or 8."
      self.init(.backendUnknown, words, kernel: kernel)
    case .inboundUnknown(let text):
      let words = "\(CUDAInbound.variable) is '\(text)'; it may be \(CUDAInbound.names)."
      self.init(.backendUnknown, words, kernel: kernel)
    case .inboundUnavailable(let road, let reason):
      let words = "\(device): messages cannot come through \(road.rawValue) memory: \(reason)."
      self.init(.inboundUnavailable, words, kernel: kernel)
    case .mappingFailed(let status):
      let code: ErrorCode = status.number == noMemoryNumber ? .deviceMemory : .deviceResources
      self.init(code, "\(device): \(status).", kernel: kernel)
    case .refused(let words): self.init(.deviceCallRefused, "\(device): \(words).", kernel: kernel)
    case .timedOut(let patience):
      self.init(.deviceLost, "\(device) did not end its work within \(patience).", kernel: kernel)
    }
  }
}

extension ErrorCode {
  /// The code of a driver's answer: some have a cure of their own, the others that of their class.
  init(_ status: CUDAStatus) {
    switch status.number {
    case RKCUDA_ERROR_OUT_OF_MEMORY: self = .deviceMemory
    case RKCUDA_ERROR_NO_DEVICE, RKCUDA_ERROR_INVALID_DEVICE: self = .backendUnavailable
    case RKCUDA_ERROR_UNSUPPORTED_PTX_VERSION, RKCUDA_ERROR_NO_BINARY_FOR_GPU, RKCUDA_ERROR_SYSTEM_DRIVER_MISMATCH,
      RKCUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE:
      self = .driverTooOld
    case RKCUDA_ERROR_INVALID_IMAGE, RKCUDA_ERROR_INVALID_PTX, RKCUDA_ERROR_INVALID_SOURCE,
      RKCUDA_ERROR_JIT_COMPILER_NOT_FOUND, RKCUDA_ERROR_JIT_COMPILATION_DISABLED:
      self = .programRefused
    case RKCUDA_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE: self = .gridNotResident
    default:
      self =
        switch status.errorClass {
        case .transient: .deviceBusy
        case .resource: .deviceResources
        case .programmer: .deviceCallRefused
        case .fatal: .deviceLost
        }
    }
  }
}
