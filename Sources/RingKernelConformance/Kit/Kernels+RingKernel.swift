// Generated from Kernels.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
// swift-format-ignore-file

package import RingKernelCore
package import RingKernelCompute

@inline(__always) package func rkCPU_work(_ rkT: CPUThread, _ rounds: UInt32, seed: UInt64) -> UInt64 {
var value = seed
for _ in rkT.range(0, rounds) {
value = mix(value)
}
return value
}
@inline(__always) package func rkCPU_work(_ rkT: CheckedThread, _ rounds: UInt32, seed: UInt64) throws -> UInt64 {
var value = seed
for _ in try rkT.range(0, rounds, 1688849861246989) {
value = mix(value)
}
return value
}

package var rkDefinition_work: DeviceDefinition { DeviceDefinition("work", file: "RingKernelConformance/Kernels.swift", syntax: #"RK1(function"work"@13:9(parameter"rounds"@0:19(label"_"@0:19)(type"UInt32"@0:29))(parameter"seed"@0:37(label"seed"@0:37)(type"UInt64"@0:43))(result@0:54(type"UInt64"@0:54))(block@0:61(variable"var"@1:3(name"value"@0:7)(initial@0:13(name"seed"@0:15)))(for@1:3(name"_"@0:7)(binary"..<"@0:13(integer"0"@0:12)(name"rounds"@0:16))(block@0:23(assign"="@0:31(name"value"@0:25)(call@0:33(name"mix"@0:33)(argument@0:37(name"value"@0:37))))))(return@1:3(name"value"@0:10))))"#) }

extension KitActor: KernelActor, DeviceActor {
  package static let kernelName = "conformance.actor"

  package static var handlers: [MessageHandler<Self>] {
    [
      .answering(Add.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitActor", "RingKernelConformance/Kernels.swift"), message, in: &context)
      },
      .consuming(Note.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitActor", "RingKernelConformance/Kernels.swift"), message, in: &context)
      },
      .answering(AskOrder.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitActor", "RingKernelConformance/Kernels.swift"), message, in: &context)
      },
      .consuming(Burst.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitActor", "RingKernelConformance/Kernels.swift"), message, in: &context)
      },
      .consuming(Trouble.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitActor", "RingKernelConformance/Kernels.swift"), message, in: &context)
      },
    ]
  }

  package static var emits: [any RingMessage.Type] { [Item.self] }

  package static var deviceDefinition: DeviceDefinition { DeviceDefinition("KitActor", file: "RingKernelConformance/Kernels.swift", syntax: #"RK1(actor"KitActor"@21:9(field"sum"@1:15(type"Int64"@0:20)(integer"0"@0:28))(field"count"@1:15(type"UInt64"@0:22)(integer"0"@0:31))(field"notes"@1:15(type"UInt64"@0:22)(integer"0"@0:31))(field"violations"@1:15(type"UInt64"@0:27)(integer"0"@0:36))(field"last"@1:15(type"UInt64"@0:21)(integer"0"@0:30))(field"nextOf"@1:15(call@0:24(typeName@0:24(type"InlineArray"@0:24(integer"64"@0:36)(type"UInt64"@0:40)))(argument"repeating"@0:48(integer"0"@0:59))))(field"log"@2:15(call@0:21(typeName@0:21(type"InlineArray"@0:21(integer"64"@0:33)(type"UInt32"@0:37)))(argument"repeating"@0:45(integer"0"@0:56))))(field"heat"@1:15(type"UInt64"@0:21)(integer"0"@0:30))(function"init"@2:11(block@0:18))(function"receive"@2:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"add"@0:33(label"_"@0:33)(type"Add"@0:40))(parameter"context"@0:45(label"in"@0:45)(attribute"inout"@0:57)(type"RingContext"@0:63))(result@0:79(type"Total"@0:79))(block@0:85(assign"="@1:10(name"heat"@0:5)(call@0:12(name"work"@0:12)(argument@0:17(member"spin"@0:21(name"add"@0:17)))(argument"seed"@0:27(name"heat"@0:33))))(assign"&+="@1:9(name"sum"@0:5)(member"amount"@0:17(name"add"@0:13)))(assign"+="@1:11(name"count"@0:5)(integer"1"@0:14))(return@1:5(call@0:12(name"Total"@0:12)(argument"sum"@0:18(name"sum"@0:23))(argument"count"@0:28(name"count"@0:35))(argument"replica"@0:42(call@0:51(name"UInt32"@0:51)(argument@0:58(member"replica"@0:66(name"context"@0:58)))))(argument"amount"@0:76(member"amount"@0:88(name"add"@0:84)))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"note"@0:33(label"_"@0:33)(type"Note"@0:41))(parameter"context"@0:47(label"in"@0:47)(attribute"inout"@0:59)(type"RingContext"@0:65))(block@0:78(assign"="@1:10(name"heat"@0:5)(call@0:12(name"work"@0:12)(argument@0:17(member"spin"@0:22(name"note"@0:17)))(argument"seed"@0:28(name"heat"@0:34))))(if@1:5(condition@0:8(binary"<"@0:14(name"notes"@0:8)(integer"64"@0:16)))(block@0:19(assign"="@0:37(subscript@0:21(name"log"@0:21)(argument@0:25(call@0:25(name"Int"@0:25)(argument@0:29(name"notes"@0:29)))))(member"sender"@0:44(name"note"@0:39)))))(assign"+="@1:11(name"notes"@0:5)(integer"1"@0:14))(assign"="@1:10(name"last"@0:5)(member"sequence"@0:17(name"note"@0:12)))(variable"let"@1:5(name"sender"@0:9)(initial@0:16(call@0:18(name"Int"@0:18)(argument@0:22(binary"%"@0:34(member"sender"@0:27(name"note"@0:22))(integer"64"@0:36))))))(if@1:5(condition@0:8(binary"!="@0:22(member"sequence"@0:13(name"note"@0:8))(subscript@0:25(name"nextOf"@0:25)(argument@0:32(name"sender"@0:32)))))(block@0:40(assign"+="@0:53(name"violations"@0:42)(integer"1"@0:56))))(assign"="@1:20(subscript@0:5(name"nextOf"@0:5)(argument@0:12(name"sender"@0:12)))(binary"+"@0:36(member"sequence"@0:27(name"note"@0:22))(integer"1"@0:38)))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"question"@0:33(label"_"@0:33)(type"AskOrder"@0:45))(parameter"context"@0:55(label"in"@0:55)(attribute"inout"@0:67)(type"RingContext"@0:73))(result@0:89(type"Order"@0:89))(block@0:95(return@1:5(call@0:5(name"Order"@0:5)(argument"count"@0:11(name"notes"@0:18))(argument"violations"@0:25(name"violations"@0:37))(argument"last"@0:49(name"last"@0:55))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"burst"@0:33(label"_"@0:33)(type"Burst"@0:42))(parameter"context"@0:49(label"in"@0:49)(attribute"inout"@0:61)(type"RingContext"@0:67))(block@0:80(for@1:5(name"number"@0:9)(binary"..<"@0:20(integer"0"@0:19)(call@0:23(name"UInt64"@0:23)(argument@0:30(member"count"@0:36(name"burst"@0:30)))))(block@0:43(expression@0:45(call@0:45(member"emit"@0:53(name"context"@0:45))(argument@0:58(call@0:58(name"Item"@0:58)(argument"sequence"@0:63(binary"+"@0:85(member"first"@0:79(name"burst"@0:73))(name"number"@0:87)))))))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"trouble"@0:33(label"_"@0:33)(type"Trouble"@0:44))(parameter"context"@0:53(label"in"@0:53)(attribute"inout"@0:65)(type"RingContext"@0:71))(block@0:91(assign"+="@1:11(name"count"@0:5)(integer"1"@0:14))(variable"let"@1:5(name"answer"@0:9)(initial@0:16(call@0:18(name"Total"@0:18)(argument"sum"@0:24(name"sum"@0:29))(argument"count"@0:34(name"count"@0:41))(argument"replica"@0:48(call@0:57(name"UInt32"@0:57)(argument@0:64(member"replica"@0:72(name"context"@0:64)))))(argument"amount"@0:82(integer"0"@0:90)))))(switch@2:5(member"kind"@0:20(name"trouble"@0:12))(case@1:5(item@0:10(valuePattern@0:10(integer"0"@0:10)))(block@0:5(throw@0:13(call@0:19(member"failure"@0:27(name"context"@0:19))(argument@0:35(string@0:35(string"on request"@0:35)))))))(case@1:5(item@0:10(valuePattern@0:10(integer"4"@0:10)))(block@0:5(expression@1:7(call@0:7(member"requestTermination"@0:15(name"context"@0:7))))(expression@1:7(call@0:7(member"reply"@0:15(name"context"@0:7))(argument@0:21(name"answer"@0:21))))))(case@1:5(item@0:10(valuePattern@0:10(integer"5"@0:10)))(block@0:5(expression@1:7(call@0:7(member"reply"@0:15(name"context"@0:7))(argument@0:21(name"answer"@0:21))))(expression@1:7(call@0:7(member"reply"@0:15(name"context"@0:7))(argument@0:21(name"answer"@0:21))))))(case"default"@1:5(block@0:5(break@0:14)))))))"#, layout: .measured(Self.self, [\Self.sum, \Self.count, \Self.notes, \Self.violations, \Self.last, \Self.nextOf, \Self.log, \Self.heat]), uses: { [.of(Add.self), .of(AskOrder.self), .of(Burst.self), .of(Item.self), .of(Note.self), .of(Order.self), .of(Total.self), .of(Trouble.self), rkDefinition_work] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ add: Add, `in` context: inout RingContext) throws -> Total {
  try heat = rkCPU_work(rkT, add.spin, seed: heat)
  sum &+= add.amount
  try count = rkT.add(count, 1, 562949955846155)
  return try Total(sum: sum, count: count, replica: rkT.convert(context.replica, to: UInt32.self, 1125899909333043), amount: add.amount)
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ note: Note, `in` context: inout RingContext) throws {
  try heat = rkCPU_work(rkT, note.spin, seed: heat)
  if (notes < 64) {
  try log[rkT.index(rkT.convert(notes, to: Int.self, 1125899909660697), in: { log }, 281474979528725)] = note.sender
  }
  try notes = rkT.add(notes, 1, 562949956304907)
  last = note.sequence
  let sender = try rkT.convert(rkT.remainder(note.sender, 64, 844424933146658), to: Int.self, 1125899909857298); _ = sender
  if try (note.sequence != nextOf[rkT.index(sender, in: { nextOf }, 281474979790873)]) {
  try violations = rkT.add(violations, 1, 562949956501557)
  }
  try nextOf[rkT.index(sender, in: { nextOf }, 281474979856389)] = rkT.add(note.sequence, 1, 562949956567076)
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ question: AskOrder, `in` context: inout RingContext) throws -> Order {
  return Order(count: notes, violations: violations, last: last)
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ burst: Burst, `in` context: inout RingContext) throws {
  for number in try rkT.range(0, rkT.convert(burst.count, to: UInt64.self, 1125899910512663), 1688849863933972) {
  try rkT.ignore(context.emit(Item(sequence: rkT.add(burst.first, number, 562949957091413))))
  }
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ trouble: Trouble, `in` context: inout RingContext) throws {
  try count = rkT.add(count, 1, 562949957353483)
  let answer = try Total(sum: sum, count: count, replica: rkT.convert(context.replica, to: UInt32.self, 1125899910840377), amount: 0); _ = answer
  switch trouble.kind {
  case 0:
  throw rkT.failure(1407374887747603, text: "on request")
  case 4:
  rkT.ignore(context.requestTermination())
  rkT.ignore(context.reply(answer))
  case 5:
  rkT.ignore(context.reply(answer))
  rkT.ignore(context.reply(answer))
  default:
  break 
  }
  }
}

extension KitRelay: KernelActor, DeviceActor {
  package static let kernelName = "conformance.relay"

  package static var handlers: [MessageHandler<Self>] {
    [
      .consuming(Add.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitRelay", "RingKernelConformance/Kernels.swift"), message, in: &context)
      },
      .consuming(Note.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitRelay", "RingKernelConformance/Kernels.swift"), message, in: &context)
      },
      .consuming(Token.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitRelay", "RingKernelConformance/Kernels.swift"), message, in: &context)
      },
      .consuming(Produce.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitRelay", "RingKernelConformance/Kernels.swift"), message, in: &context)
      },
      .consuming(Trouble.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitRelay", "RingKernelConformance/Kernels.swift"), message, in: &context)
      },
    ]
  }

  package static var emits: [any RingMessage.Type] { [Token.self, Note.self, Add.self, Total.self] }

  package static var deviceDefinition: DeviceDefinition { DeviceDefinition("KitRelay", file: "RingKernelConformance/Kernels.swift", syntax: #"RK1(actor"KitRelay"@78:9(field"handled"@1:15(type"UInt64"@0:24)(integer"0"@0:33))(function"init"@2:11(block@0:18))(function"receive"@2:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"add"@0:33(label"_"@0:33)(type"Add"@0:40))(parameter"context"@0:45(label"in"@0:45)(attribute"inout"@0:57)(type"RingContext"@0:63))(block@0:83(assign"+="@1:13(name"handled"@0:5)(integer"1"@0:16))(expression@1:5(call@0:9(member"send"@0:17(name"context"@0:9))(argument@0:22(call@0:22(name"Add"@0:22)(argument"amount"@0:26(binary"*"@0:45(member"amount"@0:38(name"add"@0:34))(integer"2"@0:47)))(argument"spin"@0:50(member"spin"@0:60(name"add"@0:56)))))(argument"to"@0:67(integer"0"@0:71))(argument"forwardingCall"@0:74(boolean"true"@0:90))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"note"@0:33(label"_"@0:33)(type"Note"@0:41))(parameter"context"@0:47(label"in"@0:47)(attribute"inout"@0:59)(type"RingContext"@0:65))(block@0:85(assign"+="@1:13(name"handled"@0:5)(integer"1"@0:16))(expression@1:5(call@0:9(member"send"@0:17(name"context"@0:9))(argument@0:22(name"note"@0:22))(argument"to"@0:28(integer"0"@0:32))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"token"@0:33(label"_"@0:33)(type"Token"@0:42))(parameter"context"@0:49(label"in"@0:49)(attribute"inout"@0:61)(type"RingContext"@0:67))(block@0:87(assign"+="@1:13(name"handled"@0:5)(integer"1"@0:16))(guard@1:5(condition@0:11(binary">"@0:22(member"hops"@0:17(name"token"@0:11))(integer"0"@0:24)))(block@0:31(expression@1:7(call@0:7(member"reply"@0:15(name"context"@0:7))(argument@0:21(name"token"@0:21))))(return@1:7)))(variable"let"@2:5(name"next"@0:9)(initial@0:14(call@0:16(name"Token"@0:16)(argument"hops"@0:22(binary"-"@0:39(member"hops"@0:34(name"token"@0:28))(integer"1"@0:41)))(argument"visits"@0:44(binary"+"@0:65(member"visits"@0:58(name"token"@0:52))(integer"1"@0:67))))))(expression@1:5(call@0:9(member"send"@0:17(name"context"@0:9))(argument@0:22(name"next"@0:22))(argument"to"@0:28(integer"0"@0:32))(argument"forwardingCall"@0:35(binary"!="@0:73(member"correlationID"@0:59(name"context"@0:51))(integer"0"@0:76)))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"produce"@0:33(label"_"@0:33)(type"Produce"@0:44))(parameter"context"@0:53(label"in"@0:53)(attribute"inout"@0:65)(type"RingContext"@0:71))(block@0:91(for@1:5(name"number"@0:9)(binary"..<"@0:20(integer"0"@0:19)(call@0:23(name"UInt64"@0:23)(argument@0:30(member"count"@0:38(name"produce"@0:30)))))(block@0:45(expression@1:7(call@0:11(member"send"@0:19(name"context"@0:11))(argument@0:24(call@0:24(name"Note"@0:24)(argument"sender"@0:29(member"sender"@0:45(name"produce"@0:37)))(argument"sequence"@0:53(binary"+"@0:71(name"handled"@0:63)(name"number"@0:73)))(argument"spin"@0:81(member"spin"@0:95(name"produce"@0:87)))))(argument"to"@0:102(integer"0"@0:106))))))(assign"+="@2:13(name"handled"@0:5)(call@0:16(name"UInt64"@0:16)(argument@0:23(member"count"@0:31(name"produce"@0:23)))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"trouble"@0:33(label"_"@0:33)(type"Trouble"@0:44))(parameter"context"@0:53(label"in"@0:53)(attribute"inout"@0:65)(type"RingContext"@0:71))(block@0:91(expression@1:5(call@0:9(member"send"@0:17(name"context"@0:9))(argument@0:22(call@0:22(name"Item"@0:22)(argument"sequence"@0:27(integer"0"@0:37))))(argument"to"@0:41(integer"0"@0:45)))))))"#, layout: .measured(Self.self, [\Self.handled]), uses: { [.of(Add.self), .of(Item.self), .of(Note.self), .of(Produce.self), .of(Token.self), .of(Trouble.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ add: Add, `in` context: inout RingContext) throws {
  try handled = rkT.add(handled, 1, 562949958926349)
  try rkT.ignore(context.send(Add(amount: rkT.multiply(add.amount, 2, 562949958991917), spin: add.spin), to: 0, forwardingCall: true))
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ note: Note, `in` context: inout RingContext) throws {
  try handled = rkT.add(handled, 1, 562949959254029)
  try rkT.ignore(context.send(note, to: 0))
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ token: Token, `in` context: inout RingContext) throws {
  try handled = rkT.add(handled, 1, 562949959581709)
  guard (token.hops > 0) else {
  rkT.ignore(context.reply(token))
  return 
  }
  let next = try Token(hops: rkT.subtract(token.hops, 1, 562949959909415), visits: rkT.add(token.visits, 1, 562949959909441)); _ = next
  try rkT.ignore(context.send(next, to: 0, forwardingCall: (context.correlationID != 0)))
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ produce: Produce, `in` context: inout RingContext) throws {
  for number in try rkT.range(0, rkT.convert(produce.count, to: UInt64.self, 1125899913658391), 1688849867079700) {
  try rkT.ignore(context.send(Note(sender: produce.sender, sequence: rkT.add(handled, number, 562949960302663), spin: produce.spin), to: 0))
  }
  try handled = rkT.add(handled, rkT.convert(produce.count, to: UInt64.self, 1125899913854992), 562949960433677)
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ trouble: Trouble, `in` context: inout RingContext) throws {
  try rkT.ignore(context.send(Item(sequence: 0), to: 0))
  }
}
