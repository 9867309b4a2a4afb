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
