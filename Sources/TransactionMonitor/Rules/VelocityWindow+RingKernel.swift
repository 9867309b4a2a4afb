// Generated from VelocityWindow.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
// swift-format-ignore-file

import RingKernelCore
import RingKernelCompute

extension VelocityWindow: DeviceType {
  static var deviceDefinition: DeviceDefinition { DeviceDefinition("VelocityWindow", file: "TransactionMonitor/VelocityWindow.swift", syntax: #"RK1(structure"VelocityWindow"@13:1(field"newest"@4:7(type"UInt32"@0:15)(integer"0"@0:24))(field"counts"@1:7(call@0:16(typeName@0:16(type"InlineArray"@0:16(integer"128"@0:28)(type"UInt16"@0:33)))(argument"repeating"@0:41(integer"0"@0:52))))(function"record"@6:12(attribute"mutating"@0:3)(parameter"time"@0:24(label"at"@0:24)(type"UInt32"@0:33))(result@0:44(type"Booking"@0:44))(block@0:52(if@1:5(condition@0:8(binary">"@0:13(name"time"@0:8)(name"newest"@0:15)))(block@0:22(expression@1:7(call@0:7(name"advance"@0:7)(argument"to"@0:15(name"time"@0:19)))))(if@1:12(condition@0:15(binary">"@0:29(binary"-"@0:22(name"newest"@0:15)(name"time"@0:24))(binary"-"@0:44(member"horizon"@0:36(name"Self"@0:31))(member"steps"@0:59(name"VelocityRule"@0:46)))))(block@0:65(return@1:7(call@0:14(name"Booking"@0:14)(argument"count"@0:22(integer"0"@0:29))(argument"refusal"@0:32(member"lateRow"@0:42)))))))(variable"let"@2:5(name"place"@0:9)(initial@0:15(call@0:17(member"place"@0:22(name"Self"@0:17))(argument"of"@0:28(name"time"@0:32)))))(guard@1:5(condition@0:11(binary"<"@0:25(subscript@0:11(name"counts"@0:11)(argument@0:18(name"place"@0:18)))(member"max"@0:34(name"UInt16"@0:27))))(block@0:43(return@0:45(call@0:52(name"Booking"@0:52)(argument"count"@0:60(integer"0"@0:67))(argument"refusal"@0:70(member"countOverflow"@0:80))))))(assign"+="@1:19(subscript@0:5(name"counts"@0:5)(argument@0:12(name"place"@0:12)))(integer"1"@0:22))(variable"var"@1:5(name"sum"@0:9)(annotation@0:12(type"UInt32"@0:14))(initial@0:21(integer"0"@0:23)))(for@1:5(name"age"@0:9)(binary"..."@0:17(integer"0"@0:16)(call@0:20(name"min"@0:20)(argument@0:24(binary"-"@0:43(member"steps"@0:37(name"VelocityRule"@0:24))(integer"1"@0:45)))(argument@0:48(name"time"@0:48))))(block@0:54(assign"&+="@0:60(name"sum"@0:56)(call@0:64(name"UInt32"@0:64)(argument@0:71(subscript@0:71(name"counts"@0:71)(argument@0:78(call@0:78(member"place"@0:83(name"Self"@0:78))(argument"of"@0:89(binary"&-"@0:98(name"time"@0:93)(name"age"@0:101)))))))))))(return@1:5(call@0:12(name"Booking"@0:12)(argument"count"@0:20(name"sum"@0:27))(argument"refusal"@0:32(member"none"@0:42))))))(function"advance"@4:20(attribute"mutating"@0:11)(parameter"time"@0:33(label"to"@0:33)(type"UInt32"@0:42))(block@0:50(for@1:5(name"age"@0:9)(binary"..<"@0:17(integer"0"@0:16)(call@0:20(name"min"@0:20)(argument@0:24(binary"-"@0:29(name"time"@0:24)(name"newest"@0:31)))(argument@0:39(member"horizon"@0:44(name"Self"@0:39)))))(block@0:53(assign"="@0:91(subscript@0:55(name"counts"@0:55)(argument@0:62(call@0:62(member"place"@0:67(name"Self"@0:62))(argument"of"@0:73(binary"&-"@0:82(name"time"@0:77)(name"age"@0:85))))))(integer"0"@0:93))))(assign"="@1:12(name"newest"@0:5)(name"time"@0:14))))(function"place"@3:18(attribute"static"@0:11)(parameter"time"@0:29(label"of"@0:29)(type"UInt32"@0:38))(result@0:49(type"Int"@0:49))(block@0:53(return@0:55(call@0:55(name"Int"@0:55)(argument@0:59(binary"&"@0:64(name"time"@0:59)(binary"-"@0:80(member"horizon"@0:72(name"Self"@0:67))(integer"1"@0:82)))))))))"#, layout: .measured(Self.self, [\Self.newest, \Self.counts]), uses: { [.of(Booking.self), .constant("VelocityRule.steps", VelocityRule.steps), .constant("VelocityWindow.horizon", Self.horizon)] }) }

  @inline(__always) mutating func rkCPU_record(_ rkT: CPUThread, at time: UInt32) -> Booking {
  if (time > newest) {
  rkT.ignore(rkCPU_advance(rkT, to: time))
  } else if (rkT.subtract(newest, time) > rkT.subtract(Self.horizon, VelocityRule.steps)) {
  return Booking(count: 0, refusal: .lateRow)
  }
  let place = Self.rkCPU_place(rkT, of: time); _ = place
  guard (counts[rkT.index(place, in: { counts }, 281474978742283)] < UInt16.max) else {
  return Booking(count: 0, refusal: .countOverflow)
  }
  counts[rkT.index(place, in: { counts }, 281474978807813)] = rkT.add(counts[rkT.index(place, in: { counts }, 281474978807813)], 1)
  var sum: UInt32 = 0
  for age in rkT.closedRange(0, RingKernelCompute.min(rkT.subtract(VelocityRule.steps, 1), time)) {
  sum &+= rkT.convert(counts[rkT.index(Self.rkCPU_place(rkT, of: (time &- age)), in: { counts }, 281474978938951)], to: UInt32.self, 1125899909070912)
  }
  return Booking(count: sum, refusal: .none)
  }
  @inline(__always) mutating func rkCPU_record(_ rkT: CheckedThread, at time: UInt32) throws -> Booking {
  if (time > newest) {
  try rkT.ignore(rkCPU_advance(rkT, to: time))
  } else if try (rkT.subtract(newest, time, 562949955190806) > rkT.subtract(Self.horizon, VelocityRule.steps, 562949955190828)) {
  return Booking(count: 0, refusal: .lateRow)
  }
  let place = try Self.rkCPU_place(rkT, of: time); _ = place
  guard try (counts[rkT.index(place, in: { counts }, 281474978742283)] < UInt16.max) else {
  return Booking(count: 0, refusal: .countOverflow)
  }
  try counts[rkT.index(place, in: { counts }, 281474978807813)] = rkT.add(counts[rkT.index(place, in: { counts }, 281474978807813)], 1, 562949955518483)
  var sum: UInt32 = 0
  let (rkR1, rkA2) = try rkT.limited(rkT.closedRange(0, RingKernelCompute.min(rkT.subtract(VelocityRule.steps, 1, 562949955649579), time), 1688849862492177), 1970324839202821); _ = rkA2
  for age in rkR1 {
  let rkT = rkA2; _ = rkT
  try sum &+= rkT.convert(counts[rkT.index(Self.rkCPU_place(rkT, of: (time &- age)), in: { counts }, 281474978938951)], to: UInt32.self, 1125899909070912)
  }
  return Booking(count: sum, refusal: .none)
  }

  @inline(__always) mutating func rkCPU_advance(_ rkT: CPUThread, to time: UInt32) {
  for age in rkT.range(0, RingKernelCompute.min(rkT.subtract(time, newest), Self.horizon)) {
  counts[rkT.index(Self.rkCPU_place(rkT, of: (time &- age)), in: { counts }, 281474979332151)] = 0
  }
  newest = time
  }
  @inline(__always) mutating func rkCPU_advance(_ rkT: CheckedThread, to time: UInt32) throws {
  let (rkR3, rkA4) = try rkT.limited(rkT.range(0, RingKernelCompute.min(rkT.subtract(time, newest, 562949956042781), Self.horizon), 1688849862885393), 1970324839596037); _ = rkA4
  for age in rkR3 {
  let rkT = rkA4; _ = rkT
  try counts[rkT.index(Self.rkCPU_place(rkT, of: (time &- age)), in: { counts }, 281474979332151)] = 0
  }
  newest = time
  }

  @inline(__always) static func rkCPU_place(_ rkT: CPUThread, of time: UInt32) -> Int {
  return rkT.convert((time & rkT.subtract(Self.horizon, 1)), to: Int.self, 1125899909726263)
  }
  @inline(__always) static func rkCPU_place(_ rkT: CheckedThread, of time: UInt32) throws -> Int {
  return try rkT.convert((time & rkT.subtract(Self.horizon, 1, 562949956304976)), to: Int.self, 1125899909726263)
  }
}
