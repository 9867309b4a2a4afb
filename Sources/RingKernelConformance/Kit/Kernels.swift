internal import RingKernelCompute
package import RingKernelHost

// Actors within the kernel language, so that every backend can run them. `Kernels+RingKernel.swift` holds what the
// attributes in the comments stand for.

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
  package init() {}

  package mutating func receive(_ add: Add, in context: inout RingContext) throws -> Total {
    heat = heated(heat, rounds: add.spin)
    sum &+= add.amount
    count &+= 1
    return Total(sum: sum, count: count, replica: UInt32(context.replica), amount: add.amount)
  }

  package mutating func receive(_ note: Note, in context: inout RingContext) throws {
    heat = heated(heat, rounds: note.spin)
    if notes < 64 { log[Int(notes)] = note.sender }
    notes &+= 1
    last = note.sequence
    let sender = Int(note.sender % 64)
    if note.sequence != nextOf[sender] { violations &+= 1 }
    nextOf[sender] = note.sequence &+ 1
  }

  package mutating func receive(_ ask: AskOrder, in context: inout RingContext) throws -> Order {
    Order(count: notes, violations: violations, last: last)
  }

  package mutating func receive(_ burst: Burst, in context: inout RingContext) throws {
    for number in 0..<burst.count { context.emit(Item(sequence: burst.first &+ UInt64(number))) }
  }

  package mutating func receive(_ trouble: Trouble, in context: inout RingContext) throws {
    count &+= 1
    let answer = Total(sum: sum, count: count, replica: UInt32(context.replica), amount: 0)
    switch trouble.kind {
    case .throwsFailure, .throwsForeignError, .reportsError: throw context.failure("on request")
    case .requestsTermination:
      context.requestTermination()
      context.reply(answer)
    case .answersTwice:
      context.reply(answer)
      context.reply(answer)
    case .staysSilent: break
    }
  }

  /// Line of the loop below.
  package static let heatingLine = #line + 4
  /// Works for a while, without touching memory that the optimiser could skip.
  func heated(_ seed: UInt64, rounds: UInt32) -> UInt64 {
    var value = seed
    for _ in 0..<rounds {
      value = value &+ 0x9e37_79b9_7f4a_7c15
      value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
      value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
      value = value ^ (value >> 31)
    }
    return value
  }
}

// @RingKernel("conformance.relay", emits: [Token.self, Note.self, Add.self, Total.self])
/// Hands messages on over route 0.
package struct KitRelay: BitwiseCopyable, Sendable {
  package var handled: UInt64 = 0
  package init() {}

  package mutating func receive(_ add: Add, in context: inout RingContext) throws {
    handled &+= 1
    try context.send(Add(amount: add.amount &* 2, spin: add.spin), to: 0, forwardingCall: true)
  }

  package mutating func receive(_ note: Note, in context: inout RingContext) throws {
    handled &+= 1
    try context.send(note, to: 0)
  }

  package mutating func receive(_ token: Token, in context: inout RingContext) throws {
    handled &+= 1
    if token.hops == 0 {
      context.reply(token)
      return
    }
    let next = Token(hops: token.hops &- 1, visits: token.visits &+ 1)
    try context.send(next, to: 0, forwardingCall: context.correlationID != 0)
  }

  package mutating func receive(_ produce: Produce, in context: inout RingContext) throws {
    for number in 0..<produce.count {
      let note = Note(sender: produce.sender, sequence: handled &+ UInt64(number), spin: produce.spin)
      try context.send(note, to: 0)
    }
    handled &+= UInt64(produce.count)
  }

  package mutating func receive(_ trouble: Trouble, in context: inout RingContext) throws {
    try context.send(Item(sequence: 0), to: 0)
  }
}

// @RingKernel("conformance.probe")
/// Answers with what its context says.
package struct KitProbe: BitwiseCopyable, Sendable {
  package var asked: UInt64 = 0
  package init() {}

  package mutating func receive(_ ask: AskShape, in context: inout RingContext) throws -> Shape {
    asked &+= 1
    return Shape(
      gridSize: UInt32(context.gridSize),
      blockSize: UInt32(context.blockSize),
      replica: UInt32(context.replica),
      inboxDepth: UInt32(context.inboxDepth)
    )
  }
}

