// The conformances that `@RingMessage` and `@RingKernel` write, in their words: this target does not use the
// macros, so that it builds without swift-syntax.

public import RingKernelCore

extension Transaction: RingMessage {
  /// Name, fields and fingerprint.
  public static let layout = MessageLayout(
    "TransactionMonitor.Transaction",
    [
      .init("row", UInt64.self),
      .init("source", UInt32.self),
      .init("target", UInt32.self),
      .init("cents", Int64.self),
      .init("time", UInt32.self),
    ]
  )

  /// Reads the fields in order.
  public init(from reader: inout WireReader) throws(MessageError) {
    row = try reader.read()
    source = try reader.read()
    target = try reader.read()
    cents = try reader.read()
    time = try reader.read()
  }

  /// Writes the fields in order.
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
    ]
  )

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
    ]
  )

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
  /// Name, fields and fingerprint.
  public static let layout = MessageLayout(
    "TransactionMonitor.Alert",
    [
      .init("row", UInt64.self),
      .init("source", UInt32.self),
      .init("target", UInt32.self),
      .init("cents", Int64.self),
      .init("time", UInt32.self),
      .init("count", UInt32.self),
    ]
  )

  /// Reads the fields in order.
  public init(from reader: inout WireReader) throws(MessageError) {
    row = try reader.read()
    source = try reader.read()
    target = try reader.read()
    cents = try reader.read()
    time = try reader.read()
    count = try reader.read()
  }

  /// Writes the fields in order.
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
  static let layout = MessageLayout("TransactionMonitor.AccountQuery", [.init("account", UInt32.self)])

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
    ]
  )

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
  static let layout = MessageLayout("TransactionMonitor.EndOfRows", [.init("shards", UInt32.self)])

  init(from reader: inout WireReader) throws(MessageError) {
    shards = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(shards)
  }
}

extension ShardDone: RingMessage {
  static let layout = MessageLayout(
    "TransactionMonitor.ShardDone",
    [
      .init("shards", UInt32.self),
      .init("debits", UInt64.self),
      .init("credits", UInt64.self),
    ]
  )

  init(from reader: inout WireReader) throws(MessageError) {
    shards = try reader.read()
    debits = try reader.read()
    credits = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(shards)
    writer.write(debits)
    writer.write(credits)
  }
}

extension PipelineSummary: RingMessage {
  static let layout = MessageLayout(
    "TransactionMonitor.PipelineSummary",
    [
      .init("debits", UInt64.self),
      .init("credits", UInt64.self),
      .init("alerts", UInt64.self),
      .init("largestCount", UInt32.self),
    ]
  )

  init(from reader: inout WireReader) throws(MessageError) {
    debits = try reader.read()
    credits = try reader.read()
    alerts = try reader.read()
    largestCount = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(debits)
    writer.write(credits)
    writer.write(alerts)
    writer.write(largestCount)
  }
}
