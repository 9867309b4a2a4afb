internal import RingKernelHost

let waveCases: [ConformanceCase] = [
  kitCase("waves/boxes of a field exchange faces and end in the bits of one loop", hasBlocks: true) { session in
    var field = WaveField(boxes: WavePlace(2, 2, 2))
    // Two faces of each of three neighbours, the box's own message, and what the host sends.
    let boxes = try await launch(field, in: session, capacity: 8)
    for _ in 0..<field.count { try await boxes.send(Sweep(steps: 25)) }
    field.move(steps: 25)
    try await compare(boxes, field, at: 25)
  },
  kitCase("waves/a box that begins late, and goes on later, meets the faces of its neighbours", hasBlocks: true) {
    session in
    var field = WaveField(boxes: WavePlace(3, 2, 1))
    let boxes = try await launch(field, in: session, capacity: 8)
    for round in 1...3 as ClosedRange<UInt32> {
      // Without a key they go round: all boxes but one, and none is looked at while its program may be compiled.
      for _ in 1..<field.count { try await boxes.send(Sweep(steps: 7)) }
      while round > 1, try await waiting(boxes, field, before: 7 * round) != 1 {
        try await Task.sleep(for: .milliseconds(1))
      }
      try await boxes.send(Sweep(steps: 7))
      field.move(steps: 7)
      try await compare(boxes, field, at: 7 * round)
    }
  },
]

private func launch(_ field: WaveField, in session: KitSession, capacity: Int) async throws -> KernelHandle {
  let boxes = try await session.launch(
    KitWave.self,
    {
      $0.gridSize = field.count
      $0.inputQueueCapacity = capacity
    },
    initialState: { field.actor(of: $0) }
  )
  try await boxes.connect(0, to: boxes)
  return boxes
}

/// How many boxes have not begun to go to `end`; nil while such a box waits for faces.
private func waiting(_ boxes: KernelHandle, _ field: WaveField, before end: UInt32) async throws -> Int? {
  var count = 0
  for box in 0..<field.count {
    let actor = try await boxes.readState(KitWave.self, replica: box)
    if actor.end == end { continue }
    if actor.arrived[Int(actor.step % 2)] != actor.neighbours { return nil }
    count += 1
  }
  return count
}

private func compare(_ boxes: KernelHandle, _ field: WaveField, at step: UInt32) async throws {
  var seen: Set<UInt32> = []
  for _ in 0..<field.count {
    let swept: Swept = try await boxes.receive(timeout: .seconds(50))
    try checkEqual(swept.step, step, "steps of box \(swept.box)")
    try checkEqual(swept.sum, field.sum(of: Int(swept.box)), "sum of box \(swept.box)")
    seen.insert(swept.box)
  }
  try checkEqual(seen.count, field.count, "boxes")
  for box in 0..<field.count {
    let actor = try await boxes.readState(KitWave.self, replica: box)
    try checkEqual(field.differences(to: actor, of: box), 0, "cells of box \(box) that differ")
  }
}
