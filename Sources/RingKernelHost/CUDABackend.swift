internal import RingKernelCUDA
internal import RingKernelCore
internal import RingKernelEngine

/// The CUDA backend of this process: driver and compiler are loaded at most once.
enum CUDABackend {
  private static let libraries: Result<(CUDALibrary, CUDACompiler), RingKernelError> = {
    do throws(CUDAError) {
      let library = try CUDALibrary()
      return .success((library, try CUDACompiler(driverVersion: library.version)))
    } catch { return .failure(RingKernelError(error)) }
  }()

  /// The device that is used: the one asked for, else the driver's first one.
  private static func device() throws(RingKernelError) -> CUDADevice {
    let (library, _) = try libraries.get()
    do throws(CUDAError) { return try CUDADevice.chosen(of: library) } catch { throw RingKernelError(error) }
  }

  /// Refuses a choice that names no device, no mode or no memory, so that it never counts as none.
  ///
  /// - Throws: `backendUnknown`.
  static func checkChoice(_ environment: (String) -> String?) throws(RingKernelError) {
    do throws(CUDAError) {
      _ = try CUDADevice.ordinal(chosenBy: environment(CUDADevice.variable))
      _ = try CUDAResidentDevice.mode(chosenBy: environment(CUDAResidentDevice.variable))
      _ = try CUDAResidentDevice.clusterSize(chosenBy: environment(CUDAResidentDevice.clusterVariable))
      _ = try CUDAInbound.chosen(by: environment(CUDAInbound.variable))
    } catch { throw RingKernelError(error) }
  }

  /// Whether there is a device, which, and whether it runs programs in passes.
  static func availability(_ mode: ExecutionMode?) -> BackendAvailability {
    do throws(RingKernelError) {
      let device = try device()
      let passes: String
      do throws(CUDAError) {
        if let reason = try CUDAResidentDevice.reasonForPasses(device, mode) {
          passes = ", in passes: \(reason)"
        } else {
          let size = try CUDAResidentDevice.clusterSize(device)
          passes = size > 1 ? ", blocks in clusters of \(size)" : ""
        }
      } catch { throw RingKernelError(error, on: device.name) }
      let capability = "compute capability \(device.capability / 10).\(device.capability % 10)"
      return BackendAvailability(backend: .cuda, isUsable: true, detail: "\(device.name), \(capability)\(passes)")
    } catch {
      return BackendAvailability(backend: .cuda, isUsable: false, detail: error.detail)
    }
  }

  /// Opens the device for one engine.
  ///
  /// - Parameter note: Is told what goes another way than the device promises, and why.
  static func engine(
    _ configuration: RuntimeConfiguration,
    note: @escaping @Sendable (String, String) -> Void
  ) throws(RingKernelError) -> ResidentEngine {
    let (_, compiler) = try libraries.get()
    let device = try device()
    let session: CUDASession
    do throws(CUDAError) { session = try CUDASession(device, compiler: compiler) } catch {
      throw RingKernelError(error, on: device.name)
    }
    let resident = try CUDAResidentDevice(session, configuration.executionMode)
    return try ResidentEngine(resident, configuration, note: note)
  }
}
