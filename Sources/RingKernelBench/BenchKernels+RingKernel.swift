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

extension Lap: RingMessage {
  static let layout = MessageLayout(
    "RingKernelBench.Lap",
    [
      .init("left", UInt32.self),
      .init("other", UInt32.self),
      .init("seed", UInt32.self),
      .init("began", UInt64.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    left = try reader.read()
    other = try reader.read()
    seed = try reader.read()
    began = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(left)
    writer.write(other)
    writer.write(seed)
    writer.write(began)
  }
}

extension Finish: RingMessage {
  static let layout = MessageLayout(
    "RingKernelBench.Finish",
    [
      .init("began", UInt64.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    began = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(began)
  }
}

extension Lapped: RingMessage {
  static let layout = MessageLayout(
    "RingKernelBench.Lapped",
    [
      .init("units", UInt64.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    units = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(units)
  }
}

extension Runner: KernelActor, DeviceActor {
  static let kernelName = "runner"

  static var handlers: [MessageHandler<Self>] {
    [
      .consuming(Lap.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("Runner", "RingKernelBench/BenchKernels.swift", rounds: 65536), message, in: &context)
      },
      .answering(Finish.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("Runner", "RingKernelBench/BenchKernels.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  struct Handle: TypedKernelHandle {
    let kernel: KernelHandle

    init(_ kernel: KernelHandle) { self.kernel = kernel }

    func send(_ message: Lap) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Lap) -> SendOutcome {
      kernel.trySend(message)
    }

    func send(_ message: Finish) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Finish) -> SendOutcome {
      kernel.trySend(message)
    }

    func call(
      _ message: Finish, timeout: Duration? = nil
    ) async throws(RingKernelError) -> Lapped {
      try await kernel.call(message, as: Lapped.self, timeout: timeout)
    }
  }

  static var deviceDefinition: DeviceDefinition { DeviceDefinition("Runner", file: "RingKernelBench/BenchKernels.swift", syntax: #"RK1(actor"Runner"@70:1(field"passed"@1:7(type"UInt64"@0:15)(integer"0"@0:24))(function"receive"@2:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"lap"@0:25(label"_"@0:25)(type"Lap"@0:32))(parameter"context"@0:37(label"in"@0:37)(attribute"inout"@0:49)(type"RingContext"@0:55))(block@0:75(assign"&+="@1:12(name"passed"@0:5)(integer"1"@0:16))(variable"var"@1:5(name"next"@0:9)(initial@0:14(name"lap"@0:16)))(if@1:5(condition@0:8(binary"=="@0:18(member"began"@0:12(name"lap"@0:8))(integer"0"@0:21)))(block@0:23(assign"="@0:36(member"began"@0:30(name"next"@0:25))(member"physical"@0:57(call@0:42(member"tick"@0:50(name"context"@0:42)))))))(if@1:5(condition@0:8(binary"=="@0:17(member"left"@0:12(name"lap"@0:8))(integer"0"@0:20)))(block@0:22(expression@1:7(call@0:11(member"send"@0:19(name"context"@0:11))(argument@0:24(call@0:24(name"Finish"@0:24)(argument"began"@0:31(member"began"@0:43(name"next"@0:38)))))(argument"to"@0:51(integer"0"@0:55))(argument"replica"@0:58(member"replica"@0:75(name"context"@0:67)))(argument"forwardingCall"@0:84(boolean"true"@0:100)))))(block@1:12(variable"var"@1:7(name"target"@0:11)(initial@0:18(call@0:20(name"Int"@0:20)(argument@0:24(member"other"@0:28(name"lap"@0:24))))))(if@1:7(condition@0:10(binary"!="@0:19(member"seed"@0:14(name"lap"@0:10))(integer"0"@0:22)))(block@0:24(assign"="@1:19(member"seed"@0:14(name"next"@0:9))(binary"|"@0:62(binary"&+"@0:44(binary"&*"@0:31(member"seed"@0:26(name"lap"@0:22))(integer"1664525"@0:34))(integer"1013904223"@0:47))(integer"1"@0:64)))(variable"let"@1:9(name"others"@0:13)(initial@0:20(binary"-"@0:47(call@0:22(name"UInt32"@0:22)(argument@0:29(member"gridSize"@0:37(name"context"@0:29))))(integer"1"@0:49))))(assign"="@1:16(name"target"@0:9)(binary"%"@0:73(binary"+"@0:39(binary"+"@0:35(member"replica"@0:27(name"context"@0:19))(integer"1"@0:37))(call@0:41(name"Int"@0:41)(argument@0:45(binary"%"@0:62(binary">>"@0:56(member"seed"@0:51(name"next"@0:46))(integer"8"@0:59))(name"others"@0:64)))))(member"gridSize"@0:83(name"context"@0:75))))))(assign"="@2:17(member"left"@0:12(name"next"@0:7))(binary"-"@0:28(member"left"@0:23(name"lap"@0:19))(integer"1"@0:30)))(assign"="@1:18(member"other"@0:12(name"next"@0:7))(call@0:20(name"UInt32"@0:20)(argument@0:27(member"replica"@0:35(name"context"@0:27)))))(expression@1:7(call@0:11(member"send"@0:19(name"context"@0:11))(argument@0:24(name"next"@0:24))(argument"to"@0:30(integer"0"@0:34))(argument"replica"@0:37(name"target"@0:46))(argument"forwardingCall"@0:54(boolean"true"@0:70))))))))(function"receive"@4:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"finish"@0:25(label"_"@0:25)(type"Finish"@0:35))(parameter"context"@0:43(label"in"@0:43)(attribute"inout"@0:55)(type"RingContext"@0:61))(result@0:84(type"Lapped"@0:84))(block@0:91(return@1:5(call@0:5(name"Lapped"@0:5)(argument"units"@0:12(binary"-"@0:47(member"physical"@0:38(call@0:23(member"tick"@0:31(name"context"@0:23))))(member"began"@0:56(name"finish"@0:49)))))))))"#, layout: .measured(Self.self, [\Self.passed]), uses: { [.of(Finish.self), .of(Lap.self), .of(Lapped.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ lap: Lap, `in` context: inout RingContext) throws {
  passed &+= 1
  var next = lap
  if (lap.began == 0) {
  try next.began = context.tick().physical
  }
  if (lap.left == 0) {
  try rkT.ignore(context.send(Finish(began: next.began), to: 0, replica: context.replica, forwardingCall: true))
  } else {
  var target = try rkT.convert(lap.other, to: Int.self, 1125899912085524)
  if (lap.seed != 0) {
  next.seed = (((lap.seed &* 1664525) &+ 1013904223) | 1)
  let others = try rkT.subtract(rkT.convert(context.gridSize, to: UInt32.self, 1125899912282134), 1, 562949958860847); _ = others
  try target = rkT.remainderExactly(rkT.add(rkT.add(context.replica, 1, 562949958926371), rkT.convert(rkT.remainderExactly((next.seed >> 8), others, 844424935637054, 562949958926398), to: Int.self, 1125899912347689), 562949958926375), context.gridSize, 844424935637065, 562949958926409)
  }
  try next.left = rkT.subtract(lap.left, 1, 562949959057436)
  try next.other = rkT.convert(context.replica, to: UInt32.self, 1125899912544276)
  try rkT.ignore(context.send(next, to: 0, replica: target, forwardingCall: true))
  }
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ finish: Finish, `in` context: inout RingContext) throws -> Lapped {
  return try Lapped(units: rkT.subtract(context.tick().physical, finish.began, 562949959516207))
  }
}
