internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelIR

// Where actors, routes and rings stand; actors come and go while others run.
extension ResidentCourier {
  private static let inboxCapacity = 256
  private static let spillCapacity = 64
  /// Messages that an actor handles before the next one of its block has its turn.
  private static let budget = 64

  /// The first of `count` words of a region.
  ///
  /// - Throws: `deviceMemory`, `deviceLost`.
  func take(_ region: ResidentRegion, _ count: Int) throws(RingKernelError) -> Int {
    let place = allocators[region.rawValue].take(count)
    let bytes = allocators[region.rawValue].end * 4
    guard bytes > capacities[region.rawValue] else {
      journal?.append((region, place, count))
      return place
    }
    do throws(RingKernelError) {
      // The program knows places by their words: where the region begins may change while it is away.
      try leave()
      let room = max(bytes, capacities[region.rawValue] * 2)
      try device.grow(region, to: room)
      capacities[region.rawValue] = room
    } catch {
      allocators[region.rawValue].give(place, count)
      throw error
    }
    journal?.append((region, place, count))
    return place
  }

  /// Takes words for something that needs them all: none are kept when `body` fails.
  func takingAll<Result>(_ body: () throws(RingKernelError) -> Result) throws(RingKernelError) -> Result {
    journal = []
    defer { journal = nil }
    do throws(RingKernelError) { return try body() } catch {
      for (region, place, count) in journal ?? [] { give(region, place, count) }
      throw error
    }
  }

  private func give(_ region: ResidentRegion, _ place: Int, _ count: Int) {
    allocators[region.rawValue].give(place, count)
  }

  /// Gives an actor its place and starts the program that knows its type.
  ///
  /// - Throws: `deviceMemory`, `deviceLost`, `actorNotPortable` for a route that a device has not.
  func place(_ cell: ActorCell, _ program: EpochProgram) throws(RingKernelError) {
    if let loss { throw loss }
    do throws(RingKernelError) {
      try prepare()
      let seat = try takingAll { () throws(RingKernelError) in try self.seat(for: cell, program) }
      do throws(RingKernelError) {
        try widenStage(seat)
        try device.write(.state, at: seat.state, seat.cell.stateWords(seat.stateWords))
        try connectRoutes(seat)
        try writeRow(seat)
        try enlist(seat)
        try ensureRunning()
      } catch {
        forget(seat)
        throw error
      }
    } catch {
      // Whoever waits for the program would wait for ever.
      if error.code == .deviceLost { lose(error) }
      // A region that did not grow leaves the others as they were.
      if loss == nil { try ensureRunning() }
      throw error
    }
  }

  private func seat(for cell: ActorCell, _ program: EpochProgram) throws(RingKernelError) -> Seat {
    guard let block = block(for: cell) else {
      throw RingKernelError(.deviceMemory, "\(device.name) has no blocks.", kernel: cell.kernelID)
    }
    let rowWords = EngineLayout.Table.rowWords
    let stride = Seat.stride(cell)
    let stateWords = unsafe (cell.stateBytes.count + 3) / 4
    let slots = powerOfTwo(atMost: min(256, max(4, 16384 / stride)))
    let inboundWords = slots * EngineLayout.Link.stride(stride)
    let row = try take(.table, rowWords)
    let state = try take(.state, stateWords)
    let inbound = try take(.inbound, inboundWords)
    // No slot is published before the first lap.
    let words = unsafe device.words(of: .inbound) + inbound
    for place in 0..<inboundWords { unsafe words[place] = 0 }
    post()
    let seat = Seat(
      cell,
      program,
      block,
      row: row,
      state: (state, stateWords),
      inbound: (inbound, slots),
      inbox: try ring(powerOfTwo(atMost: min(Self.inboxCapacity, cell.inboxCapacity)), stride, row),
      origin: engine.origin
    )
    if program.facts.sends {
      let longest = EngineLayout.Slot.headerWords + (program.facts.messages.map(\.payloadBytes).max() ?? 0) / 4
      seat.spill = try ring(Self.spillCapacity, (longest + EngineLayout.Spill.slot + 15) / 16 * 16, row)
    }
    seats[cell.index] = seat
    seatsByRow[row] = seat
    return seat
  }

  /// The replica that this one is to sit with; nil where it does not care, or where that one has ended meanwhile.
  private func neighbour(of cell: ActorCell) -> Seat? {
    guard let id = cell.launchOptions.near else { return nil }
    let replicas = seats.values.filter { $0.cell.kernelID == id && !$0.isCutOff }
      .sorted { $0.cell.replica < $1.cell.replica }
    return replicas.isEmpty ? nil : replicas[cell.replica % replicas.count]
  }

