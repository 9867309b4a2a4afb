package import Logging
internal import RingKernelABI
internal import RingKernelHost

/// What did not hold in a case.
struct CaseFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Fails the case unless `condition` holds.
func check(_ condition: Bool, _ what: @autoclosure () -> String) throws {
  if !condition { throw CaseFailure(what()) }
}

/// Fails the case unless the two are equal.
func checkEqual<Value: Equatable>(_ found: Value, _ expected: Value, _ what: @autoclosure () -> String) throws {
  if found != expected { throw CaseFailure("\(what()): \(found), not \(expected)") }
}

/// Fails the case unless `body` throws an error with this code.
func expectError(_ code: ErrorCode, _ what: String, _ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch let error as RingKernelError {
    try check(error.code == code, "\(what) gave \(error), not \(code)")
    return
  }
  throw CaseFailure("\(what) succeeded; \(code) was expected")
}

/// One runtime of a case, with the kernels that it launched.
struct KitSession: Sendable {
  private final class Launched: Sendable {
    let handles = Lock<[KernelHandle]>([])
  }
  let runtime: RingKernelRuntime
  private let launched = Launched()

  init(_ runtime: RingKernelRuntime) { self.runtime = runtime }

  /// Launches a kernel whose account is checked when the case ends.
  func launch<Kernel: KernelActor>(
    _ kernel: Kernel.Type,
    id: String? = nil,
    _ configure: (inout LaunchOptions) -> Void = { _ in },
    initialState: @escaping @Sendable (Int) -> Kernel = { _ in Kernel() }
  ) async throws -> KernelHandle {
    var options = LaunchOptions()
    options.inputQueueCapacity = 64
    options.outputQueueCapacity = 64
    // Cases run side by side, on machines that do other things as well.
    options.overflow = .wait(.seconds(30))
    configure(&options)
    let handle = try await runtime.launch(kernel, id: id, options: options, initialState: initialState).kernel
    launched.handles.withLock { $0.append(handle) }
    return handle
  }

  /// Ends every kernel and checks that every message is accounted for.
  func finish() async throws {
    let report = await runtime.shutdown()
    try check(report.unbalancedKernels.isEmpty, "accounts that do not balance: \(report.unbalancedKernels)")
    try check(report.stuckKernels.isEmpty, "kernels that did not stop: \(report.stuckKernels)")
    for handle in launched.handles.withLock({ $0 }) {
      let account = handle.metrics.account
      try check(account.isBalanced && account.queued == 0, "'\(handle.id)' ended with \(account)")
      try checkEqual(handle.status, .terminated, "state of '\(handle.id)' after shutdown")
    }
  }
}

/// A case on a runtime of its own whose accounts must balance in the end.
///
/// `only` says what a case needs that only the CPU has: other backends skip it with these words. `hasBlocks` says that
/// its actors have handlers with a block of threads, which Metal refuses.
func kitCase(
  _ name: String,
  configuration: RuntimeConfiguration = .conformance,
  only need: String? = nil,
  hasBlocks: Bool = false,
  _ body: @escaping @Sendable (KitSession) async throws -> Void
) -> ConformanceCase {
  ConformanceCase(name) { backend in
    if let need, backend != .cpu { return .skipped("only the CPU has \(need)") }
    if hasBlocks, case .only(let kind) = backend, kind == .metal {
      return .skipped("\(kind.rawValue) runs handlers in one thread")
    }
    let session = KitSession(
      try RingKernelRuntime(backend: backend, configuration: configuration, logger: .silent)
    )
    do {
      try await body(session)
      try await session.finish()
      return .passed
    } catch {
      await session.runtime.shutdown(draining: false)
      return .failed("\(error)")
    }
  }
}

extension Logger {
  /// Throws everything away: the cases fail handlers on purpose, by the thousand.
  package static var silent: Logger { Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() } }
}

extension RuntimeConfiguration {
  /// Small queues and two workers: what a case needs.
  static var conformance: RuntimeConfiguration {
    var configuration = RuntimeConfiguration()
    configuration.maximumActors = 4096
    configuration.workerCount = 2
    configuration.defaultCallTimeout = .seconds(30)
    return configuration
  }
}
