internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelIR
internal import RingKernelRender
internal import Synchronization

// The program: how it starts, is told of changes, makes way, and is watched.
extension ResidentCourier {
  private typealias Host = EngineLayout.HostLine
  private typealias Device = EngineLayout.DeviceLine

  /// A word of a block's line that the host writes.
  private func hostWord(_ block: Block, _ word: Int) -> UnsafeMutableRawPointer {
    unsafe UnsafeMutableRawPointer(device.words(of: .hostLines) + block.number * Host.words + word)
  }

  /// Writes a word, which the device sees soon and behind whatever was written before.
  func store(_ value: UInt32, _ block: Block, _ word: Int) {
    set(value, block, word)
    post()
  }

  /// Writes a word that `post` sends, with others.
  private func set(_ value: UInt32, _ block: Block, _ word: Int) {
    unsafe atomicHalf(hostWord(block, word)).pointee.store(value, ordering: .releasing)
  }

  /// The same for two words that a block reads as one number.
  func set(_ value: UInt64, _ block: Block, _ word: Int) {
    unsafe atomicWord(hostWord(block, word)).pointee.store(value, ordering: .releasing)
  }

  /// What a block says of itself.
  func line(_ block: Block, _ word: Int) -> UInt32 {
    let place = unsafe UnsafeMutableRawPointer(device.words(of: .deviceLines) + block.number * Device.words + word)
    return unsafe atomicHalf(place).pointee.load(ordering: .acquiring)
  }

  /// Tells the device how far a block's records were read.
  func announceHead(_ block: Block) { store(block.records.head, block, Host.taken) }

  /// Makes what every block needs; once.
  func prepare() throws(RingKernelError) {
    guard blocks.isEmpty else { return }
    // Regions begin with room for a few actors; word 0 of the table means "none".
    let sizes: [(ResidentRegion, Int)] = [
      (.state, 1 << 20), (.table, 1 << 20), (.rings, 4 << 20), (.inbound, 1 << 20),
      (.hostLines, device.blocks * Host.words * 4), (.deviceLines, device.blocks * Device.words * 4),
      (.outbound, device.blocks * Self.outboundWords * 8),
      (.timings, device.blocks * EngineLayout.Timing.blockWords * 4),
    ]
    for (region, bytes) in sizes where capacities[region.rawValue] < bytes {
      try device.grow(region, to: bytes)
      capacities[region.rawValue] = bytes
    }
    let room = engine.desk.maximumActors / device.blocks + 1
    blocks = try takingAll { () throws(RingKernelError) in
      var made: [Block] = []
      self.areaLists = try self.take(.table, self.device.blocks * EngineLayout.Area.places)
      for number in 0..<self.device.blocks {
        let list = try self.take(.table, room)
        let areas = self.areaLists + number * EngineLayout.Area.places
        made.append(Block(number: number, list: list, areas: areas, origin: self.engine.origin))
      }
      return made
    }
    for block in blocks { announceHead(block) }
  }

  /// Starts the newest program unless it runs already.
  func ensureRunning() throws(RingKernelError) {
    if let loss { throw loss }
    guard types < engine.newest.types || !(isRunning || passes != nil) else { return }
    try leave()
    if passes != nil { return try passFirst() }
    try start()
    try readClock()
  }

  /// What blocks are told to do, besides leaving.
  var command: UInt32 { (isTimed ? Host.timed : 0) | (passes == nil ? 0 : Host.passing) }

  /// Starts the newest program over the memory as it is.
  func start() throws(RingKernelError) {
    let (program, count, room) = engine.newest
    guard let program else { return }
    try reserveStage(room)
    for block in blocks {
      store(command, block, Host.command)
      store(UInt32(block.list), block, Host.seats)
      // Nobody else writes the line while no program runs.
      let phase = unsafe UnsafeMutableRawPointer(
        device.words(of: .deviceLines) + block.number * Device.words + Device.phase
      )
      unsafe atomicHalf(phase).pointee.store(0, ordering: .releasing)
      block.heartbeat = line(block, Device.heartbeat)
      block.beatTime = Machine.monotonicNanoseconds
    }
    var sizes = [UInt32](repeating: 0, count: EngineLayout.Resident.words)
    sizes[EngineLayout.Resident.outboundWords] = UInt32(Self.outboundWords)
    sizes[EngineLayout.Resident.stageWords] = UInt32(stageWords + room.draftWords)
    sizes[EngineLayout.Resident.areaWords] = UInt32(EngineLayout.Area.words)
    sizes[EngineLayout.Resident.areas] = UInt32(areaLists)
    try launch(program, threads: room.threads, &sizes)
    isRunning = true
    types = count
  }

