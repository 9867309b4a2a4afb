import RingKernelConformance
import RingKernelCore
import RingKernelHost

private let settings: [Setting<LaunchOptions>] = [
  ("gridSize 0", { $0.gridSize = 0 }),
  ("gridSize -1", { $0.gridSize = -1 }),
  ("gridSize 65,537", { $0.gridSize = 65_537 }),
  ("gridSize max", { $0.gridSize = .max }),
  ("gridSize above maximumActors", { $0.gridSize = 65 }),
  ("blockSize 0", { $0.blockSize = 0 }),
  ("blockSize 1025", { $0.blockSize = 1025 }),
  ("blockSize min", { $0.blockSize = .min }),
  ("inputQueueCapacity 0", { $0.inputQueueCapacity = 0 }),
  ("inputQueueCapacity -1", { $0.inputQueueCapacity = -1 }),
  ("inputQueueCapacity 2^24 + 1", { $0.inputQueueCapacity = 1 << 24 + 1 }),
  ("inputQueueCapacity max", { $0.inputQueueCapacity = .max }),
  ("outputQueueCapacity 0", { $0.outputQueueCapacity = 0 }),
  ("outputQueueCapacity 2^24 + 1", { $0.outputQueueCapacity = 1 << 24 + 1 }),
  (
    "a ring above the largest number of bytes",
    {
      $0.inputQueueCapacity = 1 << 24
      $0.maximumMessageBytes = 65_536
    }
  ),
  ("priorityLanes 0", { $0.priorityLanes = 0 }),
  ("priorityLanes 3", { $0.priorityLanes = 3 }),
  ("priorityLanes 5", { $0.priorityLanes = 5 }),
  ("batch 0", { $0.batch = 0 }),
  ("batch 65,537", { $0.batch = 65_537 }),
  ("maximumMessageBytes -1", { $0.maximumMessageBytes = -1 }),
  ("maximumMessageBytes 65,537", { $0.maximumMessageBytes = 65_537 }),
  ("maximumConcurrentCalls 0", { $0.maximumConcurrentCalls = 0 }),
  ("maximumConcurrentCalls 65,537", { $0.maximumConcurrentCalls = 65_537 }),
  ("deadline 0", { $0.deadline = .zero }),
  ("deadline -1 s", { $0.deadline = .seconds(-1) }),
  ("overflow waits -1 ns", { $0.overflow = .wait(.nanoseconds(-1)) }),
]

/// Options at their limits, which must be accepted; the row after each in `settings` is beyond them.
let legalOptions: [Setting<LaunchOptions>] = [
  ("gridSize 64, all that the runtime hosts", { $0.gridSize = 64 }),
  ("gridSize 63", { $0.gridSize = 63 }),
  ("blockSize 1", { $0.blockSize = 1 }),
  ("blockSize 1023", { $0.blockSize = 1023 }),
  ("blockSize 1024", { $0.blockSize = 1024 }),
  ("inputQueueCapacity 1", { $0.inputQueueCapacity = 1 }),
  ("inputQueueCapacity 3, rounded up", { $0.inputQueueCapacity = 3 }),
  ("outputQueueCapacity 1", { $0.outputQueueCapacity = 1 }),
  ("priorityLanes 1", { $0.priorityLanes = 1 }),
  ("priorityLanes 2", { $0.priorityLanes = 2 }),
  ("priorityLanes 4", { $0.priorityLanes = 4 }),
  ("batch 1", { $0.batch = 1 }),
  ("batch 65,535", { $0.batch = 65_535 }),
  ("batch 65,536", { $0.batch = 65_536 }),
  ("maximumMessageBytes 0", { $0.maximumMessageBytes = 0 }),
  ("maximumMessageBytes 65,535", { $0.maximumMessageBytes = 65_535 }),
  ("maximumMessageBytes 65,536", { $0.maximumMessageBytes = 65_536 }),
  ("maximumConcurrentCalls 1", { $0.maximumConcurrentCalls = 1 }),
  ("maximumConcurrentCalls 65,535", { $0.maximumConcurrentCalls = 65_535 }),
  ("maximumConcurrentCalls 65,536", { $0.maximumConcurrentCalls = 65_536 }),
  ("overflow waits 0", { $0.overflow = .wait(.zero) }),
]

let optionRows: [MisuseCase] = settings.map { name, set in
  onRuntime("launch: \(name)", .invalidConfiguration) { runtime in
    var options = LaunchOptions()
    set(&options)
    _ = try await runtime.launch(KitActor.self, options: options)
  }
}

