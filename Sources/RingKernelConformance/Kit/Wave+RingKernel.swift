// Generated from Wave.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
// swift-format-ignore-file

package import RingKernelHost
package import RingKernelCompute

extension Sweep: RingMessage {
  package static let layout = MessageLayout(
    "RingKernelConformance.Sweep",
    [
      .init("steps", UInt32.self),
    ])

  package init(from reader: inout WireReader) throws(MessageError) {
    steps = try reader.read()
  }

  package func write(to writer: inout WireWriter) {
    writer.write(steps)
  }
}

extension Face: RingMessage {
  package static let layout = MessageLayout(
    "RingKernelConformance.Face",
    [
      .init("step", UInt32.self),
      .init("side", UInt32.self),
      .init("values", InlineArray<16, Float>.self),
    ])

  package init(from reader: inout WireReader) throws(MessageError) {
    step = try reader.read()
    side = try reader.read()
    values = try reader.read()
  }

  package func write(to writer: inout WireWriter) {
    writer.write(step)
    writer.write(side)
    writer.write(values)
  }
}

extension Swept: RingMessage {
  package static let layout = MessageLayout(
    "RingKernelConformance.Swept",
    [
      .init("box", UInt32.self),
      .init("step", UInt32.self),
      .init("sum", UInt32.self),
    ])

  package init(from reader: inout WireReader) throws(MessageError) {
    box = try reader.read()
    step = try reader.read()
    sum = try reader.read()
  }

  package func write(to writer: inout WireWriter) {
    writer.write(box)
    writer.write(step)
    writer.write(sum)
  }
}

extension KitWave: KernelActor, DeviceActor {
  package static let kernelName = "conformance.wave"

