#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#endif
public import RingKernelCore
internal import RingKernelCPU

/// Which backend a runtime is to use.
public enum BackendChoice: Sendable, Equatable {
  /// The first usable one of CUDA, Metal, WebGPU, CPU; `RINGKERNEL_BACKEND` overrides it.
  case automatic
  /// This one, or an error.
  case only(BackendKind)

  /// Own worker threads.
  public static let cpu = BackendChoice.only(.cpu)
  /// An NVIDIA GPU; `RINGKERNEL_CUDA_DEVICE` chooses among several by number.
  public static let cuda = BackendChoice.only(.cuda)
  /// A GPU through WebGPU; `RINGKERNEL_ADAPTER` chooses among several.
  public static let webgpu = BackendChoice.only(.webgpu)
}

/// Finds out which backends can be used here.
public enum Backends {
  /// Order in which `.automatic` looks.
  public static let preference: [BackendKind] = [.cuda, .metal, .webgpu, .cpu]
  /// Environment variable that overrides `.automatic`.
  public static let environmentVariable = "RINGKERNEL_BACKEND"

  /// One line per backend: usable, or the exact reason and the cure.
  ///
  /// - Parameter mode: How actors are to stay on the device, where that matters.
  public static func probe(_ mode: ExecutionMode? = nil) -> [BackendAvailability] {
    preference.map { availability($0, mode) }
  }

  /// Whether `backend` can be used, and its actors stay on it as they are to.
  public static func availability(_ backend: BackendKind, _ mode: ExecutionMode? = nil) -> BackendAvailability {
    let own: ExecutionMode = backend == .webgpu ? .epochs : .persistent
    guard backend == .cuda || mode ?? own == own else {
      let words = "its actors run in mode \(own), the configuration asks for \(mode ?? own)"
      return BackendAvailability(backend: backend, isUsable: false, detail: words)
    }
    switch backend {
    case .cpu:
      let count = Processors.count
      return BackendAvailability(
        backend: .cpu,
        isUsable: true,
        detail: "\(count) processor\(count == 1 ? "" : "s"), own worker threads"
      )
    case .webgpu: return WebGPUBackend.availability
    case .cuda: return CUDABackend.availability(mode)
    case .metal:
      return BackendAvailability(
        backend: backend,
        isUsable: false,
        detail: "this version of RingKernel has no \(backend.rawValue) engine; use the cpu backend"
      )
    }
  }

  /// Resolves a choice.
  ///
  /// - Parameters:
  ///   - choice: What the program asks for.
  ///   - mode: How actors are to stay on the device, where that matters.
  ///   - environment: Looks up an environment variable.
  /// - Returns: The backend, and why earlier ones were passed over.
  /// - Throws: `backendUnknown` for an unknown name of a backend, a device or a mode in the environment,
  ///   `backendUnavailable`.
  package static func resolve(
    _ choice: BackendChoice,
    _ mode: ExecutionMode? = nil,
    environment: (String) -> String? = Backends.environment
  ) throws(RingKernelError) -> (BackendKind, [String]) {
    var wanted = choice
    if choice == .automatic, let name = environment(environmentVariable), name != "automatic" {
      guard let kind = BackendKind(rawValue: name) else {
        throw RingKernelError(.backendUnknown, "\(environmentVariable) is '\(name)'.")
      }
      wanted = .only(kind)
    }
    if wanted == .automatic || wanted == .cuda { try CUDABackend.checkChoice(environment) }
    switch wanted {
    case .only(let kind):
      let found = availability(kind, mode)
      guard found.isUsable else {
        let ending = found.detail.hasSuffix(".") ? "" : "."
        throw RingKernelError(.backendUnavailable, "\(kind.rawValue): \(found.detail)\(ending)")
      }
      return (kind, ["\(kind.rawValue) was asked for: \(found.detail)"])
    case .automatic:
      var reasons: [String] = []
      for found in probe(mode) {
        let note = found.isSoftware ? ", a software device, is used only on request" : ""
        reasons.append("\(found.backend.rawValue): \(found.detail)\(note)")
        // A device that is a program of this machine is slower than the machine: only on request.
        if found.isUsable, !found.isSoftware { return (found.backend, reasons) }
      }
      throw RingKernelError(.backendUnavailable, reasons.joined(separator: "; "))
    }
  }

  /// Looks up a variable of this process.
  package static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}
