internal import RingKernelHost

/// Sends a message through a live actor and checks the computed answer, several times.
private func echo<Message: VariedMessage, Kernel: KernelActor>(
  _ messages: [Message],
  by kernel: Kernel.Type,
  only need: String? = nil,
  count: @escaping @Sendable (Kernel) -> UInt64
) -> ConformanceCase {
  let name = Message.layout.name.split(separator: ".").last ?? "?"
  return kitCase("fields/\(name) travels through a live actor", only: need) { session in
    let handle = try await session.launch(kernel) { $0.inputQueueCapacity = 4 }
    for message in messages {
      let answer: Message = try await handle.call(message)
      try checkEqual(answer, message.varied(), "answer")
      try checkEqual(
        MessageBytes.encode(answer),
        MessageBytes.encode(message.varied()),
        "bytes of the answer"
      )
    }
    try checkEqual(count(try await handle.readState(Kernel.self)), UInt64(messages.count), "messages seen")
  }
}

/// The same where the handler is outside of what every device can do.
private func echo<Message: VariedMessage>(_ messages: [Message], only need: String) -> ConformanceCase {
  echo(messages, by: KitEcho<Message>.self, only: need) { $0.count }
}

let fieldCases: [ConformanceCase] = [
  echo([Integers(seed: 0), Integers(seed: 1), Integers(seed: .max)], by: KitIntegers.self) { $0.count },
  echo(
    [
      Parts(
        single: 1.5,
        flag: true,
        three: [3, 4, 5],
        four: [6, .min, .max, -1],
        grid: [1, 2, 3, 4, .max],
        inner: Pair(left: 9, right: -9),
        colour: .green
      ),
      Parts(
        single: -0.0,
        flag: false,
        three: .zero,
        four: .zero,
        grid: [0, 0, 0, 0, 0],
        inner: Pair(left: 0, right: .min),
        colour: .blue
      ),
    ],
    by: KitParts.self
  ) { $0.count },
  echo(
    [
      Floats(single: 1.5, double: -2.25, flag: true), Floats(single: .infinity, double: .nan, flag: false),
      Floats(single: Float(bitPattern: 0x7fa0_0001), double: Double(bitPattern: 0xfff4_dead_beef_0001), flag: true),
      Floats(single: -0.0, double: .leastNonzeroMagnitude, flag: false),
    ],
    only: "64-bit floats in every handler"
  ),
  echo(
    [
      Vectors(two: [1, 2], three: [3, 4, 5], four: [6, 7, 8, 9], wide: [10, 11, 12]),
      Vectors(two: [.greatestFiniteMagnitude, -0.0], three: .zero, four: [.min, .max, 0, -1], wide: [.max, 0, 1]),
    ],
    only: "64-bit floats in every handler"
  ),
  echo(
    [
      Aggregates(
        grid: [1, 2, 3, 4, 5],
        inner: Pair(left: 9, right: -9),
        colour: .green,
        pairs: [.init(left: 1, right: 2)]
      ),
      Aggregates(grid: [.max, 0, 1, 2, 3], inner: Pair(left: 0, right: .min), colour: .red, pairs: []),
    ],
    by: KitAggregates.self
  ) { $0.count },
  echo(
    [Bounded(count: 0), Bounded(count: 1), Bounded(count: 15), Bounded(count: 16)],
    by: KitBounded.self
  ) { $0.count },
  echo([Colours(count: 0), Colours(count: 3), Colours(count: 4)], by: KitColours.self) { $0.count },
  echo([OneByte(value: 0), OneByte(value: 255)], by: KitOneByte.self) { $0.count },
  echo([Largest(seed: 1), Largest(seed: .max)], only: "room for a local of 64 KiB"),
]
