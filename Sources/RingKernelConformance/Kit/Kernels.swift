package import RingKernelHost

extension Trouble {
  /// What a handler does on request.
  package enum Kind: UInt32 {
    case throwsFailure, throwsForeignError, reportsError, staysSilent, requestsTermination, answersTwice
  }
  package init(_ kind: Kind) { self.init(kind: kind.rawValue) }
}

/// An error that RingKernel does not know.
package struct ForeignError: Error {}

/// Works for a while, without touching memory that the optimiser could skip.
package func work(_ rounds: UInt32, seed: UInt64) -> UInt64 {
  var value = seed
  for _ in 0..<rounds { value = mix(value) }
  return value
}

/// Sums, keeps an eye on order, emits, and misbehaves on request.
package struct KitActor: KernelActor {
  package var sum: Int64 = 0
  package var count: UInt64 = 0
  package var notes: UInt64 = 0
  package var violations: UInt64 = 0
  package var last: UInt64 = 0
  package var nextOf = InlineArray<64, UInt64>(repeating: 0)
  /// Senders of the first notes, in the order of handling.
  package var log = InlineArray<64, UInt32>(repeating: 0)
  package var heat: UInt64 = 0
  package static let kernelName = "conformance.actor"
  package static var emits: [any RingMessage.Type] { [Item.self] }
  package init() {}

  package static var handlers: [MessageHandler<KitActor>] {
    [
      .answering(Add.self) { actor, add, context -> Total in
        actor.heat = work(add.spin, seed: actor.heat)
        actor.sum &+= add.amount
        actor.count += 1
        return Total(sum: actor.sum, count: actor.count, replica: UInt32(context.replica), amount: add.amount)
      },
      .consuming(Note.self) { actor, note, _ in actor.take(note) },
      .answering(AskOrder.self) { actor, _, _ -> Order in
        Order(count: actor.notes, violations: actor.violations, last: actor.last)
      },
      .consuming(Burst.self) { _, burst, context in
        for number in 0..<UInt64(burst.count) { context.emit(Item(sequence: burst.first + number)) }
      },
      .consuming(Trouble.self) { actor, trouble, context in try actor.misbehave(trouble, &context) },
    ]
  }

  private mutating func take(_ note: Note) {
    heat = work(note.spin, seed: heat)
    if notes < 64 { log[Int(notes)] = note.sender }
    notes += 1
    last = note.sequence
    let sender = Int(note.sender % 64)
    if note.sequence != nextOf[sender] { violations += 1 }
    nextOf[sender] = note.sequence + 1
  }

  private mutating func misbehave(_ trouble: Trouble, _ context: inout RingContext) throws {
    count += 1
    let answer = Total(sum: sum, count: count, replica: UInt32(context.replica), amount: 0)
    switch Trouble.Kind(rawValue: trouble.kind) {
    case .throwsFailure: throw context.failure("on request")
    case .throwsForeignError: throw ForeignError()
    case .reportsError:
      context.report(RingKernelError(.handlerFailed, "reported on request"))
      context.reply(answer)
    case .requestsTermination:
      context.requestTermination()
      context.reply(answer)
    case .answersTwice:
      context.reply(answer)
      context.reply(answer)
    case .staysSilent, nil: break
    }
  }
}

/// Hands messages on over route 0.
package struct KitRelay: KernelActor {
  package var handled: UInt64 = 0
  package static let kernelName = "conformance.relay"
  package static var emits: [any RingMessage.Type] { [Token.self, Note.self, Add.self, Total.self] }
  package init() {}

  package static var handlers: [MessageHandler<KitRelay>] {
    [
      .consuming(Add.self) { relay, add, context in
        relay.handled += 1
        try context.send(Add(amount: add.amount * 2, spin: add.spin), to: 0, forwardingCall: true)
      },
      .consuming(Note.self) { relay, note, context in
        relay.handled += 1
        try context.send(note, to: 0)
      },
      .consuming(Token.self) { relay, token, context in
        relay.handled += 1
        guard token.hops > 0 else {
          context.reply(token)
          return
        }
        let next = Token(hops: token.hops - 1, visits: token.visits + 1)
        try context.send(next, to: 0, forwardingCall: context.correlationID != 0)
      },
      .consuming(Produce.self) { relay, produce, context in
        for number in 0..<UInt64(produce.count) {
          try context.send(Note(sender: produce.sender, sequence: relay.handled + number, spin: produce.spin), to: 0)
        }
        relay.handled += UInt64(produce.count)
      },
      .consuming(Trouble.self) { _, _, context in try context.send(Item(sequence: 0), to: 0) },
    ]
  }
}

/// A message whose kernel answers with a value that only a decoded and computed message gives.
package protocol VariedMessage: RingMessage, Equatable {
  /// Another value, in which every field differs or has been computed.
  func varied() -> Self
}

/// Answers every message with its variation.
package struct KitEcho<Message: VariedMessage>: KernelActor {
  package var count: UInt64 = 0
  package static var kernelName: String { "conformance.echo.\(Message.layout.name)" }
  package init() {}
  package static var handlers: [MessageHandler<KitEcho<Message>>] {
    [
      .answering(Message.self) { echo, message, _ -> Message in
        echo.count += 1
        return message.varied()
      }
    ]
  }
}
