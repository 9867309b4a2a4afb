// Generated from Kernels.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
// swift-format-ignore-file

public import RingKernelCore

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

extension Ingest: KernelActor {
  static let kernelName = "ingest"

  static var handlers: [MessageHandler<Self>] {
    [
      .consuming(Transaction.self) { kernel, message, context in
        try kernel.receive(message, in: &context)
      },
      .consuming(EndOfRows.self) { kernel, message, context in
        try kernel.receive(message, in: &context)
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
}

extension AccountShard: KernelActor {
  static let kernelName = "accountShard"

  static var handlers: [MessageHandler<Self>] {
    [
      .consuming(Debit.self) { kernel, message, context in
        try kernel.receive(message, in: &context)
      },
      .consuming(Credit.self) { kernel, message, context in
        try kernel.receive(message, in: &context)
      },
      .answering(AccountQuery.self) { kernel, message, context in
        kernel.receive(message, in: &context)
      },
      .consuming(Tally.self) { kernel, message, context in
        try kernel.receive(message, in: &context)
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
}

extension AlertCollector: KernelActor {
  static let kernelName = "alertCollector"

  static var handlers: [MessageHandler<Self>] {
    [
      .consuming(Alert.self) { kernel, message, context in
        kernel.receive(message, in: &context)
      },
      .answering(Tally.self) { kernel, message, context in
        kernel.receive(message, in: &context)
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
}
