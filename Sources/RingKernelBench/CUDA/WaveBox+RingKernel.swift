// Generated from WaveBox.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
// swift-format-ignore-file

import RingKernelCore
import RingKernelCompute
import RingKernelHost

extension Sweep: RingMessage {
  static let layout = MessageLayout(
    "RingKernelBench.Sweep",
    [
      .init("steps", UInt32.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    steps = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(steps)
  }
}

extension Face: RingMessage {
  static let layout = MessageLayout(
    "RingKernelBench.Face",
    [
      .init("step", UInt32.self),
      .init("side", UInt32.self),
      .init("values", InlineArray<256, Float>.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    step = try reader.read()
    side = try reader.read()
    values = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(step)
    writer.write(side)
    writer.write(values)
  }
}

extension Swept: RingMessage {
  static let layout = MessageLayout(
    "RingKernelBench.Swept",
    [
      .init("box", UInt32.self),
      .init("step", UInt32.self),
      .init("sum", UInt32.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    box = try reader.read()
    step = try reader.read()
    sum = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(box)
    writer.write(step)
    writer.write(sum)
  }
}

extension WaveBox: KernelActor, DeviceActor {
  static let kernelName = "wave box"

  static var handlers: [MessageHandler<Self>] {
    [
      .consuming(Sweep.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("WaveBox", "RingKernelBench/WaveBox.swift", rounds: 65536), message, in: &context)
      },
      .consuming(Face.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("WaveBox", "RingKernelBench/WaveBox.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  static var emits: [any RingMessage.Type] { [Face.self, Swept.self] }

  static var threadsPerMessage: Int? { 256 }

  struct Handle: TypedKernelHandle {
    let kernel: KernelHandle

    init(_ kernel: KernelHandle) { self.kernel = kernel }

    func send(_ message: Sweep) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Sweep) -> SendOutcome {
      kernel.trySend(message)
    }

    func send(_ message: Face) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Face) -> SendOutcome {
      kernel.trySend(message)
    }
  }

  static var deviceDefinition: DeviceDefinition { DeviceDefinition("WaveBox", file: "RingKernelBench/WaveBox.swift", syntax: #"RK1(actor"WaveBox"@38:1(attribute"block"@-5:35(integer"256"@0:35))(field"cells"@7:7(call@0:15(typeName@0:15(type"InlineArray"@0:15(integer"11664"@0:27)(type"Float"@0:35)))(argument"repeating"@0:42(integer"0"@0:53))))(field"arrived"@2:7(call@0:17(typeName@0:17(type"InlineArray"@0:17(integer"2"@0:29)(type"Int32"@0:32)))(argument"repeating"@0:39(integer"0"@0:50))))(field"faces"@2:7(call@0:15(typeName@0:15(type"InlineArray"@0:15(integer"6"@0:27)(type"Face"@0:30)))(argument"repeating"@1:5(call@0:16(name"Face"@0:16)(argument"step"@0:21(integer"0"@0:27))(argument"side"@0:30(integer"0"@0:36))(argument"values"@0:39(call@0:47(typeName@0:47(type"InlineArray"@0:47(integer"256"@0:59)(type"Float"@0:64)))(argument"repeating"@0:71(integer"0"@0:82))))))))(field"step"@3:7(type"UInt32"@0:13)(integer"0"@0:22))(field"end"@1:7(type"UInt32"@0:12)(integer"0"@0:21))(field"sides"@2:7(type"UInt32"@0:14)(integer"0"@0:23))(field"neighbours"@1:7(type"Int32"@0:19)(integer"0"@0:27))(field"alongY"@2:7(type"UInt32"@0:15)(integer"0"@0:24))(field"alongZ"@1:7(type"UInt32"@0:15)(integer"0"@0:24))(function"init"@1:3(block@0:10))(function"receive"@2:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"sweep"@0:25(label"_"@0:25)(type"Sweep"@0:34))(parameter"context"@0:41(label"in"@0:41)(attribute"inout"@0:53)(type"RingContext"@0:59))(block@0:79(if@1:5(condition@0:8(binary"||"@0:25(binary"=="@0:20(member"steps"@0:14(name"sweep"@0:8))(integer"0"@0:23))(binary"!="@0:33(name"step"@0:28)(name"end"@0:36))))(block@0:40(throw@0:42(call@0:48(member"failure"@0:56(name"context"@0:48))(argument@0:64(string@0:64(string@0:64)(member"steps"@0:73(name"sweep"@0:67))(string" steps at step "@0:64)(name"step"@0:96)(string@0:64)))))))(expression@1:5(call@0:5(name"show"@0:5)))(expression@1:5(call@0:5(name"barrier"@0:5)))(if@1:5(condition@0:8(binary"=="@0:22(member"x"@0:20(name"threadIndex"@0:8))(integer"0"@0:25)))(block@0:27(assign"="@1:11(name"end"@0:7)(binary"&+"@0:18(name"step"@0:13)(member"steps"@0:27(name"sweep"@0:21))))(assign"-="@2:30(subscript@0:7(name"arrived"@0:7)(argument@0:15(call@0:15(name"Int"@0:15)(argument@0:19(binary"%"@0:24(name"step"@0:19)(integer"2"@0:26))))))(integer"1"@0:33))(expression@1:7(call@0:11(name"send"@0:11)(argument"in"@0:16(inout@0:20(name"context"@0:21)))))(expression@1:7(call@0:11(member"send"@0:19(name"context"@0:11))(argument@0:24(call@0:24(name"Face"@0:24)(argument"step"@0:29(name"step"@0:35))(argument"side"@0:41(integer"6"@0:47))(argument"values"@0:50(member"values"@0:67(subscript@0:58(name"faces"@0:58)(argument@0:64(integer"0"@0:64)))))))(argument"to"@0:76(integer"0"@0:80))(argument"replica"@0:83(member"replica"@0:100(name"context"@0:92)))))))))(function"receive"@4:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"face"@0:25(label"_"@0:25)(type"Face"@0:33))(parameter"context"@0:39(label"in"@0:39)(attribute"inout"@0:51)(type"RingContext"@0:57))(block@0:77(if@1:5(condition@0:8(binary">"@0:26(binary"&-"@0:18(member"step"@0:13(name"face"@0:8))(name"step"@0:21))(integer"1"@0:28)))(block@0:30(throw@0:32(call@0:38(member"failure"@0:46(name"context"@0:38))(argument@0:54(string@0:54(string"a face of step "@0:54)(member"step"@0:77(name"face"@0:72))(string" at step "@0:54)(name"step"@0:93)(string@0:54)))))))(variable"let"@1:5(name"own"@0:9)(initial@0:13(member"x"@0:27(name"threadIndex"@0:15))))(variable"let"@1:5(name"parity"@0:9)(initial@0:16(call@0:18(name"Int"@0:18)(argument@0:22(binary"%"@0:32(member"step"@0:27(name"face"@0:22))(integer"2"@0:34))))))(if@1:5(condition@0:8(binary"<"@0:18(member"side"@0:13(name"face"@0:8))(integer"6"@0:20)))(block@0:22(assign"="@0:90(subscript@0:24(name"cells"@0:24)(argument@0:30(binary"+"@0:44(binary"*"@0:37(name"parity"@0:30)(integer"5832"@0:39))(call@0:46(name"place"@0:46)(argument"at"@0:52(call@0:56(name"Int"@0:56)(argument@0:60(member"side"@0:65(name"face"@0:60)))))(argument"isInside"@0:72(boolean"false"@0:82))))))(subscript@0:92(member"values"@0:97(name"face"@0:92))(argument@0:104(name"own"@0:104))))))(if@1:5(condition@0:8(binary"=="@0:12(name"own"@0:8)(integer"0"@0:15)))(block@0:17(assign"+="@0:35(subscript@0:19(name"arrived"@0:19)(argument@0:27(name"parity"@0:27)))(integer"1"@0:38))))(expression@1:5(call@0:5(name"barrier"@0:5)))(guard@1:5(condition@0:11(call@0:11(name"barrierAll"@0:11)(argument@0:22(binary"&&"@0:55(binary"&&"@0:40(binary"=="@0:27(name"step"@0:22)(member"step"@0:35(name"face"@0:30)))(binary"!="@0:48(name"step"@0:43)(name"end"@0:51)))(binary"=="@0:74(subscript@0:58(name"arrived"@0:58)(argument@0:66(name"parity"@0:66)))(name"neighbours"@0:77))))))(block@0:94(return@0:96)))(expression@1:5(call@0:5(name"move"@0:5)))(variable"let"@1:5(name"goesOn"@0:9)(initial@0:16(call@0:18(name"barrierAll"@0:18)(argument@0:29(binary"!="@0:39(binary"&+"@0:34(name"step"@0:29)(integer"1"@0:37))(name"end"@0:42))))))(if@1:5(condition@0:8(binary"=="@0:12(name"own"@0:8)(integer"0"@0:15)))(block@0:17(assign"="@1:23(subscript@0:7(name"arrived"@0:7)(argument@0:15(name"parity"@0:15)))(integer"0"@0:25))(assign"&+="@1:12(name"step"@0:7)(integer"1"@0:16))))(expression@2:5(call@0:5(name"barrier"@0:5)))(if@1:5(condition@0:8(name"goesOn"@0:8))(block@0:15(expression@1:7(call@0:7(name"show"@0:7)))(expression@1:7(call@0:7(name"barrier"@0:7)))(if@1:7(condition@0:10(binary"=="@0:14(name"own"@0:10)(integer"0"@0:17)))(block@0:19(expression@0:21(call@0:25(name"send"@0:25)(argument"in"@0:30(inout@0:34(name"context"@0:35))))))))(block@1:12(variable"let"@1:7(name"sum"@0:11)(initial@0:15(call@0:17(name"blockReduceAdd"@0:17)(argument@0:32(call@0:32(name"bits"@0:32))))))(expression@1:7(call@0:7(member"emit"@0:15(name"context"@0:7))(argument@0:20(call@0:20(name"Swept"@0:20)(argument"box"@0:26(call@0:31(name"UInt32"@0:31)(argument@0:38(member"replica"@0:46(name"context"@0:38)))))(argument"step"@0:56(name"step"@0:62))(argument"sum"@0:68(name"sum"@0:73))))))))))(function"show"@7:12(attribute"mutating"@0:3)(block@0:24(variable"let"@1:5(name"own"@0:9)(initial@0:13(member"x"@0:27(name"threadIndex"@0:15))))(variable"let"@1:5(name"buffer"@0:9)(initial@0:16(binary"*"@0:32(call@0:18(name"Int"@0:18)(argument@0:22(binary"%"@0:27(name"step"@0:22)(integer"2"@0:29))))(integer"5832"@0:34))))(for@1:5(name"side"@0:9)(binary"..<"@0:18(integer"0"@0:17)(integer"6"@0:21))(block@0:23(assign"="@1:31(subscript@0:7(member"values"@0:19(subscript@0:7(name"faces"@0:7)(argument@0:13(name"side"@0:13))))(argument@0:26(name"own"@0:26)))(subscript@0:33(name"cells"@0:33)(argument@0:39(binary"+"@0:46(name"buffer"@0:39)(call@0:48(name"place"@0:48)(argument"at"@0:54(name"side"@0:58))(argument"isInside"@0:64(boolean"true"@0:74)))))))(if@1:7(condition@0:10(binary"=="@0:14(name"own"@0:10)(integer"0"@0:17)))(block@0:19(assign"="@1:26(member"step"@0:21(subscript@0:9(name"faces"@0:9)(argument@0:15(name"side"@0:15))))(name"step"@0:28))(assign"="@1:26(member"side"@0:21(subscript@0:9(name"faces"@0:9)(argument@0:15(name"side"@0:15))))(call@0:28(name"UInt32"@0:28)(argument@0:35(binary"^"@0:40(name"side"@0:35)(integer"1"@0:42)))))))))))(function"send"@6:3(parameter"context"@0:13(label"in"@0:13)(attribute"inout"@0:25)(type"RingContext"@0:31))(block@0:51(variable"let"@1:5(name"box"@0:9)(initial@0:13(member"replica"@0:23(name"context"@0:15))))(if@1:5(condition@0:8(binary"!="@0:18(binary"&"@0:14(name"sides"@0:8)(integer"1"@0:16))(integer"0"@0:21)))(block@0:23(expression@0:25(call@0:29(member"send"@0:37(name"context"@0:29))(argument@0:42(subscript@0:42(name"faces"@0:42)(argument@0:48(integer"0"@0:48))))(argument"to"@0:52(integer"0"@0:56))(argument"replica"@0:59(binary"-"@0:72(name"box"@0:68)(integer"1"@0:74)))))))(if@1:5(condition@0:8(binary"!="@0:18(binary"&"@0:14(name"sides"@0:8)(integer"2"@0:16))(integer"0"@0:21)))(block@0:23(expression@0:25(call@0:29(member"send"@0:37(name"context"@0:29))(argument@0:42(subscript@0:42(name"faces"@0:42)(argument@0:48(integer"1"@0:48))))(argument"to"@0:52(integer"0"@0:56))(argument"replica"@0:59(binary"+"@0:72(name"box"@0:68)(integer"1"@0:74)))))))(if@1:5(condition@0:8(binary"!="@0:18(binary"&"@0:14(name"sides"@0:8)(integer"4"@0:16))(integer"0"@0:21)))(block@0:23(expression@0:25(call@0:29(member"send"@0:37(name"context"@0:29))(argument@0:42(subscript@0:42(name"faces"@0:42)(argument@0:48(integer"2"@0:48))))(argument"to"@0:52(integer"0"@0:56))(argument"replica"@0:59(binary"-"@0:72(name"box"@0:68)(call@0:74(name"Int"@0:74)(argument@0:78(name"alongY"@0:78)))))))))(if@1:5(condition@0:8(binary"!="@0:18(binary"&"@0:14(name"sides"@0:8)(integer"8"@0:16))(integer"0"@0:21)))(block@0:23(expression@0:25(call@0:29(member"send"@0:37(name"context"@0:29))(argument@0:42(subscript@0:42(name"faces"@0:42)(argument@0:48(integer"3"@0:48))))(argument"to"@0:52(integer"0"@0:56))(argument"replica"@0:59(binary"+"@0:72(name"box"@0:68)(call@0:74(name"Int"@0:74)(argument@0:78(name"alongY"@0:78)))))))))(if@1:5(condition@0:8(binary"!="@0:19(binary"&"@0:14(name"sides"@0:8)(integer"16"@0:16))(integer"0"@0:22)))(block@0:24(expression@0:26(call@0:30(member"send"@0:38(name"context"@0:30))(argument@0:43(subscript@0:43(name"faces"@0:43)(argument@0:49(integer"4"@0:49))))(argument"to"@0:53(integer"0"@0:57))(argument"replica"@0:60(binary"-"@0:73(name"box"@0:69)(call@0:75(name"Int"@0:75)(argument@0:79(name"alongZ"@0:79)))))))))(if@1:5(condition@0:8(binary"!="@0:19(binary"&"@0:14(name"sides"@0:8)(integer"32"@0:16))(integer"0"@0:22)))(block@0:24(expression@0:26(call@0:30(member"send"@0:38(name"context"@0:30))(argument@0:43(subscript@0:43(name"faces"@0:43)(argument@0:49(integer"5"@0:49))))(argument"to"@0:53(integer"0"@0:57))(argument"replica"@0:60(binary"+"@0:73(name"box"@0:69)(call@0:75(name"Int"@0:75)(argument@0:79(name"alongZ"@0:79)))))))))))(function"place"@4:3(parameter"side"@0:14(label"at"@0:14)(type"Int"@0:23))(parameter"isInside"@0:28(label"isInside"@0:28)(type"Bool"@0:38))(result@0:47(type"Int"@0:47))(block@0:51(variable"let"@1:5(name"depth"@0:9)(initial@0:15(ternary@0:26(name"isInside"@0:17)(integer"1"@0:28)(integer"0"@0:32))))(variable"let"@1:5(name"layer"@0:9)(initial@0:15(ternary@0:31(binary"=="@0:26(binary"%"@0:22(name"side"@0:17)(integer"2"@0:24))(integer"0"@0:29))(name"depth"@0:33)(binary"-"@0:44(integer"17"@0:41)(name"depth"@0:46)))))(variable"let"@1:5(tuplePattern@0:9(name"low"@0:10)(name"high"@0:15))(initial@0:21(tuple@0:23(argument@0:24(binary"+"@0:43(binary"%"@0:38(member"x"@0:36(name"threadIndex"@0:24))(integer"16"@0:40))(integer"1"@0:45)))(argument@0:48(binary"+"@0:67(binary"/"@0:62(member"x"@0:60(name"threadIndex"@0:48))(integer"16"@0:64))(integer"1"@0:69))))))(if@1:5(condition@0:8(binary"<"@0:13(name"side"@0:8)(integer"2"@0:15)))(block@0:17(return@0:19(binary"+"@0:43(binary"+"@0:32(name"layer"@0:26)(binary"*"@0:37(integer"18"@0:34)(name"low"@0:39)))(binary"*"@0:49(integer"324"@0:45)(name"high"@0:51))))))(if@1:5(condition@0:8(binary"<"@0:13(name"side"@0:8)(integer"4"@0:15)))(block@0:17(return@0:19(binary"+"@0:43(binary"+"@0:30(name"low"@0:26)(binary"*"@0:35(integer"18"@0:32)(name"layer"@0:37)))(binary"*"@0:49(integer"324"@0:45)(name"high"@0:51))))))(return@1:5(binary"+"@0:28(binary"+"@0:16(name"low"@0:12)(binary"*"@0:21(integer"18"@0:18)(name"high"@0:23)))(binary"*"@0:34(integer"324"@0:30)(name"layer"@0:36))))))(function"move"@6:12(attribute"mutating"@0:3)(block@0:24(variable"let"@1:5(name"now"@0:9)(initial@0:13(binary"*"@0:29(call@0:15(name"Int"@0:15)(argument@0:19(binary"%"@0:24(name"step"@0:19)(integer"2"@0:26))))(integer"5832"@0:31))))(variable"let"@1:5(name"next"@0:9)(initial@0:14(binary"-"@0:21(integer"5832"@0:16)(name"now"@0:23))))(variable"let"@1:5(tuplePattern@0:9(name"x"@0:10)(name"y"@0:13))(initial@0:16(tuple@0:18(argument@0:19(binary"+"@0:38(binary"%"@0:33(member"x"@0:31(name"threadIndex"@0:19))(integer"16"@0:35))(integer"1"@0:40)))(argument@0:43(binary"+"@0:62(binary"/"@0:57(member"x"@0:55(name"threadIndex"@0:43))(integer"16"@0:59))(integer"1"@0:64))))))(for@1:5(name"z"@0:9)(binary"..<"@0:15(integer"1"@0:14)(integer"17"@0:18))(block@0:21(variable"let"@1:7(name"isEdge"@0:11)(initial@0:18(binary"||"@2:67(binary"||"@0:38(binary"||"@0:9(binary"||"@-1:63(binary"||"@0:34(binary"&&"@0:16(binary"=="@0:11(name"x"@0:9)(integer"1"@0:14))(binary"=="@0:29(binary"&"@0:25(name"sides"@0:19)(integer"1"@0:27))(integer"0"@0:32)))(binary"&&"@0:45(binary"=="@0:39(name"x"@0:37)(integer"16"@0:42))(binary"=="@0:58(binary"&"@0:54(name"sides"@0:48)(integer"2"@0:56))(integer"0"@0:61))))(binary"&&"@0:73(binary"=="@0:68(name"y"@0:66)(integer"1"@0:71))(binary"=="@0:86(binary"&"@0:82(name"sides"@0:76)(integer"4"@0:84))(integer"0"@0:89))))(binary"&&"@1:20(binary"=="@0:14(name"y"@0:12)(integer"16"@0:17))(binary"=="@0:33(binary"&"@0:29(name"sides"@0:23)(integer"8"@0:31))(integer"0"@0:36))))(binary"&&"@0:48(binary"=="@0:43(name"z"@0:41)(integer"1"@0:46))(binary"=="@0:62(binary"&"@0:57(name"sides"@0:51)(integer"16"@0:59))(integer"0"@0:65))))(binary"&&"@0:78(binary"=="@0:72(name"z"@0:70)(integer"16"@0:75))(binary"=="@0:92(binary"&"@0:87(name"sides"@0:81)(integer"32"@0:89))(integer"0"@0:95))))))(if@1:7(condition@0:10(prefix"!"@0:10(name"isEdge"@0:11)))(block@0:18(variable"let"@1:9(name"at"@0:13)(initial@0:16(binary"+"@0:29(binary"+"@0:20(name"x"@0:18)(binary"*"@0:25(integer"18"@0:22)(name"y"@0:27)))(binary"*"@0:35(integer"324"@0:31)(name"z"@0:37)))))(variable"let"@1:9(name"flat"@0:13)(initial@0:18(binary"+"@0:64(binary"+"@0:41(subscript@0:21(name"cells"@0:21)(argument@0:27(binary"-"@0:36(binary"+"@0:31(name"now"@0:27)(name"at"@0:33))(integer"1"@0:38))))(subscript@0:43(name"cells"@0:43)(argument@0:49(binary"+"@0:58(binary"+"@0:53(name"now"@0:49)(name"at"@0:55))(integer"1"@0:60)))))(binary"+"@0:88(subscript@0:67(name"cells"@0:67)(argument@0:73(binary"-"@0:82(binary"+"@0:77(name"now"@0:73)(name"at"@0:79))(integer"18"@0:84))))(subscript@0:90(name"cells"@0:90)(argument@0:96(binary"+"@0:105(binary"+"@0:100(name"now"@0:96)(name"at"@0:102))(integer"18"@0:107))))))))(variable"let"@1:9(name"sum"@0:13)(initial@0:17(binary"+"@0:24(name"flat"@0:19)(binary"+"@0:49(subscript@0:27(name"cells"@0:27)(argument@0:33(binary"-"@0:42(binary"+"@0:37(name"now"@0:33)(name"at"@0:39))(integer"324"@0:44))))(subscript@0:51(name"cells"@0:51)(argument@0:57(binary"+"@0:66(binary"+"@0:61(name"now"@0:57)(name"at"@0:63))(integer"324"@0:68))))))))(variable"let"@1:9(name"center"@0:13)(initial@0:20(subscript@0:22(name"cells"@0:22)(argument@0:28(binary"+"@0:32(name"now"@0:28)(name"at"@0:34))))))(assign"="@1:26(subscript@0:9(name"cells"@0:9)(argument@0:15(binary"+"@0:20(name"next"@0:15)(name"at"@0:22))))(binary"+"@0:58(binary"-"@0:39(binary"*"@0:30(integer"2"@0:28)(name"center"@0:32))(subscript@0:41(name"cells"@0:41)(argument@0:47(binary"+"@0:52(name"next"@0:47)(name"at"@0:54)))))(binary"*"@0:64(floating"0.1"@0:60)(binary"-"@0:71(name"sum"@0:67)(binary"*"@0:75(integer"6"@0:73)(name"center"@0:77))))))))))))(function"bits"@6:3(result@0:18(type"UInt32"@0:18))(block@0:25(variable"var"@1:5(name"sum"@0:9)(annotation@0:12(type"UInt32"@0:14))(initial@0:21(integer"0"@0:23)))(variable"let"@1:5(name"first"@0:9)(initial@0:15(binary"+"@0:63(binary"+"@0:59(binary"+"@0:38(binary"*"@0:31(call@0:17(name"Int"@0:17)(argument@0:21(binary"%"@0:26(name"step"@0:21)(integer"2"@0:28))))(integer"5832"@0:33))(binary"%"@0:54(member"x"@0:52(name"threadIndex"@0:40))(integer"16"@0:56)))(integer"1"@0:61))(binary"*"@0:68(integer"18"@0:65)(binary"+"@0:90(binary"/"@0:85(member"x"@0:83(name"threadIndex"@0:71))(integer"16"@0:87))(integer"1"@0:92))))))(for@1:5(name"z"@0:9)(binary"..<"@0:15(integer"1"@0:14)(integer"17"@0:18))(block@0:21(assign"&+="@0:27(name"sum"@0:23)(member"bitPattern"@0:54(subscript@0:31(name"cells"@0:31)(argument@0:37(binary"+"@0:43(name"first"@0:37)(binary"*"@0:49(integer"324"@0:45)(name"z"@0:51)))))))))(return@1:5(name"sum"@0:12)))))"#, layout: .measured(Self.self, [\Self.cells, \Self.arrived, \Self.faces, \Self.step, \Self.end, \Self.sides, \Self.neighbours, \Self.alongY, \Self.alongZ]), uses: { [.of(Face.self), .of(Sweep.self), .of(Swept.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ sweep: Sweep, `in` context: inout RingContext) throws {
  var rk = CheckedBlock(rkT, 256)
  do {
  try rk.begin()
  let rkI = 0
  _ = rkI
  rkThread: for rkX in 0..<256 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  if ((sweep.steps == 0) || (step != end)) {
  throw rkT.failure(1407374887419952, rkT.bits(sweep.steps), rkT.bits(step), text: "\(sweep.steps) steps at step \(step)")
  }
  try rkT.ignore(rkCPU_show(rkT))
  } catch { rk.fail(rkX, error) }
  }
  rk.meet()
  rkThread: for rkX in 0..<256 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  if (rkT.threadIndex.x == 0) {
  end = (step &+ sweep.steps)
  try arrived[rkT.index(rkT.convert(rkT.remainderExactly(step, 2, 844424934391832, 562949957681176), to: Int.self, 1125899911102479), in: { arrived }, 281474980970503)] = rkT.subtract(arrived[rkT.index(rkT.convert(rkT.remainderExactly(step, 2, 844424934391832, 562949957681176), to: Int.self, 1125899911102479), in: { arrived }, 281474980970503)], 1, 562949957681182)
  try rkT.ignore(rkCPU_send(rkT, in: &context))
  do {
  let rkA1 = try Face(step: step, side: 6, values: faces[rkT.index(0, in: { faces }, 281474981101626)].values)
  let rkA2: Route = 0
  let rkA3: Int = context.replica
  if rkT.leads { try context.send(rkA1, to: rkA2, replica: rkA3) }
  }
  }
  } catch { rk.fail(rkX, error) }
  }
  } catch { rk.failTogether(error) }
  return try rk.finish()
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ face: Face, `in` context: inout RingContext) throws {
  var rk = CheckedBlock(rkT, 256)
  do {
  try rk.begin()
  let rkI = 0
  _ = rkI
  rkThread: for rkX in 0..<256 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  if ((face.step &- step) > 1) {
  throw rkT.failure(1407374888271910, rkT.bits(face.step), rkT.bits(step), text: "a face of step \(face.step) at step \(step)")
  }
  } catch { rk.fail(rkX, error) }
  }
  let own = rkT.threadIndex.x; _ = own
  var parity = rk.locals(CPUCount<256>(), of: { try rkT.convert(rkT.remainderExactly(face.step, 2, 844424934981664, 562949958271008), to: Int.self, 1125899911692306) })
  rkThread: for rkX in 0..<256 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  parity[proved: rkI] = try rkT.convert(rkT.remainderExactly(face.step, 2, 844424934981664, 562949958271008), to: Int.self, 1125899911692306)
  if (face.side < 6) {
  try cells[rkT.index(rkT.add(rkT.multiply(parity[proved: rkI], 5832, 562949958336549), rkCPU_place(rkT, at: rkT.convert(face.side, to: Int.self, 1125899911757880), isInside: false), 562949958336556), in: { cells }, 281474981625880)] = face.values[rkT.index(own, in: { face.values }, 281474981625948)]
  }
  if (own == 0) {
  try arrived[rkT.index(parity[proved: rkI], in: { arrived }, 281474981691411)] = rkT.add(arrived[rkT.index(parity[proved: rkI], in: { arrived }, 281474981691411)], 1, 562949958402083)
  }
  } catch { rk.fail(rkX, error) }
  }
  rk.meet()
  let rkOperand5 = rk.locals(rk.threadCount, of: { try (((step == face.step) && (step != end)) && (arrived[rkT.index(parity[proved: rkI], in: { arrived }, 281474981822522)] == neighbours)) })
  defer { rk.free(rkOperand5) }
  rkThread: for rkX in 0..<256 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  rkOperand5[proved: rkI] = try (((step == face.step) && (step != end)) && (arrived[rkT.index(parity[proved: rkI], in: { arrived }, 281474981822522)] == neighbours))
  } catch { rk.fail(rkX, error) }
  }
  let rkJoined4 = rk.barrierAll(rkOperand5)
  rk.meet()
  rkThread: for rkX in 0..<256 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  guard rkJoined4 else {
  do { rk.leave(rkI); continue rkThread }
  }
  try rkT.ignore(rkCPU_move(rkT))
  } catch { rk.fail(rkX, error) }
  }
  let rkOperand6 = rk.locals(rk.threadCount, of: { ((step &+ 1) != end) })
  defer { rk.free(rkOperand6) }
  rkThread: for rkX in 0..<256 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  rkOperand6[proved: rkI] = ((step &+ 1) != end)
  } catch { rk.fail(rkX, error) }
  }
  let goesOn = rk.barrierAll(rkOperand6)
  rk.meet()
  rkThread: for rkX in 0..<256 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  if (own == 0) {
  try arrived[rkT.index(parity[proved: rkI], in: { arrived }, 281474982084615)] = 0
  step &+= 1
  }
  } catch { rk.fail(rkX, error) }
  }
  rk.meet()
  if goesOn {
  rkThread: for rkX in 0..<256 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  try rkT.ignore(rkCPU_show(rkT))
  } catch { rk.fail(rkX, error) }
  }
  rk.meet()
  rkThread: for rkX in 0..<256 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  if (own == 0) {
  try rkT.ignore(rkCPU_send(rkT, in: &context))
  }
  } catch { rk.fail(rkX, error) }
  }
  } else {
  let rkOperand7 = rk.locals(rk.threadCount, of: { try rkCPU_bits(rkT) })
  defer { rk.free(rkOperand7) }
  rkThread: for rkX in 0..<256 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  rkOperand7[proved: rkI] = try rkCPU_bits(rkT)
  } catch { rk.fail(rkX, error) }
  }
  let sum = rk.blockReduceAdd(rkOperand7)
  rk.meet()
  rkThread: for rkX in 0..<256 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  do {
  let rkA8 = try Swept(box: rkT.convert(context.replica, to: UInt32.self, 1125899912871967), step: step, sum: sum)
  if rkT.leads { context.emit(rkA8) }
  }
  } catch { rk.fail(rkX, error) }
  }
  }
  } catch { rk.failTogether(error) }
  return try rk.finish()
  }

  @inline(__always) mutating func rkCPU_show(_ rkT: CheckedThread) throws {
  let own = rkT.threadIndex.x; _ = own
  let buffer = try rkT.multiply(rkT.convert(rkT.remainderExactly(step, 2, 844424936751131, 562949960040475), to: Int.self, 1125899913461778), 5832, 562949960040480); _ = buffer
  for side in try rkT.range(0, 6, 1688849866948626) {
  try faces[rkT.index(side, in: { faces }, 281474983460871)].values[rkT.index(own, in: { try faces[rkT.index(side, in: { faces }, 281474983460871)].values }, 281474983460871)] = cells[rkT.index(rkT.add(buffer, rkCPU_place(rkT, at: side, isInside: true), 562949960171566), in: { cells }, 281474983460897)]
  if (own == 0) {
  try faces[rkT.index(side, in: { faces }, 281474983591945)].step = step
  try faces[rkT.index(side, in: { faces }, 281474983657481)].side = rkT.convert((side ^ 1), to: UInt32.self, 1125899913789468)
  }
  }
  }

  @inline(__always) func rkCPU_send(_ rkT: CheckedThread, `in` context: inout RingContext) throws {
  let box = context.replica; _ = box
  if ((sides & 1) != 0) {
  do {
  let rkA9 = try faces[rkT.index(0, in: { faces }, 281474984181802)]
  let rkA10: Route = 0
  let rkA11: Int = try rkT.subtract(box, 1, 562949960892488)
  if rkT.leads { try context.send(rkA9, to: rkA10, replica: rkA11) }
  }
  }
  if ((sides & 2) != 0) {
  do {
  let rkA12 = try faces[rkT.index(1, in: { faces }, 281474984247338)]
  let rkA13: Route = 0
  let rkA14: Int = try rkT.add(box, 1, 562949960958024)
  if rkT.leads { try context.send(rkA12, to: rkA13, replica: rkA14) }
  }
  }
  if ((sides & 4) != 0) {
  do {
  let rkA15 = try faces[rkT.index(2, in: { faces }, 281474984312874)]
  let rkA16: Route = 0
  let rkA17: Int = try rkT.subtract(box, rkT.convert(alongY, to: Int.self, 1125899914444874), 562949961023560)
  if rkT.leads { try context.send(rkA15, to: rkA16, replica: rkA17) }
  }
  }
  if ((sides & 8) != 0) {
  do {
  let rkA18 = try faces[rkT.index(3, in: { faces }, 281474984378410)]
  let rkA19: Route = 0
  let rkA20: Int = try rkT.add(box, rkT.convert(alongY, to: Int.self, 1125899914510410), 562949961089096)
  if rkT.leads { try context.send(rkA18, to: rkA19, replica: rkA20) }
  }
  }
  if ((sides & 16) != 0) {
  do {
  let rkA21 = try faces[rkT.index(4, in: { faces }, 281474984443947)]
  let rkA22: Route = 0
  let rkA23: Int = try rkT.subtract(box, rkT.convert(alongZ, to: Int.self, 1125899914575947), 562949961154633)
  if rkT.leads { try context.send(rkA21, to: rkA22, replica: rkA23) }
  }
  }
  if ((sides & 32) != 0) {
  do {
  let rkA24 = try faces[rkT.index(5, in: { faces }, 281474984509483)]
  let rkA25: Route = 0
  let rkA26: Int = try rkT.add(box, rkT.convert(alongZ, to: Int.self, 1125899914641483), 562949961220169)
  if rkT.leads { try context.send(rkA24, to: rkA25, replica: rkA26) }
  }
  }
  }

  @inline(__always) func rkCPU_place(_ rkT: CheckedThread, at side: Int, isInside: Bool) throws -> Int {
  let depth = (isInside ? 1 : 0); _ = depth
  let layer = try ((rkT.remainderExactly(side, 2, 844424938323990, 562949961613334) == 0) ? depth : rkT.subtract(17, depth, 562949961613356)); _ = layer
  let (low, high) = try (rkT.add(rkT.remainderExactly(rkT.threadIndex.x, 16, 844424938389542, 562949961678886), 1, 562949961678891), rkT.add(rkT.divideExactly(rkT.threadIndex.x, 16, 844424938389566, 562949961678910), 1, 562949961678915)); _ = low; _ = high
  if (side < 2) {
  return try rkT.add(rkT.add(layer, rkT.multiply(18, low, 562949961744421), 562949961744416), rkT.multiply(324, high, 562949961744433), 562949961744427)
  }
  if (side < 4) {
  return try rkT.add(rkT.add(low, rkT.multiply(18, layer, 562949961809955), 562949961809950), rkT.multiply(324, high, 562949961809969), 562949961809963)
  }
  return try rkT.add(rkT.add(low, rkT.multiply(18, high, 562949961875477), 562949961875472), rkT.multiply(324, layer, 562949961875490), 562949961875484)
  }

  @inline(__always) mutating func rkCPU_move(_ rkT: CheckedThread) throws {
  let now = try rkT.multiply(rkT.convert(rkT.remainderExactly(step, 2, 844424939044888, 562949962334232), to: Int.self, 1125899915755535), 5832, 562949962334237); _ = now
  let next = try rkT.subtract(5832, now, 562949962399765); _ = next
  let (x, y) = try (rkT.add(rkT.remainderExactly(rkT.threadIndex.x, 16, 844424939175969, 562949962465313), 1, 562949962465318), rkT.add(rkT.divideExactly(rkT.threadIndex.x, 16, 844424939175993, 562949962465337), 1, 562949962465342)); _ = x; _ = y
  for z in try rkT.range(1, 17, 1688849869373455) {
  let isEdge = (((((((x == 1) && ((sides & 1) == 0)) || ((x == 16) && ((sides & 2) == 0))) || ((y == 1) && ((sides & 4) == 0))) || ((y == 16) && ((sides & 8) == 0))) || ((z == 1) && ((sides & 16) == 0))) || ((z == 16) && ((sides & 32) == 0))); _ = isEdge
  if (!isEdge) {
  let at = try rkT.add(rkT.add(x, rkT.multiply(18, y, 562949962858521), 562949962858516), rkT.multiply(324, z, 562949962858531), 562949962858525); _ = at
  let flat = try rkT.add(rkT.add(cells[rkT.index(rkT.subtract(rkT.add(now, at, 562949962924063), 1, 562949962924068), in: { cells }, 281474986213397)], cells[rkT.index(rkT.add(rkT.add(now, at, 562949962924085), 1, 562949962924090), in: { cells }, 281474986213419)], 562949962924073), rkT.add(cells[rkT.index(rkT.subtract(rkT.add(now, at, 562949962924109), 18, 562949962924114), in: { cells }, 281474986213443)], cells[rkT.index(rkT.add(rkT.add(now, at, 562949962924132), 18, 562949962924137), in: { cells }, 281474986213466)], 562949962924120), 562949962924096); _ = flat
  let sum = try rkT.add(flat, rkT.add(cells[rkT.index(rkT.subtract(rkT.add(now, at, 562949962989605), 324, 562949962989610), in: { cells }, 281474986278939)], cells[rkT.index(rkT.add(rkT.add(now, at, 562949962989629), 324, 562949962989634), in: { cells }, 281474986278963)], 562949962989617), 562949962989592); _ = sum
  let center = try cells[rkT.index(rkT.add(now, at, 562949963055136), in: { cells }, 281474986344470)]; _ = center
  try cells[rkT.index(rkT.add(next, at, 562949963120660), in: { cells }, 281474986409993)] = rkT.add(rkT.subtract(rkT.multiply(2, center, 562949963120670), cells[rkT.index(rkT.add(next, at, 562949963120692), in: { cells }, 281474986410025)], 562949963120679), rkT.multiply(0.1, rkT.subtract(sum, rkT.multiply(6, center, 562949963120715), 562949963120711), 562949963120704), 562949963120698)
  }
  }
  }

  @inline(__always) func rkCPU_bits(_ rkT: CheckedThread) throws -> UInt32 {
  var sum: UInt32 = 0
  let first = try rkT.add(rkT.add(rkT.add(rkT.multiply(rkT.convert(rkT.remainderExactly(step, 2, 844424940355610, 562949963644954), to: Int.self, 1125899917066257), 5832, 562949963644959), rkT.remainderExactly(rkT.threadIndex.x, 16, 844424940355638, 562949963644982), 562949963644966), 1, 562949963644987), rkT.multiply(18, rkT.add(rkT.divideExactly(rkT.threadIndex.x, 16, 844424940355669, 562949963645013), 1, 562949963645018), 562949963644996), 562949963644991); _ = first
  for z in try rkT.range(1, 17, 1688849870553103) {
  try sum &+= cells[rkT.index(rkT.add(first, rkT.multiply(324, z, 562949963710513), 562949963710507), in: { cells }, 281474986999839)].bitPattern
  }
  return sum
  }
}
