#if Macros
import RingKernel

/// Answers by its returned value.
@RingKernel struct Teller {
  var total: Int64 = 0
  var handled: UInt32 = 0

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws -> Told {
    if poke.amount > 1_000_000 { throw context.failure("\(poke.amount) at once") }
    total += poke.amount
    handled &+= 1
    return Told(number: handled, amount: total, replica: Int16(context.replica))
  }
}

/// Answers none, one or two times, and goes on behind the answer.
@RingKernel struct Chatty {
  var answers: UInt32 = 0

  mutating func receive(_ poke: Poke, in context: inout RingContext) {
    if poke.number % 3 > 0 {
      context.reply(Told(number: poke.number, amount: poke.amount, replica: 0))
      answers &+= 1
    }
    if poke.number % 3 > 1 {
      context.reply(blank(poke.number))
      answers &+= 1
    }
  }

  private func blank(_ number: UInt32) -> Wide {
    Wide(flag: true, small: -1, half: 2, word: 3, long: UInt64(number), real: 0, list: [4, 5, 6], point: .zero)
  }
}

/// Emits in a loop: on a device more than `EngineLayout.loopEmissions` messages are too many.
@RingKernel(emits: [Stamp.self]) struct Fountain {
  var emitted: UInt64 = 0

  mutating func receive(_ batch: Batch, in context: inout RingContext) {
    for number in 0..<min((batch.count &* 2) % 160, Lane.rounds) {
      context.emit(Stamp(time: batch.first &+ UInt64(number), step: number))
      emitted &+= 1
    }
  }

  mutating func receive(_ poke: Poke, in context: inout RingContext) {
    _ = context.emit(Stamp(time: emitted, step: 0))
    context.emit(Stamp(time: emitted, step: 1))
  }
}

/// Computes with every kind of field and emits what comes out.
@RingKernel(emits: [Wide.self]) struct Mixer {
  var last: UInt64 = 0

  mutating func receive(_ wide: Wide, in context: inout RingContext) throws -> Wide {
    var list = wide.list
    list[Int(wide.half % 3)] &+= 1
    let next = Wide(
      flag: !wide.flag,
      small: wide.small &+ 1,
      half: wide.half &* 3,
      word: -wide.word,
      long: wide.long ^ last,
      real: wide.real * 0.5,
      list: list,
      point: wide.point + SIMD2(1, -1)
    )
    last = next.long
    context.emit(next)
    return next
  }
}
#endif
