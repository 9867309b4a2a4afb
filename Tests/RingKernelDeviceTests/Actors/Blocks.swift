#if Macros
import RingKernel

// Actors whose handlers are run by a block of threads.

/// Counts values in its state: first in memory of the block, then each thread its own.
@RingKernel(block: 32) struct Histogram {
  var bins = InlineArray<32, UInt32>(repeating: 0)
  var messages: UInt32 = 0

  mutating func receive(_ batch: Batch, in context: inout RingContext) -> Told {
    var counts = SharedArray<32, UInt32>()
    let own = threadIndex.x
    for round in 0..<min(batch.count, 40) {
      let value = (batch.first &+ UInt64(round &* 7) &* UInt64(own &+ 1)) % 32
      atomicAdd(&counts[Int(value)], 1)
    }
    barrier()
    bins[own] &+= counts[own]
    if own == 0 { messages &+= 1 }
    let most = blockReduceMax(counts[own])
    return Told(number: most, amount: Int64(blockReduceAdd(counts[own])), replica: Int16(context.blockSize))
  }
}

/// Sums what came before, over its state, in steps of doubling width; a block that is no power of two.
@RingKernel(block: 48) struct Prefixes {
  var sums = InlineArray<48, Int64>(repeating: 0)
  var small = InlineArray<48, UInt8>(repeating: 0)

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws -> Told {
    var row = SharedArray<48, Int64>()
    let own = linearThreadIndex
    row[own] = sums[own] &+ poke.amount &* Int64(own)
    barrier()
    for step in 0..<6 {
      let width = 1 << step
      let below = own >= width ? row[own - width] : 0
      barrier()
      row[own] &+= below
      barrier()
    }
    sums[own] = row[own] % 1000
    small[own] &+= UInt8(truncatingIfNeeded: row[own])
    barrier()
    return Told(number: UInt32(small[47 - own]), amount: row[47], replica: 0)
  }

  mutating func receive(_ batch: Batch, in context: inout RingContext) throws {
    let total = blockReduceAdd(sums[threadIndex.x])
    if total > 20_000 {
      context.reply(Told(number: 1, amount: total, replica: 0))
      barrier()
    }
    sums[threadIndex.x] = 1
  }
}

/// Fails in some threads: those of a later barrier, or of a higher number, do not count.
@RingKernel(block: 64, emits: [Stamp.self]) struct Clumsy {
  var seen = InlineArray<64, UInt32>(repeating: 0)
  var last: UInt64 = 0

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws -> Told {
    let own = UInt32(threadIndex.x)
    if own == 1 && poke.number % 8 == 6 { throw context.failure("beside thread 0") }
    context.emit(Stamp(time: 1, step: own))
    if own == 17 && poke.number % 4 == 1 || own == 40 && poke.number % 8 < 2 {
      throw context.failure("thread \(own) of message \(poke.number)")
    }
    seen[threadIndex.x] &+= 1
    barrier()
    let near = seen[(threadIndex.x + 1) % 64]
    let share = 100 / (poke.number % 3 == 0 ? 12 - Int(own) : 1)
    barrier()
    seen[threadIndex.x] = near &+ UInt32(truncatingIfNeeded: share)
    context.emit(Stamp(time: 2, step: near))
    let sum = blockReduceAdd(near)
    if own == 0 { last &+= UInt64(sum) }
    return Told(number: sum, amount: Int64(poke.number), replica: 0)
  }
}

/// Fails without a barrier to meet, in a function, and stores what others find in the state next time.
@RingKernel(block: 20) struct Solo {
  var shares = InlineArray<20, Int32>(repeating: 0)

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws -> Told {
    let own = Int32(threadIndex.x)
    shares[threadIndex.x] = try share(Int32(truncatingIfNeeded: poke.number % 64) - own * 2)
    if own > 10 { return Told(number: 11, amount: 0, replica: 1) }
    return Told(number: UInt32(own), amount: Int64(shares[threadIndex.x]), replica: Int16(context.replica))
  }

  private func share(_ parts: Int32) throws -> Int32 { 1000 / parts }
}

/// Sends, answers and tells the time by thread 0, or where all come by.
@RingKernel(block: 16, emits: [Stamp.self, Told.self]) struct Speaker {
  var sent: UInt32 = 0
  var times = InlineArray<16, UInt64>(repeating: 0)

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws {
    var time = SharedArray<1, UInt64>()
    if threadIndex.x == 0 {
      time[0] = try context.tick().rawValue &+ UInt64(context.inboxDepth)
      if poke.number % 5 == 0 { try context.merge(context.messageTime) }
      sent &+= 1
    }
    barrier()
    times[threadIndex.x] = time[0] &+ UInt64(threadIndex.x) &+ context.messageID &+ UInt64(context.source)
    try context.send(poke, to: Lane.single)
    try context.send(poke, to: Lane.narrow, replica: Int(poke.number % 4))
    let sum = blockReduceAdd(Int32(context.replica))
    guard threadIndex.x == 0 else { return }
    context.emit(Stamp(time: UInt64(bitPattern: Int64(sum)), step: poke.number))
    try context.send(poke, to: Lane.leaky, key: UInt64(poke.number), forwardingCall: poke.number % 2 == 0)
  }

  mutating func receive(_ batch: Batch, in context: inout RingContext) throws {
    for round in 0..<min(batch.count, 20) {
      try tell(round, context.correlationID, in: &context)
      barrier()
    }
    for _ in 0..<3 { try context.send(batch, to: Lane.single) }
    if batch.first % 11 == 3 { context.requestTermination() }
  }

  private func tell(_ round: UInt32, _ call: UInt64, in context: inout RingContext) throws {
    context.emit(Stamp(time: call, step: 100 / (19 - round)))
  }
}
#endif
