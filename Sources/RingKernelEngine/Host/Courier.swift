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
  let polled: PolledActors<Resident, Courier>
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

  init(_ engine: EpochEngine) {
    self.engine = engine
    device = engine.device
    memory = EngineMemory(engine.device)
    polled = PolledActors(engine.desk, naps: 200_000...3_200_000)
    flights = (0..<2).map { Flight(slot: $0, capacity: engine.device.epochCapacity.inbound) }
  }

  /// Runs until the engine stops.
  func run() {
    while !engine.desk.isStopping.load(ordering: .acquiring) {
      if engine.desk.isCommanded {
        drain()
        for command in engine.desk.takeCommands() { command(self) }
      }
      polled.takeReady { residents[$0.index] }
      polled.visit(attend)
      let isSubmitted = submitNext()
      // With a free flight there may be messages to take meanwhile; without one there is nothing else to do.
      let patience: UInt64 = inFlight.count == flights.count ? 200_000 : 0
      let isCollected = collectOldest(waiting: patience)
      // The device may be a thread that waits for this processor.
      if !isSubmitted, !isCollected, !inFlight.isEmpty { Machine.yieldThread() }
      if isSubmitted || isCollected || !inFlight.isEmpty {
        polled.stayAwake()
      } else {
        polled.rest(isWaiting: { !awake.isEmpty })
      }
    }
    drain()
    for resident in residents.values { residentsByRow[resident.row] = nil }
  }

  /// Does for an actor what does not need an epoch; false when it has ended.
  private func attend(_ resident: Resident) -> Bool {
    if resident.cell.waitsForBoundary { boundary(resident) }
    switch loss == nil ? errand(of: resident) : lostErrand(of: resident) {
    case .ended: return false
    case .carry, .wait, .finish: return true
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
