internal import RingKernelIR

/// What one actor does in one round.
struct EngineTurn {
  var image: EngineImage
  let module: KernelModule
  let entry: Int
  let row: Int
  let parity: Int
  /// The ring of the message in hand, 0 for the host; the first ring in the list that may have one.
  var from = 0
  var place = 0
  /// The same of what comes before the host's messages.
  var first = 0
  var (handled, failed, takenFromRings): (UInt32, UInt32, UInt32) = (0, 0, 0)
  var (hasActed, isPending) = (false, false)

  init(_ image: EngineImage, _ module: KernelModule, entry: Int) {
    self.image = image
    self.module = module
    self.entry = entry
    row = Int(image.inbound[entry + EngineLayout.Inbound.Entry.actor])
    parity = Int((image.epoch[EngineLayout.Epoch.parity] + image.epoch[EngineLayout.Epoch.round]) & 1)
  }

  /// A word of the table.
  subscript(_ row: Int, _ word: Int) -> UInt32 {
    get { image.table[row + word] }
    set { image.table[row + word] = newValue }
  }

  func pair(_ row: Int, _ word: Int) -> UInt64 { EngineWords.pair(image.table, row + word) }
  var isActive: Bool { self[row, EngineLayout.Actor.flags] & EngineLayout.Actor.activeFlag != 0 }

  mutating func run() throws {
    typealias Ring = EngineLayout.Ring
    republish(Ring.nextPublished, EngineLayout.Actor.published, Ring.tail, Ring.seenTail)
    republish(Ring.nextReleased, EngineLayout.Actor.released, Ring.head, Ring.seenHead)
    if try flush(), isActive {
      for _ in 0..<min(Int(self[row, EngineLayout.Actor.budget]), EngineLayout.turnMessages) {
        guard let message = next() else { break }
        try handle(message)
        close()
        if spilled > 0 { break }
      }
    }
    let isLeft = isActive && next() != nil
    if spilled > 0 || isLeft { notePending() }
    guard hasActed else { return }
    EngineWords.put(
      pair(row, EngineLayout.Actor.processed) + UInt64(handled),
      at: row + EngineLayout.Actor.processed,
      in: &image.table
    )
    self[row, EngineLayout.Actor.failed] += failed
    self[row, EngineLayout.Actor.takenFromRings] &+= takenFromRings
    let clock = [self[row, EngineLayout.Actor.clock], self[row, EngineLayout.Actor.clock + 1]]
    let words = [handled, failed, self[row, EngineLayout.Actor.taken], takenFromRings] + clock
    try record(.turn, words + [isPending ? 1 : 0, spilled])
  }

  mutating func notePending() {
    isPending = true
    let round = image.epoch[EngineLayout.Epoch.round] + 1
    image.epoch[EngineLayout.Epoch.pending] = max(image.epoch[EngineLayout.Epoch.pending], round)
  }

  /// Appends a record.
  mutating func record(_ kind: EngineLayout.RecordKind, _ body: [UInt32], auxiliary: Int = 0) throws {
    typealias Epoch = EngineLayout.Epoch
    let words = [kind.rawValue, UInt32(EngineLayout.Record.headWords + body.count), UInt32(row), UInt32(auxiliary)]
    let at = Int(image.epoch[Epoch.cursor])
    guard at + words.count + body.count <= Int(image.epoch[Epoch.capacity]) else { throw EngineProblem("no room") }
    image.outbound.replaceSubrange(at..<at + words.count + body.count, with: words + body)
    image.epoch[Epoch.cursor] += UInt32(words.count + body.count)
  }

  // MARK: Messages

  /// The next message: what stood in the rings when the host's were seen, these, then what has come to the rings since;
  /// of several rings in the order of connection.
  mutating func next() -> EngineMessage? {
    typealias Entry = EngineLayout.Inbound.Entry
    let skipped = self[row, EngineLayout.Actor.taken] &- image.inbound[entry + Entry.number]
    if skipped < image.inbound[entry + Entry.count] {
      if let message = nextBefore() { return message }
      from = 0
      let stride = Int(self[row, EngineLayout.Actor.stride])
      return EngineMessage(slot: image.inbound[(Int(image.inbound[entry + Entry.messages]) + Int(skipped) * stride)...])
    }
    let list = Int(self[row, EngineLayout.Actor.incoming])
    while place < Int(self[row, EngineLayout.Actor.incomingCount]) {
      from = Int(image.table[list + place])
      if arrived(from) > 0 {
        return EngineMessage(slot: image.rings[slot(from, self[from, EngineLayout.Ring.head])...])
      }
      place += 1
    }
    return nil
  }

  private mutating func nextBefore() -> EngineMessage? {
    typealias Entry = EngineLayout.Inbound.Entry
    let list = Int(self[row, EngineLayout.Actor.incoming])
    let rings = (0..<Int(self[row, EngineLayout.Actor.incomingCount])).map { Int(image.table[list + $0]) }
    guard !rings.isEmpty else { return nil }
    if Int32(bitPattern: self[row, EngineLayout.Actor.taken] &- self[row, EngineLayout.Actor.floorOf]) >= 0 {
      for ring in rings { self[ring, EngineLayout.Ring.floor] = self[ring, EngineLayout.Ring.head] &+ arrived(ring) }
      self[row, EngineLayout.Actor.floorOf] = image.inbound[entry + Entry.number] &+ image.inbound[entry + Entry.count]
      first = 0
    }
    while first < rings.count {
      from = rings[first]
      let head = self[from, EngineLayout.Ring.head]
      if Int32(bitPattern: self[from, EngineLayout.Ring.floor] &- head) > 0 {
        return EngineMessage(slot: image.rings[slot(from, head)...])
      }
      first += 1
    }
    return nil
  }

  mutating func close() {
    hasActed = true
    guard from != 0 else { return self[row, EngineLayout.Actor.taken] &+= 1 }
    takenFromRings += 1
    self[from, EngineLayout.Ring.head] &+= 1
    self[from, EngineLayout.Ring.seenHead + 1 - parity] = self[from, EngineLayout.Ring.head]
    chain(from, EngineLayout.Ring.nextReleased, EngineLayout.Actor.released)
  }
}
