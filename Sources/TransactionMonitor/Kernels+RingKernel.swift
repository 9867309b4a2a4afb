// Generated from Kernels.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
// swift-format-ignore-file

public import RingKernelCore
import RingKernelCompute

extension Transaction: RingMessage {
  public static let layout = MessageLayout(
    "TransactionMonitor.Transaction",
    [
      .init("row", UInt64.self),
      .init("source", UInt32.self),
      .init("target", UInt32.self),
      .init("cents", Int64.self),
      .init("time", UInt32.self),
    ])

  public init(from reader: inout WireReader) throws(MessageError) {
    row = try reader.read()
    source = try reader.read()
    target = try reader.read()
    cents = try reader.read()
    time = try reader.read()
  }

  public func write(to writer: inout WireWriter) {
    writer.write(row)
    writer.write(source)
    writer.write(target)
    writer.write(cents)
    writer.write(time)
  }
}

extension Debit: RingMessage {
  static let layout = MessageLayout(
    "TransactionMonitor.Debit",
    [
      .init("row", UInt64.self),
      .init("source", UInt32.self),
      .init("target", UInt32.self),
      .init("cents", Int64.self),
      .init("time", UInt32.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    row = try reader.read()
    source = try reader.read()
    target = try reader.read()
    cents = try reader.read()
    time = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(row)
    writer.write(source)
    writer.write(target)
    writer.write(cents)
    writer.write(time)
  }
}

extension Credit: RingMessage {
  static let layout = MessageLayout(
    "TransactionMonitor.Credit",
    [
      .init("row", UInt64.self),
      .init("target", UInt32.self),
      .init("cents", Int64.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    row = try reader.read()
    target = try reader.read()
    cents = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(row)
    writer.write(target)
    writer.write(cents)
  }
}

extension Alert: RingMessage {
  public static let layout = MessageLayout(
    "TransactionMonitor.Alert",
    [
      .init("row", UInt64.self),
      .init("source", UInt32.self),
      .init("target", UInt32.self),
      .init("cents", Int64.self),
      .init("time", UInt32.self),
      .init("count", UInt32.self),
    ])

  public init(from reader: inout WireReader) throws(MessageError) {
    row = try reader.read()
    source = try reader.read()
    target = try reader.read()
    cents = try reader.read()
    time = try reader.read()
    count = try reader.read()
  }

  public func write(to writer: inout WireWriter) {
    writer.write(row)
    writer.write(source)
    writer.write(target)
    writer.write(cents)
    writer.write(time)
    writer.write(count)
  }
}

extension AccountQuery: RingMessage {
  static let layout = MessageLayout(
    "TransactionMonitor.AccountQuery",
    [
      .init("account", UInt32.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    account = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(account)
  }
}

extension AccountBalance: RingMessage {
  static let layout = MessageLayout(
    "TransactionMonitor.AccountBalance",
    [
      .init("account", UInt32.self),
      .init("known", Bool.self),
      .init("cents", Int64.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    account = try reader.read()
    known = try reader.read()
    cents = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(account)
    writer.write(known)
    writer.write(cents)
  }
}

extension EndOfRows: RingMessage {
  static let layout = MessageLayout(
    "TransactionMonitor.EndOfRows",
    [
      .init("rows", UInt64.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    rows = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(rows)
  }
}

extension Tally: RingMessage {
  static let layout = MessageLayout(
    "TransactionMonitor.Tally",
    [
      .init("rows", UInt64.self),
      .init("debits", UInt64.self),
      .init("credits", UInt64.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    rows = try reader.read()
    debits = try reader.read()
    credits = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(rows)
    writer.write(debits)
    writer.write(credits)
  }
}

extension PipelineSummary: RingMessage {
  static let layout = MessageLayout(
    "TransactionMonitor.PipelineSummary",
    [
      .init("rows", UInt64.self),
      .init("debits", UInt64.self),
      .init("credits", UInt64.self),
      .init("alerts", UInt64.self),
      .init("largestCount", UInt32.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    rows = try reader.read()
    debits = try reader.read()
    credits = try reader.read()
    alerts = try reader.read()
    largestCount = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(rows)
    writer.write(debits)
    writer.write(credits)
    writer.write(alerts)
    writer.write(largestCount)
  }
}

extension Ingest: KernelActor, DeviceActor {
  static let kernelName = "ingest"

  static var handlers: [MessageHandler<Self>] {
    [
      .consuming(Transaction.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("Ingest", "TransactionMonitor/Kernels.swift", rounds: 65536), message, in: &context)
      },
      .consuming(EndOfRows.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("Ingest", "TransactionMonitor/Kernels.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  struct Handle: TypedKernelHandle {
    let kernel: KernelHandle

    init(_ kernel: KernelHandle) { self.kernel = kernel }

    func send(_ message: Transaction) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Transaction) -> SendOutcome {
      kernel.trySend(message)
    }

    func send(_ message: EndOfRows) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: EndOfRows) -> SendOutcome {
      kernel.trySend(message)
    }
  }

  static var deviceDefinition: DeviceDefinition { DeviceDefinition("Ingest", file: "TransactionMonitor/Kernels.swift", syntax: #"RK1(actor"Ingest"@106:1(field"rows"@1:7(type"UInt64"@0:13)(integer"0"@0:22))(function"receive"@2:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"transaction"@0:25(label"_"@0:25)(type"Transaction"@0:40))(parameter"context"@0:53(label"in"@0:53)(attribute"inout"@0:65)(type"RingContext"@0:71))(block@0:91(variable"let"@1:5(tuplePattern@0:9(name"debit"@0:10)(name"credit"@0:17))(initial@0:25(call@0:27(name"split"@0:27)(argument@0:33(name"transaction"@0:33)))))(expression@1:5(call@0:9(member"send"@0:17(name"context"@0:9))(argument@0:22(name"debit"@0:22))(argument"to"@0:29(member"shards"@0:47(name"PipelineRoute"@0:33)))(argument"key"@0:55(call@0:60(name"UInt64"@0:60)(argument@0:67(member"source"@0:73(name"debit"@0:67)))))))(expression@1:5(call@0:9(member"send"@0:17(name"context"@0:9))(argument@0:22(name"credit"@0:22))(argument"to"@0:30(member"shards"@0:48(name"PipelineRoute"@0:34)))(argument"key"@0:56(call@0:61(name"UInt64"@0:61)(argument@0:68(member"target"@0:75(name"credit"@0:68)))))))))(function"receive"@3:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"end"@0:25(label"_"@0:25)(type"EndOfRows"@0:32))(parameter"context"@0:43(label"in"@0:43)(attribute"inout"@0:55)(type"RingContext"@0:61))(block@0:81(guard@1:5(condition@0:11(binary"=="@0:16(name"rows"@0:11)(member"rows"@0:23(name"end"@0:19))))(block@0:33(throw@0:35(call@0:41(member"failure"@0:49(name"context"@0:41))(argument@0:57(string@0:57(string@0:57)(member"rows"@0:64(name"end"@0:60))(string" rows were sent, "@0:57)(name"rows"@0:88)(string" have arrived."@0:57)))))))(variable"let"@1:5(name"tally"@0:9)(initial@0:15(call@0:17(name"Tally"@0:17)(argument"rows"@0:23(name"rows"@0:29))(argument"debits"@0:35(integer"0"@0:43))(argument"credits"@0:46(integer"0"@0:55)))))(expression@1:5(call@0:9(member"send"@0:17(name"context"@0:9))(argument@0:22(name"tally"@0:22))(argument"to"@0:29(member"shards"@0:47(name"PipelineRoute"@0:33)))(argument"replica"@0:55(integer"0"@0:64))(argument"forwardingCall"@0:67(boolean"true"@0:83))))))(function"split"@3:12(attribute"mutating"@0:3)(parameter"transaction"@0:23(label"_"@0:23)(type"Transaction"@0:38))(result@0:54(tupleType@0:54(element"debit"@0:55(type"Debit"@0:62))(element"credit"@0:69(type"Credit"@0:77))))(block@0:85(assign"&+="@1:10(name"rows"@0:5)(integer"1"@0:14))(variable"let"@1:5(name"debit"@0:9)(initial@0:15(call@0:17(name"Debit"@0:17)(argument"row"@1:7(member"row"@0:24(name"transaction"@0:12)))(argument"source"@1:7(member"source"@0:27(name"transaction"@0:15)))(argument"target"@1:7(member"target"@0:27(name"transaction"@0:15)))(argument"cents"@1:7(member"cents"@0:26(name"transaction"@0:14)))(argument"time"@1:7(member"time"@0:25(name"transaction"@0:13))))))(return@2:5(tuple@0:12(argument@0:13(name"debit"@0:13))(argument@0:20(call@0:20(name"Credit"@0:20)(argument"row"@0:27(member"row"@0:44(name"transaction"@0:32)))(argument"target"@0:49(member"target"@0:69(name"transaction"@0:57)))(argument"cents"@0:77(member"cents"@0:96(name"transaction"@0:84))))))))))"#, layout: .measured(Self.self, [\Self.rows]), uses: { [.of(Credit.self), .of(Debit.self), .of(EndOfRows.self), .of(Tally.self), .of(Transaction.self), .constant("PipelineRoute.shards", PipelineRoute.shards)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ transaction: Transaction, `in` context: inout RingContext) throws {
  let (debit, credit) = try rkCPU_split(rkT, transaction); _ = debit; _ = credit
  try rkT.ignore(context.send(debit, to: PipelineRoute.shards, key: rkT.convert(debit.source, to: UInt64.self, 1125899914117180)))
  try rkT.ignore(context.send(credit, to: PipelineRoute.shards, key: rkT.convert(credit.target, to: UInt64.self, 1125899914182717)))
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ end: EndOfRows, `in` context: inout RingContext) throws {
  guard (rows == end.rows) else {
  throw rkT.failure(1407374891155497, rkT.bits(end.rows), rkT.bits(rows), text: "\(end.rows) rows were sent, \(rows) have arrived.")
  }
  let tally = Tally(rows: rows, debits: 0, credits: 0); _ = tally
  try rkT.ignore(context.send(tally, to: PipelineRoute.shards, replica: 0, forwardingCall: true))
  }

  @inline(__always) mutating func rkCPU_split(_ rkT: CheckedThread, _ transaction: Transaction) throws -> (debit: Debit, credit: Credit) {
  rows &+= 1
  let debit = Debit(row: transaction.row, source: transaction.source, target: transaction.target, cents: transaction.cents, time: transaction.time); _ = debit
  return (debit, Credit(row: transaction.row, target: transaction.target, cents: transaction.cents))
  }
}

extension AccountShard: KernelActor, DeviceActor {
  static let kernelName = "accountShard"

  static var handlers: [MessageHandler<Self>] {
    [
      .consuming(Debit.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("AccountShard", "TransactionMonitor/Kernels.swift", rounds: 65536), message, in: &context)
      },
      .consuming(Credit.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("AccountShard", "TransactionMonitor/Kernels.swift", rounds: 65536), message, in: &context)
      },
      .answering(AccountQuery.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("AccountShard", "TransactionMonitor/Kernels.swift", rounds: 65536), message, in: &context)
      },
      .consuming(Tally.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("AccountShard", "TransactionMonitor/Kernels.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  struct Handle: TypedKernelHandle {
    let kernel: KernelHandle

    init(_ kernel: KernelHandle) { self.kernel = kernel }

    func send(_ message: Debit) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Debit) -> SendOutcome {
      kernel.trySend(message)
    }

    func send(_ message: Credit) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Credit) -> SendOutcome {
      kernel.trySend(message)
    }

    func send(_ message: AccountQuery) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: AccountQuery) -> SendOutcome {
      kernel.trySend(message)
    }

    func call(
      _ message: AccountQuery, timeout: Duration? = nil
    ) async throws(RingKernelError) -> AccountBalance {
      try await kernel.call(message, as: AccountBalance.self, timeout: timeout)
    }

    func send(_ message: Tally) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Tally) -> SendOutcome {
      kernel.trySend(message)
    }
  }

  static var deviceDefinition: DeviceDefinition { DeviceDefinition("AccountShard", file: "TransactionMonitor/Kernels.swift", syntax: #"RK1(actor"AccountShard"@136:1(field"accounts"@1:7(call@0:18(name"AccountTable"@0:18)))(field"debits"@1:7(type"UInt64"@0:15)(integer"0"@0:24))(field"credits"@1:7(type"UInt64"@0:16)(integer"0"@0:25))(function"receive"@2:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"debit"@0:25(label"_"@0:25)(type"Debit"@0:34))(parameter"context"@0:41(label"in"@0:41)(attribute"inout"@0:53)(type"RingContext"@0:59))(block@0:79(variable"let"@1:5(name"booking"@0:9)(initial@0:17(call@0:19(name"book"@0:19)(argument@0:24(name"debit"@0:24)))))(switch@1:5(member"refusal"@0:20(name"booking"@0:12))(case@1:5(item@0:10(valuePattern@0:10(member"none"@0:11)))(block@0:5(break@0:17)))(case@1:5(item@0:10(valuePattern@0:10(member"lateRow"@0:11)))(block@0:5(throw@1:7(call@0:13(member"failure"@0:21(name"context"@0:13))(argument@0:29(string@0:29(string"Row "@0:29)(member"row"@0:42(name"debit"@0:36))(string" of account "@0:29)(member"source"@0:66(name"debit"@0:60))(string" is more than 121 steps late."@0:29)))))))(case@1:5(item@0:10(valuePattern@0:10(member"tableFull"@0:11)))(block@0:5(throw@1:7(call@0:13(member"failure"@0:21(name"context"@0:13))(argument@0:29(string@0:29(string"Row "@0:29)(member"row"@0:42(name"debit"@0:36))(string": the shard of account "@0:29)(member"source"@0:77(name"debit"@0:71))(string" holds its 1024 accounts."@0:29)))))))(case@1:5(item@0:10(valuePattern@0:10(member"countOverflow"@0:11)))(block@0:5(throw@1:7(call@0:13(member"failure"@0:21(name"context"@0:13))(argument@0:29(string@0:29(string"Row "@0:29)(member"row"@0:42(name"debit"@0:36))(string": its source has more than 65535 transactions at time "@0:29)(member"time"@0:108(name"debit"@0:102))(string"."@0:29)))))))(case@1:5(item@0:10(valuePattern@0:10(member"balanceOverflow"@0:11)))(block@0:5(throw@1:7(call@0:13(member"failure"@0:21(name"context"@0:13))(argument@0:29(string@0:29(string"Row "@0:29)(member"row"@0:42(name"debit"@0:36))(string": the balance of account "@0:29)(member"source"@0:79(name"debit"@0:73))(string" exceeds 64 bits of cents."@0:29))))))))(if@2:5(condition@0:8(binary">"@0:22(member"count"@0:16(name"booking"@0:8))(member"limit"@0:37(name"VelocityRule"@0:24))))(block@0:43(expression@1:7(call@0:11(member"send"@0:19(name"context"@0:11))(argument@0:24(call@0:24(name"alert"@0:24)(argument@0:30(name"debit"@0:30))(argument@0:37(member"count"@0:45(name"booking"@0:37)))))(argument"to"@0:53(member"collector"@0:71(name"PipelineRoute"@0:57)))))))))(function"receive"@4:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"credit"@0:25(label"_"@0:25)(type"Credit"@0:35))(parameter"context"@0:43(label"in"@0:43)(attribute"inout"@0:55)(type"RingContext"@0:61))(block@0:81(switch@1:5(call@0:12(name"book"@0:12)(argument@0:17(name"credit"@0:17)))(case@1:5(item@0:10(valuePattern@0:10(member"none"@0:11)))(block@0:5(break@0:17)))(case@1:5(item@0:10(valuePattern@0:10(member"tableFull"@0:11)))(block@0:5(throw@1:7(call@0:13(member"failure"@0:21(name"context"@0:13))(argument@0:29(string@0:29(string"Row "@0:29)(member"row"@0:43(name"credit"@0:36))(string": the shard of account "@0:29)(member"target"@0:79(name"credit"@0:72))(string" holds its 1024 accounts."@0:29)))))))(case"default"@1:5(block@0:5(throw@1:7(call@0:13(member"failure"@0:21(name"context"@0:13))(argument@0:29(string@0:29(string"Row "@0:29)(member"row"@0:43(name"credit"@0:36))(string": the balance of account "@0:29)(member"target"@0:81(name"credit"@0:74))(string" exceeds 64 bits of cents."@0:29))))))))))(function"receive"@4:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"query"@0:25(label"_"@0:25)(type"AccountQuery"@0:34))(parameter"context"@0:48(label"in"@0:48)(attribute"inout"@0:60)(type"RingContext"@0:66))(result@0:82(type"AccountBalance"@0:82))(block@0:97(variable"let"@1:5(name"place"@0:9)(initial@0:15(call@0:17(member"find"@0:26(name"accounts"@0:17))(argument@0:31(member"account"@0:37(name"query"@0:31))))))(if@1:5(condition@0:8(binary"<"@0:14(name"place"@0:8)(integer"0"@0:16)))(block@0:18(return@0:20(call@0:27(name"AccountBalance"@0:27)(argument"account"@0:42(member"account"@0:57(name"query"@0:51)))(argument"known"@0:66(boolean"false"@0:73))(argument"cents"@0:80(integer"0"@0:87))))))(return@1:5(call@0:12(name"AccountBalance"@0:12)(argument"account"@0:27(member"account"@0:42(name"query"@0:36)))(argument"known"@0:51(boolean"true"@0:58))(argument"cents"@0:64(member"cents"@0:95(subscript@0:71(member"entries"@0:80(name"accounts"@0:71))(argument@0:88(name"place"@0:88)))))))))(function"receive"@3:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"tally"@0:25(label"_"@0:25)(type"Tally"@0:34))(parameter"context"@0:41(label"in"@0:41)(attribute"inout"@0:53)(type"RingContext"@0:59))(block@0:79(variable"let"@1:5(name"sum"@0:9)(initial@0:13(call@0:15(name"Tally"@0:15)(argument"rows"@0:21(member"rows"@0:33(name"tally"@0:27)))(argument"debits"@0:39(binary"&+"@0:60(member"debits"@0:53(name"tally"@0:47))(name"debits"@0:63)))(argument"credits"@0:71(binary"&+"@0:94(member"credits"@0:86(name"tally"@0:80))(name"credits"@0:97))))))(if@1:5(condition@0:8(binary"<"@0:28(binary"+"@0:24(member"replica"@0:16(name"context"@0:8))(integer"1"@0:26))(member"gridSize"@0:38(name"context"@0:30))))(block@0:47(expression@1:7(call@0:11(member"send"@0:19(name"context"@0:11))(argument@0:24(name"sum"@0:24))(argument"to"@0:29(member"shards"@0:47(name"PipelineRoute"@0:33)))(argument"replica"@0:55(binary"+"@0:80(member"replica"@0:72(name"context"@0:64))(integer"1"@0:82)))(argument"forwardingCall"@0:85(boolean"true"@0:101)))))(block@1:12(expression@1:7(call@0:11(member"send"@0:19(name"context"@0:11))(argument@0:24(name"sum"@0:24))(argument"to"@0:29(member"collector"@0:47(name"PipelineRoute"@0:33)))(argument"forwardingCall"@0:58(boolean"true"@0:74))))))))(function"book"@5:12(attribute"mutating"@0:3)(parameter"debit"@0:22(label"_"@0:22)(type"Debit"@0:31))(result@0:41(type"Booking"@0:41))(block@0:49(variable"let"@1:5(name"booking"@0:9)(initial@0:17(call@0:19(member"record"@0:28(name"accounts"@0:19))(argument@0:35(name"debit"@0:35)))))(if@1:5(condition@0:8(binary"=="@0:24(member"refusal"@0:16(name"booking"@0:8))(member"none"@0:28)))(block@0:33(assign"&+="@0:42(name"debits"@0:35)(integer"1"@0:46))))(return@1:5(name"booking"@0:12))))(function"book"@4:12(attribute"mutating"@0:3)(parameter"credit"@0:22(label"_"@0:22)(type"Credit"@0:32))(result@0:43(type"Refusal"@0:43))(block@0:51(variable"let"@1:5(name"refusal"@0:9)(initial@0:17(call@0:19(member"record"@0:28(name"accounts"@0:19))(argument@0:35(name"credit"@0:35)))))(if@1:5(condition@0:8(binary"=="@0:16(name"refusal"@0:8)(member"none"@0:20)))(block@0:25(assign"&+="@0:35(name"credits"@0:27)(integer"1"@0:39))))(return@1:5(name"refusal"@0:12))))(function"alert"@4:3(parameter"debit"@0:14(label"_"@0:14)(type"Debit"@0:23))(parameter"count"@0:30(label"_"@0:30)(type"UInt32"@0:39))(result@0:50(type"Alert"@0:50))(block@0:56(return@1:5(call@0:5(name"Alert"@0:5)(argument"row"@1:7(member"row"@0:18(name"debit"@0:12)))(argument"source"@1:7(member"source"@0:21(name"debit"@0:15)))(argument"target"@1:7(member"target"@0:21(name"debit"@0:15)))(argument"cents"@1:7(member"cents"@0:20(name"debit"@0:14)))(argument"time"@1:7(member"time"@0:19(name"debit"@0:13)))(argument"count"@1:7(name"count"@0:14)))))))"#, layout: .measured(Self.self, [\Self.accounts, \Self.debits, \Self.credits]), uses: { [.of(AccountBalance.self), .of(AccountQuery.self), .of(AccountTable.self), .of(Alert.self), .of(Booking.self), .of(Credit.self), .of(Debit.self), .of(Refusal.self), .of(Tally.self), .constant("PipelineRoute.collector", PipelineRoute.collector), .constant("PipelineRoute.shards", PipelineRoute.shards), .constant("VelocityRule.limit", VelocityRule.limit)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ debit: Debit, `in` context: inout RingContext) throws {
  let booking = try rkCPU_book(rkT, debit); _ = booking
  switch booking.refusal {
  case .none:
  break 
  case .lateRow:
  throw rkT.failure(1407374893121549, rkT.bits(debit.row), rkT.bits(debit.source), text: "Row \(debit.row) of account \(debit.source) is more than 121 steps late.")
  case .tableFull:
  throw rkT.failure(1407374893252621, rkT.bits(debit.row), rkT.bits(debit.source), text: "Row \(debit.row): the shard of account \(debit.source) holds its 1024 accounts.")
  case .countOverflow:
  throw rkT.failure(1407374893383693, rkT.bits(debit.row), rkT.bits(debit.time), text: "Row \(debit.row): its source has more than 65535 transactions at time \(debit.time).")
  case .balanceOverflow:
  throw rkT.failure(1407374893514765, rkT.bits(debit.row), rkT.bits(debit.source), text: "Row \(debit.row): the balance of account \(debit.source) exceeds 64 bits of cents.")
  }
  if (booking.count > VelocityRule.limit) {
  try rkT.ignore(context.send(rkCPU_alert(rkT, debit, booking.count), to: PipelineRoute.collector))
  }
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ credit: Credit, `in` context: inout RingContext) throws {
  switch try rkCPU_book(rkT, credit) {
  case .none:
  break 
  case .tableFull:
  throw rkT.failure(1407374894235661, rkT.bits(credit.row), rkT.bits(credit.target), text: "Row \(credit.row): the shard of account \(credit.target) holds its 1024 accounts.")
  default:
  throw rkT.failure(1407374894366733, rkT.bits(credit.row), rkT.bits(credit.target), text: "Row \(credit.row): the balance of account \(credit.target) exceeds 64 bits of cents.")
  }
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ query: AccountQuery, `in` context: inout RingContext) throws -> AccountBalance {
  let place = try accounts.rkCPU_find(rkT, query.account); _ = place
  if (place < 0) {
  return AccountBalance(account: query.account, known: false, cents: 0)
  }
  return try AccountBalance(account: query.account, known: true, cents: accounts.entries[rkT.index(place, in: { accounts.entries }, 281474987982919)].cents)
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ tally: Tally, `in` context: inout RingContext) throws {
  let sum = Tally(rows: tally.rows, debits: (tally.debits &+ debits), credits: (tally.credits &+ credits)); _ = sum
  if try (rkT.add(context.replica, 1, 562949965021208) < context.gridSize) {
  try rkT.ignore(context.send(sum, to: PipelineRoute.shards, replica: rkT.add(context.replica, 1, 562949965086800), forwardingCall: true))
  } else {
  try rkT.ignore(context.send(sum, to: PipelineRoute.collector, forwardingCall: true))
  }
  }

  @inline(__always) mutating func rkCPU_book(_ rkT: CheckedThread, _ debit: Debit) throws -> Booking {
  let booking = try accounts.rkCPU_record(rkT, debit); _ = booking
  if (booking.refusal == .none) {
  debits &+= 1
  }
  return booking
  }

  @inline(__always) mutating func rkCPU_book(_ rkT: CheckedThread, _ credit: Credit) throws -> Refusal {
  let refusal = try accounts.rkCPU_record(rkT, credit); _ = refusal
  if (refusal == .none) {
  credits &+= 1
  }
  return refusal
  }

  @inline(__always) func rkCPU_alert(_ rkT: CheckedThread, _ debit: Debit, _ count: UInt32) throws -> Alert {
  return Alert(row: debit.row, source: debit.source, target: debit.target, cents: debit.cents, time: debit.time, count: count)
  }
}

extension AlertCollector: KernelActor, DeviceActor {
  static let kernelName = "alertCollector"

  static var handlers: [MessageHandler<Self>] {
    [
      .consuming(Alert.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("AlertCollector", "TransactionMonitor/Kernels.swift", rounds: 65536), message, in: &context)
      },
      .answering(Tally.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("AlertCollector", "TransactionMonitor/Kernels.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  static var emits: [any RingMessage.Type] { [Alert.self] }

  struct Handle: TypedKernelHandle {
    let kernel: KernelHandle

    init(_ kernel: KernelHandle) { self.kernel = kernel }

    func send(_ message: Alert) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Alert) -> SendOutcome {
      kernel.trySend(message)
    }

    func send(_ message: Tally) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Tally) -> SendOutcome {
      kernel.trySend(message)
    }

    func call(
      _ message: Tally, timeout: Duration? = nil
    ) async throws(RingKernelError) -> PipelineSummary {
      try await kernel.call(message, as: PipelineSummary.self, timeout: timeout)
    }
  }

  static var deviceDefinition: DeviceDefinition { DeviceDefinition("AlertCollector", file: "TransactionMonitor/Kernels.swift", syntax: #"RK1(actor"AlertCollector"@213:1(field"alerts"@1:7(type"UInt64"@0:15)(integer"0"@0:24))(field"largestCount"@1:7(type"UInt32"@0:21)(integer"0"@0:30))(function"receive"@2:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"alert"@0:25(label"_"@0:25)(type"Alert"@0:34))(parameter"context"@0:41(label"in"@0:41)(attribute"inout"@0:53)(type"RingContext"@0:59))(block@0:72(expression@1:5(call@0:5(name"note"@0:5)(argument@0:10(name"alert"@0:10))))(expression@1:5(call@0:5(member"emit"@0:13(name"context"@0:5))(argument@0:18(name"alert"@0:18))))))(function"receive"@3:12(attribute"handler"@0:3)(attribute"mutating"@0:3)(parameter"tally"@0:25(label"_"@0:25)(type"Tally"@0:34))(parameter"context"@0:41(label"in"@0:41)(attribute"inout"@0:53)(type"RingContext"@0:59))(result@0:75(type"PipelineSummary"@0:75))(block@0:91(return@0:93(call@0:93(name"summary"@0:93)(argument@0:101(name"tally"@0:101))))))(function"note"@2:12(attribute"mutating"@0:3)(parameter"alert"@0:22(label"_"@0:22)(type"Alert"@0:31))(block@0:38(assign"&+="@1:12(name"alerts"@0:5)(integer"1"@0:16))(assign"="@1:18(name"largestCount"@0:5)(call@0:20(name"max"@0:20)(argument@0:24(name"largestCount"@0:24))(argument@0:38(member"count"@0:44(name"alert"@0:38)))))))(function"summary"@3:3(parameter"tally"@0:16(label"_"@0:16)(type"Tally"@0:25))(result@0:35(type"PipelineSummary"@0:35))(block@0:51(return@1:5(call@0:5(name"PipelineSummary"@0:5)(argument"rows"@1:7(member"rows"@0:19(name"tally"@0:13)))(argument"debits"@1:7(member"debits"@0:21(name"tally"@0:15)))(argument"credits"@1:7(member"credits"@0:22(name"tally"@0:16)))(argument"alerts"@1:7(name"alerts"@0:15))(argument"largestCount"@1:7(name"largestCount"@0:21)))))))"#, layout: .measured(Self.self, [\Self.alerts, \Self.largestCount]), uses: { [.of(Alert.self), .of(PipelineSummary.self), .of(Tally.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ alert: Alert, `in` context: inout RingContext) throws {
  try rkT.ignore(rkCPU_note(rkT, alert))
  rkT.ignore(context.emit(alert))
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ tally: Tally, `in` context: inout RingContext) throws -> PipelineSummary {
  return try rkCPU_summary(rkT, tally)
  }

  @inline(__always) mutating func rkCPU_note(_ rkT: CheckedThread, _ alert: Alert) throws {
  alerts &+= 1
  largestCount = RingKernelCompute.max(largestCount, alert.count)
  }

  @inline(__always) func rkCPU_summary(_ rkT: CheckedThread, _ tally: Tally) throws -> PipelineSummary {
  return PipelineSummary(rows: tally.rows, debits: tally.debits, credits: tally.credits, alerts: alerts, largestCount: largestCount)
  }
}
