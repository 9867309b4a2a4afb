/// The kinds of device that a kernel can live on.
public enum BackendKind: String, Sendable, CaseIterable {
  /// Own worker threads of this process.
  case cpu
  /// NVIDIA GPUs.
  case cuda
  /// Apple GPUs.
  case metal
  /// Any GPU through WebGPU.
  case webgpu
}

/// How an engine stays resident; never changed silently.
public enum ExecutionMode: String, Sendable {
  /// One program runs from launch to termination and polls its rings.
  case persistent
  /// Bounded epochs follow each other; state and rings stay on the device.
  case epochs
}

/// Whether a backend can be used here.
public struct BackendAvailability: Sendable {
  /// The backend.
  public let backend: BackendKind
  /// Whether kernels can be launched on it.
  public let isUsable: Bool
  /// The device, or why there is none and what to do about it.
  public let detail: String
  /// Whether the device is a program that runs on this machine's processors: good for tests, not for speed.
  public let isSoftware: Bool

  /// Describes one backend.
  public init(backend: BackendKind, isUsable: Bool, detail: String, isSoftware: Bool = false) {
    self.isSoftware = isSoftware
    self.backend = backend
    self.isUsable = isUsable
    self.detail = detail
  }
}

/// What a backend does for the runtime: it runs the actors whose cells it is given.
///
/// Rings, control block and telemetry belong to the cell; the driver is told when an idle cell has work.
public protocol EngineDriver: AnyObject, Sendable {
  /// Which backend this is.
  var backend: BackendKind { get }
  /// How its actors stay resident.
  var executionMode: ExecutionMode { get }
  /// Name of the device, for people.
  var deviceName: String { get }
  /// How the device's clock stands to the host's; nil where the device has none of its own, or before it was measured.
  var deviceClock: DeviceClock? { get }
  /// Blocks of a cluster in which the device's program runs, 1 where it has none.
  var clusterSize: Int { get }
  /// Through which memory the host's messages come to the device: `pinned`, `coherent`, `bar`; nil where that is no choice.
  var inboundMemory: String? { get }
  /// Makes `cell` known; it may be scheduled from now on.
  ///
  /// - Throws: `invalidConfiguration` when the engine hosts no more actors.
  func attach(_ cell: ActorCell) throws(RingKernelError)
  /// Runs `cell` soon; called at most once between two times that the cell is idle.
  func schedule(_ cell: ActorCell)
  /// Forgets a cell that has terminated.
  func detach(_ cell: ActorCell)
  /// Stops every thread of the engine; no cell is run afterwards.
  func shutdown()
}

extension EngineDriver {
  /// Most devices have no clock of their own.
  public var deviceClock: DeviceClock? { nil }
  /// No device, no clusters.
  public var clusterSize: Int { 1 }
  /// Most devices have one way only.
  public var inboundMemory: String? { nil }
}
