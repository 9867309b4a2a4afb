internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelIR

// What the blocks have recorded.
extension ResidentCourier {
  /// Hands over what has come since the last look; whether there was something.
  func collect() -> Bool {
    guard loss == nil else { return false }
    var hasSomething = false
    for block in blocks {
      let before = block.records.head
      take(block)
      guard block.records.head != before else { continue }
      hasSomething = true
      announceHead(block)
    }
    return hasSomething
  }

  /// Takes all whole records of a block; that is no more than its ring holds, for it does not know yet how many were read.
  private func take(_ block: Block) {
    let ring = unsafe device.words(of: .outbound) + block.number * Self.outboundWords * 2
    // Records of one actor mostly follow each other.
    var known: Seat?
    while true {
      let place = block.records.head
      let isRight: Bool
      switch unsafe block.records.gather(ring, capacity: Self.outboundWords) {
      case .nothing: return
      case .broken: isRight = false
      case .record: isRight = unsafe block.records.take { record in unsafe take(record, &known) }
      }
      guard !isRight else { continue }
      return lose(
        RingKernelError(.deviceLost, "\(device.name): the record at word \(place) is none."),
        collecting: false
      )
    }
  }

  /// Takes a record; false when it cannot be.
  @unsafe private func take(_ record: UnsafeBufferPointer<UInt32>, _ known: inout Seat?) -> Bool {
    let row = unsafe Int(record[EngineLayout.Record.actor])
    if known?.row != row { known = seatsByRow[row] }
    guard let known, unsafe deliver(record, of: known.cell, known.program), let start = record.baseAddress else {
      return true
    }
    return unsafe takeTurn(start + EngineLayout.Record.headWords, known)
  }

  @unsafe private func takeTurn(_ words: UnsafePointer<UInt32>, _ seat: Seat) -> Bool {
    typealias Turn = EngineLayout.Turn
    let taken = unsafe words[Turn.taken]
    let handled = unsafe UInt64(words[Turn.handled])
    guard taken &- seat.taken <= seat.given &- seat.taken, handled <= UInt64(EngineLayout.turnMessages) else {
      return false
    }
    unsafe seat.cell.count(
      handled: handled,
      fromHost: UInt64(taken &- seat.taken),
      accepted: UInt64(words[Turn.takenFromRings]),
      clock: wide(words, Turn.clock)
    )
    seat.taken = taken
    seat.quietTurns = 0
    if handled > 0, seat.since != 0 { seat.cell.sampleOnDevice(since: seat.since) }
    seat.since = seat.isQuiet ? 0 : Machine.monotonicNanoseconds
    return true
  }
}
