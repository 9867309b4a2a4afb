internal import RingKernelCore
internal import RingKernelIR

// Routes: rows of the sender that name the inboxes of the receivers. A row changes only while no handler of its sender
// runs: before the sender is on its block's list, or while it is paused.
extension ResidentCourier {
  /// Brings the routes of an actor, which does not run, up to those that its cell has.
  ///
  /// - Throws: `actorNotPortable`, `deviceMemory`, `deviceLost`.
  func connectRoutes(_ seat: Seat) throws(RingKernelError) {
    let wanted = seat.cell.routeTargets
    var routes: [[Seat]] = []
    for cells in wanted {
      let targets = cells.compactMap { seats[$0.index] }.filter { !$0.isCutOff }
      if let first = cells.first, first.launchOptions.overflow == .dropOldest {
        throw RingKernelError(
          .actorNotPortable,
          "A route to '\(first.kernelID)', whose inbox drops the oldest message: not between actors on a device.",
          kernel: seat.cell.kernelID
        )
      }
      // One whose replicas are not all there takes no messages.
      routes.append(targets.count == cells.count ? targets : [])
    }
    let isSame =
      routes.count == seat.routes.count
      && zip(routes, seat.routes).allSatisfy { $0.count == $1.count && zip($0, $1).allSatisfy { $0 === $1 } }
    guard !isSame else { return }
    if routes.contains(where: { !$0.isEmpty }) { hasRoutes = true }
    try reach(Array(routes.joined()), from: seat.block)
    seat.routes = routes
    try writeRoutes(seat)
  }

  private func writeRoutes(_ seat: Seat) throws(RingKernelError) {
    typealias Row = EngineLayout.Route
    guard !seat.routes.isEmpty else { return }
    let rowWords = EngineLayout.Table.rowWords
    let rows = try room(seat.routeRows, seat.routes.count, rowWords)
    seat.routeRows = rows
    let replicas = seat.routes.reduce(0) { $0 + $1.count }
    let lists = try room(seat.routeLists, max(replicas, 1), 1)
    seat.routeLists = lists
    var words: [UInt32] = []
    var inboxes: [UInt32] = []
    for targets in seat.routes {
      var row = [UInt32](repeating: 0, count: rowWords)
      if let target = targets.first, targets.allSatisfy({ !$0.isCutOff }) {
        row[Row.replicas] = UInt32(targets.count)
        row[Row.rings] = UInt32(lists.place + inboxes.count)
        inboxes += targets.map { UInt32($0.inbox.row) }
        let handled = Set(target.cell.handledTypes)
        for (bit, message) in seat.program.facts.messages.enumerated() where handled.contains(message.typeID) {
          row[Row.handled + bit / 32] |= 1 << UInt32(bit % 32)
        }
        row[Row.overflow] = EngineLayout.Overflow(target.cell.launchOptions.overflow).rawValue
        let deadline = target.cell.launchOptions.deadline?.clampedNanoseconds ?? 0
        row[Row.deadline] = UInt32(truncatingIfNeeded: deadline)
        row[Row.deadline + 1] = UInt32(truncatingIfNeeded: deadline >> 32)
      }
      words += row
    }
    if !inboxes.isEmpty { try device.write(.table, at: lists.place, inboxes) }
    try device.write(.table, at: rows.place, words)
    try device.write(.table, at: seat.row + EngineLayout.Actor.routes, [UInt32(rows.place), UInt32(seat.routes.count)])
  }

  /// Words for so many pieces, those that are there if they suffice.
  private func room(
    _ known: (place: Int, room: Int)?,
    _ count: Int,
    _ size: Int
  ) throws(RingKernelError) -> (
    place: Int, room: Int
  ) {
    if let known, known.room >= count { return known }
    let place = try take(.table, count * size)
    if let known { allocators[ResidentRegion.table.rawValue].give(known.place, known.room * size) }
    return (place, count)
  }

  /// Actors that have a route to this one.
  func senders(of seat: Seat) -> [Seat] {
    seats.values.filter { $0.routes.contains { $0.contains { $0 === seat } } }
  }

  /// Nobody sends to this actor any more: whoever did is paused while its routes are closed.
  func cutOff(_ seat: Seat) throws(RingKernelError) {
    guard !seat.isCutOff else { return }
    seat.isCutOff = true
    // From now on the host looks at what waits for it.
    try leaveCluster(seat)
    let senders = senders(of: seat)
    try pausing(senders) { () throws(RingKernelError) in
      for sender in senders { try self.writeRoutes(sender) }
    }
  }

  /// Takes the routes to an actor that is no more out of those that had them.
  func closeRoutes(to seat: Seat) throws(RingKernelError) {
    seat.isCutOff = true
    let senders = senders(of: seat).filter { $0 !== seat }
    try pausing(senders) { () throws(RingKernelError) in
      for sender in senders {
        try self.writeRoutes(sender)
        sender.routes = sender.routes.map { $0.contains { $0 === seat } ? [] : $0 }
      }
    }
  }
}
