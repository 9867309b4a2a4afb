internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelIR

// What is done with the results of an epoch.
extension Courier: RecordTaker {
  func cell(atRow row: Int) -> ActorCell? { residentsByRow[row]?.cell }

  /// Hands the records of an epoch over, in their order.
  @unsafe func take(
    _ header: UnsafePointer<UInt32>,
    _ records: UnsafeBufferPointer<UInt32>,
    of flight: Flight
  ) {
    typealias Record = EngineLayout.Record
    var place = 0
    // Records of one actor mostly follow each other.
    var known: Resident?
    while place + Record.headWords <= records.count {
      let length = unsafe Int(records[place + Record.length])
      guard length >= Record.headWords, place + length <= records.count else { break }
      let record = unsafe UnsafeBufferPointer(rebasing: records[place..<(place + length)])
      let row = unsafe Int(record[Record.actor])
      if known?.row != row { known = residentsByRow[row] }
      if let known { unsafe take(record, of: known, flight) }
      place += length
    }
    guard place == records.count else {
      damage = RingKernelError(.deviceLost, "\(device.name): record at word \(place) of \(records.count) is no record.")
      return
    }
    let pending = unsafe Int(header[EngineLayout.Epoch.pending])
    let isLeft = pending >= flight.submission.rounds
    if isLeft {
      // Whoever took part may have sent to, or be, somebody with more to do.
      for passenger in flight.passengers { wake(passenger.resident) }
    }
    noteIdleness(flight)
    guard flight.submission.rounds > 1 else { return }
    rounds = isLeft ? min(rounds * 2, 256) : max(2, min(rounds, (pending + 2) / 2 * 2))
  }

  /// Somebody waits for room that only others can make: looks become rarer while nothing happens.
  private func noteIdleness(_ flight: Flight) {
    if flight.hasActed || flight.passengers.contains(where: { $0.count > 0 }) {
      idleEpochs = 0
      nextLook = 0
      return
    }
    idleEpochs = min(idleEpochs + 1, 11)
    nextLook = Machine.monotonicNanoseconds + 25_000 << UInt64(idleEpochs)
  }

  func wake(_ resident: Resident) {
    guard !resident.isAwake else { return }
    resident.isAwake = true
    awake.append(resident)
  }

  @unsafe private func take(_ record: UnsafeBufferPointer<UInt32>, of resident: Resident, _ flight: Flight) {
    guard unsafe deliver(record, of: resident.cell, resident.program), let start = record.baseAddress else { return }
    unsafe takeTurn(start + EngineLayout.Record.headWords, resident, flight)
  }

  @unsafe private func takeTurn(_ words: UnsafePointer<UInt32>, _ resident: Resident, _ flight: Flight) {
    typealias Turn = EngineLayout.Turn
    flight.hasActed = true
    let taken = unsafe words[Turn.taken]
    unsafe resident.cell.count(
      handled: UInt64(words[Turn.handled]),
      fromHost: UInt64(taken &- resident.taken),
      accepted: UInt64(words[Turn.takenFromRings]),
      clock: wide(words, Turn.clock)
    )
    resident.taken = taken
    resident.quietTurns = 0
    if unsafe words[Turn.isPending] != 0 { wake(resident) }
    if unsafe words[Turn.handled] != 0 { resident.cell.sampleOnDevice(since: flight.startNanoseconds) }
  }

  /// Keeps what was offered and not taken.
  func land(_ flight: Flight) {
    for passenger in flight.passengers where passenger.count > 0 {
      let resident = passenger.resident
      resident.offers -= 1
      let done = Int(Int32(bitPattern: resident.taken &- passenger.number))
      guard done < passenger.count else { continue }
      let first = passenger.messages + max(done, 0) * resident.stride
      let end = passenger.messages + passenger.count * resident.stride
      let place = passenger.precedesLeftover ? 0 : resident.leftover.count
      resident.leftover.insert(contentsOf: flight.submission.inbound[first..<end], at: place)
    }
  }
}