  package static var handlers: [MessageHandler<Self>] {
    [
      .consuming(Sweep.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitWave", "RingKernelConformance/Wave.swift", rounds: 65536), message, in: &context)
      },
      .consuming(Face.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("KitWave", "RingKernelConformance/Wave.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  package static var emits: [any RingMessage.Type] { [Face.self, Swept.self] }

  package static var threadsPerMessage: Int? { 16 }

  package struct Handle: TypedKernelHandle {
    package let kernel: KernelHandle

    package init(_ kernel: KernelHandle) { self.kernel = kernel }

    package func send(_ message: Sweep) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Sweep) -> SendOutcome {
      kernel.trySend(message)
    }

    package func send(_ message: Face) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    package func trySend(_ message: Face) -> SendOutcome {
      kernel.trySend(message)
    }
  }

  package static var deviceDefinition: DeviceDefinition { DeviceDefinition("KitWave", file: "RingKernelConformance/Wave.swift", syntax: #"RK1(actor"KitWave"@47:9(attribute"block"@-14:43(integer"16"@0:43))(field"cells"@16:15(call@0:23(typeName@0:23(type"InlineArray"@0:23(integer"432"@0:35)(type"Float"@0:40)))(argument"repeating"@0:47(integer"0"@0:58))))(field"arrived"@2:15(call@0:25(typeName@0:25(type"InlineArray"@0:25(integer"2"@0:37)(type"Int32"@0:40)))(argument"repeating"@0:47(integer"0"@0:58))))(field"faces"@2:15(call@0:23(typeName@0:23(type"InlineArray"@0:23(integer"7"@0:35)(type"Face"@0:38)))(argument"repeating"@1:5(call@0:16(name"Face"@0:16)(argument"step"@0:21(integer"0"@0:27))(argument"side"@0:30(integer"0"@0:36))(argument"values"@0:39(call@0:47(typeName@0:47(type"InlineArray"@0:47(integer"16"@0:59)(type"Float"@0:63)))(argument"repeating"@0:70(integer"0"@0:81))))))))(field"step"@3:15(type"UInt32"@0:21)(integer"0"@0:30))(field"end"@1:15(type"UInt32"@0:20)(integer"0"@0:29))(field"sides"@2:15(type"UInt32"@0:22)(integer"0"@0:31))(field"neighbours"@1:15(type"Int32"@0:27)(integer"0"@0:35))(field"alongY"@2:15(type"UInt32"@0:23)(integer"0"@0:32))(field"alongZ"@1:15(type"UInt32"@0:23)(integer"0"@0:32))(function"init"@1:11(block@0:18))(function"receive"@2:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"sweep"@0:33(label"_"@0:33)(type"Sweep"@0:42))(parameter"context"@0:49(label"in"@0:49)(attribute"inout"@0:61)(type"RingContext"@0:67))(block@0:87(if@1:5(condition@0:8(binary"||"@0:25(binary"=="@0:20(member"steps"@0:14(name"sweep"@0:8))(integer"0"@0:23))(binary"!="@0:33(name"step"@0:28)(name"end"@0:36))))(block@0:40(throw@0:42(call@0:48(member"failure"@0:56(name"context"@0:48))(argument@0:64(string@0:64(string@0:64)(member"steps"@0:73(name"sweep"@0:67))(string" steps at step "@0:64)(name"step"@0:96)(string@0:64)))))))(expression@1:5(call@0:5(name"show"@0:5)))(expression@1:5(call@0:5(name"barrier"@0:5)))(if@1:5(condition@0:8(binary"=="@0:22(member"x"@0:20(name"threadIndex"@0:8))(integer"0"@0:25)))(block@0:27(assign"="@1:11(name"end"@0:7)(binary"&+"@0:18(name"step"@0:13)(member"steps"@0:27(name"sweep"@0:21))))(assign"-="@2:30(subscript@0:7(name"arrived"@0:7)(argument@0:15(call@0:15(name"Int"@0:15)(argument@0:19(binary"%"@0:24(name"step"@0:19)(integer"2"@0:26))))))(integer"1"@0:33))(assign"="@1:21(member"step"@0:16(subscript@0:7(name"faces"@0:7)(argument@0:13(integer"6"@0:13))))(name"step"@0:23))(assign"="@1:21(member"side"@0:16(subscript@0:7(name"faces"@0:7)(argument@0:13(integer"6"@0:13))))(integer"6"@0:23))(expression@1:7(call@0:11(name"send"@0:11)(argument"to"@0:16(binary"|"@0:26(name"sides"@0:20)(integer"64"@0:28)))(argument"in"@0:32(inout@0:36(name"context"@0:37)))))))))(function"receive"@4:20(attribute"handler"@0:3)(attribute"mutating"@0:11)(parameter"face"@0:33(label"_"@0:33)(type"Face"@0:41))(parameter"context"@0:47(label"in"@0:47)(attribute"inout"@0:59)(type"RingContext"@0:65))(block@0:85(if@1:5(condition@0:8(binary">"@0:26(binary"&-"@0:18(member"step"@0:13(name"face"@0:8))(name"step"@0:21))(integer"1"@0:28)))(block@0:30(throw@0:32(call@0:38(member"failure"@0:46(name"context"@0:38))(argument@0:54(string@0:54(string"a face of step "@0:54)(member"step"@0:77(name"face"@0:72))(string" at step "@0:54)(name"step"@0:93)(string@0:54)))))))(variable"let"@1:5(name"own"@0:9)(initial@0:13(member"x"@0:27(name"threadIndex"@0:15))))(variable"let"@1:5(name"parity"@0:9)(initial@0:16(call@0:18(name"Int"@0:18)(argument@0:22(binary"%"@0:32(member"step"@0:27(name"face"@0:22))(integer"2"@0:34))))))(if@1:5(condition@0:8(binary"<"@0:18(member"side"@0:13(name"face"@0:8))(integer"6"@0:20)))(block@0:22(assign"="@0:89(subscript@0:24(name"cells"@0:24)(argument@0:30(binary"+"@0:43(binary"*"@0:37(name"parity"@0:30)(integer"216"@0:39))(call@0:45(name"place"@0:45)(argument"at"@0:51(call@0:55(name"Int"@0:55)(argument@0:59(member"side"@0:64(name"face"@0:59)))))(argument"isInside"@0:71(boolean"false"@0:81))))))(subscript@0:91(member"values"@0:96(name"face"@0:91))(argument@0:103(name"own"@0:103))))))(if@1:5(condition@0:8(binary"=="@0:12(name"own"@0:8)(integer"0"@0:15)))(block@0:17(assign"+="@0:35(subscript@0:19(name"arrived"@0:19)(argument@0:27(name"parity"@0:27)))(integer"1"@0:38))))(expression@1:5(call@0:5(name"barrier"@0:5)))(guard@1:5(condition@0:11(call@0:11(name"barrierAll"@0:11)(argument@0:22(binary"&&"@0:55(binary"&&"@0:40(binary"=="@0:27(name"step"@0:22)(member"step"@0:35(name"face"@0:30)))(binary"!="@0:48(name"step"@0:43)(name"end"@0:51)))(binary"=="@0:74(subscript@0:58(name"arrived"@0:58)(argument@0:66(name"parity"@0:66)))(name"neighbours"@0:77))))))(block@0:94(return@0:96)))(expression@1:5(call@0:5(name"move"@0:5)))(variable"let"@1:5(name"goesOn"@0:9)(initial@0:16(call@0:18(name"barrierAll"@0:18)(argument@0:29(binary"!="@0:39(binary"&+"@0:34(name"step"@0:29)(integer"1"@0:37))(name"end"@0:42))))))(if@1:5(condition@0:8(binary"=="@0:12(name"own"@0:8)(integer"0"@0:15)))(block@0:17(assign"="@1:23(subscript@0:7(name"arrived"@0:7)(argument@0:15(name"parity"@0:15)))(integer"0"@0:25))(assign"&+="@1:12(name"step"@0:7)(integer"1"@0:16))))(expression@2:5(call@0:5(name"barrier"@0:5)))(if@1:5(condition@0:8(name"goesOn"@0:8))(block@0:15(expression@1:7(call@0:7(name"show"@0:7)))(expression@1:7(call@0:7(name"barrier"@0:7)))(if@1:7(condition@0:10(binary"=="@0:14(name"own"@0:10)(integer"0"@0:17)))(block@0:19(expression@0:21(call@0:25(name"send"@0:25)(argument"to"@0:30(name"sides"@0:34))(argument"in"@0:41(inout@0:45(name"context"@0:46))))))))(block@1:12(variable"let"@1:7(name"sum"@0:11)(initial@0:15(call@0:17(name"blockReduceAdd"@0:17)(argument@0:32(call@0:32(name"bits"@0:32))))))(expression@1:7(call@0:7(member"emit"@0:15(name"context"@0:7))(argument@0:20(call@0:20(name"Swept"@0:20)(argument"box"@0:26(call@0:31(name"UInt32"@0:31)(argument@0:38(member"replica"@0:46(name"context"@0:38)))))(argument"step"@0:56(name"step"@0:62))(argument"sum"@0:68(name"sum"@0:73))))))))))(function"show"@7:12(attribute"mutating"@0:3)(block@0:24(variable"let"@1:5(name"own"@0:9)(initial@0:13(member"x"@0:27(name"threadIndex"@0:15))))(variable"let"@1:5(name"buffer"@0:9)(initial@0:16(binary"*"@0:32(call@0:18(name"Int"@0:18)(argument@0:22(binary"%"@0:27(name"step"@0:22)(integer"2"@0:29))))(integer"216"@0:34))))(for@1:5(name"side"@0:9)(binary"..<"@0:18(integer"0"@0:17)(integer"6"@0:21))(block@0:23(assign"="@1:31(subscript@0:7(member"values"@0:19(subscript@0:7(name"faces"@0:7)(argument@0:13(name"side"@0:13))))(argument@0:26(name"own"@0:26)))(subscript@0:33(name"cells"@0:33)(argument@0:39(binary"+"@0:46(name"buffer"@0:39)(call@0:48(name"place"@0:48)(argument"at"@0:54(name"side"@0:58))(argument"isInside"@0:64(boolean"true"@0:74)))))))(if@1:7(condition@0:10(binary"=="@0:14(name"own"@0:10)(integer"0"@0:17)))(block@0:19(assign"="@1:26(member"step"@0:21(subscript@0:9(name"faces"@0:9)(argument@0:15(name"side"@0:15))))(name"step"@0:28))(assign"="@1:26(member"side"@0:21(subscript@0:9(name"faces"@0:9)(argument@0:15(name"side"@0:15))))(call@0:28(name"UInt32"@0:28)(argument@0:35(binary"^"@0:40(name"side"@0:35)(integer"1"@0:42)))))))))))(function"send"@6:3(parameter"all"@0:13(label"to"@0:13)(type"UInt32"@0:21))(parameter"context"@0:29(label"in"@0:29)(attribute"inout"@0:41)(type"RingContext"@0:47))(block@0:67(for@1:5(name"side"@0:9)(binary"..<"@0:18(integer"0"@0:17)(integer"7"@0:21))(condition@0:23(binary"!="@0:55(binary"&"@0:33(name"all"@0:29)(binary"<<"@0:38(integer"1"@0:36)(call@0:41(name"UInt32"@0:41)(argument@0:48(name"side"@0:48)))))(integer"0"@0:58)))(block@0:60(variable"let"@1:7(name"along"@0:11)(initial@0:17(ternary@0:28(binary"<"@0:24(name"side"@0:19)(integer"2"@0:26))(integer"1"@0:30)(ternary@0:43(binary"<"@0:39(name"side"@0:34)(integer"4"@0:41))(call@0:45(name"Int"@0:45)(argument@0:49(name"alongY"@0:49)))(ternary@0:68(binary"<"@0:64(name"side"@0:59)(integer"6"@0:66))(call@0:70(name"Int"@0:70)(argument@0:74(name"alongZ"@0:74)))(integer"0"@0:84))))))(variable"let"@1:7(name"replica"@0:11)(initial@0:19(binary"+"@0:37(member"replica"@0:29(name"context"@0:21))(ternary@0:54(binary"=="@0:49(binary"%"@0:45(name"side"@0:40)(integer"2"@0:47))(integer"0"@0:52))(prefix"-"@0:56(name"along"@0:57))(name"along"@0:65)))))(expression@1:7(call@0:11(member"send"@0:19(name"context"@0:11))(argument@0:24(subscript@0:24(name"faces"@0:24)(argument@0:30(name"side"@0:30))))(argument"to"@0:37(integer"0"@0:41))(argument"replica"@0:44(name"replica"@0:53))))))))(function"place"@5:3(parameter"side"@0:14(label"at"@0:14)(type"Int"@0:23))(parameter"isInside"@0:28(label"isInside"@0:28)(type"Bool"@0:38))(result@0:47(type"Int"@0:47))(block@0:51(variable"let"@1:5(name"depth"@0:9)(initial@0:15(ternary@0:26(name"isInside"@0:17)(integer"1"@0:28)(integer"0"@0:32))))(variable"let"@1:5(name"layer"@0:9)(initial@0:15(ternary@0:31(binary"=="@0:26(binary"%"@0:22(name"side"@0:17)(integer"2"@0:24))(integer"0"@0:29))(name"depth"@0:33)(binary"-"@0:43(integer"5"@0:41)(name"depth"@0:45)))))(variable"let"@1:5(tuplePattern@0:9(name"low"@0:10)(name"high"@0:15))(initial@0:21(tuple@0:23(argument@0:24(binary"+"@0:42(binary"%"@0:38(member"x"@0:36(name"threadIndex"@0:24))(integer"4"@0:40))(integer"1"@0:44)))(argument@0:47(binary"+"@0:65(binary"/"@0:61(member"x"@0:59(name"threadIndex"@0:47))(integer"4"@0:63))(integer"1"@0:67))))))(if@1:5(condition@0:8(binary"<"@0:13(name"side"@0:8)(integer"2"@0:15)))(block@0:17(return@0:19(binary"+"@0:42(binary"+"@0:32(name"layer"@0:26)(binary"*"@0:36(integer"6"@0:34)(name"low"@0:38)))(binary"*"@0:47(integer"36"@0:44)(name"high"@0:49))))))(if@1:5(condition@0:8(binary"<"@0:13(name"side"@0:8)(integer"4"@0:15)))(block@0:17(return@0:19(binary"+"@0:42(binary"+"@0:30(name"low"@0:26)(binary"*"@0:34(integer"6"@0:32)(name"layer"@0:36)))(binary"*"@0:47(integer"36"@0:44)(name"high"@0:49))))))(return@1:5(binary"+"@0:27(binary"+"@0:16(name"low"@0:12)(binary"*"@0:20(integer"6"@0:18)(name"high"@0:22)))(binary"*"@0:32(integer"36"@0:29)(name"layer"@0:34))))))(function"move"@6:12(attribute"mutating"@0:3)(block@0:24(variable"let"@1:5(name"now"@0:9)(initial@0:13(binary"*"@0:29(call@0:15(name"Int"@0:15)(argument@0:19(binary"%"@0:24(name"step"@0:19)(integer"2"@0:26))))(integer"216"@0:31))))(variable"let"@1:5(name"next"@0:9)(initial@0:14(binary"-"@0:20(integer"216"@0:16)(name"now"@0:22))))(variable"let"@1:5(tuplePattern@0:9(name"x"@0:10)(name"y"@0:13))(initial@0:16(tuple@0:18(argument@0:19(binary"+"@0:37(binary"%"@0:33(member"x"@0:31(name"threadIndex"@0:19))(integer"4"@0:35))(integer"1"@0:39)))(argument@0:42(binary"+"@0:60(binary"/"@0:56(member"x"@0:54(name"threadIndex"@0:42))(integer"4"@0:58))(integer"1"@0:62))))))(for@1:5(name"z"@0:9)(binary"..<"@0:15(integer"1"@0:14)(integer"5"@0:18))(block@0:20(variable"let"@1:7(name"isEdge"@0:11)(initial@0:18(binary"||"@2:66(binary"||"@0:37(binary"||"@0:9(binary"||"@-1:62(binary"||"@0:34(binary"&&"@0:16(binary"=="@0:11(name"x"@0:9)(integer"1"@0:14))(binary"=="@0:29(binary"&"@0:25(name"sides"@0:19)(integer"1"@0:27))(integer"0"@0:32)))(binary"&&"@0:44(binary"=="@0:39(name"x"@0:37)(integer"4"@0:42))(binary"=="@0:57(binary"&"@0:53(name"sides"@0:47)(integer"2"@0:55))(integer"0"@0:60))))(binary"&&"@0:72(binary"=="@0:67(name"y"@0:65)(integer"1"@0:70))(binary"=="@0:85(binary"&"@0:81(name"sides"@0:75)(integer"4"@0:83))(integer"0"@0:88))))(binary"&&"@1:19(binary"=="@0:14(name"y"@0:12)(integer"4"@0:17))(binary"=="@0:32(binary"&"@0:28(name"sides"@0:22)(integer"8"@0:30))(integer"0"@0:35))))(binary"&&"@0:47(binary"=="@0:42(name"z"@0:40)(integer"1"@0:45))(binary"=="@0:61(binary"&"@0:56(name"sides"@0:50)(integer"16"@0:58))(integer"0"@0:64))))(binary"&&"@0:76(binary"=="@0:71(name"z"@0:69)(integer"4"@0:74))(binary"=="@0:90(binary"&"@0:85(name"sides"@0:79)(integer"32"@0:87))(integer"0"@0:93))))))(if@1:7(condition@0:10(prefix"!"@0:10(name"isEdge"@0:11)))(block@0:18(variable"let"@1:9(name"at"@0:13)(initial@0:16(binary"+"@0:28(binary"+"@0:20(name"x"@0:18)(binary"*"@0:24(integer"6"@0:22)(name"y"@0:26)))(binary"*"@0:33(integer"36"@0:30)(name"z"@0:35)))))(variable"let"@1:9(name"flat"@0:13)(initial@0:18(binary"+"@0:64(binary"+"@0:41(subscript@0:21(name"cells"@0:21)(argument@0:27(binary"-"@0:36(binary"+"@0:31(name"now"@0:27)(name"at"@0:33))(integer"1"@0:38))))(subscript@0:43(name"cells"@0:43)(argument@0:49(binary"+"@0:58(binary"+"@0:53(name"now"@0:49)(name"at"@0:55))(integer"1"@0:60)))))(binary"+"@0:87(subscript@0:67(name"cells"@0:67)(argument@0:73(binary"-"@0:82(binary"+"@0:77(name"now"@0:73)(name"at"@0:79))(integer"6"@0:84))))(subscript@0:89(name"cells"@0:89)(argument@0:95(binary"+"@0:104(binary"+"@0:99(name"now"@0:95)(name"at"@0:101))(integer"6"@0:106))))))))(variable"let"@1:9(name"sum"@0:13)(initial@0:17(binary"+"@0:24(name"flat"@0:19)(binary"+"@0:48(subscript@0:27(name"cells"@0:27)(argument@0:33(binary"-"@0:42(binary"+"@0:37(name"now"@0:33)(name"at"@0:39))(integer"36"@0:44))))(subscript@0:50(name"cells"@0:50)(argument@0:56(binary"+"@0:65(binary"+"@0:60(name"now"@0:56)(name"at"@0:62))(integer"36"@0:67))))))))(variable"let"@1:9(name"center"@0:13)(initial@0:20(subscript@0:22(name"cells"@0:22)(argument@0:28(binary"+"@0:32(name"now"@0:28)(name"at"@0:34))))))(assign"="@1:26(subscript@0:9(name"cells"@0:9)(argument@0:15(binary"+"@0:20(name"next"@0:15)(name"at"@0:22))))(binary"+"@0:58(binary"-"@0:39(binary"*"@0:30(integer"2"@0:28)(name"center"@0:32))(subscript@0:41(name"cells"@0:41)(argument@0:47(binary"+"@0:52(name"next"@0:47)(name"at"@0:54)))))(binary"*"@0:64(floating"0.1"@0:60)(binary"-"@0:71(name"sum"@0:67)(binary"*"@0:75(integer"6"@0:73)(name"center"@0:77))))))))))))(function"bits"@6:3(result@0:18(type"UInt32"@0:18))(block@0:25(variable"var"@1:5(name"sum"@0:9)(annotation@0:12(type"UInt32"@0:14))(initial@0:21(integer"0"@0:23)))(variable"let"@1:5(name"first"@0:9)(initial@0:15(binary"+"@0:61(binary"+"@0:57(binary"+"@0:37(binary"*"@0:31(call@0:17(name"Int"@0:17)(argument@0:21(binary"%"@0:26(name"step"@0:21)(integer"2"@0:28))))(integer"216"@0:33))(binary"%"@0:53(member"x"@0:51(name"threadIndex"@0:39))(integer"4"@0:55)))(integer"1"@0:59))(binary"*"@0:65(integer"6"@0:63)(binary"+"@0:86(binary"/"@0:82(member"x"@0:80(name"threadIndex"@0:68))(integer"4"@0:84))(integer"1"@0:88))))))(for@1:5(name"z"@0:9)(binary"..<"@0:15(integer"1"@0:14)(integer"5"@0:18))(block@0:20(assign"&+="@0:26(name"sum"@0:22)(member"bitPattern"@0:52(subscript@0:30(name"cells"@0:30)(argument@0:36(binary"+"@0:42(name"first"@0:36)(binary"*"@0:47(integer"36"@0:44)(name"z"@0:49)))))))))(return@1:5(name"sum"@0:12)))))"#, layout: .measured(Self.self, [\Self.cells, \Self.arrived, \Self.faces, \Self.step, \Self.end, \Self.sides, \Self.neighbours, \Self.alongY, \Self.alongZ]), uses: { [.of(Face.self), .of(Sweep.self), .of(Swept.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ sweep: Sweep, `in` context: inout RingContext) throws {
  var rk = CheckedBlock(rkT, 16)
  do {
  try rk.begin()
  let rkI = 0
  _ = rkI
  rkThread: for rkX in 0..<16 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  if ((sweep.steps == 0) || (step != end)) {
  throw rkT.failure(1407374888009776, rkT.bits(sweep.steps), rkT.bits(step), text: "\(sweep.steps) steps at step \(step)")
  }
  try rkT.ignore(rkCPU_show(rkT))
  } catch { rk.fail(rkX, error) }
  }
  rk.meet()
  rkThread: for rkX in 0..<16 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  if (rkT.threadIndex.x == 0) {
  end = (step &+ sweep.steps)
  try arrived[rkT.index(rkT.convert(rkT.remainderExactly(step, 2, 844424934981656, 562949958271000), to: Int.self, 1125899911692303), in: { arrived }, 281474981560327)] = rkT.subtract(arrived[rkT.index(rkT.convert(rkT.remainderExactly(step, 2, 844424934981656, 562949958271000), to: Int.self, 1125899911692303), in: { arrived }, 281474981560327)], 1, 562949958271006)
  try faces[rkT.index(6, in: { faces }, 281474981625863)].step = step
  try faces[rkT.index(6, in: { faces }, 281474981691399)].side = 6
  try rkT.ignore(rkCPU_send(rkT, to: (sides | 64), in: &context))
  }
  } catch { rk.fail(rkX, error) }
  }
  } catch { rk.failTogether(error) }
  return try rk.finish()
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ face: Face, `in` context: inout RingContext) throws {
  var rk = CheckedBlock(rkT, 16)
  do {
  try rk.begin()
  let rkI = 0
  _ = rkI
  rkThread: for rkX in 0..<16 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  if ((face.step &- step) > 1) {
  throw rkT.failure(1407374888927270, rkT.bits(face.step), rkT.bits(step), text: "a face of step \(face.step) at step \(step)")
  }
  } catch { rk.fail(rkX, error) }
  }
  let own = rkT.threadIndex.x; _ = own
  var parity = rk.locals(CPUCount<16>(), of: { try rkT.convert(rkT.remainderExactly(face.step, 2, 844424935637024, 562949958926368), to: Int.self, 1125899912347666) })
  rkThread: for rkX in 0..<16 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  parity[proved: rkI] = try rkT.convert(rkT.remainderExactly(face.step, 2, 844424935637024, 562949958926368), to: Int.self, 1125899912347666)
  if (face.side < 6) {
  try cells[rkT.index(rkT.add(rkT.multiply(parity[proved: rkI], 216, 562949958991909), rkCPU_place(rkT, at: rkT.convert(face.side, to: Int.self, 1125899912413239), isInside: false), 562949958991915), in: { cells }, 281474982281240)] = face.values[rkT.index(own, in: { face.values }, 281474982281307)]
  }
  if (own == 0) {
  try arrived[rkT.index(parity[proved: rkI], in: { arrived }, 281474982346771)] = rkT.add(arrived[rkT.index(parity[proved: rkI], in: { arrived }, 281474982346771)], 1, 562949959057443)
  }
  } catch { rk.fail(rkX, error) }
  }
  rk.meet()
  let rkOperand2 = rk.locals(rk.threadCount, of: { try (((step == face.step) && (step != end)) && (arrived[rkT.index(parity[proved: rkI], in: { arrived }, 281474982477882)] == neighbours)) })
  defer { rk.free(rkOperand2) }
  rkThread: for rkX in 0..<16 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  rkOperand2[proved: rkI] = try (((step == face.step) && (step != end)) && (arrived[rkT.index(parity[proved: rkI], in: { arrived }, 281474982477882)] == neighbours))
  } catch { rk.fail(rkX, error) }
  }
  let rkJoined1 = rk.barrierAll(rkOperand2)
  rk.meet()
  rkThread: for rkX in 0..<16 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  guard rkJoined1 else {
  do { rk.leave(rkI); continue rkThread }
  }
  try rkT.ignore(rkCPU_move(rkT))
  } catch { rk.fail(rkX, error) }
  }
  let rkOperand3 = rk.locals(rk.threadCount, of: { ((step &+ 1) != end) })
  defer { rk.free(rkOperand3) }
  rkThread: for rkX in 0..<16 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  rkOperand3[proved: rkI] = ((step &+ 1) != end)
  } catch { rk.fail(rkX, error) }
  }
  let goesOn = rk.barrierAll(rkOperand3)
  rk.meet()
  rkThread: for rkX in 0..<16 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  if (own == 0) {
  try arrived[rkT.index(parity[proved: rkI], in: { arrived }, 281474982739975)] = 0
  step &+= 1
  }
  } catch { rk.fail(rkX, error) }
  }
  rk.meet()
  if goesOn {
  rkThread: for rkX in 0..<16 where rk.isLive(rkX) {
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
  rkThread: for rkX in 0..<16 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  if (own == 0) {
  try rkT.ignore(rkCPU_send(rkT, to: sides, in: &context))
  }
  } catch { rk.fail(rkX, error) }
  }
  } else {
  let rkOperand4 = rk.locals(rk.threadCount, of: { try rkCPU_bits(rkT) })
  defer { rk.free(rkOperand4) }
  rkThread: for rkX in 0..<16 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  rkOperand4[proved: rkI] = try rkCPU_bits(rkT)
  } catch { rk.fail(rkX, error) }
  }
  let sum = rk.blockReduceAdd(rkOperand4)
  rk.meet()
  rkThread: for rkX in 0..<16 where rk.isLive(rkX) {
  do {
  try rk.begin()
  let rkT = rk.thread(rkX)
  let rkI = rkX
  _ = (rkT, rkI)
  let own = rkT.threadIndex.x; _ = own
  do {
  let rkA5 = try Swept(box: rkT.convert(context.replica, to: UInt32.self, 1125899913527327), step: step, sum: sum)
  if rkT.leads { context.emit(rkA5) }
  }
  } catch { rk.fail(rkX, error) }
  }
  }
  } catch { rk.failTogether(error) }
  return try rk.finish()
  }

  @inline(__always) mutating func rkCPU_show(_ rkT: CheckedThread) throws {
  let own = rkT.threadIndex.x; _ = own
  let buffer = try rkT.multiply(rkT.convert(rkT.remainderExactly(step, 2, 844424937406491, 562949960695835), to: Int.self, 1125899914117138), 216, 562949960695840); _ = buffer
  for side in try rkT.range(0, 6, 1688849867603986) {
  try faces[rkT.index(side, in: { faces }, 281474984116231)].values[rkT.index(own, in: { try faces[rkT.index(side, in: { faces }, 281474984116231)].values }, 281474984116231)] = cells[rkT.index(rkT.add(buffer, rkCPU_place(rkT, at: side, isInside: true), 562949960826926), in: { cells }, 281474984116257)]
  if (own == 0) {
  try faces[rkT.index(side, in: { faces }, 281474984247305)].step = step
  try faces[rkT.index(side, in: { faces }, 281474984312841)].side = rkT.convert((side ^ 1), to: UInt32.self, 1125899914444828)
  }
  }
  }

  @inline(__always) func rkCPU_send(_ rkT: CheckedThread, to all: UInt32, `in` context: inout RingContext) throws {
  for side in try rkT.range(0, 7, 1688849868324882) where try ((all & (1 << rkT.convert(side, to: UInt32.self, 1125899914903593))) != 0) {
  let along = try ((side < 2) ? 1 : ((side < 4) ? rkT.convert(alongY, to: Int.self, 1125899914969133) : ((side < 6) ? rkT.convert(alongZ, to: Int.self, 1125899914969158) : 0))); _ = along
  let replica = try rkT.add(context.replica, ((rkT.remainderExactly(side, 2, 844424938324013, 562949961613357) == 0) ? rkT.negate(along, 562949961613368) : along), 562949961613349); _ = replica
  do {
  let rkA6 = try faces[rkT.index(side, in: { faces }, 281474984968216)]
  let rkA7: Route = 0
  let rkA8: Int = replica
  if rkT.leads { try context.send(rkA6, to: rkA7, replica: rkA8) }
  }
  }
  }

  @inline(__always) func rkCPU_place(_ rkT: CheckedThread, at side: Int, isInside: Bool) throws -> Int {
  let depth = (isInside ? 1 : 0); _ = depth
  let layer = try ((rkT.remainderExactly(side, 2, 844424938848278, 562949962137622) == 0) ? depth : rkT.subtract(5, depth, 562949962137643)); _ = layer
  let (low, high) = try (rkT.add(rkT.remainderExactly(rkT.threadIndex.x, 4, 844424938913830, 562949962203174), 1, 562949962203178), rkT.add(rkT.divideExactly(rkT.threadIndex.x, 4, 844424938913853, 562949962203197), 1, 562949962203201)); _ = low; _ = high
  if (side < 2) {
  return try rkT.add(rkT.add(layer, rkT.multiply(6, low, 562949962268708), 562949962268704), rkT.multiply(36, high, 562949962268719), 562949962268714)
  }
  if (side < 4) {
  return try rkT.add(rkT.add(low, rkT.multiply(6, layer, 562949962334242), 562949962334238), rkT.multiply(36, high, 562949962334255), 562949962334250)
  }
  return try rkT.add(rkT.add(low, rkT.multiply(6, high, 562949962399764), 562949962399760), rkT.multiply(36, layer, 562949962399776), 562949962399771)
  }

  @inline(__always) mutating func rkCPU_move(_ rkT: CheckedThread) throws {
  let now = try rkT.multiply(rkT.convert(rkT.remainderExactly(step, 2, 844424939569176, 562949962858520), to: Int.self, 1125899916279823), 216, 562949962858525); _ = now
  let next = try rkT.subtract(216, now, 562949962924052); _ = next
  let (x, y) = try (rkT.add(rkT.remainderExactly(rkT.threadIndex.x, 4, 844424939700257, 562949962989601), 1, 562949962989605), rkT.add(rkT.divideExactly(rkT.threadIndex.x, 4, 844424939700280, 562949962989624), 1, 562949962989628)); _ = x; _ = y
  for z in try rkT.range(1, 5, 1688849869897743) {
  let isEdge = (((((((x == 1) && ((sides & 1) == 0)) || ((x == 4) && ((sides & 2) == 0))) || ((y == 1) && ((sides & 4) == 0))) || ((y == 4) && ((sides & 8) == 0))) || ((z == 1) && ((sides & 16) == 0))) || ((z == 4) && ((sides & 32) == 0))); _ = isEdge
  if (!isEdge) {
  let at = try rkT.add(rkT.add(x, rkT.multiply(6, y, 562949963382808), 562949963382804), rkT.multiply(36, z, 562949963382817), 562949963382812); _ = at
  let flat = try rkT.add(rkT.add(cells[rkT.index(rkT.subtract(rkT.add(now, at, 562949963448351), 1, 562949963448356), in: { cells }, 281474986737685)], cells[rkT.index(rkT.add(rkT.add(now, at, 562949963448373), 1, 562949963448378), in: { cells }, 281474986737707)], 562949963448361), rkT.add(cells[rkT.index(rkT.subtract(rkT.add(now, at, 562949963448397), 6, 562949963448402), in: { cells }, 281474986737731)], cells[rkT.index(rkT.add(rkT.add(now, at, 562949963448419), 6, 562949963448424), in: { cells }, 281474986737753)], 562949963448407), 562949963448384); _ = flat
  let sum = try rkT.add(flat, rkT.add(cells[rkT.index(rkT.subtract(rkT.add(now, at, 562949963513893), 36, 562949963513898), in: { cells }, 281474986803227)], cells[rkT.index(rkT.add(rkT.add(now, at, 562949963513916), 36, 562949963513921), in: { cells }, 281474986803250)], 562949963513904), 562949963513880); _ = sum
  let center = try cells[rkT.index(rkT.add(now, at, 562949963579424), in: { cells }, 281474986868758)]; _ = center
  try cells[rkT.index(rkT.add(next, at, 562949963644948), in: { cells }, 281474986934281)] = rkT.add(rkT.subtract(rkT.multiply(2, center, 562949963644958), cells[rkT.index(rkT.add(next, at, 562949963644980), in: { cells }, 281474986934313)], 562949963644967), rkT.multiply(0.1, rkT.subtract(sum, rkT.multiply(6, center, 562949963645003), 562949963644999), 562949963644992), 562949963644986)
  }
  }
  }

  @inline(__always) func rkCPU_bits(_ rkT: CheckedThread) throws -> UInt32 {
  var sum: UInt32 = 0
  let first = try rkT.add(rkT.add(rkT.add(rkT.multiply(rkT.convert(rkT.remainderExactly(step, 2, 844424940879898, 562949964169242), to: Int.self, 1125899917590545), 216, 562949964169247), rkT.remainderExactly(rkT.threadIndex.x, 4, 844424940879925, 562949964169269), 562949964169253), 1, 562949964169273), rkT.multiply(6, rkT.add(rkT.divideExactly(rkT.threadIndex.x, 4, 844424940879954, 562949964169298), 1, 562949964169302), 562949964169281), 562949964169277); _ = first
  for z in try rkT.range(1, 5, 1688849871077391) {
  try sum &+= cells[rkT.index(rkT.add(first, rkT.multiply(36, z, 562949964234799), 562949964234794), in: { cells }, 281474987524126)].bitPattern
  }
  return sum
  }
}
