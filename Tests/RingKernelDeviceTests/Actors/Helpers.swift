#if Macros
import RingKernel

/// Works in helpers that have the context, some of which fail or give values.
@RingKernel(emits: [Told.self]) struct Office {
  static let limit: UInt32 = 40
  var open: UInt32 = 0
  var total: Int64 = 0

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws -> Told {
    let number = try take(poke, in: &context)
    if number > Self.limit { try pass(poke, in: &context) }
    return Told(number: number, amount: total, replica: Int16(place(in: &context)))
  }

  mutating func receive(_ batch: Batch, in context: inout RingContext) throws {
    var rest = batch.count % 8
    while rest > 0 {
      announce(rest, in: &context)
      rest -= 1
    }
  }

  private mutating func take(_ poke: Poke, in context: inout RingContext) throws -> UInt32 {
    guard poke.amount >= 0 else { throw context.failure("\(poke.amount) of \(poke.number)") }
    total += poke.amount
    open &+= 1
    return open
  }

  private func pass(_ poke: Poke, in context: inout RingContext) throws {
    try context.send(poke, to: Lane.single, key: UInt64(poke.number))
  }

  private func announce(_ number: UInt32, in context: inout RingContext) {
    context.emit(Told(number: number, amount: total, replica: 0))
  }

  private func place(in context: inout RingContext) -> Int { context.replica + context.gridSize }
}

/// Has a handler for every message of the corpus.
@RingKernel(emits: [Wide.self]) struct Everyone {
  var count = InlineArray<5, UInt32>(repeating: 0)

  mutating func receive(_ poke: Poke, in context: inout RingContext) -> Told {
    count[0] &+= 1
    return Told(number: count[0], amount: poke.amount, replica: 1)
  }
  mutating func receive(_ told: Told, in context: inout RingContext) { count[Int(told.number % 5)] &+= 1 }
  mutating func receive(_ wide: Wide, in context: inout RingContext) { if wide.flag { context.emit(wide) } }
  mutating func receive(_ batch: Batch, in context: inout RingContext) { count[1] &+= batch.count }
  mutating func receive(_ stamp: Stamp, in context: inout RingContext) throws -> Stamp {
    Stamp(time: try context.tick().rawValue, step: stamp.step / (count[1] % 3))
  }
}
#endif
