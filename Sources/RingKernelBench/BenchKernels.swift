import RingKernelCore

// `BenchKernels+RingKernel.swift` holds what the attributes in the comments stand for.

// @RingMessage
/// Asks for its number and the next.
struct Ping: Sendable {
  var number: UInt64
}

// @RingMessage
/// Answers a `Ping`.
struct Pong: Sendable {
  var next: UInt64
}

// @RingMessage
/// Is counted.
struct Tick: Sendable {
  var amount: UInt64
}

// @RingKernel
/// Answers pings.
struct Echo: BitwiseCopyable, Sendable {
  var answered: UInt64 = 0

  mutating func receive(_ ping: Ping, in context: inout RingContext) -> Pong {
    answered &+= 1
    return Pong(next: ping.number &+ 1)
  }
}

// @RingKernel
/// Adds ticks up; a ping behind them tells the sum.
struct Adder: BitwiseCopyable, Sendable {
  var sum: UInt64 = 0

  mutating func receive(_ tick: Tick, in context: inout RingContext) { sum &+= tick.amount }
  mutating func receive(_ ping: Ping, in context: inout RingContext) -> Pong { Pong(next: sum) }
}

// @RingMessage
/// Goes from replica to replica until none of its hops is left.
struct Lap: Sendable {
  /// Hops before it is over.
  var left: UInt32
  /// Where it goes next, and from there back; unused with a seed.
  var other: UInt32
  /// Not 0: it goes anywhere.
  var seed: UInt32
  /// When it began, in units of the hybrid clock; 0 before that.
  var began: UInt64
}

// @RingMessage
/// Ends a lap.
struct Finish: Sendable {
  var began: UInt64
}

// @RingMessage
/// How long a lap took, in units of the hybrid clock.
struct Lapped: Sendable {
  var units: UInt64
}

// @RingKernel
/// Hands laps on; its route leads to its own replicas.
struct Runner: BitwiseCopyable, Sendable {
  var passed: UInt64 = 0

  mutating func receive(_ lap: Lap, in context: inout RingContext) throws {
    passed &+= 1
    var next = lap
    if lap.began == 0 { next.began = try context.tick().physical }
    if lap.left == 0 {
      try context.send(Finish(began: next.began), to: 0, replica: context.replica, forwardingCall: true)
    } else {
      var target = Int(lap.other)
      if lap.seed != 0 {
        next.seed = (lap.seed &* 1_664_525 &+ 1_013_904_223) | 1
        let others = UInt32(context.gridSize) - 1
        target = (context.replica + 1 + Int((next.seed >> 8) % others)) % context.gridSize
      }
      next.left = lap.left - 1
      next.other = UInt32(context.replica)
      try context.send(next, to: 0, replica: target, forwardingCall: true)
    }
  }

  mutating func receive(_ finish: Finish, in context: inout RingContext) throws -> Lapped {
    Lapped(units: try context.tick().physical - finish.began)
  }
}
