// Generated from HostileKernel.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
// swift-format-ignore-file

package import RingKernelHost
package import RingKernelCompute

extension HostileKernel: KernelActor, DeviceActor {
  package static let kernelName = "stress.hostile"

  package static var handlers: [MessageHandler<Self>] {
    [
      .answering(HostileOrder.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("HostileKernel", "RingKernelStress/HostileKernel.swift", rounds: 65536), message, in: &context)
      },
      .answering(HostileAsk.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("HostileKernel", "RingKernelStress/HostileKernel.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  package struct Handle: TypedKernelHandle {
    package let kernel: KernelHandle

    package init(_ kernel: KernelHandle) { self.kernel = kernel }

    package func send(_ message: HostileOrder) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: HostileOrder) -> SendOutcome {
      kernel.trySend(message)
    }

    package func call(
      _ message: HostileOrder, timeout: Duration? = nil
    ) async throws(RingKernelError) -> HostileAnswer {
      try await kernel.call(message, as: HostileAnswer.self, timeout: timeout)
    }

    package func send(_ message: HostileAsk) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: HostileAsk) -> SendOutcome {
      kernel.trySend(message)
    }

    package func call(
      _ message: HostileAsk, timeout: Duration? = nil
    ) async throws(RingKernelError) -> HostileAnswer {
      try await kernel.call(message, as: HostileAnswer.self, timeout: timeout)
    }
  }

  package static var deviceDefinition: DeviceDefinition { DeviceDefinition("HostileKernel", file: "RingKernelStress/HostileKernel.swift", syntax: #"RK1(actor"HostileKernel"@8:9(field"cells"@1:15(call@0:23(typeName@0:23(type"InlineArray"@0:23(integer"64"@0:35)(type"Int64"@0:39)))(argument"repeating"@0:46(integer"0"@0:57))))(field"handled"@1:15(type"UInt64"@0:24)(integer"0"@0:33))(function"init"@1:11(block@0:18))(function"receive"@2:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"order"@0:33(label"_"@0:33)(type"HostileOrder"@0:42))(parameter"context"@0:56(label"in"@0:56)(attribute"inout"@0:68)(type"RingContext"@0:74))(result@0:97(type"HostileAnswer"@0:97))(block@0:111(guard@1:5(condition@0:11(binary"!="@0:22(member"kind"@0:17(name"order"@0:11))(integer"7"@0:25)))(block@0:32(throw@0:34(call@0:40(member"failure"@0:48(name"context"@0:40))(argument@0:56(string@0:56(string"kind "@0:56)(member"kind"@0:70(name"order"@0:64))(string" at "@0:56)(member"place"@0:87(name"order"@0:81))(string@0:56)))))))(assign"+="@1:29(subscript@0:5(name"cells"@0:5)(argument@0:11(call@0:11(name"Int"@0:11)(argument@0:15(member"place"@0:21(name"order"@0:15))))))(call@0:32(name"Int64"@0:32)(argument@0:38(member"amount"@0:44(name"order"@0:38)))))(variable"let"@1:5(name"share"@0:9)(initial@0:15(binary"/"@0:30(member"amount"@0:23(name"order"@0:17))(member"divisor"@0:38(name"order"@0:32)))))(variable"let"@1:5(name"scaled"@0:9)(initial@0:16(call@0:18(name"Int16"@0:18)(argument@0:24(binary"*"@0:37(call@0:24(name"Float"@0:24)(argument@0:30(name"share"@0:30)))(member"scale"@0:45(name"order"@0:39)))))))(variable"let"@1:5(name"sum"@0:9)(initial@0:13(binary"+"@0:21(name"share"@0:15)(member"amount"@0:29(name"order"@0:23)))))(variable"var"@1:5(name"mixed"@0:9)(annotation@0:14(type"UInt32"@0:16))(initial@0:23(integer"0"@0:25)))(for@1:5(name"step"@0:9)(binary"..<"@0:18(integer"0"@0:17)(member"rounds"@0:27(name"order"@0:21)))(block@0:34(assign"="@0:42(name"mixed"@0:36)(binary"&+"@0:56(binary"&*"@0:50(name"mixed"@0:44)(integer"31"@0:53))(name"step"@0:59)))))(assign"&+="@1:13(name"handled"@0:5)(integer"1"@0:17))(return@1:5(call@0:12(name"HostileAnswer"@0:12)(argument"total"@0:26(subscript@0:33(name"cells"@0:33)(argument@0:39(call@0:39(name"Int"@0:39)(argument@0:43(member"place"@0:49(name"order"@0:43)))))))(argument"share"@0:58(binary"%"@0:69(name"sum"@0:65)(member"divisor"@0:77(name"order"@0:71))))(argument"small"@0:86(call@0:93(name"Int32"@0:93)(argument@0:99(name"scaled"@0:99))))(argument"mixed"@0:108(name"mixed"@0:115))))))(function"receive"@3:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"ask"@0:33(label"_"@0:33)(type"HostileAsk"@0:40))(parameter"context"@0:52(label"in"@0:52)(attribute"inout"@0:64)(type"RingContext"@0:70))(result@0:93(type"HostileAnswer"@0:93))(block@0:107(return@1:5(call@0:5(name"HostileAnswer"@0:5)(argument"total"@0:19(call@0:26(name"Int64"@0:26)(argument"truncatingIfNeeded"@0:32(name"handled"@0:52))))(argument"share"@0:62(integer"0"@0:69))(argument"small"@0:72(integer"0"@0:79))(argument"mixed"@0:82(integer"0"@0:89)))))))"#, layout: .measured(Self.self, [\Self.cells, \Self.handled]), uses: { [.of(HostileAnswer.self), .of(HostileAsk.self), .of(HostileOrder.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ order: HostileOrder, `in` context: inout RingContext) throws -> HostileAnswer {
  guard (order.kind != 7) else {
  throw rkT.failure(1407374884470824, rkT.bits(order.kind), rkT.bits(order.place), text: "kind \(order.kind) at \(order.place)")
  }
  try cells[rkT.index(rkT.convert(order.place, to: Int.self, 1125899907825675), in: { cells }, 281474977693701)] = rkT.add(cells[rkT.index(rkT.convert(order.place, to: Int.self, 1125899907825675), in: { cells }, 281474977693701)], rkT.convert(order.amount, to: Int64.self, 1125899907825696), 562949954404381)
  let share = try rkT.divideExactly(order.amount, order.divisor, 844424931180574, 562949954469918); _ = share
  let scaled = try rkT.convert(rkT.multiply(rkT.convert(share, to: Float.self, 1125899907956760), order.scale, 562949954535461), to: Int16.self, 1125899907956754); _ = scaled
  let sum = try rkT.add(share, order.amount, 562949954600981); _ = sum
  var mixed: UInt32 = 0
  let (rkR1, rkA2) = try rkT.limited(rkT.range(0, order.rounds, 1688849861574674), 1970324838285317); _ = rkA2
  for step in rkR1 {
  let rkT = rkA2; _ = rkT
  mixed = ((mixed &* 31) &+ step)
  }
  handled &+= 1
  return try HostileAnswer(total: cells[rkT.index(rkT.convert(order.place, to: Int.self, 1125899908284455), in: { cells }, 281474978152481)], share: rkT.remainderExactly(sum, order.divisor, 844424931573829, 562949954863173), small: rkT.convert(scaled, to: Int32.self, 1125899908284509), mixed: mixed)
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ ask: HostileAsk, `in` context: inout RingContext) throws -> HostileAnswer {
  return HostileAnswer(total: Int64(truncatingIfNeeded: handled), share: 0, small: 0, mixed: 0)
  }
}
