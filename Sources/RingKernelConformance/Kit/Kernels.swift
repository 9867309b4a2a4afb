package import RingKernelCore

extension Trouble {
  /// What a handler does on request; the CPU's `KitWild` alone throws foreign errors and reports.
  package enum Kind: UInt32 {
    case throwsFailure, throwsForeignError, reportsError, staysSilent, requestsTermination, answersTwice
  }
  package init(_ kind: Kind) { self.init(kind: kind.rawValue) }
}

// @DeviceFunction
/// Works for a while, without touching memory that the optimiser could skip.
package func work(_ rounds: UInt32, seed: UInt64) -> UInt64 {
  var value = seed
  for _ in 0..<rounds { value = mix(value) }
  return value
}

// @RingKernel("conformance.actor", emits: [Item.self])
/// Sums, keeps an eye on order, emits, and misbehaves on request.
package struct KitActor: BitwiseCopyable, Sendable {
  package var sum: Int64 = 0
  package var count: UInt64 = 0
  package var notes: UInt64 = 0
  package var violations: UInt64 = 0
  package var last: UInt64 = 0
  package var nextOf = InlineArray<64, UInt64>(repeating: 0)
  /// Senders of the first notes, in the order of handling.
  package var log = InlineArray<64, UInt32>(repeating: 0)
  package var heat: UInt64 = 0
  package typealias Handle = KernelHandle
  package init() {}

  package mutating func receive(_ add: Add, in context: inout RingContext) -> Total {
    heat = work(add.spin, seed: heat)
    sum &+= add.amount
    count += 1
    return Total(sum: sum, count: count, replica: UInt32(context.replica), amount: add.amount)
  }

  package mutating func receive(_ note: Note, in context: inout RingContext) {
    heat = work(note.spin, seed: heat)
    if notes < 64 { log[Int(notes)] = note.sender }
    notes += 1
    last = note.sequence
    let sender = Int(note.sender % 64)
    if note.sequence != nextOf[sender] { violations += 1 }
    nextOf[sender] = note.sequence + 1
  }

  package mutating func receive(_ question: AskOrder, in context: inout RingContext) -> Order {
    Order(count: notes, violations: violations, last: last)
  }

  package mutating func receive(_ burst: Burst, in context: inout RingContext) {
    for number in 0..<UInt64(burst.count) { context.emit(Item(sequence: burst.first + number)) }
  }

  package mutating func receive(_ trouble: Trouble, in context: inout RingContext) throws {
    count += 1
    let answer = Total(sum: sum, count: count, replica: UInt32(context.replica), amount: 0)
    // The numbers of `Trouble.Kind`.
    switch trouble.kind {
    case 0: throw context.failure("on request")
    case 4:
      context.requestTermination()
      context.reply(answer)
    case 5:
      context.reply(answer)
      context.reply(answer)
    default: break
    }
  }
}

// @RingKernel("conformance.relay", emits: [Token.self, Note.self, Add.self, Total.self])
/// Hands messages on over route 0.
package struct KitRelay: BitwiseCopyable, Sendable {
  package var handled: UInt64 = 0
  package typealias Handle = KernelHandle
  package init() {}

  package mutating func receive(_ add: Add, in context: inout RingContext) throws {
    handled += 1
    try context.send(Add(amount: add.amount * 2, spin: add.spin), to: 0, forwardingCall: true)
  }

  package mutating func receive(_ note: Note, in context: inout RingContext) throws {
    handled += 1
    try context.send(note, to: 0)
  }

  package mutating func receive(_ token: Token, in context: inout RingContext) throws {
    handled += 1
    guard token.hops > 0 else {
      context.reply(token)
      return
    }
    let next = Token(hops: token.hops - 1, visits: token.visits + 1)
    try context.send(next, to: 0, forwardingCall: context.correlationID != 0)
  }

  package mutating func receive(_ produce: Produce, in context: inout RingContext) throws {
    for number in 0..<UInt64(produce.count) {
      try context.send(Note(sender: produce.sender, sequence: handled + number, spin: produce.spin), to: 0)
    }
    handled += UInt64(produce.count)
  }

  package mutating func receive(_ trouble: Trouble, in context: inout RingContext) throws {
    try context.send(Item(sequence: 0), to: 0)
  }
}
