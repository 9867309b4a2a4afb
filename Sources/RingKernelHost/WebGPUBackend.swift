internal import RingKernelCore
internal import RingKernelEngine
internal import RingKernelWebGPU

/// The WebGPU backend of this process: its library is loaded at most once.
enum WebGPUBackend {
  /// Environment variable that chooses an adapter by a part of its name.
  static let adapterVariable = "RINGKERNEL_ADAPTER"

  private static let library: Result<WebGPULibrary, RingKernelError> = {
    do throws(WebGPUError) { return .success(try WebGPULibrary()) } catch { return .failure(RingKernelError(error)) }
  }()

  /// The adapter that is used: the one asked for, else the first that is no software.
  private static func adapter() throws(RingKernelError) -> WebGPUAdapter {
    let library = try library.get()
    do throws(WebGPUError) {
      if let name = Backends.environment(adapterVariable), !name.isEmpty { return try library.adapter(named: name) }
      if let hardware = library.adapters().first(where: { !$0.isSoftware }) { return hardware }
      return try library.adapter()
    } catch { throw RingKernelError(error) }
  }

  /// Every adapter that the library sees.
  ///
  /// - Throws: `libraryUnavailable`, `libraryVersion`.
  static func adapters() throws(RingKernelError) -> [BackendAdapter] {
    try library.get().adapters().map { adapter in
      BackendAdapter(
        backend: .webgpu,
        name: adapter.name,
        kind: adapter.kind.rawValue,
        interface: adapter.interface,
        isSoftware: adapter.isSoftware,
        features: adapter.namedFeatures.filter(\.isThere).map(\.name),
        limits: adapter.limits.named.map { .init(name: $0.name, value: $0.value) }
      )
    }
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
    do throws(WebGPUError) { device = try WebGPUDevice(adapter) } catch { throw RingKernelError(error) }
    return try EpochEngine(try WebGPUEpochDevice(device), configuration)
  }
}
