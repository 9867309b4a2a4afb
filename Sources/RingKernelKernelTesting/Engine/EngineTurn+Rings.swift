internal import RingKernelIR

// Rings between actors, and the spill ring.
extension EngineTurn {
  func slot(_ ring: Int, _ position: UInt32) -> Int {
    let place = Int(position) % Int(self[ring, EngineLayout.Ring.capacity])
    return Int(self[ring, EngineLayout.Ring.slots]) + place * Int(self[ring, EngineLayout.Ring.stride])
  }

  func arrived(_ ring: Int) -> UInt32 {
    let behind = self[ring, EngineLayout.Ring.seenTail + parity] &- self[ring, EngineLayout.Ring.head]
    return UInt32(max(Int32(bitPattern: behind), 0))
  }

  func room(_ ring: Int) -> Int {
    let head = self[ring, EngineLayout.Ring.seenHead + parity]
    return Int(self[ring, EngineLayout.Ring.capacity]) - Int(self[ring, EngineLayout.Ring.tail] &- head)
  }

  /// Notes a ring for the next turn.
  mutating func chain(_ ring: Int, _ next: Int, _ first: Int) {
    guard self[ring, next] == 0 else { return }
    self[ring, next] = max(self[row, first], EngineLayout.Ring.chainEnd)
    self[row, first] = UInt32(ring)
  }

  /// Publishes for this parity what the last turn published for the other one.
  mutating func republish(_ next: Int, _ first: Int, _ value: Int, _ seen: Int) {
    while self[row, first] > EngineLayout.Ring.chainEnd {
      let ring = Int(self[row, first])
      self[ring, seen + 1 - parity] = self[ring, value]
      self[row, first] = self[ring, next]
      self[ring, next] = 0
    }
    self[row, first] = EngineLayout.Ring.chainEnd
  }

  /// Puts a message at the tail of a ring.
  mutating func push(_ words: [UInt32], into ring: Int) {
    let at = slot(ring, self[ring, EngineLayout.Ring.tail])
    image.rings.replaceSubrange(at..<at + words.count, with: words)
    self[ring, EngineLayout.Ring.tail] &+= 1
  }

  mutating func publish(_ words: [UInt32], into ring: Int) {
    push(words, into: ring)
    self[ring, EngineLayout.Ring.seenTail + 1 - parity] = self[ring, EngineLayout.Ring.tail]
    chain(ring, EngineLayout.Ring.nextPublished, EngineLayout.Actor.published)
    notePending()
  }

  var spill: Int { Int(self[row, EngineLayout.Actor.spill]) }
  var spilled: UInt32 {
    spill == 0 ? 0 : self[spill, EngineLayout.Ring.tail] &- self[spill, EngineLayout.Ring.head]
  }

  mutating func flush() throws -> Bool {
    while spilled > 0 {
      let at = slot(spill, self[spill, EngineLayout.Ring.head])
      let ring = Int(image.rings[at + EngineLayout.Spill.ring])
      guard room(ring) > 0 else { return false }
      publish(EngineMessage(slot: image.rings[(at + EngineLayout.Spill.slot)...]).words, into: ring)
      self[spill, EngineLayout.Ring.head] &+= 1
      hasActed = true
    }
    return true
  }
}
