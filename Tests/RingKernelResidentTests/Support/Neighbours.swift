import RingKernelConformance
import RingKernelCore
import RingKernelHost

/// Actors of the kit that sit together or not.
enum Neighbours {
  static func sink(
    _ runtime: RingKernelRuntime,
    capacity: Int,
    overflow: OverflowPolicy = .wait(.seconds(60)),
    isActive: Bool = true
  ) async throws -> KernelHandle {
    var options = LaunchOptions()
    options.inputQueueCapacity = capacity
    options.overflow = overflow
    options.autoActivate = isActive
    return try await runtime.launch(KitActor.self, id: "sink", options: options).kernel
  }

  static func relay(
    _ runtime: RingKernelRuntime,
    _ id: String,
    isNear: Bool,
    nearness: LaunchOptions.Nearness = .block
  ) async throws -> KernelHandle {
    var options = LaunchOptions()
    options.routes = ["sink"]
    options.near = isNear ? "sink" : nil
    options.nearness = nearness
    return try await runtime.launch(KitRelay.self, id: id, options: options).kernel
  }

  static func order(of sink: KernelHandle) async throws -> Order {
    try await sink.call(AskOrder(), timeout: .seconds(60))
  }

  /// Waits until something holds; false when it does not within a minute.
  static func comes(_ holds: () async throws -> Bool) async throws -> Bool {
    for _ in 0..<3000 {
      if try await holds() { return true }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }
}
