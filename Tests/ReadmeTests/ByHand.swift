import RingKernelHost

struct Amount: RingMessage {
  var cents: Int64
  static let layout = MessageLayout("Bank.Amount", [.init("cents", Int64.self)])
  init(cents: Int64) { self.cents = cents }
  init(from reader: inout WireReader) throws(MessageError) { cents = try reader.read() }
  func write(to writer: inout WireWriter) { writer.write(cents) }
}

struct Till: KernelActor {
  var cents: Int64 = 0  // resident state
  static let kernelName = "till"
  static var handlers: [MessageHandler<Till>] {
    [
      .answering(Amount.self) { till, amount, context in
        till.cents += amount.cents
        return Amount(cents: till.cents)
      }
    ]
  }
}

func countTheTill(_ runtime: RingKernelRuntime) async throws -> Int64 {
  let till = try await runtime.launch(Till.self)
  try await till.send(Amount(cents: 250))
  let total: Amount = try await till.call(Amount(cents: -50))
  return total.cents  // 200
}
