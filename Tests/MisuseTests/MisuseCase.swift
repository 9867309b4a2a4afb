import RingKernelConformance
import RingKernelCore
import RingKernelHost
import Testing

/// One thing that a program must not do, and the code that it gets for it.
struct MisuseCase: Sendable, CustomTestStringConvertible {
  let name: String
  let code: ErrorCode
  let perform: @Sendable () async throws -> Void
  var testDescription: String { name }

  init(_ name: String, _ code: ErrorCode, _ perform: @escaping @Sendable () async throws -> Void) {
    self.name = name
    self.code = code
    self.perform = perform
  }
}

/// A misuse that needs a runtime.
func onRuntime(
  _ name: String,
  _ code: ErrorCode,
  _ perform: @escaping @Sendable (RingKernelRuntime) async throws -> Void
) -> MisuseCase {
  MisuseCase(name, code) {
    try await withRuntime(backend: .cpu, configuration: small(), logger: .silent) { try await perform($0) }
  }
}

/// A misuse of one live kernel.
func onKernel(
  _ name: String,
  _ code: ErrorCode,
  options configure: @escaping @Sendable (inout LaunchOptions) -> Void = { _ in },
  _ perform: @escaping @Sendable (KernelHandle) async throws -> Void
) -> MisuseCase {
  onRuntime(name, code) { runtime in
    var options = LaunchOptions()
    options.inputQueueCapacity = 4
    options.outputQueueCapacity = 4
    configure(&options)
    try await perform(try await runtime.launch(KitActor.self, options: options).kernel)
  }
}

/// A misuse of a kernel that has terminated.
func afterTermination(
  _ name: String,
  _ perform: @escaping @Sendable (KernelHandle) async throws -> Void
) -> MisuseCase {
  onKernel("after terminate: \(name)", .kernelTerminated) { kernel in
    try await kernel.terminate()
    try await perform(kernel)
  }
}

/// What most cases run on.
func small() -> RuntimeConfiguration {
  var configuration = RuntimeConfiguration()
  configuration.workerCount = 1
  configuration.maximumActors = 64
  configuration.defaultQueueCapacity = 16
  return configuration
}

// "\(name) = \(value)" of a field that is out of its range.
typealias Setting<Root> = (name: String, set: @Sendable (inout Root) -> Void)
