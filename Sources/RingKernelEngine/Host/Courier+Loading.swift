internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelIR

// How an epoch is put together.
extension Courier {
  /// Fills a flight with what there is; false when nothing is to be done.
  func load(_ flight: Flight) -> Bool {
    epochs += 1
    flight.hasActed = false
    flight.passengers.removeAll(keepingCapacity: true)
    let heads = programs * EngineLayout.Inbound.programWords
    // Rosters stand before the messages: at most everybody who can be on one.
    let most = min(residents.count, polled.actors.count + awake.count + (hasRoutes ? residents.count : 0))
    flight.end = (heads + most * EngineLayout.Inbound.Entry.words + 15) / 16 * 16
    for resident in polled.actors where resident.listed != epochs { gather(resident, flight) }
    guard !flight.passengers.isEmpty || Machine.monotonicNanoseconds >= nextLook else { return false }
    for resident in awake {
      // One that has messages is on the roster already.
      resident.isAwake = false
      if resident.listed != epochs { list(resident, flight) }
    }
    awake.removeAll(keepingCapacity: true)
    guard !flight.passengers.isEmpty else { return false }
    if flight.passengers.contains(where: { $0.resident.program.facts.sends }) { listReceivers(flight) }
    writeRosters(flight)
    // What was published in a round of one parity shows in those of the other: two rounds see everything.
    let hasRings = flight.passengers.contains { !$0.resident.routes.isEmpty || !$0.resident.incoming.isEmpty }
    writeHeader(flight, rounds: hasRings ? rounds : 1)
    return true
  }

  /// Puts an actor on the roster together with the messages that it may have.
  private func gather(_ resident: Resident, _ flight: Flight) {
    let cell = resident.cell
    guard mayTake(resident) else { return }
    let isActive = cell.isHandling
    if setFlag(resident, EngineLayout.Actor.activeFlag, isActive) == false { return }
    guard isActive else { return }
    let start = flight.end
    var number = resident.given
    var count = 0
    if !resident.leftover.isEmpty {
      // What came back goes first, and only when nothing later is on its way.
      guard resident.offers == 0 else { return }
      let room = min((flight.submission.inbound.count - start) / resident.stride, resident.leftoverCount)
      number = resident.taken
      count = min(room, Self.budget)
      let words = count * resident.stride
      flight.submission.inbound.replaceSubrange(start..<(start + words), with: resident.leftover[..<words])
      resident.leftover.removeFirst(words)
      // The rest waits: newer messages must not pass it.
      if !resident.leftover.isEmpty {
        flight.end = start + words
        add(resident, flight, messages: start, count: count, number: number)
        flight.passengers[flight.passengers.count - 1].precedesLeftover = true
        return
      }
      flight.end = start + words
    }
    let fresh = takeMessages(resident, flight, limit: Self.budget - count)
    resident.given &+= UInt32(fresh)
    count += fresh
    if fresh > 0 {
      resident.quietTurns = 0
      cell.roomWasMade()
    }
    guard count > 0 else { return }
    add(resident, flight, messages: start, count: count, number: number)
  }

  /// Whether messages may be taken from an actor's lanes.
  private func mayTake(_ resident: Resident) -> Bool {
    // A boundary is waited for: nothing new, so that it comes.
    guard !resident.cell.waitsForBoundary else { return false }
    return resident.cell.mayCarry
  }

