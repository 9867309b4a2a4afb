// Generated from Kernels.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
// swift-format-ignore-file

package import RingKernelHost
package import RingKernelCompute

extension KitActor: KernelActor, DeviceActor {
  package static let kernelName = "conformance.actor"

  package static var handlers: [MessageHandler<Self>] {
    [
      .answering(Add.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitActor", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
      .consuming(Note.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitActor", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
      .answering(AskOrder.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitActor", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
      .consuming(Burst.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitActor", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
      .consuming(Trouble.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitActor", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  package static var emits: [any RingMessage.Type] { [Item.self] }

  package struct Handle: TypedKernelHandle {
    package let kernel: KernelHandle

    package init(_ kernel: KernelHandle) { self.kernel = kernel }

    package func send(_ message: Add) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Add) -> SendOutcome {
      kernel.trySend(message)
    }

    package func call(
      _ message: Add, timeout: Duration? = nil
    ) async throws(RingKernelError) -> Total {
      try await kernel.call(message, as: Total.self, timeout: timeout)
    }

    package func send(_ message: Note) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Note) -> SendOutcome {
      kernel.trySend(message)
    }

    package func send(_ message: AskOrder) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: AskOrder) -> SendOutcome {
      kernel.trySend(message)
    }

    package func call(
      _ message: AskOrder, timeout: Duration? = nil
    ) async throws(RingKernelError) -> Order {
      try await kernel.call(message, as: Order.self, timeout: timeout)
    }

    package func send(_ message: Burst) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Burst) -> SendOutcome {
      kernel.trySend(message)
    }

    package func send(_ message: Trouble) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Trouble) -> SendOutcome {
      kernel.trySend(message)
    }
  }

  package static var deviceDefinition: DeviceDefinition { DeviceDefinition("KitActor", file: "RingKernelConformance/Kernels.swift", syntax: #"RK1(actor"KitActor"@9:9(field"sum"@1:15(type"Int64"@0:20)(integer"0"@0:28))(field"count"@1:15(type"UInt64"@0:22)(integer"0"@0:31))(field"notes"@1:15(type"UInt64"@0:22)(integer"0"@0:31))(field"violations"@1:15(type"UInt64"@0:27)(integer"0"@0:36))(field"last"@1:15(type"UInt64"@0:21)(integer"0"@0:30))(field"nextOf"@1:15(call@0:24(typeName@0:24(type"InlineArray"@0:24(integer"64"@0:36)(type"UInt64"@0:40)))(argument"repeating"@0:48(integer"0"@0:59))))(field"log"@2:15(call@0:21(typeName@0:21(type"InlineArray"@0:21(integer"64"@0:33)(type"UInt32"@0:37)))(argument"repeating"@0:45(integer"0"@0:56))))(field"heat"@1:15(type"UInt64"@0:21)(integer"0"@0:30))(function"init"@1:11(block@0:18))(function"receive"@2:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"add"@0:33(label"_"@0:33)(type"Add"@0:40))(parameter"context"@0:45(label"in"@0:45)(attribute"inout"@0:57)(type"RingContext"@0:63))(result@0:86(type"Total"@0:86))(block@0:92(assign"="@1:10(name"heat"@0:5)(call@0:12(name"heated"@0:12)(argument@0:19(name"heat"@0:19))(argument"rounds"@0:25(member"spin"@0:37(name"add"@0:33)))))(assign"&+="@1:9(name"sum"@0:5)(member"amount"@0:17(name"add"@0:13)))(assign"&+="@1:11(name"count"@0:5)(integer"1"@0:15))(return@1:5(call@0:12(name"Total"@0:12)(argument"sum"@0:18(name"sum"@0:23))(argument"count"@0:28(name"count"@0:35))(argument"replica"@0:42(call@0:51(name"UInt32"@0:51)(argument@0:58(member"replica"@0:66(name"context"@0:58)))))(argument"amount"@0:76(member"amount"@0:88(name"add"@0:84)))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"note"@0:33(label"_"@0:33)(type"Note"@0:41))(parameter"context"@0:47(label"in"@0:47)(attribute"inout"@0:59)(type"RingContext"@0:65))(block@0:85(assign"="@1:10(name"heat"@0:5)(call@0:12(name"heated"@0:12)(argument@0:19(name"heat"@0:19))(argument"rounds"@0:25(member"spin"@0:38(name"note"@0:33)))))(if@1:5(condition@0:8(binary"<"@0:14(name"notes"@0:8)(integer"64"@0:16)))(block@0:19(assign"="@0:37(subscript@0:21(name"log"@0:21)(argument@0:25(call@0:25(name"Int"@0:25)(argument@0:29(name"notes"@0:29)))))(member"sender"@0:44(name"note"@0:39)))))(assign"&+="@1:11(name"notes"@0:5)(integer"1"@0:15))(assign"="@1:10(name"last"@0:5)(member"sequence"@0:17(name"note"@0:12)))(variable"let"@1:5(name"sender"@0:9)(initial@0:16(call@0:18(name"Int"@0:18)(argument@0:22(binary"%"@0:34(member"sender"@0:27(name"note"@0:22))(integer"64"@0:36))))))(if@1:5(condition@0:8(binary"!="@0:22(member"sequence"@0:13(name"note"@0:8))(subscript@0:25(name"nextOf"@0:25)(argument@0:32(name"sender"@0:32)))))(block@0:40(assign"&+="@0:53(name"violations"@0:42)(integer"1"@0:57))))(assign"="@1:20(subscript@0:5(name"nextOf"@0:5)(argument@0:12(name"sender"@0:12)))(binary"&+"@0:36(member"sequence"@0:27(name"note"@0:22))(integer"1"@0:39)))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"ask"@0:33(label"_"@0:33)(type"AskOrder"@0:40))(parameter"context"@0:50(label"in"@0:50)(attribute"inout"@0:62)(type"RingContext"@0:68))(result@0:91(type"Order"@0:91))(block@0:97(return@1:5(call@0:5(name"Order"@0:5)(argument"count"@0:11(name"notes"@0:18))(argument"violations"@0:25(name"violations"@0:37))(argument"last"@0:49(name"last"@0:55))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"burst"@0:33(label"_"@0:33)(type"Burst"@0:42))(parameter"context"@0:49(label"in"@0:49)(attribute"inout"@0:61)(type"RingContext"@0:67))(block@0:87(for@1:5(name"number"@0:9)(binary"..<"@0:20(integer"0"@0:19)(member"count"@0:29(name"burst"@0:23)))(block@0:35(expression@0:37(call@0:37(member"emit"@0:45(name"context"@0:37))(argument@0:50(call@0:50(name"Item"@0:50)(argument"sequence"@0:55(binary"&+"@0:77(member"first"@0:71(name"burst"@0:65))(call@0:80(name"UInt64"@0:80)(argument@0:87(name"number"@0:87)))))))))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"trouble"@0:33(label"_"@0:33)(type"Trouble"@0:44))(parameter"context"@0:53(label"in"@0:53)(attribute"inout"@0:65)(type"RingContext"@0:71))(block@0:91(assign"&+="@1:11(name"count"@0:5)(integer"1"@0:15))(variable"let"@1:5(name"answer"@0:9)(initial@0:16(call@0:18(name"Total"@0:18)(argument"sum"@0:24(name"sum"@0:29))(argument"count"@0:34(name"count"@0:41))(argument"replica"@0:48(call@0:57(name"UInt32"@0:57)(argument@0:64(member"replica"@0:72(name"context"@0:64)))))(argument"amount"@0:82(integer"0"@0:90)))))(switch@1:5(member"kind"@0:20(name"trouble"@0:12))(case@1:5(item@0:10(valuePattern@0:10(member"throwsFailure"@0:11)))(item@0:26(valuePattern@0:26(member"throwsForeignError"@0:27)))(item@0:47(valuePattern@0:47(member"reportsError"@0:48)))(block@0:5(throw@0:62(call@0:68(member"failure"@0:76(name"context"@0:68))(argument@0:84(string@0:84(string"on request"@0:84)))))))(case@1:5(item@0:10(valuePattern@0:10(member"requestsTermination"@0:11)))(block@0:5(expression@1:7(call@0:7(member"requestTermination"@0:15(name"context"@0:7))))(expression@1:7(call@0:7(member"reply"@0:15(name"context"@0:7))(argument@0:21(name"answer"@0:21))))))(case@1:5(item@0:10(valuePattern@0:10(member"answersTwice"@0:11)))(block@0:5(expression@1:7(call@0:7(member"reply"@0:15(name"context"@0:7))(argument@0:21(name"answer"@0:21))))(expression@1:7(call@0:7(member"reply"@0:15(name"context"@0:7))(argument@0:21(name"answer"@0:21))))))(case@1:5(item@0:10(valuePattern@0:10(member"staysSilent"@0:11)))(block@0:5(break@0:24))))))(function"heated"@7:3(parameter"seed"@0:15(label"_"@0:15)(type"UInt64"@0:23))(parameter"rounds"@0:31(label"rounds"@0:31)(type"UInt32"@0:39))(result@0:50(type"UInt64"@0:50))(block@0:57(variable"var"@1:5(name"value"@0:9)(initial@0:15(name"seed"@0:17)))(for@1:5(name"_"@0:9)(binary"..<"@0:15(integer"0"@0:14)(name"rounds"@0:18))(block@0:25(assign"="@1:13(name"value"@0:7)(binary"&+"@0:21(name"value"@0:15)(integer"11400714819323198485"@0:24)))(assign"="@1:13(name"value"@0:7)(binary"&*"@0:39(binary"^"@0:22(name"value"@0:16)(binary">>"@0:31(name"value"@0:25)(integer"30"@0:34)))(integer"13787848793156543929"@0:42)))(assign"="@1:13(name"value"@0:7)(binary"&*"@0:39(binary"^"@0:22(name"value"@0:16)(binary">>"@0:31(name"value"@0:25)(integer"27"@0:34)))(integer"10723151780598845931"@0:42)))(assign"="@1:13(name"value"@0:7)(binary"^"@0:21(name"value"@0:15)(binary">>"@0:30(name"value"@0:24)(integer"31"@0:33))))))(return@2:5(name"value"@0:12)))))"#, layout: .measured(Self.self, [\Self.sum, \Self.count, \Self.notes, \Self.violations, \Self.last, \Self.nextOf, \Self.log, \Self.heat]), uses: { [.of(Add.self), .of(AskOrder.self), .of(Burst.self), .of(Item.self), .of(Note.self), .of(Order.self), .of(Total.self), .of(Trouble.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ add: Add, `in` context: inout RingContext) throws -> Total {
  try heat = rkCPU_heated(rkT, heat, rounds: add.spin)
  sum &+= add.amount
  count &+= 1
  return try Total(sum: sum, count: count, replica: rkT.convert(context.replica, to: UInt32.self, 1125899908481075), amount: add.amount)
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ note: Note, `in` context: inout RingContext) throws {
  try heat = rkCPU_heated(rkT, heat, rounds: note.spin)
  if (notes < 64) {
  try log[rkT.index(rkT.convert(notes, to: Int.self, 1125899908808729), in: { log }, 281474978676757)] = note.sender
  }
  notes &+= 1
  last = note.sequence
  let sender = try rkT.convert(rkT.remainderExactly(note.sender, 64, 844424932294690, 562949955584034), to: Int.self, 1125899909005330); _ = sender
  if try (note.sequence != nextOf[rkT.index(sender, in: { nextOf }, 281474978938905)]) {
  violations &+= 1
  }
  try nextOf[rkT.index(sender, in: { nextOf }, 281474979004421)] = (note.sequence &+ 1)
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ ask: AskOrder, `in` context: inout RingContext) throws -> Order {
  return Order(count: notes, violations: violations, last: last)
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ burst: Burst, `in` context: inout RingContext) throws {
  let (rkR1, rkA2) = try rkT.limited(rkT.range(0, burst.count, 1688849863082004), 1970324839792645); _ = rkA2
  for number in rkR1 {
  let rkT = rkA2; _ = rkT
  try rkT.ignore(context.emit(Item(sequence: (burst.first &+ rkT.convert(number, to: UInt64.self, 1125899909660752)))))
  }
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ trouble: Trouble, `in` context: inout RingContext) throws {
  count &+= 1
  let answer = try Total(sum: sum, count: count, replica: rkT.convert(context.replica, to: UInt32.self, 1125899909988409), amount: 0); _ = answer
  switch trouble.kind {
  case .throwsFailure, .throwsForeignError, .reportsError:
  throw rkT.failure(1407374886830148, text: "on request")
  case .requestsTermination:
  rkT.ignore(context.requestTermination())
  rkT.ignore(context.reply(answer))
  case .answersTwice:
  rkT.ignore(context.reply(answer))
  rkT.ignore(context.reply(answer))
  case .staysSilent:
  break 
  }
  }

  @inline(__always) func rkCPU_heated(_ rkT: CheckedThread, _ seed: UInt64, rounds: UInt32) throws -> UInt64 {
  var value = seed
  let (rkR3, rkA4) = try rkT.limited(rkT.range(0, rounds, 1688849864589327), 1970324841299973); _ = rkA4
  for _ in rkR3 {
  let rkT = rkA4; _ = rkT
  value = (value &+ 11400714819323198485)
  value = ((value ^ (value >> 30)) &* 13787848793156543929)
  value = ((value ^ (value >> 27)) &* 10723151780598845931)
  value = (value ^ (value >> 31))
  }
  return value
  }
}

extension KitRelay: KernelActor, DeviceActor {
  package static let kernelName = "conformance.relay"

  package static var handlers: [MessageHandler<Self>] {
    [
      .consuming(Add.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitRelay", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
      .consuming(Note.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitRelay", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
      .consuming(Token.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitRelay", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
      .consuming(Produce.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitRelay", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
      .consuming(Trouble.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitRelay", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  package static var emits: [any RingMessage.Type] { [Token.self, Note.self, Add.self, Total.self] }

  package struct Handle: TypedKernelHandle {
    package let kernel: KernelHandle

    package init(_ kernel: KernelHandle) { self.kernel = kernel }

    package func send(_ message: Add) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Add) -> SendOutcome {
      kernel.trySend(message)
    }

    package func send(_ message: Note) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Note) -> SendOutcome {
      kernel.trySend(message)
    }

    package func send(_ message: Token) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Token) -> SendOutcome {
      kernel.trySend(message)
    }

    package func send(_ message: Produce) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Produce) -> SendOutcome {
      kernel.trySend(message)
    }

    package func send(_ message: Trouble) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Trouble) -> SendOutcome {
      kernel.trySend(message)
    }
  }

  package static var deviceDefinition: DeviceDefinition { DeviceDefinition("KitRelay", file: "RingKernelConformance/Kernels.swift", syntax: #"RK1(actor"KitRelay"@78:9(field"handled"@1:15(type"UInt64"@0:24)(integer"0"@0:33))(function"init"@1:11(block@0:18))(function"receive"@2:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"add"@0:33(label"_"@0:33)(type"Add"@0:40))(parameter"context"@0:45(label"in"@0:45)(attribute"inout"@0:57)(type"RingContext"@0:63))(block@0:83(assign"&+="@1:13(name"handled"@0:5)(integer"1"@0:17))(expression@1:5(call@0:9(member"send"@0:17(name"context"@0:9))(argument@0:22(call@0:22(name"Add"@0:22)(argument"amount"@0:26(binary"&*"@0:45(member"amount"@0:38(name"add"@0:34))(integer"2"@0:48)))(argument"spin"@0:51(member"spin"@0:61(name"add"@0:57)))))(argument"to"@0:68(integer"0"@0:72))(argument"forwardingCall"@0:75(boolean"true"@0:91))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"note"@0:33(label"_"@0:33)(type"Note"@0:41))(parameter"context"@0:47(label"in"@0:47)(attribute"inout"@0:59)(type"RingContext"@0:65))(block@0:85(assign"&+="@1:13(name"handled"@0:5)(integer"1"@0:17))(expression@1:5(call@0:9(member"send"@0:17(name"context"@0:9))(argument@0:22(name"note"@0:22))(argument"to"@0:28(integer"0"@0:32))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"token"@0:33(label"_"@0:33)(type"Token"@0:42))(parameter"context"@0:49(label"in"@0:49)(attribute"inout"@0:61)(type"RingContext"@0:67))(block@0:87(assign"&+="@1:13(name"handled"@0:5)(integer"1"@0:17))(if@1:5(condition@0:8(binary"=="@0:19(member"hops"@0:14(name"token"@0:8))(integer"0"@0:22)))(block@0:24(expression@1:7(call@0:7(member"reply"@0:15(name"context"@0:7))(argument@0:21(name"token"@0:21))))(return@1:7)))(variable"let"@2:5(name"next"@0:9)(initial@0:14(call@0:16(name"Token"@0:16)(argument"hops"@0:22(binary"&-"@0:39(member"hops"@0:34(name"token"@0:28))(integer"1"@0:42)))(argument"visits"@0:45(binary"&+"@0:66(member"visits"@0:59(name"token"@0:53))(integer"1"@0:69))))))(expression@1:5(call@0:9(member"send"@0:17(name"context"@0:9))(argument@0:22(name"next"@0:22))(argument"to"@0:28(integer"0"@0:32))(argument"forwardingCall"@0:35(binary"!="@0:73(member"correlationID"@0:59(name"context"@0:51))(integer"0"@0:76)))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"produce"@0:33(label"_"@0:33)(type"Produce"@0:44))(parameter"context"@0:53(label"in"@0:53)(attribute"inout"@0:65)(type"RingContext"@0:71))(block@0:91(for@1:5(name"number"@0:9)(binary"..<"@0:20(integer"0"@0:19)(member"count"@0:31(name"produce"@0:23)))(block@0:37(variable"let"@1:7(name"note"@0:11)(initial@0:16(call@0:18(name"Note"@0:18)(argument"sender"@0:23(member"sender"@0:39(name"produce"@0:31)))(argument"sequence"@0:47(binary"&+"@0:65(name"handled"@0:57)(call@0:68(name"UInt64"@0:68)(argument@0:75(name"number"@0:75)))))(argument"spin"@0:84(member"spin"@0:98(name"produce"@0:90))))))(expression@1:7(call@0:11(member"send"@0:19(name"context"@0:11))(argument@0:24(name"note"@0:24))(argument"to"@0:30(integer"0"@0:34))))))(assign"&+="@2:13(name"handled"@0:5)(call@0:17(name"UInt64"@0:17)(argument@0:24(member"count"@0:32(name"produce"@0:24)))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"trouble"@0:33(label"_"@0:33)(type"Trouble"@0:44))(parameter"context"@0:53(label"in"@0:53)(attribute"inout"@0:65)(type"RingContext"@0:71))(block@0:91(expression@1:5(call@0:9(member"send"@0:17(name"context"@0:9))(argument@0:22(call@0:22(name"Item"@0:22)(argument"sequence"@0:27(integer"0"@0:37))))(argument"to"@0:41(integer"0"@0:45)))))))"#, layout: .measured(Self.self, [\Self.handled]), uses: { [.of(Add.self), .of(Item.self), .of(Note.self), .of(Produce.self), .of(Token.self), .of(Trouble.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ add: Add, `in` context: inout RingContext) throws {
  handled &+= 1
  try rkT.ignore(context.send(Add(amount: (add.amount &* 2), spin: add.spin), to: 0, forwardingCall: true))
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ note: Note, `in` context: inout RingContext) throws {
  handled &+= 1
  try rkT.ignore(context.send(note, to: 0))
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ token: Token, `in` context: inout RingContext) throws {
  handled &+= 1
  if (token.hops == 0) {
  rkT.ignore(context.reply(token))
  return 
  }
  let next = Token(hops: (token.hops &- 1), visits: (token.visits &+ 1)); _ = next
  try rkT.ignore(context.send(next, to: 0, forwardingCall: (context.correlationID != 0)))
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ produce: Produce, `in` context: inout RingContext) throws {
  let (rkR1, rkA2) = try rkT.limited(rkT.range(0, produce.count, 1688849867014164), 1970324843724805); _ = rkA2
  for number in rkR1 {
  let rkT = rkA2; _ = rkT
  let note = try Note(sender: produce.sender, sequence: (handled &+ rkT.convert(number, to: UInt64.self, 1125899913658436)), spin: produce.spin); _ = note
  try rkT.ignore(context.send(note, to: 0))
  }
  try handled &+= rkT.convert(produce.count, to: UInt64.self, 1125899913854993)
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ trouble: Trouble, `in` context: inout RingContext) throws {
  try rkT.ignore(context.send(Item(sequence: 0), to: 0))
  }
}

extension KitProbe: KernelActor, DeviceActor {
  package static let kernelName = "conformance.probe"

  package static var handlers: [MessageHandler<Self>] {
    [
      .answering(AskShape.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitProbe", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  package struct Handle: TypedKernelHandle {
    package let kernel: KernelHandle

    package init(_ kernel: KernelHandle) { self.kernel = kernel }

    package func send(_ message: AskShape) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: AskShape) -> SendOutcome {
      kernel.trySend(message)
    }

    package func call(
      _ message: AskShape, timeout: Duration? = nil
    ) async throws(RingKernelError) -> Shape {
      try await kernel.call(message, as: Shape.self, timeout: timeout)
    }
  }

  package static var deviceDefinition: DeviceDefinition { DeviceDefinition("KitProbe", file: "RingKernelConformance/Kernels.swift", syntax: #"RK1(actor"KitProbe"@117:9(field"asked"@1:15(type"UInt64"@0:22)(integer"0"@0:31))(function"init"@1:11(block@0:18))(function"receive"@2:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"ask"@0:33(label"_"@0:33)(type"AskShape"@0:40))(parameter"context"@0:50(label"in"@0:50)(attribute"inout"@0:62)(type"RingContext"@0:68))(result@0:91(type"Shape"@0:91))(block@0:97(assign"&+="@1:11(name"asked"@0:5)(integer"1"@0:15))(return@1:5(call@0:12(name"Shape"@0:12)(argument"gridSize"@1:7(call@0:17(name"UInt32"@0:17)(argument@0:24(member"gridSize"@0:32(name"context"@0:24)))))(argument"blockSize"@1:7(call@0:18(name"UInt32"@0:18)(argument@0:25(member"blockSize"@0:33(name"context"@0:25)))))(argument"replica"@1:7(call@0:16(name"UInt32"@0:16)(argument@0:23(member"replica"@0:31(name"context"@0:23)))))(argument"inboxDepth"@1:7(call@0:19(name"UInt32"@0:19)(argument@0:26(member"inboxDepth"@0:34(name"context"@0:26))))))))))"#, layout: .measured(Self.self, [\Self.asked]), uses: { [.of(AskShape.self), .of(Shape.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ ask: AskShape, `in` context: inout RingContext) throws -> Shape {
  asked &+= 1
  return try Shape(gridSize: rkT.convert(context.gridSize, to: UInt32.self, 1125899914969105), blockSize: rkT.convert(context.blockSize, to: UInt32.self, 1125899915034642), replica: rkT.convert(context.replica, to: UInt32.self, 1125899915100176), inboxDepth: rkT.convert(context.inboxDepth, to: UInt32.self, 1125899915165715))
  }
}

extension KitTeam: KernelActor, DeviceActor {
  package static let kernelName = "conformance.team"

  package static var handlers: [MessageHandler<Self>] {
    [
      .answering(Add.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitTeam", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
      .consuming(Trouble.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitTeam", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  package static var emits: [any RingMessage.Type] { [Item.self] }

  package static var threadsPerMessage: Int? { 64 }

  package struct Handle: TypedKernelHandle {
    package let kernel: KernelHandle

    package init(_ kernel: KernelHandle) { self.kernel = kernel }

    package func send(_ message: Add) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Add) -> SendOutcome {
      kernel.trySend(message)
    }

    package func call(
      _ message: Add, timeout: Duration? = nil
    ) async throws(RingKernelError) -> Total {
      try await kernel.call(message, as: Total.self, timeout: timeout)
    }

    package func send(_ message: Trouble) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Trouble) -> SendOutcome {
      kernel.trySend(message)
    }
  }

  package static var deviceDefinition: DeviceDefinition { DeviceDefinition("KitTeam", file: "RingKernelConformance/Kernels.swift", syntax: #"RK1(actor"KitTeam"@134:9(attribute"block"@-2:43(integer"64"@0:43))(field"seen"@3:15(call@0:22(typeName@0:22(type"InlineArray"@0:22(integer"64"@0:34)(type"Int64"@0:38)))(argument"repeating"@0:45(integer"0"@0:56))))(field"rounds"@1:15(type"UInt64"@0:23)(integer"0"@0:32))(function"init"@1:11(block@0:18))(function"receive"@2:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"add"@0:33(label"_"@0:33)(type"Add"@0:40))(parameter"context"@0:45(label"in"@0:45)(attribute"inout"@0:57)(type"RingContext"@0:63))(result@0:86(type"Total"@0:86))(block@0:92(variable"var"@1:5(name"row"@0:9)(initial@0:13(call@0:15(typeName@0:15(type"SharedArray"@0:15(integer"64"@0:27)(type"Int64"@0:31))))))(variable"let"@1:5(name"own"@0:9)(initial@0:13(member"x"@0:27(name"threadIndex"@0:15))))(assign"&+="@1:14(subscript@0:5(name"row"@0:5)(argument@0:9(name"own"@0:9)))(binary"&+"@0:29(member"amount"@0:22(name"add"@0:18))(call@0:32(name"Int64"@0:32)(argument@0:38(name"own"@0:38)))))(expression@1:5(call@0:5(name"barrier"@0:5)))(assign"&+="@1:15(subscript@0:5(name"seen"@0:5)(argument@0:10(name"own"@0:10)))(subscript@0:19(name"row"@0:19)(argument@0:23(binary"-"@0:26(integer"63"@0:23)(name"own"@0:28)))))(if@1:5(condition@0:8(binary"=="@0:12(name"own"@0:8)(integer"0"@0:15)))(block@0:17(assign"&+="@0:26(name"rounds"@0:19)(integer"1"@0:30))))(variable"let"@1:5(name"sum"@0:9)(initial@0:13(call@0:15(name"blockReduceAdd"@0:15)(argument@0:30(subscript@0:30(name"seen"@0:30)(argument@0:35(name"own"@0:35)))))))(return@1:5(call@0:12(name"Total"@0:12)(argument"sum"@0:18(name"sum"@0:23))(argument"count"@0:28(name"rounds"@0:35))(argument"replica"@0:43(call@0:52(name"UInt32"@0:52)(argument@0:59(member"blockSize"@0:67(name"context"@0:59)))))(argument"amount"@0:79(subscript@0:87(name"seen"@0:87)(argument@0:92(integer"0"@0:92))))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"trouble"@0:33(label"_"@0:33)(type"Trouble"@0:44))(parameter"context"@0:53(label"in"@0:53)(attribute"inout"@0:65)(type"RingContext"@0:71))(block@0:91(expression@1:5(call@0:5(member"emit"@0:13(name"context"@0:5))(argument@0:18(call@0:18(name"Item"@0:18)(argument"sequence"@0:23(integer"1"@0:33))))))(if@1:5(condition@0:8(binary"=="@0:27(binary"%"@0:22(member"x"@0:20(name"threadIndex"@0:8))(integer"23"@0:24))(integer"17"@0:30)))(block@0:33(throw@0:35(call@0:41(member"failure"@0:49(name"context"@0:41))(argument@0:57(string@0:57(string"thread "@0:57)(member"x"@0:79(name"threadIndex"@0:67))(string@0:57)))))))(assign"="@1:25(subscript@0:5(name"seen"@0:5)(argument@0:10(member"x"@0:22(name"threadIndex"@0:10))))(prefix"-"@0:27(integer"1"@0:28)))(expression@1:5(call@0:5(name"barrier"@0:5)))(expression@1:5(call@0:5(member"emit"@0:13(name"context"@0:5))(argument@0:18(call@0:18(name"Item"@0:18)(argument"sequence"@0:23(integer"2"@0:33))))))(variable"let"@1:5(name"other"@0:9)(initial@0:15(subscript@0:17(name"seen"@0:17)(argument@0:22(binary"-"@0:25(integer"63"@0:22)(member"x"@0:39(name"threadIndex"@0:27)))))))(expression@1:5(call@0:5(name"barrier"@0:5)))(assign"&+="@1:25(subscript@0:5(name"seen"@0:5)(argument@0:10(member"x"@0:22(name"threadIndex"@0:10))))(name"other"@0:29)))))"#, layout: .measured(Self.self, [\Self.seen, \Self.rounds]), uses: { [.of(Add.self), .of(Item.self), .of(Total.self), .of(Trouble.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ add: Add, `in` context: inout RingContext) throws -> Total {
  var rk = CheckedBlock(rkT, 64)
  var rkAnswer: Total?
  do {
  try rk.begin()
  let rkI = 0
  _ = rkI
  var row = InlineArray<64, Int64>(repeating: rk.zero())
  let own = rkT.threadIndex.x; _ = own
  rkThread: for rkX in 0..<64 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  try row[proved: rkT.place(own, in: 64, 281474986016773)] &+= (add.amount &+ rkT.convert(own, to: Int64.self, 1125899916148768))
  } catch { rk.fail(rkX, error) }
  }
  rk.meet()
  rkThread: for rkX in 0..<64 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  try seen[rkT.index(own, in: { seen }, 281474986147845)] &+= row[proved: rkT.place(rkT.subtract(63, own, 562949962858522), in: 64, 281474986147859)]
  if (own == 0) {
  rounds &+= 1
  }
  } catch { rk.fail(rkX, error) }
  }
  let rkOperand1 = rk.locals(rk.threadCount, of: { try seen[rkT.index(own, in: { seen }, 281474986278942)] })
  defer { rk.free(rkOperand1) }
  rkThread: for rkX in 0..<64 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  rkOperand1[proved: rkI] = try seen[rkT.index(own, in: { seen }, 281474986278942)]
  } catch { rk.fail(rkX, error) }
  }
  let sum = rk.blockReduceAdd(rkOperand1)
  rk.meet()
  rkThread: for rkX in 0..<64 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  do { let rkV: Total = try Total(sum: sum, count: rounds, replica: rkT.convert(context.blockSize, to: UInt32.self, 1125899916476468), amount: seen[rkT.index(0, in: { seen }, 281474986344535)]); if rkI == 0 { rkAnswer = rkV }; rk.leave(rkI); continue rkThread }
  } catch { rk.fail(rkX, error) }
  }
  } catch { rk.failTogether(error) }
  return try rk.finish(rkAnswer)
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ trouble: Trouble, `in` context: inout RingContext) throws {
  var rk = CheckedBlock(rkT, 64)
  do {
  try rk.begin()
  let rkI = 0
  _ = rkI
  rkThread: for rkX in 0..<64 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  do {
  let rkA2 = Item(sequence: 1)
  if rkT.leads { context.emit(rkA2) }
  }
  if try (rkT.remainderExactly(rkT.threadIndex.x, 23, 844424940093462, 562949963382806) == 17) {
  throw rkT.failure(1407374893514793, rkT.bits(rkT.threadIndex.x), text: "thread \(rkT.threadIndex.x)")
  }
  try seen[rkT.index(rkT.threadIndex.x, in: { seen }, 281474986737669)] = (-1)
  } catch { rk.fail(rkX, error) }
  }
  rk.meet()
  var other = rk.locals(CPUCount<64>(), of: { try seen[rkT.index(rkT.subtract(63, rkT.threadIndex.x, 562949963644953), in: { seen }, 281474986934289)] })
  rkThread: for rkX in 0..<64 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  do {
  let rkA3 = Item(sequence: 2)
  if rkT.leads { context.emit(rkA3) }
  }
  other[proved: rkI] = try seen[rkT.index(rkT.subtract(63, rkT.threadIndex.x, 562949963644953), in: { seen }, 281474986934289)]
  } catch { rk.fail(rkX, error) }
  }
  rk.meet()
  rkThread: for rkX in 0..<64 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  try seen[rkT.index(rkT.threadIndex.x, in: { seen }, 281474987065349)] &+= other[proved: rkI]
  } catch { rk.fail(rkX, error) }
  }
  } catch { rk.failTogether(error) }
  return try rk.finish()
  }
}