let launchRows: [MisuseCase] = [
  onRuntime("launch: empty id", .invalidConfiguration) { _ = try await $0.launch(KitActor.self, id: "") },
  onRuntime("launch: id of 256 bytes", .invalidConfiguration) {
    _ = try await $0.launch(KitActor.self, id: String(repeating: "x", count: 256))
  },
  onRuntime("launch: id of 128 characters and 256 bytes", .invalidConfiguration) {
    _ = try await $0.launch(KitActor.self, id: String(repeating: "é", count: 128))
  },
  onRuntime("launch: same id twice", .duplicateKernelID) { runtime in
    _ = try await runtime.launch(KitActor.self, id: "twin")
    _ = try await runtime.launch(KitRelay.self, id: "twin")
  },
  onRuntime("launch: same type twice without an id", .duplicateKernelID) { runtime in
    _ = try await runtime.launch(KitActor.self)
    _ = try await runtime.launch(KitActor.self)
  },
  onRuntime("launch: unknown name", .kernelNotRegistered) { _ = try await $0.launch("nobody") },
  onRuntime("launch: empty name", .kernelNotRegistered) { _ = try await $0.launch("") },
  onRuntime("launch: name in other letters", .kernelNotRegistered) { runtime in
    try await runtime.register(KitActor.self)
    _ = try await runtime.launch(KitActor.kernelName.uppercased())
  },
  onRuntime("launch: route to an unknown kernel", .kernelNotFound) { runtime in
    var options = LaunchOptions()
    options.routes = ["nobody"]
    _ = try await runtime.launch(KitRelay.self, options: options)
  },
  onRuntime("launch: route to itself", .kernelNotFound) { runtime in
    var options = LaunchOptions()
    options.routes = ["me"]
    _ = try await runtime.launch(KitRelay.self, id: "me", options: options)
  },
  onRuntime("launch: route to a terminated kernel", .kernelNotFound) { runtime in
    try await runtime.launch(KitActor.self, id: "gone").kernel.terminate()
    var options = LaunchOptions()
    options.routes = ["gone"]
    _ = try await runtime.launch(KitRelay.self, options: options)
  },
  onRuntime("launch: near an unknown kernel", .kernelNotFound) { runtime in
    var options = LaunchOptions()
    options.near = "nobody"
    _ = try await runtime.launch(KitRelay.self, options: options)
  },
  onRuntime("launch: near itself", .kernelNotFound) { runtime in
    var options = LaunchOptions()
    options.near = "me"
    _ = try await runtime.launch(KitRelay.self, id: "me", options: options)
  },
  onRuntime("launch: near a terminated kernel", .kernelNotFound) { runtime in
    try await runtime.launch(KitActor.self, id: "gone").kernel.terminate()
    var options = LaunchOptions()
    options.near = "gone"
    _ = try await runtime.launch(KitRelay.self, options: options)
  },
  onRuntime("launch: more actors than the runtime hosts, in two launches", .invalidConfiguration) { runtime in
    var options = LaunchOptions()
    options.gridSize = 40
    _ = try await runtime.launch(KitActor.self, id: "first", options: options)
    _ = try await runtime.launch(KitActor.self, id: "second", options: options)
  },
  onRuntime("launch: after shutdown", .runtimeShutDown) { runtime in
    await runtime.shutdown()
    _ = try await runtime.launch(KitActor.self)
  },
  onRuntime("launch: by name after shutdown", .runtimeShutDown) { runtime in
    try await runtime.register(KitActor.self)
    await runtime.shutdown()
    _ = try await runtime.launch(KitActor.kernelName)
  },
  onRuntime("launch: a kernel without handlers", .invalidConfiguration) { _ = try await $0.launch(Mute.self) },
  onRuntime("launch: two handlers of one message", .typeIDCollision) { _ = try await $0.launch(Doubled.self) },
  onRuntime("launch: two messages with one id", .typeIDCollision) { _ = try await $0.launch(Colliding.self) },
  onRuntime("register: two messages with one id", .typeIDCollision) { try await $0.register(Colliding.self) },
  onRuntime("register: two types of one name", .duplicateKernelID) { runtime in
    try await runtime.register(KitActor.self)
    try await runtime.register(Impostor.self)
  },
  onRuntime("kernel: unknown id", .kernelNotFound) { _ = try await $0.kernel("nobody") },
  onRuntime("kernel: a terminated one", .kernelNotFound) { runtime in
    try await runtime.launch(KitActor.self, id: "gone").kernel.terminate()
    _ = try await runtime.kernel("gone")
  },
  onRuntime("replay: number 0", .deadLetterUnknown) { try await $0.replay(0) },
  onRuntime("replay: number max", .deadLetterUnknown) { try await $0.replay(.max) },
  onRuntime("replay: a message on its way out", .messageNotHandled) { runtime in
    let kernel = try await runtime.launch(KitActor.self).kernel
    try await kernel.send(Burst(first: 0, count: 1))
    let none = try? await kernel.receive(Total.self, timeout: .milliseconds(200))
    precondition(none == nil)
    try await runtime.replay(1)
  },
]

private struct Mute: KernelActor {
  var nothing: UInt8 = 0
  static let kernelName = "misuse.mute"
  static var handlers: [MessageHandler<Mute>] { [] }
}

private struct Doubled: KernelActor {
  var nothing: UInt8 = 0
  static let kernelName = "misuse.doubled"
  static var handlers: [MessageHandler<Doubled>] {
    [.consuming(Note.self) { _, _, _ in }, .consuming(Note.self) { _, _, _ in }]
  }
}

private struct Colliding: KernelActor {
  var nothing: UInt8 = 0
  static let kernelName = "misuse.colliding"
  static var handlers: [MessageHandler<Colliding>] {
    [.consuming(First.self) { _, _, _ in }, .consuming(Second.self) { _, _, _ in }]
  }
}

private struct Impostor: KernelActor {
  var nothing: UInt8 = 0
  static let kernelName = KitActor.kernelName
  static var handlers: [MessageHandler<Impostor>] { [.consuming(Note.self) { _, _, _ in }] }
}

private struct First: RingMessage {
  static let layout = MessageLayout("Misuse.First", id: MessageTypeID(.custom, 77), [.init("a", UInt32.self)])
  init(from reader: inout WireReader) throws(MessageError) { _ = try reader.read(UInt32.self) }
  func write(to writer: inout WireWriter) { writer.write(UInt32(0)) }
}

private struct Second: RingMessage {
  static let layout = MessageLayout("Misuse.Second", id: MessageTypeID(.custom, 77), [.init("a", UInt32.self)])
  init(from reader: inout WireReader) throws(MessageError) { _ = try reader.read(UInt32.self) }
  func write(to writer: inout WireWriter) { writer.write(UInt32(0)) }
}
