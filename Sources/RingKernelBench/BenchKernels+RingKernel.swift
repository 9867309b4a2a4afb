// Generated from BenchKernels.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
// swift-format-ignore-file

import RingKernelCore

extension Ping: RingMessage {
  static let layout = MessageLayout(
    "RingKernelBench.Ping",
    [
      .init("number", UInt64.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    number = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(number)
  }
}

extension Pong: RingMessage {
  static let layout = MessageLayout(
    "RingKernelBench.Pong",
    [
      .init("next", UInt64.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    next = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(next)
  }
}

extension Tick: RingMessage {
  static let layout = MessageLayout(
    "RingKernelBench.Tick",
    [
      .init("amount", UInt64.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    amount = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(amount)
  }
}

extension Echo: KernelActor {
  static let kernelName = "echo"

  static var handlers: [MessageHandler<Self>] {
    [
      .answering(Ping.self) { kernel, message, context in
        kernel.receive(message, in: &context)
      },
    ]
  }

  struct Handle: TypedKernelHandle {
    let kernel: KernelHandle

    init(_ kernel: KernelHandle) { self.kernel = kernel }

    func send(_ message: Ping) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Ping) -> SendOutcome {
      kernel.trySend(message)
    }

    func call(
      _ message: Ping, timeout: Duration? = nil
    ) async throws(RingKernelError) -> Pong {
      try await kernel.call(message, as: Pong.self, timeout: timeout)
    }
  }
}

extension Adder: KernelActor {
  static let kernelName = "adder"

  static var handlers: [MessageHandler<Self>] {
    [
      .consuming(Tick.self) { kernel, message, context in
        kernel.receive(message, in: &context)
      },
      .answering(Ping.self) { kernel, message, context in
        kernel.receive(message, in: &context)
      },
    ]
  }

  struct Handle: TypedKernelHandle {
    let kernel: KernelHandle

    init(_ kernel: KernelHandle) { self.kernel = kernel }

    func send(_ message: Tick) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Tick) -> SendOutcome {
      kernel.trySend(message)
    }

    func send(_ message: Ping) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Ping) -> SendOutcome {
      kernel.trySend(message)
    }

    func call(
      _ message: Ping, timeout: Duration? = nil
    ) async throws(RingKernelError) -> Pong {
      try await kernel.call(message, as: Pong.self, timeout: timeout)
    }
  }
}
