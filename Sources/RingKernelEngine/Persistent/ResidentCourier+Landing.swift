internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelIR

// What the blocks have recorded.
extension ResidentCourier {
  /// Hands over what was published since the last look; whether there was something.
  func collect() -> Bool {
    guard loss == nil else { return false }
    var hasSomething = false
    for block in blocks {
      let tail = line(block, EngineLayout.DeviceLine.tail)
      guard tail != block.head else { continue }
      hasSomething = true
      take(block, until: tail)
      announceHead(block)
    }
    return hasSomething
  }

  private func take(_ block: Block, until tail: UInt32) {
    typealias Record = EngineLayout.Record
    let ring = unsafe UnsafePointer(device.words(of: .outbound) + block.number * Self.outboundWords)
    // Records of one actor mostly follow each other.
    var known: Seat?
    while block.head != tail {
      let place = Int(block.head) % Self.outboundWords
      let length = unsafe Int(ring[place + Record.length])
      guard length >= Record.headWords, length <= Int(tail &- block.head), place + length <= Self.outboundWords else {
        return lose(
          RingKernelError(.deviceLost, "\(device.name): the record at word \(place) is none."),
          collecting: false
        )
      }
      let record = unsafe UnsafeBufferPointer(start: ring + place, count: length)
      block.head &+= UInt32(length)
      guard unsafe record[Record.kind] != Record.filler else { continue }
      let row = unsafe Int(record[Record.actor])
      if known?.row != row { known = seatsByRow[row] }
      guard let known else { continue }
      if unsafe deliver(record, of: known.cell, known.program), let start = record.baseAddress {
        unsafe takeTurn(start + Record.headWords, known)
      }
    }
  }

  @unsafe private func takeTurn(_ words: UnsafePointer<UInt32>, _ seat: Seat) {
    typealias Turn = EngineLayout.Turn
    let taken = unsafe words[Turn.taken]
    let handled = unsafe UInt64(words[Turn.handled])
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
  }
}
