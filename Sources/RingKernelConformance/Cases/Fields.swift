internal import RingKernelHost

/// Sends a message through a live actor and checks the computed answer, several times.
private func echo<Message: VariedMessage>(_ messages: [Message]) -> ConformanceCase {
  let name = Message.layout.name.split(separator: ".").last ?? "?"
  return kitCase("fields/\(name) travels through a live actor") { session in
    let kernel = try await session.launch(KitEcho<Message>.self) { $0.inputQueueCapacity = 4 }
    for message in messages {
      let answer: Message = try await kernel.call(message)
      try checkEqual(answer, message.varied(), "answer")
      try checkEqual(
        MessageBytes.encode(answer),
        MessageBytes.encode(message.varied()),
        "bytes of the answer"
      )
    }
    try checkEqual(try await kernel.readState(KitEcho<Message>.self).count, UInt64(messages.count), "messages seen")
  }
}

let fieldCases: [ConformanceCase] = [
  echo([Integers(seed: 0), Integers(seed: 1), Integers(seed: .max)]),
  echo([
    Floats(single: 1.5, double: -2.25, flag: true), Floats(single: .infinity, double: .nan, flag: false),
    Floats(single: Float(bitPattern: 0x7fa0_0001), double: Double(bitPattern: 0xfff4_dead_beef_0001), flag: true),
    Floats(single: -0.0, double: .leastNonzeroMagnitude, flag: false),
  ]),
  echo([
    Vectors(two: [1, 2], three: [3, 4, 5], four: [6, 7, 8, 9], wide: [10, 11, 12]),
    Vectors(two: [.greatestFiniteMagnitude, -0.0], three: .zero, four: [.min, .max, 0, -1], wide: [.max, 0, 1]),
  ]),
  echo([
    Aggregates(
      grid: [1, 2, 3, 4, 5],
      inner: Pair(left: 9, right: -9),
      colour: .green,
      pairs: [.init(left: 1, right: 2)]
    ),
    Aggregates(grid: [.max, 0, 1, 2, 3], inner: Pair(left: 0, right: .min), colour: .red, pairs: []),
  ]),
  echo([Bounded(count: 0), Bounded(count: 1), Bounded(count: 15), Bounded(count: 16)]),
  echo([Colours(count: 0), Colours(count: 3), Colours(count: 4)]),
  echo([OneByte(value: 0), OneByte(value: 255)]),
  echo([Largest(seed: 1), Largest(seed: .max)]),
]
