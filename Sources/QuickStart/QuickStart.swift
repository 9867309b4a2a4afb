#if Macros
import RingKernel

@RingMessage struct Deposit {
  var account: UInt32
  var cents: Int64
}

@RingMessage struct Balance {
  var account: UInt32
  var cents: Int64
}

@RingKernel struct Ledger {
  var balances = InlineArray<1024, Int64>(repeating: 0)  // resident state

  mutating func receive(_ deposit: Deposit, in context: inout RingContext) throws -> Balance {
    guard deposit.account < 1024 else { throw context.failure("no account \(deposit.account)") }
    balances[Int(deposit.account)] += deposit.cents
    return Balance(account: deposit.account, cents: balances[Int(deposit.account)])
  }
}

@main struct Program {
  static func main() async throws {
    try await withRuntime { runtime in
      let ledger = try await runtime.launch(Ledger.self)
      try await ledger.send(Deposit(account: 7, cents: 250))
      let balance = try await ledger.call(Deposit(account: 7, cents: -50))  // a Balance, by type
      print("account \(balance.account) holds \(balance.cents) cents on \(runtime.backend)")
    }
  }
}
// prints: account 7 holds 200 cents on cpu
#else
@main struct Program {
  static func main() { print("This program uses macros: build it with the trait 'Macros', which is on by default.") }
}
#endif
