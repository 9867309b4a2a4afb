import RingKernelConformance
import RingKernelCore
import RingKernelHost

let terminatedRows: [MisuseCase] = [
  afterTermination("send") { try await $0.send(Note(sender: 0, sequence: 0)) },
  afterTermination("send of a batch") { try await $0.send(contentsOf: [Note(sender: 0, sequence: 0)]) },
  afterTermination("send of bytes") { try await $0.send(bytes: MessageBytes.encode(Add(amount: 1))) },
  afterTermination("call") { let _: Total = try await $0.call(Add(amount: 1)) },
  afterTermination("receive") { _ = try await $0.receive(Item.self, timeout: .seconds(1)) },
  afterTermination("activate") { try await $0.activate() },
  afterTermination("deactivate") { try await $0.deactivate() },
  afterTermination("suspend") { try await $0.suspend() },
  afterTermination("resume") { try await $0.resume() },
  afterTermination("terminate") { try await $0.terminate() },
  afterTermination("terminate without draining") { try await $0.terminate(draining: false) },
  afterTermination("readState") { _ = try await $0.readState(KitActor.self) },
  afterTermination("telemetry") { _ = try await $0.telemetry() },
  afterTermination("connect") { try await $0.connect(0, to: $0) },
  onKernel("after shutdown of its runtime: send", .kernelTerminated) { kernel in
    let other = try RingKernelRuntime(backend: .cpu, configuration: small())
    let orphan = try await other.launch(KitActor.self).kernel
    await other.shutdown()
    try await orphan.send(Note(sender: 0, sequence: 0))
  },
]

let transitionRows: [MisuseCase] = [
  onKernel("activate twice", .illegalTransition) { try await $0.activate() },
  onKernel("deactivate twice", .illegalTransition) { kernel in
    try await kernel.deactivate()
    try await kernel.deactivate()
  },
  onKernel("resume without suspend", .illegalTransition) { try await $0.resume() },
  onKernel("suspend twice", .illegalTransition) { kernel in
    try await kernel.suspend()
    try await kernel.suspend()
  },
  onKernel("deactivate before activate", .illegalTransition, options: { $0.autoActivate = false }) {
    try await $0.deactivate()
  },
]

let messageRows: [MisuseCase] = [
  onKernel("send of another kernel's message", .messageNotHandled) { try await $0.send(Token(hops: 1)) },
  onKernel("send of an emitted type", .messageNotHandled) { try await $0.send(Item(sequence: 1)) },
  onKernel("call with another kernel's message", .messageNotHandled) {
    let _: Token = try await $0.call(Token(hops: 1))
  },
  onKernel("bytes of another kernel's message", .messageNotHandled) {
    try await $0.send(bytes: MessageBytes.encode(Token(hops: 1)))
  },
  onKernel("call for another answer", .replyTypeMismatch) { let _: Order = try await $0.call(Add(amount: 1)) },
  onKernel("call for another answer of a consuming handler", .replyTypeMismatch) {
    let _: Order = try await $0.call(Trouble(.answersTwice))
  },
  onKernel("call to a handler that does not answer", .noReply) {
    let _: Total = try await $0.call(Trouble(.staysSilent))
  },
  onKernel("call to a handler that throws", .handlerFailed) {
    let _: Total = try await $0.call(Trouble(.throwsFailure))
  },
  onRuntime("call to a handler that throws a foreign error", .handlerFailed) { runtime in
    let kernel = try await runtime.launch(KitFaults.self)
    let _: Total = try await kernel.call(Trouble(.throwsForeignError))
  },
  onKernel("call with a deadline of 0", .deadlineExpired) {
    let _: Total = try await $0.call(Add(amount: 1), options: SendOptions(deadline: .zero))
  },
  onKernel("call with a negative deadline", .deadlineExpired) {
    let _: Total = try await $0.call(Add(amount: 1), options: SendOptions(deadline: .seconds(-1)))
  },
  onKernel("call with a timeout of 0 to an inactive kernel", .callTimedOut, options: { $0.autoActivate = false }) {
    let _: Total = try await $0.call(Add(amount: 1), timeout: .zero)
  },
  onKernel("call with a negative timeout to an inactive kernel", .callTimedOut, options: { $0.autoActivate = false }) {
    let _: Total = try await $0.call(Add(amount: 1), timeout: .seconds(-5))
  },
  onKernel("receive with a timeout of 0", .receiveTimedOut) { _ = try await $0.receive(Item.self, timeout: .zero) },
  onKernel("receive with a negative timeout", .receiveTimedOut) {
    _ = try await $0.receive(Item.self, timeout: .seconds(-1))
  },
  onKernel("send into a full inbox, rejecting", .queueFull, options: full(.reject)) { try await overfill($0) },
  onKernel("call into a full inbox, rejecting", .queueFull, options: full(.reject)) { kernel in
    for number in 0..<4 as Range<UInt64> { try await kernel.send(Note(sender: 0, sequence: number)) }
    let _: Total = try await kernel.call(Add(amount: 1))
  },
  onKernel("send into a full inbox, waiting 1 ms", .sendTimedOut, options: full(.wait(.milliseconds(1)))) {
    try await overfill($0)
  },
  onKernel("send into a full inbox, waiting 0", .sendTimedOut, options: full(.wait(.zero))) { try await overfill($0) },
  onKernel("batch into a full inbox", .queueFull, options: full(.reject)) {
    try await $0.send(contentsOf: (0..<5).map { Note(sender: 0, sequence: $0) })
  },
  onKernel("bytes into a full inbox", .queueFull, options: full(.reject)) { kernel in
    for number in 0..<4 as Range<UInt64> { try await kernel.send(Note(sender: 0, sequence: number)) }
    try await kernel.send(bytes: MessageBytes.encode(Note(sender: 0, sequence: 4)))
  },
  onKernel("send of a cancelled task into a full inbox", .callCancelled, options: full(.wait(nil))) { kernel in
    try await cancelled { try await overfill(kernel) }
  },
  onKernel("call of a cancelled task", .callCancelled, options: { $0.autoActivate = false }) { kernel in
    try await cancelled { let _: Total = try await kernel.call(Add(amount: 1)) }
  },
  onKernel("receive of a cancelled task", .callCancelled) { kernel in
    try await cancelled { _ = try await kernel.receive(Item.self, timeout: .seconds(60)) }
  },
  onKernel("more calls than the limit", .tooManyCalls, options: { $0.maximumConcurrentCalls = 1 }) { kernel in
    try await kernel.deactivate()
    let first = Task { let _: Total = try await kernel.call(Add(amount: 1)) }
    while kernel.metrics.account.queued == 0 { await Task.yield() }
    defer { first.cancel() }
    let _: Total = try await kernel.call(Add(amount: 2))
  },
]

