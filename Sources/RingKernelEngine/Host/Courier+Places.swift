internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelIR

// Where actors, routes and rings stand on the device; only between epochs.
extension Courier {
  /// Slots of a ring between two actors at most.
  private static let ringCapacity = 256
  /// Messages that one actor may have waiting for room.
  private static let spillCapacity = 64
  /// Messages that one actor handles in a round at most.
  static let budget = 1024

  /// Gives an actor its place.
  ///
  /// - Throws: `deviceMemory`, `deviceLost`, `actorNotPortable` for a route that a device has not.
  func place(_ cell: ActorCell, _ program: EpochProgram) throws(RingKernelError) {
    if let loss { throw loss }
    let rowWords = EngineLayout.Table.rowWords
    let stateWords = unsafe (cell.stateBytes.count + 3) / 4
    let row = try memory.take(.table, rowWords)
    let resident: Resident
    do throws(RingKernelError) {
      let state = try memory.take(.state, stateWords)
      resident = Resident(cell, program, row: row, state: state, stateWords: stateWords)
    } catch {
      memory.give(.table, row, rowWords)
      throw error
    }
    residents[cell.index] = resident
    programs = max(programs, program.number + 1)
    residentsByRow[row] = resident
    do throws(RingKernelError) {
      try device.write(.state, at: resident.state, resident.cell.stateWords(resident.stateWords))
      if program.facts.sends {
        let words = EngineLayout.Slot.headerWords + (program.facts.messages.map(\.payloadBytes).max() ?? 0) / 4
        resident.spill = try memory.ring(
          capacity: Self.spillCapacity,
          stride: (words + EngineLayout.Spill.slot + 15) / 16 * 16,
          sender: row,
          receiver: row
        )
      }
      try connectRoutes(resident)
      try writeRow(resident)
    } catch {
      forget(resident)
      throw error
    }
  }

  /// Copies the state back to the cell, where the control path reads it.
  func downloadState(_ resident: Resident) throws(RingKernelError) {
    resident.cell.takeState(try device.read(.state, at: resident.state, count: resident.stateWords))
  }

  /// Writes what the host knows of an actor; counters that the device keeps are zero in a new row, and stay otherwise.
  private func writeRow(_ resident: Resident) throws(RingKernelError) {
    let words = resident.cell.row(
      state: resident.state,
      flags: resident.flags,
      stride: resident.stride,
      program: resident.program.number,
      spill: resident.spill,
      budget: Self.budget
    )
    try device.write(.table, at: resident.row, words)
    try writeRoutes(resident)
    try writeIncoming(resident)
  }

  /// Brings rings to the routes that the cell has now.
  func connectRoutes(_ resident: Resident) throws(RingKernelError) {
    let wanted = resident.cell.routeTargets
    var isChanged = false
    for (number, cells) in wanted.enumerated() {
      while resident.routes.count <= number { resident.routes.append(RouteRow()) }
      let targets = cells.compactMap { residents[$0.index] }.filter { !$0.isCutOff }
      let known = resident.routes[number].targets
      guard known.count != targets.count || zip(known, targets).contains(where: { $0 !== $1 }) else { continue }
      if let first = cells.first, first.launchOptions.overflow == .dropOldest {
        throw RingKernelError(
          .actorNotPortable,
          "A route to '\(first.kernelID)', whose inbox drops the oldest message: not between actors on a device.",
          kernel: resident.cell.kernelID
        )
      }
      // What stands in the old rings is still delivered: they stay with their receivers until they are empty.
      retire(resident.routes[number])
      resident.routes[number] = try route(from: resident, to: targets)
      isChanged = true
    }
    guard isChanged else { return }
    try writeRoutes(resident)
    try sweep()
  }

  private func route(from resident: Resident, to targets: [Resident]) throws(RingKernelError) -> RouteRow {
    guard !targets.isEmpty else { return RouteRow() }
    hasRoutes = true
    let rowWords = EngineLayout.Table.rowWords
    let rows = try memory.take(.table, rowWords * targets.count)
    var route = RouteRow(targets: targets)
    for (place, target) in targets.enumerated() {
      let most = residents.count > 1024 ? 16 : max(16, Self.ringCapacity / targets.count)
      let ring = try memory.ring(
        capacity: powerOfTwo(atMost: min(most, target.cell.inboxCapacity)),
        stride: target.stride,
        sender: resident.row,
        receiver: target.row,
        row: rows + place * rowWords
      )
      ring.sender = resident
      ring.receiver = target
      route.rings.append(ring)
      target.incoming.append(ring)
      try writeIncoming(target)
    }
    return route
  }