extension KitIntegers: KernelActor, DeviceActor {
  package static let kernelName = "conformance.integers"

  package static var handlers: [MessageHandler<Self>] {
    [
      .answering(Integers.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitIntegers", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  package struct Handle: TypedKernelHandle {
    package let kernel: KernelHandle

    package init(_ kernel: KernelHandle) { self.kernel = kernel }

    package func send(_ message: Integers) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Integers) -> SendOutcome {
      kernel.trySend(message)
    }

    package func call(
      _ message: Integers, timeout: Duration? = nil
    ) async throws(RingKernelError) -> Integers {
      try await kernel.call(message, as: Integers.self, timeout: timeout)
    }
  }

  package static var deviceDefinition: DeviceDefinition { DeviceDefinition("KitIntegers", file: "RingKernelConformance/Kernels.swift", syntax: #"RK1(actor"KitIntegers"@164:9(field"count"@1:15(type"UInt64"@0:22)(integer"0"@0:31))(function"init"@1:11(block@0:18))(function"receive"@2:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"m"@0:33(label"_"@0:33)(type"Integers"@0:38))(parameter"context"@0:48(label"in"@0:48)(attribute"inout"@0:60)(type"RingContext"@0:66))(result@0:89(type"Integers"@0:89))(block@0:98(assign"&+="@1:11(name"count"@0:5)(integer"1"@0:15))(return@1:5(call@0:12(name"Integers"@0:12)(argument"a"@1:7(prefix"~"@0:10(member"a"@0:13(name"m"@0:11))))(argument"b"@1:7(binary"&+"@0:14(member"b"@0:12(name"m"@0:10))(integer"1"@0:17)))(argument"c"@1:7(binary"&*"@0:14(member"c"@0:12(name"m"@0:10))(integer"3"@0:17)))(argument"d"@1:7(prefix"~"@0:10(member"d"@0:13(name"m"@0:11))))(argument"e"@1:7(binary"&-"@0:14(member"e"@0:12(name"m"@0:10))(integer"1"@0:17)))(argument"f"@1:7(call@0:10(name"finalised"@0:10)(argument@0:20(member"f"@0:22(name"m"@0:20)))))(argument"g"@1:7(prefix"~"@0:10(member"g"@0:13(name"m"@0:11))))(argument"h"@1:7(binary"&+"@0:14(member"h"@0:12(name"m"@0:10))(integer"9"@0:17)))))))(function"finalised"@5:3(parameter"key"@0:18(label"_"@0:18)(type"UInt64"@0:25))(result@0:36(type"UInt64"@0:36))(block@0:43(variable"var"@1:5(name"value"@0:9)(initial@0:15(binary"&+"@0:21(name"key"@0:17)(integer"11400714819323198485"@0:24))))(assign"="@1:11(name"value"@0:5)(binary"&*"@0:37(binary"^"@0:20(name"value"@0:14)(binary">>"@0:29(name"value"@0:23)(integer"30"@0:32)))(integer"13787848793156543929"@0:40)))(assign"="@1:11(name"value"@0:5)(binary"&*"@0:37(binary"^"@0:20(name"value"@0:14)(binary">>"@0:29(name"value"@0:23)(integer"27"@0:32)))(integer"10723151780598845931"@0:40)))(return@1:5(binary"^"@0:18(name"value"@0:12)(binary">>"@0:27(name"value"@0:21)(integer"31"@0:30)))))))"#, layout: .measured(Self.self, [\Self.count]), uses: { [.of(Integers.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ m: Integers, `in` context: inout RingContext) throws -> Integers {
  count &+= 1
  return try Integers(a: (~m.a), b: (m.b &+ 1), c: (m.c &* 3), d: (~m.d), e: (m.e &- 1), f: rkCPU_finalised(rkT, m.f), g: (~m.g), h: (m.h &+ 9))
  }

  @inline(__always) func rkCPU_finalised(_ rkT: CheckedThread, _ key: UInt64) throws -> UInt64 {
  var value = (key &+ 11400714819323198485)
  value = ((value ^ (value >> 30)) &* 13787848793156543929)
  value = ((value ^ (value >> 27)) &* 10723151780598845931)
  return (value ^ (value >> 31))
  }
}

extension KitOneByte: KernelActor, DeviceActor {
  package static let kernelName = "conformance.oneByte"

  package static var handlers: [MessageHandler<Self>] {
    [
      .answering(OneByte.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitOneByte", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  package struct Handle: TypedKernelHandle {
    package let kernel: KernelHandle

    package init(_ kernel: KernelHandle) { self.kernel = kernel }

    package func send(_ message: OneByte) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: OneByte) -> SendOutcome {
      kernel.trySend(message)
    }

    package func call(
      _ message: OneByte, timeout: Duration? = nil
    ) async throws(RingKernelError) -> OneByte {
      try await kernel.call(message, as: OneByte.self, timeout: timeout)
    }
  }

  package static var deviceDefinition: DeviceDefinition { DeviceDefinition("KitOneByte", file: "RingKernelConformance/Kernels.swift", syntax: #"RK1(actor"KitOneByte"@193:9(field"count"@1:15(type"UInt64"@0:22)(integer"0"@0:31))(function"init"@1:11(block@0:18))(function"receive"@2:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"m"@0:33(label"_"@0:33)(type"OneByte"@0:38))(parameter"context"@0:47(label"in"@0:47)(attribute"inout"@0:59)(type"RingContext"@0:65))(result@0:88(type"OneByte"@0:88))(block@0:96(assign"&+="@1:11(name"count"@0:5)(integer"1"@0:15))(return@1:5(call@0:12(name"OneByte"@0:12)(argument"value"@0:20(prefix"~"@0:27(member"value"@0:30(name"m"@0:28)))))))))"#, layout: .measured(Self.self, [\Self.count]), uses: { [.of(OneByte.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ m: OneByte, `in` context: inout RingContext) throws -> OneByte {
  count &+= 1
  return OneByte(value: (~m.value))
  }
}

extension KitParts: KernelActor, DeviceActor {
  package static let kernelName = "conformance.parts"

  package static var handlers: [MessageHandler<Self>] {
    [
      .answering(Parts.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitParts", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  package struct Handle: TypedKernelHandle {
    package let kernel: KernelHandle

    package init(_ kernel: KernelHandle) { self.kernel = kernel }

    package func send(_ message: Parts) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Parts) -> SendOutcome {
      kernel.trySend(message)
    }

    package func call(
      _ message: Parts, timeout: Duration? = nil
    ) async throws(RingKernelError) -> Parts {
      try await kernel.call(message, as: Parts.self, timeout: timeout)
    }
  }

  package static var deviceDefinition: DeviceDefinition { DeviceDefinition("KitParts", file: "RingKernelConformance/Kernels.swift", syntax: #"RK1(actor"KitParts"@205:9(field"count"@1:15(type"UInt64"@0:22)(integer"0"@0:31))(function"init"@1:11(block@0:18))(function"receive"@2:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"m"@0:33(label"_"@0:33)(type"Parts"@0:38))(parameter"context"@0:45(label"in"@0:45)(attribute"inout"@0:57)(type"RingContext"@0:63))(result@0:86(type"Parts"@0:86))(block@0:92(assign"&+="@1:11(name"count"@0:5)(integer"1"@0:15))(variable"var"@1:5(name"answer"@0:9)(initial@0:16(name"m"@0:18)))(assign"="@1:19(member"single"@0:12(name"answer"@0:5))(call@0:21(name"Float"@0:21)(argument"bitPattern"@0:27(binary"^"@0:59(member"bitPattern"@0:48(member"single"@0:41(name"m"@0:39)))(integer"2147483648"@0:61)))))(assign"="@1:17(member"flag"@0:12(name"answer"@0:5))(prefix"!"@0:19(member"flag"@0:22(name"m"@0:20))))(assign"="@1:18(member"three"@0:12(name"answer"@0:5))(binary"+"@0:28(member"three"@0:22(name"m"@0:20))(integer"1"@0:30)))(assign"="@1:17(member"four"@0:12(name"answer"@0:5))(prefix"~"@0:19(member"four"@0:22(name"m"@0:20))))(assign"="@1:18(member"inner"@0:12(name"answer"@0:5))(call@0:20(name"Pair"@0:20)(argument"left"@0:25(prefix"~"@0:31(member"left"@0:40(member"inner"@0:34(name"m"@0:32)))))(argument"right"@0:46(binary"&+"@0:67(member"right"@0:61(member"inner"@0:55(name"m"@0:53)))(integer"1"@0:70)))))(for@1:5(name"index"@0:9)(binary"..<"@0:19(integer"0"@0:18)(integer"5"@0:22))(block@0:24(assign"="@0:45(subscript@0:26(member"grid"@0:33(name"answer"@0:26))(argument@0:38(name"index"@0:38)))(prefix"~"@0:47(subscript@0:48(member"grid"@0:50(name"m"@0:48))(argument@0:55(name"index"@0:55)))))))(switch@1:5(member"colour"@0:14(name"m"@0:12))(case@1:5(item@0:10(valuePattern@0:10(member"red"@0:11)))(block@0:5(assign"="@0:30(member"colour"@0:23(name"answer"@0:16))(member"green"@0:33))))(case@1:5(item@0:10(valuePattern@0:10(member"green"@0:11)))(block@0:5(assign"="@0:32(member"colour"@0:25(name"answer"@0:18))(member"blue"@0:35))))(case@1:5(item@0:10(valuePattern@0:10(member"blue"@0:11)))(block@0:5(assign"="@0:31(member"colour"@0:24(name"answer"@0:17))(member"red"@0:34)))))(return@2:5(name"answer"@0:12)))))"#, layout: .measured(Self.self, [\Self.count]), uses: { [.of(Pair.self), .of(Parts.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ m: Parts, `in` context: inout RingContext) throws -> Parts {
  count &+= 1
  var answer = m
  answer.single = Float(bitPattern: (m.single.bitPattern ^ 2147483648))
  answer.flag = (!m.flag)
  try answer.three = rkT.add(m.three, 1, 562949967446044)
  answer.four = (~m.four)
  answer.inner = Pair(left: (~m.inner.left), right: (m.inner.right &+ 1))
  for index in try rkT.range(0, 5, 1688849874485267) {
  try answer.grid[rkT.index(index, in: { answer.grid }, 281474990931994)] = (~m.grid[rkT.index(index, in: { m.grid }, 281474990932016)])
  }
  switch m.colour {
  case .red:
  answer.colour = .green
  case .green:
  answer.colour = .blue
  case .blue:
  answer.colour = .red
  }
  return answer
  }
}

extension KitAggregates: KernelActor, DeviceActor {
  package static let kernelName = "conformance.aggregates"

  package static var handlers: [MessageHandler<Self>] {
    [
      .answering(Aggregates.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitAggregates", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  package struct Handle: TypedKernelHandle {
    package let kernel: KernelHandle

    package init(_ kernel: KernelHandle) { self.kernel = kernel }

    package func send(_ message: Aggregates) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Aggregates) -> SendOutcome {
      kernel.trySend(message)
    }

    package func call(
      _ message: Aggregates, timeout: Duration? = nil
    ) async throws(RingKernelError) -> Aggregates {
      try await kernel.call(message, as: Aggregates.self, timeout: timeout)
    }
  }

  package static var deviceDefinition: DeviceDefinition { DeviceDefinition("KitAggregates", file: "RingKernelConformance/Kernels.swift", syntax: #"RK1(actor"KitAggregates"@229:9(field"count"@1:15(type"UInt64"@0:22)(integer"0"@0:31))(function"init"@1:11(block@0:18))(function"receive"@2:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"m"@0:33(label"_"@0:33)(type"Aggregates"@0:38))(parameter"context"@0:50(label"in"@0:50)(attribute"inout"@0:62)(type"RingContext"@0:68))(result@0:91(type"Aggregates"@0:91))(block@0:102(assign"&+="@1:11(name"count"@0:5)(integer"1"@0:15))(variable"var"@1:5(name"answer"@0:9)(initial@0:16(name"m"@0:18)))(for@1:5(name"index"@0:9)(binary"..<"@0:19(integer"0"@0:18)(integer"5"@0:22))(block@0:24(assign"="@0:45(subscript@0:26(member"grid"@0:33(name"answer"@0:26))(argument@0:38(name"index"@0:38)))(prefix"~"@0:47(subscript@0:48(member"grid"@0:50(name"m"@0:48))(argument@0:55(name"index"@0:55)))))))(assign"="@1:18(member"inner"@0:12(name"answer"@0:5))(call@0:20(name"varied"@0:20)(argument@0:27(member"inner"@0:29(name"m"@0:27)))))(switch@1:5(member"colour"@0:14(name"m"@0:12))(case@1:5(item@0:10(valuePattern@0:10(member"red"@0:11)))(block@0:5(assign"="@0:30(member"colour"@0:23(name"answer"@0:16))(member"green"@0:33))))(case@1:5(item@0:10(valuePattern@0:10(member"green"@0:11)))(block@0:5(assign"="@0:32(member"colour"@0:25(name"answer"@0:18))(member"blue"@0:35))))(case@1:5(item@0:10(valuePattern@0:10(member"blue"@0:11)))(block@0:5(assign"="@0:31(member"colour"@0:24(name"answer"@0:17))(member"red"@0:34)))))(for@2:5(name"index"@0:9)(member"indices"@0:26(member"pairs"@0:20(name"m"@0:18)))(block@0:34(assign"="@0:56(subscript@0:36(member"pairs"@0:43(name"answer"@0:36))(argument@0:49(name"index"@0:49)))(call@0:58(name"varied"@0:58)(argument@0:65(subscript@0:65(member"pairs"@0:67(name"m"@0:65))(argument@0:73(name"index"@0:73))))))))(return@1:5(name"answer"@0:12))))(function"varied"@3:3(parameter"pair"@0:15(label"_"@0:15)(type"Pair"@0:23))(result@0:32(type"Pair"@0:32))(block@0:37(return@0:39(call@0:39(name"Pair"@0:39)(argument"left"@0:44(prefix"~"@0:50(member"left"@0:56(name"pair"@0:51))))(argument"right"@0:62(binary"&+"@0:80(member"right"@0:74(name"pair"@0:69))(integer"1"@0:83))))))))"#, layout: .measured(Self.self, [\Self.count]), uses: { [.of(Aggregates.self), .of(Pair.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ m: Aggregates, `in` context: inout RingContext) throws -> Aggregates {
  count &+= 1
  var answer = m
  for index in try rkT.range(0, 5, 1688849875730451) {
  try answer.grid[rkT.index(index, in: { answer.grid }, 281474992177178)] = (~m.grid[rkT.index(index, in: { m.grid }, 281474992177200)])
  }
  try answer.inner = rkCPU_varied(rkT, m.inner)
  switch m.colour {
  case .red:
  answer.colour = .green
  case .green:
  answer.colour = .blue
  case .blue:
  answer.colour = .red
  }
  for index in m.pairs.indices {
  try answer.pairs[rkT.index(index, in: { answer.pairs }, 281474992635940)] = rkCPU_varied(rkT, m.pairs[rkT.index(index, in: { m.pairs }, 281474992635969)])
  }
  return answer
  }

  @inline(__always) func rkCPU_varied(_ rkT: CheckedThread, _ pair: Pair) throws -> Pair {
  return Pair(left: (~pair.left), right: (pair.right &+ 1))
  }
}

extension KitBounded: KernelActor, DeviceActor {
  package static let kernelName = "conformance.bounded"

  package static var handlers: [MessageHandler<Self>] {
    [
      .answering(Bounded.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitBounded", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  package struct Handle: TypedKernelHandle {
    package let kernel: KernelHandle

    package init(_ kernel: KernelHandle) { self.kernel = kernel }

    package func send(_ message: Bounded) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Bounded) -> SendOutcome {
      kernel.trySend(message)
    }

    package func call(
      _ message: Bounded, timeout: Duration? = nil
    ) async throws(RingKernelError) -> Bounded {
      try await kernel.call(message, as: Bounded.self, timeout: timeout)
    }
  }

  package static var deviceDefinition: DeviceDefinition { DeviceDefinition("KitBounded", file: "RingKernelConformance/Kernels.swift", syntax: #"RK1(actor"KitBounded"@252:9(field"count"@1:15(type"UInt64"@0:22)(integer"0"@0:31))(function"init"@1:11(block@0:18))(function"receive"@2:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"m"@0:33(label"_"@0:33)(type"Bounded"@0:38))(parameter"context"@0:47(label"in"@0:47)(attribute"inout"@0:59)(type"RingContext"@0:65))(result@0:88(type"Bounded"@0:88))(block@0:96(assign"&+="@1:11(name"count"@0:5)(integer"1"@0:15))(variable"var"@1:5(name"values"@0:9)(initial@0:16(call@0:18(typeName@0:18(type"BoundedArray"@0:18(integer"16"@0:31)(type"UInt32"@0:35)))(argument"filler"@0:43(integer"0"@0:51)))))(for@1:5(name"index"@0:9)(binary"..<"@0:19(integer"0"@0:18)(member"count"@0:31(member"values"@0:24(name"m"@0:22))))(block@0:37(guard@1:7(condition@0:13(call@0:13(member"append"@0:20(name"values"@0:13))(argument@0:27(prefix"~"@0:27(subscript@0:28(member"values"@0:30(name"m"@0:28))(argument@0:37(name"index"@0:37)))))))(block@0:50(throw@0:52(call@0:58(member"failure"@0:66(name"context"@0:58))(argument@0:74(string@0:74(string"no room for "@0:74)(name"index"@0:89)(string@0:74)))))))))(return@2:5(call@0:12(name"Bounded"@0:12)(argument"values"@0:20(name"values"@0:28)))))))"#, layout: .measured(Self.self, [\Self.count]), uses: { [.of(Bounded.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ m: Bounded, `in` context: inout RingContext) throws -> Bounded {
  count &+= 1
  var values = BoundedArray<16, UInt32>(filler: 0)
  let (rkR1, rkA2) = try rkT.limited(rkT.range(0, m.values.count, 1688849877237779), 1970324853948421); _ = rkA2
  for index in rkR1 {
  let rkT = rkA2; _ = rkT
  guard try values.rkCPU_append(rkT, (~m.values[rkT.index(index, in: { m.values }, 281474993750044)])) else {
  throw rkT.failure(1407374900592698, rkT.bits(index), text: "no room for \(index)")
  }
  }
  return Bounded(values: values)
  }
}

extension KitColours: KernelActor, DeviceActor {
  package static let kernelName = "conformance.colours"

  package static var handlers: [MessageHandler<Self>] {
    [
      .answering(Colours.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitColours", "RingKernelConformance/Kernels.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  package struct Handle: TypedKernelHandle {
    package let kernel: KernelHandle

    package init(_ kernel: KernelHandle) { self.kernel = kernel }

    package func send(_ message: Colours) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Colours) -> SendOutcome {
      kernel.trySend(message)
    }

    package func call(
      _ message: Colours, timeout: Duration? = nil
    ) async throws(RingKernelError) -> Colours {
      try await kernel.call(message, as: Colours.self, timeout: timeout)
    }
  }

  package static var deviceDefinition: DeviceDefinition { DeviceDefinition("KitColours", file: "RingKernelConformance/Kernels.swift", syntax: #"RK1(actor"KitColours"@268:9(field"count"@1:15(type"UInt64"@0:22)(integer"0"@0:31))(function"init"@1:11(block@0:18))(function"receive"@2:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"m"@0:33(label"_"@0:33)(type"Colours"@0:38))(parameter"context"@0:47(label"in"@0:47)(attribute"inout"@0:59)(type"RingContext"@0:65))(result@0:88(type"Colours"@0:88))(block@0:96(assign"&+="@1:11(name"count"@0:5)(integer"1"@0:15))(variable"var"@1:5(name"answer"@0:9)(initial@0:16(name"m"@0:18)))(for@1:5(name"index"@0:9)(member"indices"@0:27(member"values"@0:20(name"m"@0:18)))(block@0:35(switch@1:7(subscript@0:14(member"values"@0:16(name"m"@0:14))(argument@0:23(name"index"@0:23)))(case@1:7(item@0:12(valuePattern@0:12(member"red"@0:13)))(block@0:7(assign"="@0:39(subscript@0:18(member"values"@0:25(name"answer"@0:18))(argument@0:32(name"index"@0:32)))(member"green"@0:42))))(case@1:7(item@0:12(valuePattern@0:12(member"green"@0:13)))(block@0:7(assign"="@0:41(subscript@0:20(member"values"@0:27(name"answer"@0:20))(argument@0:34(name"index"@0:34)))(member"blue"@0:44))))(case@1:7(item@0:12(valuePattern@0:12(member"blue"@0:13)))(block@0:7(assign"="@0:40(subscript@0:19(member"values"@0:26(name"answer"@0:19))(argument@0:33(name"index"@0:33)))(member"red"@0:43)))))))(return@3:5(name"answer"@0:12)))))"#, layout: .measured(Self.self, [\Self.count]), uses: { [.of(Colours.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ m: Colours, `in` context: inout RingContext) throws -> Colours {
  count &+= 1
  var answer = m
  for index in m.values.indices {
  switch try m.values[rkT.index(index, in: { m.values }, 281474994798606)] {
  case .red:
  try answer.values[rkT.index(index, in: { answer.values }, 281474994864146)] = .green
  case .green:
  try answer.values[rkT.index(index, in: { answer.values }, 281474994929684)] = .blue
  case .blue:
  try answer.values[rkT.index(index, in: { answer.values }, 281474994995219)] = .red
  }
  }
  return answer
  }
}