let stateRows: [MisuseCase] = [
  onKernel("readState of another type", .stateTypeMismatch) { _ = try await $0.readState(KitRelay.self) },
  onKernel("readState of replica -1", .invalidConfiguration) { _ = try await $0.readState(KitActor.self, replica: -1) },
  onKernel("readState of replica 1 of 1", .invalidConfiguration) {
    _ = try await $0.readState(KitActor.self, replica: 1)
  },
  onKernel("connect to a kernel of another runtime", .foreignHandle) { kernel in
    try await withRuntime(backend: .cpu, configuration: small(), logger: .silent) { other in
      try await kernel.connect(0, to: try await other.launch(KitActor.self).kernel)
    }
  },
  onKernel("connect of route -1", .invalidConfiguration) { try await $0.connect(Route(-1), to: $0) },
  onKernel("connect of route 1024", .invalidConfiguration) { try await $0.connect(Route(1024), to: $0) },
  onRuntime("a send over a route that nobody declared", .routeUnknown) { runtime in
    let relay = try await runtime.launch(KitRelay.self).kernel
    let _: Total = try await relay.call(Add(amount: 1))
  },
  onRuntime("a send over route 0 when only route 1 is connected", .routeUnknown) { runtime in
    let relay = try await runtime.launch(KitRelay.self).kernel
    try await relay.connect(1, to: relay)
    let _: Total = try await relay.call(Add(amount: 1))
  },
  onRuntime("a send to a kernel that does not handle it", .messageNotHandled) { runtime in
    let relay = try await runtime.launch(KitRelay.self).kernel
    try await relay.connect(0, to: relay)
    let _: Total = try await relay.call(Trouble(.staysSilent))
  },
]

let queueRows: [MisuseCase] =
  [0, -1, RingStorage.maximumCapacity + 1, .max, .min].flatMap { capacity in
    [
      MisuseCase("SPSC queue of \(capacity)", .invalidConfiguration) {
        let queue = try SPSCQueue<UInt64>(capacity: capacity)
        _ = queue.producer.capacity
      },
      MisuseCase("MPSC queue of \(capacity)", .invalidConfiguration) {
        let queue = try MPSCQueue<UInt64>(capacity: capacity)
        _ = queue.producer.tryPush(1)
      },
      MisuseCase("ring storage of \(capacity)", .invalidConfiguration) {
        _ = try RingStorage(capacity: capacity, slotStride: 64)
      },
    ]
  } + [
    MisuseCase("ring storage above the largest number of bytes", .invalidConfiguration) {
      _ = try RingStorage(capacity: 1 << 24, slotStride: 1 << 11)
    },
    MisuseCase("ring storage whose size overflows", .invalidConfiguration) {
      _ = try RingStorage(capacity: 1 << 24, slotStride: .max)
    },
  ]

private func full(_ overflow: OverflowPolicy) -> @Sendable (inout LaunchOptions) -> Void {
  {
    $0.overflow = overflow
    $0.autoActivate = false
  }
}

private func overfill(_ kernel: KernelHandle) async throws {
  for number in 0..<5 as Range<UInt64> { try await kernel.send(Note(sender: 0, sequence: number)) }
}

/// Runs `body` in a task that has been cancelled.
private func cancelled(_ body: @escaping @Sendable () async throws -> Void) async throws {
  let task = Task {
    while !Task.isCancelled { await Task.yield() }
    try await body()
  }
  task.cancel()
  try await task.value
}
