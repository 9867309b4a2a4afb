internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelIR
internal import Synchronization

/// The thread that carries messages to the device and results back; everything here is its own.
@safe
final class Courier {
  let engine: EpochEngine
  let device: any EpochDevice
  let memory: EngineMemory
  /// Actors on the device, by index and by the word of their row.
  var residents: [UInt32: Resident] = [:]
  var residentsByRow: [Int: Resident] = [:]
  /// Words of a program's roster, and where its next entry goes, while an epoch is put together.
  var rosters: [(count: Int, next: Int)] = []
  /// Actors that the courier polls.
  var held: [Resident] = []
  /// Actors that go on the next roster without a new message.
  var awake: [Resident] = []
  var flights: [Flight]
  /// Flights in the order of their submission.
  var inFlight: [Int] = []
  /// Rounds of the next epoch of actors that have rings; even.
  var rounds = 2
  /// Epochs in a row in which nothing happened, and the time before which another one has no use.
  var idleEpochs = 0
  var nextLook: UInt64 = 0
  var parity: UInt32 = 0
  var epochs: UInt64 = 0
  /// What was wrong with the results that were taken last; the device is given up for it.
  var damage: RingKernelError?
  /// Whether some actor has had a route, and the programs of all actors so far.
  var hasRoutes = false
  var programs = 0
  /// Rings that no route has any more, until nobody needs their words.
  var retired: [RouteRow] = []
  /// How many of them are worth a look.
  var sweepLimit = 16
  /// Why the device is gone.
  var loss: RingKernelError?
  private var quietSince: UInt64 = 0
  private var isQuiet = false
  /// Times in a row that the courier slept and nothing came of it.
  private var naps: UInt64 = 0

  /// Actors of a busy courier that found nothing this often are given up.
  private static let quietLimit = 4096

  init(_ engine: EpochEngine) {
    self.engine = engine
    device = engine.device
    memory = EngineMemory(engine.device)
    flights = (0..<2).map { Flight(slot: $0, capacity: engine.device.epochCapacity.inbound) }
  }

  /// Runs until the engine stops.
  func run() {
    while !engine.isStopping.load(ordering: .acquiring) {
      if engine.isCommanded {
        drain()
        for command in engine.takeCommands() { command(self) }
      }
      takeReady()
      attend()
      let isSubmitted = submitNext()
      // With a free flight there may be messages to take meanwhile; without one there is nothing else to do.
      let patience: UInt64 = inFlight.count == flights.count ? 200_000 : 0
      let isCollected = collectOldest(waiting: patience)
      // The device may be a thread that waits for this processor.
      if !isSubmitted, !isCollected, !inFlight.isEmpty { Machine.yieldThread() }
      if isSubmitted || isCollected || !inFlight.isEmpty {
        isQuiet = false
        naps = 0
      } else {
        stayQuiet()
      }
    }
    drain()
    for resident in residents.values { residentsByRow[resident.row] = nil }
  }

  private func takeReady() {
    while let cell = engine.dequeue() {
      guard let resident = residents[cell.index] else { continue }
      cell.hold()
      resident.quietTurns = 0
      held.append(resident)
    }
  }

  /// Does for every held actor what does not need an epoch.
  private func attend() {
    var place = 0
    while place < held.count {
      let resident = held[place]
      if resident.cell.waitsForBoundary { boundary(resident) }
      switch loss == nil ? errand(of: resident) : lostErrand(of: resident) {
      case .ended:
        held.remove(at: place)
        continue
      case .carry, .wait, .finish: break
      }
      resident.quietTurns += 1
      if resident.quietTurns > Self.quietLimit / max(held.count / 16, 1), held.count > 1, isIdle(resident) {
        held.remove(at: place)
        giveUp([resident])
        continue
      }
      place += 1
    }
  }

  private func isIdle(_ resident: Resident) -> Bool {
    resident.isQuietOnDevice && !resident.isAwake && resident.cell.inboxIsIdle
  }

  /// Gives actors up as idle, unless work arrived meanwhile.
  private func giveUp(_ residents: [Resident]) {
    for resident in residents { resident.cell.release() }
    AsymmetricFence.heavy()
    for resident in residents where resident.cell.reclaim() {
      resident.quietTurns = 0
      held.append(resident)
    }
  }

  private func stayQuiet() {
    if !isQuiet {
      isQuiet = true
      quietSince = Machine.monotonicNanoseconds
      return
    }
    spinHint()
    let quiet = Machine.monotonicNanoseconds - quietSince
    if quiet > engine.spinNanoseconds / 2 { Machine.yieldThread() }
    if quiet > engine.spinNanoseconds { park() }
  }

  private func park() {
    // Asked once for each: a sender that evicts makes an inbox look idle for a moment.
    var idle: [Resident] = []
    held.removeAll { resident in
      guard isIdle(resident) else { return false }
      idle.append(resident)
      return true
    }
    if !idle.isEmpty { giveUp(idle) }
    // An actor that stays held or awake waits for room, or for its own end: look again soon.
    let isWaiting = !held.isEmpty || !awake.isEmpty
    let key = engine.changes.prepare()
    if engine.hasReady || engine.isCommanded || engine.isStopping.load(ordering: .acquiring) {
      engine.changes.cancel()
      isQuiet = false
      naps = 0
    } else {
      // Naps become longer while nothing comes of them, and nobody spins in between.
      engine.changes.wait(key, nanoseconds: isWaiting ? 200_000 << naps : .max)
      isQuiet = isWaiting
      naps = isWaiting ? min(naps + 1, 4) : 0
    }
  }

  // MARK: Flights

  /// Collects every epoch in flight.
  func drain() {
    while !inFlight.isEmpty { _ = collectOldest(waiting: .max) }
  }

  private func collectOldest(waiting nanoseconds: UInt64) -> Bool {
    guard let number = inFlight.first else { return false }
    do throws(RingKernelError) {
      // A device that takes longer than this will not come back.
      let limit = min(nanoseconds, 120_000_000_000)
      let isThere = unsafe try device.collect(flights[number].slot, waiting: limit) { header, records in
        unsafe take(header, records, of: flights[number])
      }
      if !isThere {
        if nanoseconds == .max { lose(RingKernelError(.deviceLost, "An epoch did not end within 120 s.")) }
        return false
      }
    } catch {
      lose(error)
      return false
    }
    if let damage {
      lose(damage)
      return false
    }
    inFlight.removeFirst()
    land(flights[number])
    return true
  }

  private func submitNext() -> Bool {
    guard loss == nil, let number = flights.indices.first(where: { !inFlight.contains($0) }) else { return false }
    guard load(flights[number]) else { return false }
    do throws(RingKernelError) { try device.submit(flights[number].submission) } catch {
      inFlight.append(number)
      lose(error)
      return false
    }
    inFlight.append(number)
    return true
  }
}
