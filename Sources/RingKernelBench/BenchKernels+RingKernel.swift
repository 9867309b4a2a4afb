// Generated from BenchKernels.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
// swift-format-ignore-file

import RingKernelCore
import RingKernelCompute

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

extension Echo: KernelActor, DeviceActor {
  static let kernelName = "echo"

  static var handlers: [MessageHandler<Self>] {
    [
      .answering(Ping.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("Echo", "RingKernelBench/BenchKernels.swift", rounds: 65536), message, in: &context)
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

  static var deviceDefinition: DeviceDefinition { DeviceDefinition("Echo", file: "RingKernelBench/BenchKernels.swift", syntax: #"RK1(actor"Echo"@25:1(field"answered"@1:7(type"UInt64"@0:17)(integer"0"@0:26))(function"receive"@2:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"ping"@0:25(label"_"@0:25)(type"Ping"@0:33))(parameter"context"@0:39(label"in"@0:39)(attribute"inout"@0:51)(type"RingContext"@0:57))(result@0:73(type"Pong"@0:73))(block@0:78(assign"&+="@1:14(name"answered"@0:5)(integer"1"@0:18))(return@1:5(call@0:12(name"Pong"@0:12)(argument"next"@0:17(binary"&+"@0:35(member"number"@0:28(name"ping"@0:23))(integer"1"@0:38))))))))"#, layout: .measured(Self.self, [\Self.answered]), uses: { [.of(Ping.self), .of(Pong.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ ping: Ping, `in` context: inout RingContext) throws -> Pong {
  answered &+= 1
  return Pong(next: (ping.number &+ 1))
  }
}

extension Adder: KernelActor, DeviceActor {
  static let kernelName = "adder"

  static var handlers: [MessageHandler<Self>] {
    [
      .consuming(Tick.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("Adder", "RingKernelBench/BenchKernels.swift", rounds: 65536), message, in: &context)
      },
      .answering(Ping.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("Adder", "RingKernelBench/BenchKernels.swift", rounds: 65536), message, in: &context)
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

  static var deviceDefinition: DeviceDefinition { DeviceDefinition("Adder", file: "RingKernelBench/BenchKernels.swift", syntax: #"RK1(actor"Adder"@36:1(field"sum"@1:7(type"UInt64"@0:12)(integer"0"@0:21))(function"receive"@2:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"tick"@0:25(label"_"@0:25)(type"Tick"@0:33))(parameter"context"@0:39(label"in"@0:39)(attribute"inout"@0:51)(type"RingContext"@0:57))(block@0:70(assign"&+="@0:76(name"sum"@0:72)(member"amount"@0:85(name"tick"@0:80)))))(function"receive"@1:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"ping"@0:25(label"_"@0:25)(type"Ping"@0:33))(parameter"context"@0:39(label"in"@0:39)(attribute"inout"@0:51)(type"RingContext"@0:57))(result@0:73(type"Pong"@0:73))(block@0:78(return@0:80(call@0:80(name"Pong"@0:80)(argument"next"@0:85(name"sum"@0:91)))))))"#, layout: .measured(Self.self, [\Self.sum]), uses: { [.of(Ping.self), .of(Pong.self), .of(Tick.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ tick: Tick, `in` context: inout RingContext) throws {
  sum &+= tick.amount
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ ping: Ping, `in` context: inout RingContext) throws -> Pong {
  return Pong(next: sum)
  }
}
