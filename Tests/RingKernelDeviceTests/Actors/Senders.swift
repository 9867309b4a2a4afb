#if Macros
import RingKernel

/// Sends to a replica that the message names; there are four.
@RingKernel struct Addresser {
  var sent: UInt32 = 0

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws {
    try context.send(poke, to: Lane.narrow, replica: Int(poke.amount % 6) - 1)
    sent &+= 1
  }
}

/// Spreads keys over replicas, and knows how many there are.
@RingKernel struct Spreader {
  var replicas: UInt32 = 0

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws {
    replicas = UInt32(try context.gridSize(of: Lane.leaky))
    try context.send(poke, to: Lane.leaky, key: UInt64(bitPattern: poke.amount))
    try context.send(Told(number: poke.number, amount: 1, replica: 2), to: 2, key: 7)
  }
}

/// Goes round.
@RingKernel struct Carousel {
  var sent: UInt64 = 0

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws {
    for _ in 0..<(poke.number % 4) {
      try context.send(poke, to: Lane.leaky)
      sent += 1
    }
  }
}

/// Sends until there is no room: what was sent before stands, and so does the state.
@RingKernel struct Pusher {
  var sent: UInt32 = 0

  mutating func receive(_ batch: Batch, in context: inout RingContext) throws {
    for number in 0..<(batch.count % 5) {
      try context.send(Poke(number: number, amount: Int64(sent)), to: Lane.narrow, replica: 0)
      sent += 1
    }
  }
}

/// Hands calls on: the answer of the destination goes to the caller.
@RingKernel struct Broker {
  var handed: UInt32 = 0

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws {
    if poke.number % 2 == 0 {
      try context.send(Poke(number: poke.number, amount: poke.amount &* 2), to: Lane.single, forwardingCall: true)
    } else {
      try context.send(poke, to: 0, replica: 0, forwardingCall: context.correlationID == 0)
    }
    handed += 1
  }
}

/// Sends where nobody is: unknown routes, routes without an actor, messages that nobody handles, full inboxes.
@RingKernel struct Stray {
  var tries: UInt32 = 0

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws {
    tries += 1
    switch poke.number % 7 {
    case 0: try context.send(poke, to: Lane.none)
    case 1: try context.send(poke, to: Lane.open, key: 3)
    case 2: try context.send(Stamp(time: 1, step: 2), to: Lane.single)
    case 3, 4: try context.send(poke, to: Lane.dead)
    case 5: _ = try context.gridSize(of: 8)
    default: try context.send(poke, to: .leaky, replica: 1)
    }
  }
}

extension Route {
  /// The same as `Lane.leaky`, found by its type.
  static let leaky: Route = 2
}
#endif
