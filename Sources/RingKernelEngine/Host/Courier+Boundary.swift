internal import RingKernelCore
internal import RingKernelIR

// The control path: requests, the end of an actor, the end of the device.
extension Courier {
  /// Runs what the control path asks of an actor, when no message of it is on its way.
  func boundary(_ resident: Resident) {
    drain()
    if loss == nil {
      do throws(RingKernelError) { try downloadState(resident) } catch { lose(error) }
    }
    resident.cell.runRequests()
    guard loss == nil else { return }
    do throws(RingKernelError) { try connectRoutes(resident) } catch {
      if error.code == .deviceLost { lose(error) } else { resident.cell.reportOnDevice(error) }
    }
    _ = setFlag(resident, EngineLayout.Actor.terminateFlag, resident.cell.isAskedToEnd)
    _ = setFlag(resident, EngineLayout.Actor.activeFlag, resident.cell.isHandling)
  }

  /// What is to be done for an actor; one that has nothing left is ended here.
  func errand(of resident: Resident) -> ActorCell.Errand {
    let errand = resident.cell.errand()
    guard case .finish(let drains) = errand else { return errand }
    guard resident.isQuietOnDevice || !drains else { return errand }
    drain()
    do throws(RingKernelError) {
      try cutOff(resident)
      if drains {
        guard try isEmptyOnDevice(resident) else {
          if !resident.isAwake {
            resident.isAwake = true
            awake.append(resident)
          }
          return errand
        }
      } else {
        try giveUpMessages(resident)
      }
    } catch { lose(error) }
    guard loss == nil else { return lostErrand(of: resident) }
    resident.cell.finish()
    return .ended
  }

  private func isEmptyOnDevice(_ resident: Resident) throws(RingKernelError) -> Bool {
    for ring in resident.incoming + [resident.spill].compactMap(\.self) {
      guard try positions(of: ring).isEmpty else { return false }
    }
    return true
  }

  /// Positions of the messages that stand in a ring.
  private func positions(of ring: RingRow) throws(RingKernelError) -> Range<UInt32> {
    let row = try device.read(.table, at: ring.row, count: EngineLayout.Table.rowWords)
    let (head, tail) = (row[EngineLayout.Ring.head], row[EngineLayout.Ring.tail])
    return head <= tail ? head..<tail : 0..<(tail &- head)
  }

  /// Dead-letters what an actor that ends without handling it still has.
  private func giveUpMessages(_ resident: Resident) throws(RingKernelError) {
    setAside(resident.leftover, of: resident, .kernelTerminated)
    resident.leftover = []
    for ring in resident.incoming {
      unsafe try eachMessage(of: ring) { unsafe resident.cell.refuse($0, .kernelTerminated) }
    }
    if let spill = resident.spill {
      unsafe try eachMessage(of: spill) { unsafe resident.cell.giveUpSend($0) }
    }
  }

  private func eachMessage(of ring: RingRow, _ body: (UnsafeRawPointer) -> Void) throws(RingKernelError) {
    let row = try device.read(.table, at: ring.row, count: EngineLayout.Table.rowWords)
    var position = row[EngineLayout.Ring.head]
    while position != row[EngineLayout.Ring.tail] {
      let place = ring.slots + Int(position) % ring.capacity * ring.stride
      let words = try device.read(.rings, at: place, count: ring.stride)
      unsafe words.withUnsafeBytes { bytes in if let base = bytes.baseAddress { unsafe body(base) } }
      position &+= 1
    }
    // Empty from now on, should anybody look.
    try device.write(.table, at: ring.row + EngineLayout.Ring.head, [position])
  }

  private func setAside(_ slots: [UInt32], of resident: Resident, _ reason: DeadLetterReason) {
    let count = slots.count / resident.stride
    unsafe slots.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      for number in 0..<count {
        unsafe resident.cell.setAsideOnDevice(base + number * resident.stride * 4, reason)
      }
    }
    resident.taken &+= UInt32(count)
    resident.cell.count(handled: 0, fromHost: UInt64(count), accepted: 0, clock: 0)
  }

  // MARK: The end of the device

  /// The device is gone: what was on its way fails, and so does what comes later.
  func lose(_ error: RingKernelError) {
    guard loss == nil else { return }
    loss = RingKernelError(.deviceLost, error.detail, kernel: error.kernel)
    for number in inFlight { land(flights[number]) }
    inFlight = []
    awake = []
    for resident in residents.values {
      failEverything(resident)
      if let loss { resident.cell.loseState(RingKernelError(loss.code, loss.detail, kernel: resident.cell.kernelID)) }
    }
  }

  private func failEverything(_ resident: Resident) {
    guard let loss else { return }
    let error = RingKernelError(loss.code, loss.detail, kernel: resident.cell.kernelID)
    setAside(resident.leftover, of: resident, .handlerFailed(error))
    resident.leftover = []
    var slot = [UInt32](repeating: 0, count: resident.stride)
    while true {
      let isThere = unsafe slot.withUnsafeMutableBytes { bytes in
        unsafe bytes.baseAddress.map { unsafe resident.cell.take(into: $0) } ?? false
      }
      guard isThere else { return }
      resident.given &+= 1
      setAside(slot, of: resident, .handlerFailed(error))
      resident.cell.roomWasMade()
    }
  }

  /// What is done for an actor whose device is gone: its messages fail, its end is allowed.
  func lostErrand(of resident: Resident) -> ActorCell.Errand {
    if resident.cell.isHandling { failEverything(resident) }
    let errand = resident.cell.errand()
    guard case .finish = errand else { return errand }
    resident.cell.finish()
    return .ended
  }
}
