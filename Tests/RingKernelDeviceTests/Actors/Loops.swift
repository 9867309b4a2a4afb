#if Macros
import RingKernel

// Actors whose loops are as long as a message says.

/// Every kind of loop, alone, in another one, and in functions.
@RingKernel(loopLimit: 200) struct Runner {
  var sum: UInt64 = 0
  var begun: UInt32 = 0

  mutating func receive(_ batch: Batch, in context: inout RingContext) throws -> Told {
    begun &+= 1
    switch batch.first % 8 {
    case 0: for _ in 0..<batch.count { sum &+= 1 }
    case 1: for place in 5...batch.count where weight(place) > 3 { sum &+= UInt64(place) }
    case 2:
      for row in 0..<batch.count {
        for column in 0..<row % 9 { sum &+= UInt64(column) }
      }
    case 3: for place in stride(from: batch.count, through: 3, by: -2) { sum &+= UInt64(place) }
    case 4:
      var left = batch.count
      while left > 0 {
        left -= 1
        sum &+= UInt64(weight(left))
      }
    case 5:
      var left = batch.count
      repeat {
        left &-= 1
        sum &+= 3
      } while left > 1
    case 6:
      rows: for row in 0...Int32(truncatingIfNeeded: batch.count) {
        for column in stride(from: 0, to: row, by: 3) {
          if column > 40 { continue rows }
          sum &+= 5
        }
      }
    default: for _ in 0..<4 { sum &+= try shares(Int(truncatingIfNeeded: batch.count)) }
    }
    return Told(number: begun, amount: Int64(truncatingIfNeeded: sum), replica: 0)
  }

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws {
    let small = Int8(truncatingIfNeeded: poke.amount)
    for _ in -100...small { sum &+= 1 }
    for place in poke.amount - 20..<Int64(poke.number) { sum &+= UInt64(truncatingIfNeeded: place) }
    for place in stride(from: Int64(poke.number), to: poke.amount, by: 1 + Int(poke.number % 3)) {
      sum &+= UInt64(truncatingIfNeeded: place)
    }
    context.reply(Told(number: begun, amount: poke.amount, replica: 1))
  }

  /// A loop that is as long as the value.
  private func weight(_ value: UInt32) -> UInt32 {
    var found: UInt32 = 0
    for bit in 0..<value % 7 { found &+= bit }
    return found
  }

  private func shares(_ parts: Int) throws -> UInt64 {
    var found: UInt64 = 0
    for part in 0..<parts { found &+= UInt64(part) }
    return found
  }
}

/// Loops that threads run together, with barriers inside, and each for itself.
@RingKernel(block: 32, loopLimit: 60, emits: [Stamp.self]) struct Crew {
  var values = InlineArray<32, UInt32>(repeating: 0)

  mutating func receive(_ batch: Batch, in context: inout RingContext) throws -> Told {
    let own = threadIndex.x
    for round in 0..<batch.count where round % 2 == 0 {
      let next = values[(own + 1) % 32]
      barrier()
      values[own] = next &+ round
      barrier()
      for _ in 0..<batch.first % 5 { values[own] &+= 1 }
      barrier()
    }
    context.emit(Stamp(time: batch.first, step: batch.count))
    for step in 0..<UInt32(own) * UInt32(batch.first % 3) { values[own] &+= step }
    let sum = blockReduceAdd(values[own])
    return Told(number: sum, amount: 0, replica: 2)
  }

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws -> Told {
    let own = threadIndex.x
    var left = Int32(truncatingIfNeeded: poke.number)
    while left > 0 {
      let other = values[31 - own]
      barrier()
      values[own] = other &+ 1
      barrier()
      left -= 1
    }
    context.emit(Stamp(time: 0, step: poke.number))
    var more = Int32(own) &- 1
    var steps: Int32 = 0
    while barrierAny(more > 0) && steps < 20 {
      steps += 1
      more -= 1
      for _ in 0..<poke.number % 16 { values[own] &+= 1 }
    }
    var width = 16
    while width > 0 {
      values[own] &+= UInt32(width)
      barrier()
      width -= 4
    }
    let sum = blockReduceAdd(values[own])
    return Told(number: sum, amount: poke.amount, replica: 2)
  }
}
#endif
