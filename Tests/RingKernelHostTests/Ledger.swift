import RingKernelHost

struct Deposit: RingMessage, Equatable {
  var account: UInt32
  var cents: Int64
  static let layout = MessageLayout(
    "Bank.Deposit",
    [.init("account", UInt32.self), .init("cents", Int64.self)]
  )
  init(account: UInt32, cents: Int64) {
    self.account = account
    self.cents = cents
  }
  init(from reader: inout WireReader) throws(MessageError) {
    account = try reader.read()
    cents = try reader.read()
  }
  func write(to writer: inout WireWriter) {
    writer.write(account)
    writer.write(cents)
  }
}

struct Balance: RingMessage, Equatable {
  var account: UInt32
  var cents: Int64
  static let layout = MessageLayout(
    "Bank.Balance",
    [.init("account", UInt32.self), .init("cents", Int64.self)]
  )
  init(account: UInt32, cents: Int64) {
    self.account = account
    self.cents = cents
  }
  init(from reader: inout WireReader) throws(MessageError) {
    account = try reader.read()
    cents = try reader.read()
  }
  func write(to writer: inout WireWriter) {
    writer.write(account)
    writer.write(cents)
  }
}

struct Ledger: KernelActor {
  var cents = InlineArray<1024, Int64>(repeating: 0)
  static let kernelName = "ledger"
  static var handlers: [MessageHandler<Ledger>] {
    [.answering(Deposit.self) { ledger, deposit, context in try ledger.receive(deposit, in: &context) }]
  }

  mutating func receive(_ deposit: Deposit, in context: inout RingContext) throws -> Balance {
    guard deposit.account < 1024 else { throw context.failure("no account \(deposit.account)") }
    cents[Int(deposit.account)] += deposit.cents
    return Balance(account: deposit.account, cents: cents[Int(deposit.account)])
  }
}
