internal import RingKernelCore
internal import RingKernelEngine
internal import RingKernelWebGPU

/// The WebGPU backend of this process: its library is loaded at most once.
enum WebGPUBackend {
  /// Environment variable that chooses an adapter by a part of its name.
  static let adapterVariable = "RINGKERNEL_ADAPTER"

  private static let library: Result<WebGPULibrary, RingKernelError> = {
    do throws(WebGPUError) { return .success(try WebGPULibrary()) } catch { return .failure(error.forUser) }
  }()

  /// The adapter that is used: the one asked for, else the first that is no software.
  private static func adapter() throws(RingKernelError) -> WebGPUAdapter {
    let library = try library.get()
    do throws(WebGPUError) {
      if let name = Backends.environment(adapterVariable), !name.isEmpty { return try library.adapter(named: name) }
      if let hardware = library.adapters().first(where: { !$0.isSoftware }) { return hardware }
      return try library.adapter()
    } catch { throw error.forUser }
  }

  /// Whether there is a device, and which.
  static var availability: BackendAvailability {
    do throws(RingKernelError) {
      let adapter = try adapter()
      return BackendAvailability(
        backend: .webgpu,
        isUsable: true,
        detail: adapter.name,
        isSoftware: adapter.isSoftware
      )
    } catch {
      return BackendAvailability(backend: .webgpu, isUsable: false, detail: error.detail)
    }
  }

  /// Opens the device for one engine.
  static func engine(_ configuration: RuntimeConfiguration) throws(RingKernelError) -> EpochEngine {
    let device: WebGPUDevice
    let adapter = try adapter()
    do throws(WebGPUError) { device = try WebGPUDevice(adapter) } catch { throw error.forUser }
    return try EpochEngine(try WebGPUEpochDevice(device), configuration)
  }
}

extension WebGPUError {
  /// The error of the public interface.
  fileprivate var forUser: RingKernelError {
    switch self {
    case .libraryUnavailable(let why): RingKernelError(.libraryUnavailable, why)
    case .adapterUnavailable(let why), .deviceUnavailable(let why): RingKernelError(.backendUnavailable, why)
    case .programRefused(let why), .refused(let why): RingKernelError(.programRefused, why)
    case .timedOut(let seconds): RingKernelError(.deviceLost, "It did not answer within \(seconds) s.")
    }
  }
}