  private func takeMessages(_ resident: Resident, _ flight: Flight, limit: Int) -> Int {
    var taken = 0
    unsafe flight.submission.inbound.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      while taken < limit, flight.end + resident.stride <= bytes.count / 4,
        unsafe resident.cell.take(into: base + flight.end * 4)
      {
        flight.end += resident.stride
        taken += 1
      }
    }
    return taken
  }

  private func add(_ resident: Resident, _ flight: Flight, messages: Int, count: Int, number: UInt32) {
    resident.listed = epochs
    resident.offers += count > 0 ? 1 : 0
    flight.passengers.append(.init(resident: resident, messages: messages, count: count, number: number))
  }

  /// Puts an actor on the roster without messages.
  private func list(_ resident: Resident, _ flight: Flight) {
    add(resident, flight, messages: 0, count: 0, number: resident.taken)
  }

  /// Whoever may get a message within the epoch takes part.
  private func listReceivers(_ flight: Flight) {
    var place = 0
    while place < flight.passengers.count {
      let resident = flight.passengers[place].resident
      for route in resident.routes {
        for target in route.targets where target.listed != epochs && residents[target.cell.index] === target {
          add(target, flight, messages: 0, count: 0, number: target.taken)
        }
      }
      place += 1
    }
  }

  private func writeRosters(_ flight: Flight) {
    typealias Inbound = EngineLayout.Inbound
    while rosters.count < programs { rosters.append((0, 0)) }
    for program in 0..<programs { rosters[program].count = 0 }
    for passenger in flight.passengers { rosters[passenger.resident.program.number].count += 1 }
    var place = programs * Inbound.programWords
    flight.submission.dispatches.removeAll(keepingCapacity: true)
    for program in 0..<programs {
      let count = rosters[program].count
      flight.submission.inbound[program * Inbound.programWords + Inbound.roster] = UInt32(place)
      flight.submission.inbound[program * Inbound.programWords + Inbound.rosterCount] = UInt32(count)
      rosters[program].next = place
      place += count * Inbound.Entry.words
      if count > 0 { flight.submission.dispatches.append(.init(program: program, blocks: count)) }
    }
    for passenger in flight.passengers {
      let entry = rosters[passenger.resident.program.number].next
      flight.submission.inbound[entry + Inbound.Entry.actor] = UInt32(passenger.resident.row)
      flight.submission.inbound[entry + Inbound.Entry.messages] = UInt32(passenger.messages)
      flight.submission.inbound[entry + Inbound.Entry.count] = UInt32(passenger.count)
      flight.submission.inbound[entry + Inbound.Entry.number] = passenger.number
      rosters[passenger.resident.program.number].next += Inbound.Entry.words
    }
    flight.submission.inboundCount = flight.end
  }

  private func writeHeader(_ flight: Flight, rounds: Int) {
    typealias Epoch = EngineLayout.Epoch
    let wall = HybridTime(physical: HybridUnits.floor(nanoseconds: Machine.wallNanoseconds), logical: 0).rawValue
    let now = Machine.monotonicNanoseconds
    flight.startNanoseconds = now
    for word in 0..<Epoch.words { flight.submission.header[word] = 0 }
    flight.submission.header[Epoch.capacity] = UInt32(device.epochCapacity.outbound)
    flight.submission.header[Epoch.time] = UInt32(truncatingIfNeeded: wall)
    flight.submission.header[Epoch.time + 1] = UInt32(truncatingIfNeeded: wall >> 32)
    flight.submission.header[Epoch.monotonic] = UInt32(truncatingIfNeeded: now)
    flight.submission.header[Epoch.monotonic + 1] = UInt32(truncatingIfNeeded: now >> 32)
    flight.submission.header[Epoch.blocks] = UInt32(flight.passengers.count)
    flight.submission.header[Epoch.parity] = parity
    flight.submission.rounds = rounds
    parity = (parity &+ UInt32(rounds)) & 1
    // A turn for everybody and an answer to each message; what is more comes with a second transfer.
    let turn = EngineLayout.Record.headWords + EngineLayout.Turn.words
    flight.submission.expected = flight.passengers.reduce(0) { sum, passenger in
      sum + turn * min(rounds, 4) + passenger.count * passenger.resident.program.facts.largestRecord
    }
  }

  /// Sets or clears a flag of an actor's row; nil when it stood so already, false when the device is gone.
  func setFlag(_ resident: Resident, _ flag: UInt32, _ isSet: Bool) -> Bool? {
    let flags = isSet ? resident.flags | flag : resident.flags & ~flag
    guard flags != resident.flags else { return nil }
    resident.flags = flags
    do throws(RingKernelError) {
      try device.write(.table, at: resident.row + EngineLayout.Actor.flags, [flags])
      return true
    } catch {
      lose(error)
      return false
    }
  }
}
