import RingKernelHost

private let settings: [Setting<RuntimeConfiguration>] = [
  ("defaultQueueCapacity 0", { $0.defaultQueueCapacity = 0 }),
  ("defaultQueueCapacity -1", { $0.defaultQueueCapacity = -1 }),
  ("defaultQueueCapacity 2^24 + 1", { $0.defaultQueueCapacity = 1 << 24 + 1 }),
  ("defaultQueueCapacity max", { $0.defaultQueueCapacity = .max }),
  ("deadLetterCapacity 0", { $0.deadLetterCapacity = 0 }),
  ("deadLetterCapacity min", { $0.deadLetterCapacity = .min }),
  ("deadLetterCapacity max", { $0.deadLetterCapacity = .max }),
  ("maximumActors 0", { $0.maximumActors = 0 }),
  ("maximumActors 2^20 + 1", { $0.maximumActors = 1 << 20 + 1 }),
  ("maximumActors max", { $0.maximumActors = .max }),
  ("telemetrySampling 0", { $0.telemetrySampling = 0 }),
  ("telemetrySampling 3", { $0.telemetrySampling = 3 }),
  ("telemetrySampling -64", { $0.telemetrySampling = -64 }),
  ("telemetrySampling 2^21", { $0.telemetrySampling = 1 << 21 }),
  ("workerCount 0", { $0.workerCount = 0 }),
  ("workerCount -1", { $0.workerCount = -1 }),
  ("workerCount 1025", { $0.workerCount = 1025 }),
  ("workerProcessors -1", { $0.workerProcessors = [0, -1] }),
  ("workerProcessors 1024", { $0.workerProcessors = [1024] }),
  ("terminationTimeout 0", { $0.terminationTimeout = .zero }),
  ("terminationTimeout -1 s", { $0.terminationTimeout = .seconds(-1) }),
  ("terminationTimeout smallest", { $0.terminationTimeout = Duration(attoseconds: .min) }),
  ("defaultCallTimeout 0", { $0.defaultCallTimeout = .zero }),
  ("defaultCallTimeout -1 as", { $0.defaultCallTimeout = Duration(attoseconds: -1) }),
  ("watchdogTimeout 0", { $0.watchdogTimeout = .zero }),
  ("watchdogTimeout -1 s", { $0.watchdogTimeout = .seconds(-1) }),
  ("maximumDrift 0", { $0.maximumDrift = .zero }),
  ("maximumDrift -1 s", { $0.maximumDrift = .seconds(-1) }),
  ("workerSpin -1 ns", { $0.workerSpin = .nanoseconds(-1) }),
  ("workerSpin 1 s + 1 ns", { $0.workerSpin = .seconds(1) + .nanoseconds(1) }),
  ("workerSpin largest", { $0.workerSpin = Duration(attoseconds: .max) }),
  ("callSpin -1 ns", { $0.callSpin = .nanoseconds(-1) }),
  ("callSpin 2 s", { $0.callSpin = .seconds(2) }),
]

let configurationRows: [MisuseCase] = settings.map { name, set in
  MisuseCase("configuration: \(name)", .invalidConfiguration) {
    var configuration = RuntimeConfiguration()
    set(&configuration)
    _ = try RingKernelRuntime(backend: .cpu, configuration: configuration)
  }
}

let backendRows: [MisuseCase] = [
  MisuseCase("backend: cuda without an engine", .backendUnavailable) {
    _ = try RingKernelRuntime(backend: .only(.cuda))
  },
  MisuseCase("backend: metal without an engine", .backendUnavailable) {
    _ = try RingKernelRuntime(backend: .only(.metal))
  },
  MisuseCase("backend: webgpu without an engine", .backendUnavailable) {
    _ = try RingKernelRuntime(backend: .only(.webgpu))
  },
  MisuseCase("environment: RINGKERNEL_BACKEND=quantum", .backendUnknown) {
    _ = try Backends.resolve(.automatic) { _ in "quantum" }
  },
  MisuseCase("environment: RINGKERNEL_BACKEND empty", .backendUnknown) {
    _ = try Backends.resolve(.automatic) { _ in "" }
  },
  MisuseCase("environment: RINGKERNEL_BACKEND=CPU in capitals", .backendUnknown) {
    _ = try Backends.resolve(.automatic) { _ in "CPU" }
  },
  MisuseCase("environment: RINGKERNEL_CUDA_DEVICE=abc", .backendUnknown) {
    _ = try Backends.resolve(.cuda) { $0 == "RINGKERNEL_CUDA_DEVICE" ? "abc" : nil }
  },
  MisuseCase("environment: RINGKERNEL_CUDA_DEVICE=-1", .backendUnknown) {
    _ = try Backends.resolve(.automatic) { $0 == "RINGKERNEL_CUDA_DEVICE" ? "-1" : nil }
  },
  MisuseCase("environment: RINGKERNEL_CUDA_INBOUND=dma", .backendUnknown) {
    _ = try Backends.resolve(.cuda) { $0 == "RINGKERNEL_CUDA_INBOUND" ? "dma" : nil }
  },
  MisuseCase("environment: RINGKERNEL_CUDA_MODE=sometimes", .backendUnknown) {
    _ = try Backends.resolve(.cuda) { $0 == "RINGKERNEL_CUDA_MODE" ? "sometimes" : nil }
  },
  MisuseCase("environment: RINGKERNEL_CUDA_CLUSTER=3", .backendUnknown) {
    _ = try Backends.resolve(.cuda) { $0 == "RINGKERNEL_CUDA_CLUSTER" ? "3" : nil }
  },
  MisuseCase("configuration: executionMode = .epochs on the CPU", .backendUnavailable) {
    var configuration = RuntimeConfiguration()
    configuration.executionMode = .epochs
    _ = try RingKernelRuntime(backend: .cpu, configuration: configuration)
  },
  MisuseCase("environment: RINGKERNEL_BACKEND=webgpu without an engine", .backendUnavailable) {
    _ = try Backends.resolve(.automatic) { _ in "webgpu" }
  },
]
