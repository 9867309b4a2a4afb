internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelIR

// The control path: actors out of the blocks' hands, requests, ends.
extension ResidentCourier {
  /// Sets or clears a flag of an actor's row.
  func setFlag(_ seat: Seat, _ flag: UInt32, _ isSet: Bool) {
    let flags = isSet ? seat.flags | flag : seat.flags & ~flag
    guard flags != seat.flags, loss == nil else { return }
    let word = seat.change(flags: flags)
    // A pass that runs may have left the actor out.
    if isRunning || flag == EngineLayout.Actor.activeFlag { passes?.hasNews = true }
    do throws(RingKernelError) {
      try device.write(.table, at: seat.row + EngineLayout.Actor.flags, [word])
    } catch { lose(error) }
  }

  /// Runs `body` while the blocks leave some actors alone; what they have recorded is known then.
  func pausing(_ paused: [Seat], _ body: () throws(RingKernelError) -> Void) throws(RingKernelError) {
    let own = paused.filter { $0.flags & EngineLayout.Actor.pausedFlag == 0 }
    for seat in own { setFlag(seat, EngineLayout.Actor.pausedFlag, true) }
    var seen: Set<Int> = []
    let served = own.map(\.block).filter { seen.insert($0.number).inserted }
    announce(served)
    try settle(served)
    if let loss { throw loss }
    try body()
    for seat in own { setFlag(seat, EngineLayout.Actor.pausedFlag, false) }
    // What was written must be seen with the flag.
    announce(served)
    // Growing memory makes the program leave.
    try ensureRunning()
  }

  /// Runs what the control path asks of an actor, between two of its messages.
  func boundary(_ seat: Seat) {
    guard loss == nil else { return seat.cell.runRequests() }
    do throws(RingKernelError) {
      try pausing([seat]) { () throws(RingKernelError) in
        try self.downloadState(seat)
        seat.cell.runRequests()
        do throws(RingKernelError) { try self.connectRoutes(seat) } catch {
          if error.code == .deviceLost { throw error }
          seat.cell.reportOnDevice(error)
        }
        self.setFlag(seat, EngineLayout.Actor.terminateFlag, seat.cell.isAskedToEnd)
        self.setFlag(seat, EngineLayout.Actor.activeFlag, seat.cell.isHandling)
      }
    } catch {
      lose(error)
      seat.cell.runRequests()
    }
  }

  /// What is to be done for an actor; one that has nothing left is ended here.
  func errand(of seat: Seat) -> ActorCell.Errand {
    let errand = seat.cell.errand()
    guard case .finish(let drains) = errand else { return errand }
    guard seat.isQuiet || !drains, Machine.monotonicNanoseconds >= seat.nextLook else { return errand }
    var isOver = !drains
    do throws(RingKernelError) {
      try cutOff(seat)
      try pausing([seat] + senders(of: seat)) { () throws(RingKernelError) in
        if drains {
          isOver = try self.isEmpty(seat)
        } else {
          try self.giveUpMessages(seat)
        }
        if isOver { try self.downloadState(seat) }
      }
    } catch { lose(error) }
    if drains, isOver { isOver = hasHandedOn(seat) }
    guard loss == nil else { return lostErrand(of: seat) }
    guard isOver else {
      seat.nextLook = Machine.monotonicNanoseconds + 200_000
      return errand
    }
    seat.cell.finish()
    return .ended
  }

  /// Whether nothing waits for an actor: in its rings, or kept by senders that found its inbox full.
  private func isEmpty(_ seat: Seat) throws(RingKernelError) -> Bool {
    guard seat.isQuiet else { return false }
    for ring in [seat.inbox, seat.spill].compactMap(\.self) {
      guard try messages(of: ring).isEmpty else { return false }
    }
    for sender in senders(of: seat) {
      guard let spill = sender.spill else { continue }
      let row = UInt32(seat.inbox.row)
      guard try messages(of: spill).allSatisfy({ $0[EngineLayout.Spill.ring] != row }) else { return false }
    }
    return true
  }

  /// The slots of a ring that hold messages, oldest first; the actors that write and read it are paused.
  func messages(of ring: RingRow) throws(RingKernelError) -> [[UInt32]] {
    typealias Ring = EngineLayout.Ring
    let row = try device.read(.table, at: ring.row, count: EngineLayout.Table.rowWords)
    guard row[Ring.head] != row[Ring.tail] else { return [] }
    guard row[Ring.tail] &- row[Ring.head] <= UInt32(ring.capacity) else {
      throw RingKernelError(.deviceLost, "\(device.name): the ring at word \(ring.row) has impossible positions.")
    }
    let words = try device.read(.rings, at: ring.slots, count: ring.capacity * ring.stride)
    return (0..<Int(row[Ring.tail] &- row[Ring.head])).map { number in
      let start = (Int(row[Ring.head]) + number) % ring.capacity * ring.stride
      return Array(words[start..<(start + ring.stride)])
    }
  }