  private func writeRoutes(_ resident: Resident) throws(RingKernelError) {
    typealias Row = EngineLayout.Route
    guard !resident.routes.isEmpty else { return }
    let rowWords = EngineLayout.Table.rowWords
    var rows = resident.routeRows ?? (0, 0)
    if rows.room < resident.routes.count {
      if rows.room > 0 { memory.give(.table, rows.place, rows.room * rowWords) }
      rows = (try memory.take(.table, resident.routes.count * rowWords), resident.routes.count)
      resident.routeRows = rows
    }
    var words: [UInt32] = []
    for route in resident.routes {
      var row = [UInt32](repeating: 0, count: rowWords)
      if let target = route.targets.first, route.targets.allSatisfy({ !$0.isCutOff }), let ring = route.rings.first {
        row[Row.replicas] = UInt32(route.targets.count)
        row[Row.rings] = UInt32(ring.row)
        let handled = Set(target.cell.handledTypes)
        for (bit, message) in resident.program.facts.messages.enumerated() where handled.contains(message.typeID) {
          row[Row.handled + bit / 32] |= 1 << UInt32(bit % 32)
        }
        row[Row.overflow] = EngineLayout.Overflow(target.cell.launchOptions.overflow).rawValue
        let deadline = target.cell.launchOptions.deadline?.clampedNanoseconds ?? 0
        row[Row.deadline] = UInt32(truncatingIfNeeded: deadline)
        row[Row.deadline + 1] = UInt32(truncatingIfNeeded: deadline >> 32)
      }
      words += row
    }
    try device.write(.table, at: rows.place, words)
    let place = [UInt32(rows.place), UInt32(resident.routes.count)]
    try device.write(.table, at: resident.row + EngineLayout.Actor.routes, place)
  }

  func writeIncoming(_ resident: Resident) throws(RingKernelError) {
    let count = resident.incoming.count
    guard count > 0 else {
      try device.write(.table, at: resident.row + EngineLayout.Actor.incoming, [0, 0])
      return
    }
    var list = resident.incomingList ?? (0, 0)
    if list.room < count {
      if list.room > 0 { memory.give(.table, list.place, list.room) }
      list = (try memory.take(.table, count * 2), count * 2)
      resident.incomingList = list
    }
    try device.write(.table, at: list.place, resident.incoming.map { UInt32($0.row) })
    try device.write(.table, at: resident.row + EngineLayout.Actor.incoming, [UInt32(list.place), UInt32(count)])
  }

  /// Nobody sends to this actor any more: its senders' routes are closed.
  func cutOff(_ resident: Resident) throws(RingKernelError) {
    guard !resident.isCutOff else { return }
    resident.isCutOff = true
    nextLook = 0
    for other in senders(of: resident) { try writeRoutes(other) }
  }

  /// Takes back what an actor had; nothing of it is on its way.
  func remove(_ cell: ActorCell) {
    guard let resident = residents[cell.index], resident.cell === cell else { return }
    forget(resident)
    do throws(RingKernelError) { try sweep() } catch { lose(error) }
  }

  private func forget(_ resident: Resident) {
    residents[resident.cell.index] = nil
    residentsByRow[resident.row] = nil
    polled.remove(resident)
    awake.removeAll { $0 === resident }
    let rowWords = EngineLayout.Table.rowWords
    memory.give(.state, resident.state, resident.stateWords)
    memory.give(.table, resident.row, rowWords)
    if let rows = resident.routeRows { memory.give(.table, rows.place, rows.room * rowWords) }
    if let list = resident.incomingList { memory.give(.table, list.place, list.room) }
    if let spill = resident.spill {
      memory.giveSlots(spill)
      memory.give(.table, spill.row, rowWords)
    }
    // Rings to it are empty; those from it may hold messages for others.
    for ring in resident.incoming {
      memory.giveSlots(ring)
      ring.receiver = nil
    }
    resident.incoming = []
    for route in resident.routes { retire(route) }
    resident.routes = []
    for ring in retired.flatMap(\.rings) where ring.sender === resident { ring.sender = nil }
  }
}

/// The largest power of two that is not more.
func powerOfTwo(atMost count: Int) -> Int {
  var power = 1
  while power * 2 <= count { power *= 2 }
  return power
}
