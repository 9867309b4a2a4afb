public import RingKernelHost

/// What can be measured of a device.
public enum DevicePart: String, Sendable, CaseIterable {
  /// Calls to a live actor, 1, 16 and 256 under way; on CUDA beside passes, and launches and graphs of a kernel that does
  /// the same.
  case calls
  /// Messages from the host into a live kernel, and the link's own rate.
  case oneway
  /// Messages between blocks and between actors.
  case hops
  /// A wave equation: launches, graphs, resident blocks that wait for their neighbours, actors that send each other faces.
  case stencil
  /// Calls for some time, second by second.
  case sustained
  /// Whether host and device see each other's writes in the order that was asked for.
  case litmus

  /// How much of it.
  public struct Scale: Sendable, Equatable {
    /// Operations of a row.
    public var samples: Int
    /// How long what is measured by time takes.
    public var seconds: Int
    /// Sizes that a program without a device can go through, for rehearsals: their numbers say nothing.
    public var isSmall: Bool

    /// Makes a scale.
    public init(samples: Int = 100_000, seconds: Int = 60, isSmall: Bool = false) {
      self.samples = samples
      self.seconds = seconds
      self.isSmall = isSmall
    }
  }

  /// Measures it.
  ///
  /// - Parameters:
  ///   - backend: The device; some parts exist for CUDA only.
  ///   - scale: How much.
  /// - Throws: What the runtime throws; `handlerFailed` when a result is wrong, `backendUnavailable`.
  public func run(on backend: BackendChoice, _ scale: Scale) async throws(RingKernelError) -> DeviceReport {
    do {
      switch self {
      case .calls: return try await CallsPart.run(on: backend, scale)
      case .sustained: return try await SustainedPart.run(on: backend, scale)
      case .hops: return try await HopPart.run(on: backend, scale)
      case .oneway: return try await OneWayPart.run(on: backend, scale)
      case .stencil: return try await StencilPart.run(on: backend, scale)
      case .litmus: return try LitmusPart.run(try BenchDevice(backend), scale)
      }
    } catch let error as RingKernelError { throw error } catch { throw BenchDevice.publicError(error) }
  }
}

/// What was measured of a device.
public struct DeviceReport: Sendable {
  /// The part.
  public let part: DevicePart
  /// Backend and device, as the runtime or the driver reports them.
  public let backend: String, device: String
  /// How actors run, as the runtime reports it; nil where none ran.
  public let executionMode: String?
  /// The lines.
  public var rows: [DeviceRow]
}
