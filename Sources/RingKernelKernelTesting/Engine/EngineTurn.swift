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
  /// The same of what comes before the host's messages; how many of these are due in this turn.
  var (first, due) = (0, UInt32(0))
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
    noteFloors()
    if try flush(), isActive {
      for _ in 0..<min(Int(self[row, EngineLayout.Actor.budget]), EngineLayout.turnMessages) {
        guard let message = next() else { break }
        try handle(message)
        close()
        if spilled > 0 { break }
      }
    }
    if spilled > 0 || (isActive && hasWaiting) { notePending() }
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

  private var rings: [Int] {
    let list = Int(self[row, EngineLayout.Actor.incoming])
    return (0..<Int(self[row, EngineLayout.Actor.incomingCount])).map { Int(image.table[list + $0]) }
  }

  /// The host's messages that the actor has taken.
  private var skipped: UInt32 {
    self[row, EngineLayout.Actor.taken] &- image.inbound[entry + EngineLayout.Inbound.Entry.number]
  }

  private var hasWaiting: Bool {
    skipped < image.inbound[entry + EngineLayout.Inbound.Entry.count] || rings.contains { arrived($0) > 0 }
  }

  /// Notes where the rings end when messages of the host are seen first: what stands there then comes before them.
  private mutating func noteFloors() {
    typealias Entry = EngineLayout.Inbound.Entry
    let (number, count) = (image.inbound[entry + Entry.number], image.inbound[entry + Entry.count])
    guard count > 0 else { return }
    if Int32(bitPattern: self[row, EngineLayout.Actor.taken] &- self[row, EngineLayout.Actor.floorOf]) >= 0 {
      self[row, EngineLayout.Actor.floorOf] = number &+ count
      for ring in rings { self[ring, EngineLayout.Ring.floor] = self[ring, EngineLayout.Ring.head] &+ arrived(ring) }
    }
    due = min(count, self[row, EngineLayout.Actor.floorOf] &- number)
  }

  /// The next message: what stood in the rings when the host's were seen, these, then what has come to the rings since;
  /// of several rings in the order of connection.
  mutating func next() -> EngineMessage? {
    typealias Entry = EngineLayout.Inbound.Entry
    let isBefore = skipped < due
    let rings = rings
    for n in (isBefore ? first : place)..<rings.count {
      if isBefore { first = n } else { place = n }
      from = rings[n]
      let head = self[from, EngineLayout.Ring.head]
      let floor = self[from, EngineLayout.Ring.floor]
      let left = Int32(bitPattern: isBefore ? floor &- head : arrived(from))
      if left > 0 { return EngineMessage(slot: image.rings[slot(from, head)...]) }
    }
    guard isBefore else { return nil }
    (first, from) = (rings.count, 0)
    let stride = Int(self[row, EngineLayout.Actor.stride])
    return EngineMessage(slot: image.inbound[(Int(image.inbound[entry + Entry.messages]) + Int(skipped) * stride)...])
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