  /// Dead-letters what an actor that ends without handling it still has.
  private func giveUpMessages(_ seat: Seat) throws(RingKernelError) {
    setAside(seat, .kernelTerminated)
    // Whoever found no room here may go on.
    passes?.hasNews = true
    try device.write(.table, at: seat.row + EngineLayout.Actor.taken, [seat.taken])
    for words in try messages(of: seat.inbox) { refuse(words[...], seat) }
    // Empty from now on, should anybody look.
    let tail = try device.read(.table, at: seat.inbox.row + EngineLayout.Ring.tail, count: 1)
    try device.write(.table, at: seat.inbox.row + EngineLayout.Ring.head, tail)
    for sender in senders(of: seat) where sender !== seat {
      guard let spill = sender.spill else { continue }
      try giveUp(spill, for: UInt32(seat.inbox.row)) { refuse($0, seat) }
    }
    guard let spill = seat.spill else { return }
    for words in try messages(of: spill) {
      unsafe words[EngineLayout.Spill.slot...].withUnsafeBytes { bytes in
        if let base = bytes.baseAddress { unsafe seat.cell.giveUpSend(base) }
      }
    }
  }

  private func refuse(_ words: ArraySlice<UInt32>, _ seat: Seat) {
    typealias Slot = EngineLayout.Slot
    var message = Array(words)
    message[Slot.lengthFlagsPriority] &= ~(Slot.lapFlag << UInt32(Slot.flagsShift))
    unsafe message.withUnsafeBytes { bytes in
      if let base = bytes.baseAddress { unsafe seat.cell.refuse(base, .kernelTerminated) }
    }
  }

  /// Gives up what a sender keeps for an inbox that is no more; the rest moves up.
  private func giveUp(
    _ spill: RingRow,
    for inbox: UInt32,
    _ body: (ArraySlice<UInt32>) -> Void
  ) throws(RingKernelError) {
    typealias Spill = EngineLayout.Spill
    let all = try messages(of: spill)
    let kept = all.filter { $0[Spill.ring] != inbox }
    guard kept.count < all.count else { return }
    for words in all where words[Spill.ring] == inbox { body(words[Spill.slot...]) }
    var position = try device.read(.table, at: spill.row + EngineLayout.Ring.head, count: 1)[0]
    for words in kept {
      try device.write(.rings, at: spill.slots + Int(position) % spill.capacity * spill.stride, words)
      position &+= 1
    }
    try device.write(.table, at: spill.row + EngineLayout.Ring.tail, [position])
  }

  /// Sets aside what was written for an actor and not taken; the blocks leave it alone.
  private func setAside(_ seat: Seat, _ reason: DeadLetterReason) {
    let count = seat.given &- seat.taken
    while seat.taken != seat.given {
      let message = unsafe seat.message(at: seat.taken).map { Array($0) } ?? slot(of: seat, at: seat.taken).message()
      unsafe message.withUnsafeBytes { bytes in
        if let base = bytes.baseAddress { unsafe seat.cell.setAsideOnDevice(base, reason) }
      }
      seat.taken &+= 1
    }
    seat.cell.count(handled: 0, fromHost: UInt64(count), accepted: 0, clock: 0)
  }

  // MARK: The end of the device

  /// The device is gone: what was on its way fails, and so does what comes later.
  ///
  /// A block whose heart stood still in a handler names its actor: that one has hung, the others have lost their device.
  ///
  /// What was recorded before is handed over first, unless it is the records that are not to be trusted.
  func lose(_ error: RingKernelError, collecting: Bool = true) {
    if collecting { _ = collect() }
    guard loss == nil else { return }
    let now = Machine.monotonicNanoseconds
    for block in blocks where isRunning && stalled(block, now) {
      guard let seat = suspect(block) else { continue }
      seat.hang = RingKernelError(.handlerHung, words(of: block), kernel: seat.cell.kernelID)
    }
    loss = RingKernelError(.deviceLost, error.detail, kernel: error.kernel)
    for seat in seats.values {
      guard let error = self.error(of: seat) else { continue }
      if seat.hang != nil { seat.cell.reportOnDevice(error) }
      failEverything(seat)
      seat.cell.loseState(error)
    }
  }

  /// Why an actor is no more.
  private func error(of seat: Seat) -> RingKernelError? {
    seat.hang ?? loss.map { RingKernelError($0.code, $0.detail, kernel: seat.cell.kernelID) }
  }

  private func failEverything(_ seat: Seat) {
    guard let error = error(of: seat) else { return }
    setAside(seat, .handlerFailed(error))
    var slot = [UInt32](repeating: 0, count: seat.stride)
    while true {
      let isThere = unsafe slot.withUnsafeMutableBytes { bytes in
        unsafe bytes.baseAddress.map { unsafe seat.cell.take(into: $0) } ?? false
      }
      guard isThere else { return }
      unsafe slot.withUnsafeBytes { bytes in
        if let base = bytes.baseAddress { unsafe seat.cell.setAsideOnDevice(base, .handlerFailed(error)) }
      }
      seat.cell.count(handled: 0, fromHost: 1, accepted: 0, clock: 0)
      seat.cell.roomWasMade()
    }
  }

  /// What is done for an actor whose device is gone: its messages fail, its end is allowed.
  func lostErrand(of seat: Seat) -> ActorCell.Errand {
    if seat.cell.isHandling { failEverything(seat) }
    let errand = seat.cell.errand()
    guard case .finish = errand else { return errand }
    seat.cell.finish()
    return .ended
  }
}