  /// The block that is to serve an actor: its neighbour's, one of that one's cluster, else the one with the fewest.
  private func block(for cell: ActorCell) -> Block? {
    let emptiest = { (some: [Block]) in some.min { $0.load < $1.load } }
    guard let near = neighbour(of: cell)?.block else { return emptiest(blocks) }
    guard cell.launchOptions.nearness == .cluster else { return near }
    let others = blocks.filter { $0 !== near }
    return emptiest(others.filter { $0.number / clusterSize == near.number / clusterSize }) ?? emptiest(others) ?? near
  }

  private func ring(_ capacity: Int, _ stride: Int, _ receiver: Int) throws(RingKernelError) -> RingRow {
    let slots = try take(.rings, capacity * stride)
    let row = try take(.table, EngineLayout.Table.rowWords)
    try device.write(.rings, at: slots, [UInt32](repeating: 0, count: capacity * stride))
    let ring = RingRow(row: row, slots: slots, capacity: capacity, stride: stride)
    var words = ring.words(sender: 0, receiver: receiver)
    // Until somebody of another block has a route to it: `reach`.
    words[EngineLayout.Ring.tier] = EngineLayout.Ring.blockTier
    try device.write(.table, at: row, words)
    return ring
  }

  /// Makes the blocks' room as large as the program and the largest message ask for; none runs.
  func reserveStage(_ room: ResidentRoom) throws(RingKernelError) {
    let bytes = blocks.count * (stageWords + room.draftWords) * 4
    guard bytes > capacities[ResidentRegion.stage.rawValue] else { return }
    try device.grow(.stage, to: bytes)
    capacities[ResidentRegion.stage.rawValue] = bytes
  }

  /// A program that has less room for a message than this actor needs makes way.
  private func widenStage(_ seat: Seat) throws(RingKernelError) {
    guard seat.stride > stageWords else { return }
    try leave()
    stageWords = seat.stride
  }

  /// Copies the state back to the cell, where the control path reads it.
  func downloadState(_ seat: Seat) throws(RingKernelError) {
    seat.cell.takeState(try device.read(.state, at: seat.state, count: seat.stateWords))
  }

  private func writeRow(_ seat: Seat) throws(RingKernelError) {
    typealias Row = EngineLayout.Actor
    var words = seat.cell.row(
      state: seat.state,
      flags: seat.flagsWord,
      stride: seat.inboundStride,
      program: seat.program.number,
      spill: seat.spill,
      budget: Self.budget
    )
    words[Row.taken] = seat.taken
    words[Row.inbound] = UInt32(seat.inbound / 16)
    words[Row.inboundCapacity] = UInt32(seat.inboundCapacity)
    words[Row.inbox] = UInt32(seat.inbox.row)
    words[Row.routes] = UInt32(seat.routeRows?.place ?? 0)
    words[Row.routeCount] = UInt32(seat.routes.count)
    try device.write(.table, at: seat.row, words)
  }

  /// Puts an actor on its block's list.
  private func enlist(_ seat: Seat) throws(RingKernelError) {
    let block = seat.block
    seat.place = block.seats.firstIndex { $0 == nil } ?? block.seats.count
    try device.write(.table, at: block.list + seat.place, [UInt32(seat.row)])
    if seat.place == block.seats.count { block.seats.append(seat) } else { block.seats[seat.place] = seat }
    announce([block])
  }

  /// Takes back what an actor had; nothing of it is on its way.
  func remove(_ cell: ActorCell) {
    guard let seat = seats[cell.index], seat.cell === cell else { return }
    do throws(RingKernelError) {
      if loss == nil {
        try leaveCluster(seat)
        try device.write(.table, at: seat.block.list + seat.place, [0])
        announce([seat.block])
        try settle([seat.block])
        try closeRoutes(to: seat)
      }
    } catch { lose(error) }
    forget(seat)
  }

  private func forget(_ seat: Seat) {
    seats[seat.cell.index] = nil
    seatsByRow[seat.row] = nil
    polled.remove(seat)
    if seat.block.seats.indices.contains(seat.place), seat.block.seats[seat.place] === seat {
      seat.block.seats[seat.place] = nil
    }
    let rowWords = EngineLayout.Table.rowWords
    give(.state, seat.state, seat.stateWords)
    give(.table, seat.row, rowWords)
    give(.inbound, seat.inbound, seat.inboundCapacity * seat.inboundStride)
    if let rows = seat.routeRows { give(.table, rows.place, rows.room * rowWords) }
    if let lists = seat.routeLists { give(.table, lists.place, lists.room) }
    forgetArea(seat)
    for ring in [seat.inbox, seat.spill].compactMap(\.self) {
      give(.rings, ring.slots, ring.capacity * ring.stride)
      give(.table, ring.row, rowWords)
    }
  }
}