  /// Lets the program leave and waits until it has; its memory stays as it is.
  func leave() throws(RingKernelError) {
    guard isRunning else { return }
    for block in blocks { store(Host.leave, block, Host.command) }
    try wait { self.blocks.allSatisfy(self.hasLeft) }
    try wait { () throws(RingKernelError) in try !self.device.isRunning() }
    isRunning = false
    _ = collect()
    passes?.end()
    // A pass that was cut short may have left something.
    passes?.hasNews = true
  }

  /// Whether a program that was given up goes when it is told to; it has two seconds.
  func hasGone() -> Bool {
    guard isRunning else { return true }
    for block in blocks { store(Host.leave, block, Host.command) }
    let end = Machine.monotonicNanoseconds + 2_000_000_000
    while Machine.monotonicNanoseconds < end {
      do throws(RingKernelError) {
        if try !device.isRunning() { return true }
      } catch {
        // A program that ended by a fault runs no more.
        return true
      }
      Machine.sleepThread(nanoseconds: 1_000_000)
    }
    return false
  }

  /// Waits for something that the device does, reading records meanwhile: a block may wait for room.
  ///
  /// - Throws: `deviceLost` when a block shows no sign of life.
  func wait(until isDone: () throws(RingKernelError) -> Bool) throws(RingKernelError) {
    var rounds = 0
    while try !isDone() {
      if let loss { throw loss }
      _ = collect()
      rounds += 1
      if rounds < 256 { spinHint() } else { Machine.yieldThread() }
      if rounds % 4096 == 0 { try checkHearts() }
    }
  }

  // MARK: Changes

  /// Makes blocks read their lines anew.
  func announce(_ changed: [Block]) {
    for block in changed { set(UInt32(block.seats.count), block, Host.seatCount) }
    // Once for all of them: a fence takes its time.
    post()
    for block in changed {
      block.generation &+= 1
      set(block.generation, block, Host.generation)
    }
    post()
  }

  /// Waits until blocks have left everything of earlier generations behind.
  func settle(_ changed: [Block]) throws(RingKernelError) {
    guard isRunning else { return }
    // In a pass a block may have left before it saw one.
    try wait {
      changed.allSatisfy { self.line($0, Device.generation) == $0.generation || self.hasLeft($0) }
    }
    // What was recorded before shows now.
    _ = collect()
  }

  // MARK: Watchdog

  /// Whether a block has left.
  func hasLeft(_ block: Block) -> Bool { line(block, Device.phase) == Device.gone }

  /// Looks whether every block that has not left lives.
  ///
  /// - Throws: `deviceLost` when one shows no sign of life.
  func checkHearts() throws(RingKernelError) {
    let now = Machine.monotonicNanoseconds
    // One that leaves waits for others of its cluster, whose own hearts tell.
    for block in blocks where line(block, Device.phase) != Device.leaving && !hasLeft(block) && stalled(block, now) {
      throw RingKernelError(.deviceLost, words(of: block), kernel: suspect(block)?.cell.kernelID)
    }
  }

  /// Whether a block's heart has stood still for too long.
  func stalled(_ block: Block, _ now: UInt64) -> Bool {
    let beat = line(block, Device.heartbeat)
    if beat != block.heartbeat {
      block.heartbeat = beat
      block.beatTime = now
    }
    return now > block.beatTime && now - block.beatTime > engine.watchdogNanoseconds
  }

  /// The actor whose handler a block is in.
  func suspect(_ block: Block) -> Seat? {
    guard line(block, Device.phase) == Device.handling else { return nil }
    return seatsByRow[Int(line(block, Device.actor))]
  }

  /// What a block hangs in, in words.
  func words(of block: Block) -> String {
    let message = UInt64(line(block, Device.messageID)) | UInt64(line(block, Device.messageID + 1)) << 32
    let place =
      suspect(block).map { seat in
        "in handler \(line(block, Device.handler)) of '\(seat.cell.kernelID)' at message \(message)"
      } ?? "outside of handlers"
    return "\(device.name): block \(block.number) hangs \(place)."
  }
}
