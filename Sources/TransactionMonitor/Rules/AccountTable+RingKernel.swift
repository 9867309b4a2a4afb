// Generated from AccountTable.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
// swift-format-ignore-file

import RingKernelCore
import RingKernelCompute

extension AccountTable: DeviceType {
  static var deviceDefinition: DeviceDefinition { DeviceDefinition("AccountTable", file: "TransactionMonitor/AccountTable.swift", syntax: #"RK1(structure"AccountTable"@8:1(field"count"@4:7(integer"0"@0:15))(field"entries"@1:7(call@0:17(typeName@0:17(type"InlineArray"@0:17(integer"1024"@0:29)(type"Account"@0:35)))(argument"repeating"@0:44(call@0:55(name"Account"@0:55)))))(function"record"@3:12(attribute"mutating"@0:3)(parameter"debit"@0:24(label"_"@0:24)(type"Debit"@0:33))(result@0:43(type"Booking"@0:43))(block@0:51(variable"let"@1:5(name"place"@0:9)(initial@0:15(call@0:17(name"place"@0:17)(argument"of"@0:23(member"source"@0:33(name"debit"@0:27))))))(if@1:5(condition@0:8(binary"<"@0:14(name"place"@0:8)(integer"0"@0:16)))(block@0:18(return@0:20(call@0:27(name"Booking"@0:27)(argument"count"@0:35(integer"0"@0:42))(argument"refusal"@0:45(member"tableFull"@0:55))))))(variable"let"@1:5(tuplePattern@0:9(name"cents"@0:10)(name"overflows"@0:17))(initial@0:28(call@0:30(member"subtractingReportingOverflow"@0:51(member"cents"@0:45(subscript@0:30(name"entries"@0:30)(argument@0:38(name"place"@0:38)))))(argument@0:80(member"cents"@0:86(name"debit"@0:80))))))(if@1:5(condition@0:8(name"overflows"@0:8))(block@0:18(return@0:20(call@0:27(name"Booking"@0:27)(argument"count"@0:35(integer"0"@0:42))(argument"refusal"@0:45(member"balanceOverflow"@0:55))))))(variable"let"@1:5(name"booking"@0:9)(initial@0:17(call@0:19(member"record"@0:41(member"window"@0:34(subscript@0:19(name"entries"@0:19)(argument@0:27(name"place"@0:27)))))(argument"at"@0:48(member"time"@0:58(name"debit"@0:52))))))(if@1:5(condition@0:8(binary"=="@0:24(member"refusal"@0:16(name"booking"@0:8))(member"none"@0:28)))(block@0:33(assign"="@0:56(member"cents"@0:50(subscript@0:35(name"entries"@0:35)(argument@0:43(name"place"@0:43))))(name"cents"@0:58))))(return@1:5(name"booking"@0:12))))(function"record"@4:12(attribute"mutating"@0:3)(parameter"credit"@0:24(label"_"@0:24)(type"Credit"@0:34))(result@0:45(type"Refusal"@0:45))(block@0:53(variable"let"@1:5(name"place"@0:9)(initial@0:15(call@0:17(name"place"@0:17)(argument"of"@0:23(member"target"@0:34(name"credit"@0:27))))))(if@1:5(condition@0:8(binary"<"@0:14(name"place"@0:8)(integer"0"@0:16)))(block@0:18(return@0:20(member"tableFull"@0:28))))(variable"let"@1:5(tuplePattern@0:9(name"cents"@0:10)(name"overflows"@0:17))(initial@0:28(call@0:30(member"addingReportingOverflow"@0:51(member"cents"@0:45(subscript@0:30(name"entries"@0:30)(argument@0:38(name"place"@0:38)))))(argument@0:75(member"cents"@0:82(name"credit"@0:75))))))(if@1:5(condition@0:8(name"overflows"@0:8))(block@0:18(return@0:20(member"balanceOverflow"@0:28))))(assign"="@1:26(member"cents"@0:20(subscript@0:5(name"entries"@0:5)(argument@0:13(name"place"@0:13))))(name"cents"@0:28))(return@1:5(member"none"@0:13))))(function"find"@4:12(attribute"mutating"@0:3)(parameter"account"@0:22(label"_"@0:22)(type"UInt32"@0:33))(result@0:44(type"Int"@0:44))(block@0:48(for@1:5(name"step"@0:9)(binary"..<"@0:18(integer"0"@0:17)(member"capacity"@0:26(name"Self"@0:21)))(block@0:35(variable"let"@1:7(name"place"@0:11)(initial@0:17(call@0:19(member"probe"@0:24(name"Self"@0:19))(argument@0:30(name"account"@0:30))(argument@0:39(name"step"@0:39)))))(if@1:7(condition@0:10(prefix"!"@0:10(member"isUsed"@0:26(subscript@0:11(name"entries"@0:11)(argument@0:19(name"place"@0:19))))))(block@0:33(return@0:35(prefix"-"@0:42(integer"1"@0:43)))))(if@1:7(condition@0:10(binary"=="@0:32(member"number"@0:25(subscript@0:10(name"entries"@0:10)(argument@0:18(name"place"@0:18))))(name"account"@0:35)))(block@0:43(return@0:45(name"place"@0:52))))))(return@2:5(prefix"-"@0:12(integer"1"@0:13)))))(function"place"@4:20(attribute"mutating"@0:11)(parameter"account"@0:31(label"of"@0:31)(type"UInt32"@0:43))(result@0:54(type"Int"@0:54))(block@0:58(for@1:5(name"step"@0:9)(binary"..<"@0:18(integer"0"@0:17)(member"capacity"@0:26(name"Self"@0:21)))(block@0:35(variable"let"@1:7(name"place"@0:11)(initial@0:17(call@0:19(member"probe"@0:24(name"Self"@0:19))(argument@0:30(name"account"@0:30))(argument@0:39(name"step"@0:39)))))(if@1:7(condition@0:10(prefix"!"@0:10(member"isUsed"@0:26(subscript@0:11(name"entries"@0:11)(argument@0:19(name"place"@0:19))))))(block@0:33(assign"="@1:31(member"isUsed"@0:24(subscript@0:9(name"entries"@0:9)(argument@0:17(name"place"@0:17))))(boolean"true"@0:33))(assign"="@1:31(member"number"@0:24(subscript@0:9(name"entries"@0:9)(argument@0:17(name"place"@0:17))))(name"account"@0:33))(assign"+="@1:15(name"count"@0:9)(integer"1"@0:18))(return@1:9(name"place"@0:16))))(if@2:7(condition@0:10(binary"=="@0:32(member"number"@0:25(subscript@0:10(name"entries"@0:10)(argument@0:18(name"place"@0:18))))(name"account"@0:35)))(block@0:43(return@0:45(name"place"@0:52))))))(return@2:5(prefix"-"@0:12(integer"1"@0:13)))))(function"probe"@3:18(attribute"static"@0:11)(parameter"account"@0:29(label"_"@0:29)(type"UInt32"@0:40))(parameter"step"@0:48(label"_"@0:48)(type"Int"@0:56))(result@0:64(type"Int"@0:64))(block@0:68(return@0:70(binary"%"@0:99(binary"&+"@0:90(call@0:71(name"start"@0:71)(argument"of"@0:77(name"account"@0:81)))(name"step"@0:93))(member"capacity"@0:106(name"Self"@0:101))))))(function"start"@6:10(attribute"static"@0:3)(parameter"account"@0:21(label"of"@0:21)(type"UInt32"@0:33))(result@0:44(type"Int"@0:44))(block@0:48(return@1:5(binary"%"@0:57(call@0:5(name"Int"@0:5)(argument"truncatingIfNeeded"@0:9(binary">>"@0:50(call@0:29(name"mix"@0:29)(argument@0:33(call@0:33(name"UInt64"@0:33)(argument@0:40(name"account"@0:40)))))(integer"32"@0:53))))(member"capacity"@0:64(name"Self"@0:59)))))))"#, layout: .measured(Self.self, [\Self.count, \Self.entries]), uses: { [.of(Account.self), .of(Booking.self), .of(Credit.self), .of(Debit.self), .of(Refusal.self), .constant("AccountTable.capacity", Self.capacity)] }) }

  @inline(__always) mutating func rkCPU_record(_ rkT: CPUThread, _ debit: Debit) -> Booking {
  let place = rkCPU_place(rkT, of: debit.source); _ = place
  if (place < 0) {
  return Booking(count: 0, refusal: .tableFull)
  }
  let (cents, overflows) = entries[rkT.index(place, in: { entries }, 281474977955870)].cents.rkCPU_subtractingReportingOverflow(rkT, debit.cents); _ = cents; _ = overflows
  if overflows {
  return Booking(count: 0, refusal: .balanceOverflow)
  }
  let booking = entries[rkT.index(place, in: { entries }, 281474978086931)].window.rkCPU_record(rkT, at: debit.time); _ = booking
  if (booking.refusal == .none) {
  entries[rkT.index(place, in: { entries }, 281474978152483)].cents = cents
  }
  return booking
  }
  @inline(__always) mutating func rkCPU_record(_ rkT: CheckedThread, _ debit: Debit) throws -> Booking {
  let place = try rkCPU_place(rkT, of: debit.source); _ = place
  if (place < 0) {
  return Booking(count: 0, refusal: .tableFull)
  }
  let (cents, overflows) = try entries[rkT.index(place, in: { entries }, 281474977955870)].cents.rkCPU_subtractingReportingOverflow(rkT, debit.cents); _ = cents; _ = overflows
  if overflows {
  return Booking(count: 0, refusal: .balanceOverflow)
  }
  let booking = try entries[rkT.index(place, in: { entries }, 281474978086931)].window.rkCPU_record(rkT, at: debit.time); _ = booking
  if (booking.refusal == .none) {
  try entries[rkT.index(place, in: { entries }, 281474978152483)].cents = cents
  }
  return booking
  }

  @inline(__always) mutating func rkCPU_record(_ rkT: CPUThread, _ credit: Credit) -> Refusal {
  let place = rkCPU_place(rkT, of: credit.target); _ = place
  if (place < 0) {
  return .tableFull
  }
  let (cents, overflows) = entries[rkT.index(place, in: { entries }, 281474978676766)].cents.rkCPU_addingReportingOverflow(rkT, credit.cents); _ = cents; _ = overflows
  if overflows {
  return .balanceOverflow
  }
  entries[rkT.index(place, in: { entries }, 281474978807813)].cents = cents
  return .none
  }
  @inline(__always) mutating func rkCPU_record(_ rkT: CheckedThread, _ credit: Credit) throws -> Refusal {
  let place = try rkCPU_place(rkT, of: credit.target); _ = place
  if (place < 0) {
  return .tableFull
  }
  let (cents, overflows) = try entries[rkT.index(place, in: { entries }, 281474978676766)].cents.rkCPU_addingReportingOverflow(rkT, credit.cents); _ = cents; _ = overflows
  if overflows {
  return .balanceOverflow
  }
  try entries[rkT.index(place, in: { entries }, 281474978807813)].cents = cents
  return .none
  }

  @inline(__always) mutating func rkCPU_find(_ rkT: CPUThread, _ account: UInt32) -> Int {
  for step in rkT.range(0, Self.capacity) {
  let place = Self.rkCPU_probe(rkT, account, step); _ = place
  if (!entries[rkT.index(place, in: { entries }, 281474979332107)].isUsed) {
  return (-1)
  }
  if (entries[rkT.index(place, in: { entries }, 281474979397642)].number == account) {
  return place
  }
  }
  return (-1)
  }
  @inline(__always) mutating func rkCPU_find(_ rkT: CheckedThread, _ account: UInt32) throws -> Int {
  let (rkR1, rkA2) = try rkT.limited(rkT.range(0, Self.capacity, 1688849862754322), 1970324839464965); _ = rkA2
  for step in rkR1 {
  let rkT = rkA2; _ = rkT
  let place = try Self.rkCPU_probe(rkT, account, step); _ = place
  if try (!entries[rkT.index(place, in: { entries }, 281474979332107)].isUsed) {
  return (-1)
  }
  if try (entries[rkT.index(place, in: { entries }, 281474979397642)].number == account) {
  return place
  }
  }
  return (-1)
  }

  @inline(__always) mutating func rkCPU_place(_ rkT: CPUThread, of account: UInt32) -> Int {
  for step in rkT.range(0, Self.capacity) {
  let place = Self.rkCPU_probe(rkT, account, step); _ = place
  if (!entries[rkT.index(place, in: { entries }, 281474979987467)].isUsed) {
  entries[rkT.index(place, in: { entries }, 281474980053001)].isUsed = true
  entries[rkT.index(place, in: { entries }, 281474980118537)].number = account
  count = rkT.add(count, 1)
  return place
  }
  if (entries[rkT.index(place, in: { entries }, 281474980380682)].number == account) {
  return place
  }
  }
  return (-1)
  }
  @inline(__always) mutating func rkCPU_place(_ rkT: CheckedThread, of account: UInt32) throws -> Int {
  let (rkR3, rkA4) = try rkT.limited(rkT.range(0, Self.capacity, 1688849863409682), 1970324840120325); _ = rkA4
  for step in rkR3 {
  let rkT = rkA4; _ = rkT
  let place = try Self.rkCPU_probe(rkT, account, step); _ = place
  if try (!entries[rkT.index(place, in: { entries }, 281474979987467)].isUsed) {
  try entries[rkT.index(place, in: { entries }, 281474980053001)].isUsed = true
  try entries[rkT.index(place, in: { entries }, 281474980118537)].number = account
  try count = rkT.add(count, 1, 562949956894735)
  return place
  }
  if try (entries[rkT.index(place, in: { entries }, 281474980380682)].number == account) {
  return place
  }
  }
  return (-1)
  }

  @inline(__always) static func rkCPU_probe(_ rkT: CPUThread, _ account: UInt32, _ step: Int) -> Int {
  return rkT.remainder((rkCPU_start(rkT, of: account) &+ step), Self.capacity, 844424934129763)
  }
  @inline(__always) static func rkCPU_probe(_ rkT: CheckedThread, _ account: UInt32, _ step: Int) throws -> Int {
  return try rkT.remainderExactly((rkCPU_start(rkT, of: account) &+ step), Self.capacity, 844424934129763, 562949957419107)
  }

  @inline(__always) static func rkCPU_start(_ rkT: CPUThread, of account: UInt32) -> Int {
  return rkT.remainder(Int(truncatingIfNeeded: (mix(rkT.convert(account, to: UInt64.self, 1125899911299105)) >> 32)), Self.capacity, 844424934588473)
  }
  @inline(__always) static func rkCPU_start(_ rkT: CheckedThread, of account: UInt32) throws -> Int {
  return try rkT.remainderExactly(Int(truncatingIfNeeded: (mix(rkT.convert(account, to: UInt64.self, 1125899911299105)) >> 32)), Self.capacity, 844424934588473, 562949957877817)
  }
}

extension Account: DeviceType {
  static var deviceDefinition: DeviceDefinition { DeviceDefinition("Account", file: "TransactionMonitor/AccountTable.swift", syntax: #"RK1(structure"Account"@87:1(field"number"@1:7(type"UInt32"@0:15)(integer"0"@0:24))(field"isUsed"@1:7(boolean"false"@0:16))(field"cents"@1:7(type"Int64"@0:14)(integer"0"@0:22))(field"window"@1:7(call@0:16(name"VelocityWindow"@0:16))))"#, layout: .measured(Self.self, [\Self.number, \Self.isUsed, \Self.cents, \Self.window]), uses: { [.of(VelocityWindow.self)] }) }
}
