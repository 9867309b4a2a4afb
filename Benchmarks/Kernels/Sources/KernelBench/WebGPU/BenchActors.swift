// What the actors of the benchmarks on devices do.
import RingKernel

/// Adds to an account and asks for what it holds then.
@RingMessage struct Deposit {
  var account: UInt32
  var cents: Int64
}

/// Adds to an account; no answer.
@RingMessage struct Credit {
  var account: UInt32
  var cents: Int64
}

/// What an account holds.
@RingMessage struct Balance {
  var account: UInt32
  var cents: Int64
}

/// Asks how many credits an actor has taken; the answer has its replica in place of an account.
@RingMessage struct AskCredits {
  var account: UInt32
}

/// Travels around a ring of actors until no hops are left.
@RingMessage struct Hop {
  var left: UInt32
  var made: UInt32
}

/// Accounts of whole cents.
@RingKernel struct BenchLedger {
  var balances = InlineArray<1024, Int64>(repeating: 0)
  var credits: Int64 = 0

  mutating func receive(_ deposit: Deposit, in context: inout RingContext) throws -> Balance {
    guard deposit.account < 1024 else { throw context.failure("no account \(deposit.account)") }
    balances[Int(deposit.account)] &+= deposit.cents
    return Balance(account: deposit.account, cents: balances[Int(deposit.account)])
  }

  mutating func receive(_ credit: Credit, in context: inout RingContext) throws {
    guard credit.account < 1024 else { throw context.failure("no account \(credit.account)") }
    balances[Int(credit.account)] &+= credit.cents
    credits &+= 1
  }

  mutating func receive(_ ask: AskCredits, in context: inout RingContext) throws -> Balance {
    Balance(account: UInt32(context.replica), cents: credits)
  }
}

/// Hands a token on, and gives it to the host where it ends.
@RingKernel(emits: [Hop.self]) struct BenchRelay {
  var seen: UInt32 = 0

  mutating func receive(_ hop: Hop, in context: inout RingContext) throws {
    seen &+= 1
    if hop.left == 0 {
      context.reply(hop)
      return
    }
    try context.send(Hop(left: hop.left &- 1, made: hop.made &+ 1), to: 0)
  }
}
