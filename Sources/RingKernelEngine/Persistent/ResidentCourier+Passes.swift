internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelIR

// Devices that keep nothing resident run the program in passes: it is launched when there is something to do, and leaves
// after a round over its seats in which nothing was done.
extension ResidentCourier {
  /// Begins a pass that is due, or sees that one has ended; whether it did.
  ///
  /// - Parameters:
  ///   - hasCarried: Whether messages were written since the last look: a pass that runs may have missed them.
  ///   - hasCollected: Whether records were read: what they made room for, or sent to others, may wait for another pass.
  func pass(hasCarried: Bool, hasCollected: Bool) -> Bool {
    guard loss == nil else { return false }
    if hasCarried || (hasCollected && (hasRoutes || polled.actors.contains { $0.given != $0.taken })) {
      wantsPass = true
    }
    do throws(RingKernelError) {
      if isRunning { return try hasPassed() }
      guard wantsPass, let program = engine.newest.program else { return false }
      wantsPass = false
      passes &+= 1
      try start(program, engine.newest.room, command: EngineLayout.HostLine.passing)
      return true
    } catch {
      lose(error)
      return false
    }
  }

  /// Whether those to whom an actor has sent have had a pass since it was done: until then its messages lie in their rings,
  /// and a message of the host that comes behind its end would overtake them.
  func hasHandedOn(_ seat: Seat) -> Bool {
    guard runsInPasses, hasRoutes else { return true }
    if let last = seat.lastPass { return !isRunning && passes != last }
    seat.lastPass = passes
    wantsPass = true
    return false
  }

  private func hasPassed() throws(RingKernelError) -> Bool {
    guard try device.isRunning() else {
      isRunning = false
      // The last records may have come behind the last look.
      if collect() { wantsPass = wantsPass || hasRoutes || polled.actors.contains { $0.given != $0.taken } }
      return true
    }
    let now = Machine.monotonicNanoseconds
    for block in blocks where line(block, EngineLayout.DeviceLine.phase) != EngineLayout.DeviceLine.gone {
      guard stalled(block, now) else { continue }
      throw RingKernelError(.deviceLost, words(of: block), kernel: suspect(block)?.cell.kernelID)
    }
    return false
  }
}