// @RingKernel("conformance.team", block: 64, emits: [Item.self])
/// Adds by a block of threads that share its state.
package struct KitTeam: BitwiseCopyable, Sendable {
  package var seen = InlineArray<64, Int64>(repeating: 0)
  package var rounds: UInt64 = 0
  package init() {}

  package mutating func receive(_ add: Add, in context: inout RingContext) throws -> Total {
    var row = SharedArray<64, Int64>()
    let own = threadIndex.x
    row[own] &+= add.amount &+ Int64(own)
    barrier()
    seen[own] &+= row[63 - own]
    if own == 0 { rounds &+= 1 }
    let sum = blockReduceAdd(seen[own])
    return Total(sum: sum, count: rounds, replica: UInt32(context.blockSize), amount: seen[0])
  }

  package mutating func receive(_ trouble: Trouble, in context: inout RingContext) throws {
    context.emit(Item(sequence: 1))
    if threadIndex.x % 23 == 17 { throw context.failure("thread \(threadIndex.x)") }
    seen[threadIndex.x] = -1
    barrier()
    context.emit(Item(sequence: 2))
    let other = seen[63 - threadIndex.x]
    barrier()
    seen[threadIndex.x] &+= other
  }
}

// @RingKernel("conformance.integers")
/// Answers integers of every width with others.
package struct KitIntegers: BitwiseCopyable, Sendable {
  package var count: UInt64 = 0
  package init() {}

  package mutating func receive(_ m: Integers, in context: inout RingContext) throws -> Integers {
    count &+= 1
    return Integers(
      a: ~m.a,
      b: m.b &+ 1,
      c: m.c &* 3,
      d: ~m.d,
      e: m.e &- 1,
      f: finalised(m.f),
      g: ~m.g,
      h: m.h &+ 9
    )
  }

  /// `mix` of the host: SplitMix64's finaliser.
  func finalised(_ key: UInt64) -> UInt64 {
    var value = key &+ 0x9e37_79b9_7f4a_7c15
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}

// @RingKernel("conformance.oneByte")
/// Answers the smallest message.
package struct KitOneByte: BitwiseCopyable, Sendable {
  package var count: UInt64 = 0
  package init() {}

  package mutating func receive(_ m: OneByte, in context: inout RingContext) throws -> OneByte {
    count &+= 1
    return OneByte(value: ~m.value)
  }
}

// @RingKernel("conformance.parts")
/// Answers vectors, arrays, an enum and a message within a message.
package struct KitParts: BitwiseCopyable, Sendable {
  package var count: UInt64 = 0
  package init() {}

  package mutating func receive(_ m: Parts, in context: inout RingContext) throws -> Parts {
    count &+= 1
    var answer = m
    answer.single = Float(bitPattern: m.single.bitPattern ^ 0x8000_0000)
    answer.flag = !m.flag
    answer.three = m.three + 1
    answer.four = ~m.four
    answer.inner = Pair(left: ~m.inner.left, right: m.inner.right &+ 1)
    for index in 0..<5 { answer.grid[index] = ~m.grid[index] }
    switch m.colour {
    case .red: answer.colour = .green
    case .green: answer.colour = .blue
    case .blue: answer.colour = .red
    }
    return answer
  }
}

// @RingKernel("conformance.aggregates")
/// Answers a bounded array of messages beside other fields.
package struct KitAggregates: BitwiseCopyable, Sendable {
  package var count: UInt64 = 0
  package init() {}

  package mutating func receive(_ m: Aggregates, in context: inout RingContext) throws -> Aggregates {
    count &+= 1
    var answer = m
    for index in 0..<5 { answer.grid[index] = ~m.grid[index] }
    answer.inner = varied(m.inner)
    switch m.colour {
    case .red: answer.colour = .green
    case .green: answer.colour = .blue
    case .blue: answer.colour = .red
    }
    for index in m.pairs.indices { answer.pairs[index] = varied(m.pairs[index]) }
    return answer
  }

  func varied(_ pair: Pair) -> Pair { Pair(left: ~pair.left, right: pair.right &+ 1) }
}

// @RingKernel("conformance.bounded")
/// Answers a bounded array that it fills anew.
package struct KitBounded: BitwiseCopyable, Sendable {
  package var count: UInt64 = 0
  package init() {}

  package mutating func receive(_ m: Bounded, in context: inout RingContext) throws -> Bounded {
    count &+= 1
    var values = BoundedArray<16, UInt32>(filler: 0)
    for index in 0..<m.values.count {
      guard values.append(~m.values[index]) else { throw context.failure("no room for \(index)") }
    }
    return Bounded(values: values)
  }
}

// @RingKernel("conformance.colours")
/// Answers a bounded array of an enum without a case for zero.
package struct KitColours: BitwiseCopyable, Sendable {
  package var count: UInt64 = 0
  package init() {}

  package mutating func receive(_ m: Colours, in context: inout RingContext) throws -> Colours {
    count &+= 1
    var answer = m
    for index in m.values.indices {
      switch m.values[index] {
      case .red: answer.values[index] = .green
      case .green: answer.values[index] = .blue
      case .blue: answer.values[index] = .red
      }
    }
    return answer
  }
}
