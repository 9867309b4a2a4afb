#if Macros
import RingKernel

/// Tells all that a context knows of the message and the actor.
@RingKernel struct Witness {
  var seen: UInt64 = 0
  var depths: Int = 0

  mutating func receive(_ poke: Poke, in context: inout RingContext) -> Told {
    seen = context.messageID ^ context.correlationID ^ UInt64(context.source)
    depths = context.inboxDepth * 1000 + context.outboxDepth
    let width = context.gridSize * 2048 + context.blockSize
    return Told(
      number: UInt32(truncatingIfNeeded: width),
      amount: Int64(depths),
      replica: context.shouldTerminate ? -1 : Int16(context.replica)
    )
  }
}

/// Reads, advances and merges the clock.
@RingKernel struct Watch {
  var latest: HybridTime = .unstamped
  var late: UInt32 = 0

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws -> Stamp {
    let before = context.now
    if context.messageTime <= before { late &+= 1 }
    latest = try context.tick()
    return Stamp(time: latest.rawValue, step: latest > before ? UInt32(latest.logical) : 0)
  }

  mutating func receive(_ stamp: Stamp, in context: inout RingContext) throws {
    let time = HybridTime(rawValue: stamp.time)
    if time == .unstamped { throw context.failure("no time") }
    try context.merge(time)
    latest = max(context.now.rawValue, time.physical) == time.rawValue ? time : context.now
  }
}

/// Ends itself behind the message that asks for it.
@RingKernel struct Mortal {
  var asked: UInt32 = 0

  mutating func receive(_ poke: Poke, in context: inout RingContext) -> Told {
    for _ in 0..<2 where poke.number % 4 == 3 { context.requestTermination() }
    asked &+= poke.number % 4 == 3 ? 1 : 0
    return Told(number: asked, amount: 0, replica: 0)
  }
}
#endif
