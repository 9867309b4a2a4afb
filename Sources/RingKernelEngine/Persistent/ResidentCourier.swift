internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelIR
internal import Synchronization

/// The thread that carries messages between cells and a resident program; everything here is its own.
@safe
final class ResidentCourier: RecordTaker {
  // Safety: addresses of shared regions are asked for anew wherever they are used; words that the device writes or
  // reads meanwhile are loaded and stored atomically.
  let engine: ResidentEngine
  let device: any ResidentDevice
  var seats: [UInt32: Seat] = [:]
  var seatsByRow: [Int: Seat] = [:]
  var blocks: [Block] = []
  /// Actors that the courier polls.
  var held: [Seat] = []
  var allocators = [WordAllocator](repeating: WordAllocator(after: 32), count: ResidentRegion.allCases.count)
  var capacities = [Int](repeating: 0, count: ResidentRegion.allCases.count)
  /// Whether the program runs, how many types it has, and words of the largest message's slot.
  var isRunning = false
  var types = 0
  var stageWords = 64
  /// Whether some actor has had a route: messages may be under way that the host knows nothing of.
  var hasRoutes = false
  /// What the device's clock lacks to the host's.
  var clockOffset: UInt64 = 0
  var nextCalibration: UInt64 = 0
  /// The smallest distance since the last calibration, and the heartbeat that was looked at last.
  var nearest = UInt64.max
  var clockBeat: UInt32 = 0
  /// Why the device is gone.
  var loss: RingKernelError?
  private var scratch: [UInt32] = []
  private var quietSince: UInt64 = 0
  private var isQuiet = false
  private var naps: UInt64 = 0
  private var nextWatch: UInt64 = 0

  /// Words of a block's ring of records.
  static let outboundWords = 1 << 15
  private static let quietLimit = 4096

  init(_ engine: ResidentEngine) {
    self.engine = engine
    device = engine.device
  }

  func cell(atRow row: Int) -> ActorCell? { seatsByRow[row]?.cell }

  /// Runs until the engine stops.
  func run() {
    while !engine.isStopping.load(ordering: .acquiring) {
      if engine.isCommanded { for command in engine.takeCommands() { command(self) } }
      takeReady()
      let hasCarried = attend()
      let hasCollected = collect()
      watch()
      if hasCarried || hasCollected {
        isQuiet = false
        naps = 0
      } else {
        stayQuiet()
      }
    }
    if loss == nil {
      do throws(RingKernelError) { try leave() } catch { lose(error) }
    }
    device.close(isLost: loss != nil && !hasGone())
    // Seats and blocks know each other.
    for seat in seats.values { seat.routes = [] }
    for block in blocks { block.seats = [] }
  }

  private func takeReady() {
    while let cell = engine.dequeue() {
      guard let seat = seats[cell.index] else { continue }
      cell.hold()
      seat.quietTurns = 0
      held.append(seat)
    }
  }

  /// Does for every held actor what there is to do; whether a message was carried.
  private func attend() -> Bool {
    var place = 0
    var hasCarried = false
    while place < held.count {
      let seat = held[place]
      if seat.cell.waitsForBoundary { boundary(seat) }
      switch loss == nil ? errand(of: seat) : lostErrand(of: seat) {
      case .ended:
        held.remove(at: place)
        continue
      case .carry: if loss == nil, carry(seat) { hasCarried = true }
      case .wait, .finish: break
      }
      seat.quietTurns += 1
      if seat.quietTurns > Self.quietLimit / max(held.count / 16, 1), held.count > 1, isIdle(seat) {
        held.remove(at: place)
        giveUp([seat])
        continue
      }
      place += 1
    }
    return hasCarried
  }

  private func isIdle(_ seat: Seat) -> Bool { seat.isQuiet && seat.cell.inboxIsIdle }

  /// Gives actors up as idle, unless work arrived meanwhile.
  private func giveUp(_ seats: [Seat]) {
    for seat in seats { seat.cell.release() }
    AsymmetricFence.heavy()
    for seat in seats where seat.cell.reclaim() {
      seat.quietTurns = 0
      held.append(seat)
    }
  }

  /// Moves messages from the lanes of an actor to its ring, as many as have room.
  private func carry(_ seat: Seat) -> Bool {
    let cell = seat.cell
    setFlag(seat, EngineLayout.Actor.activeFlag, cell.isHandling)
    guard cell.isHandling, cell.mayCarry, !cell.waitsForBoundary else { return false }
    let before = seat.given
    if scratch.count < seat.stride { scratch = [UInt32](repeating: 0, count: seat.stride) }
    while seat.hasRoom {
      let isThere = unsafe scratch.withUnsafeMutableBytes { bytes in
        unsafe bytes.baseAddress.map { unsafe cell.take(into: $0) } ?? false
      }
      guard isThere else { break }
      publish(seat)
    }
    guard seat.given != before else { return false }
    seat.quietTurns = 0
    if seat.since == 0 { seat.since = Machine.monotonicNanoseconds }
    cell.roomWasMade()
    return true
  }

  /// Writes the message in `scratch` to the next slot: the word with the lap flag is written last.
  private func publish(_ seat: Seat) {
    typealias Slot = EngineLayout.Slot
    let position = Int(seat.given)
    let slot = unsafe device.words(of: .inbound) + seat.inbound + position % seat.inboundCapacity * seat.stride
    let length = scratch[Slot.lengthFlagsPriority]
    let words = Slot.headerWords + Int(length & 0xffff)
    unsafe scratch.withUnsafeBufferPointer { source in
      for place in 0..<words where place != Slot.lengthFlagsPriority { unsafe slot[place] = source[place] }
    }
    let isOddLap = position / seat.inboundCapacity % 2 == 1
    let flag = Slot.lapFlag << UInt32(Slot.flagsShift)
    let word = isOddLap ? length & ~flag : length | flag
    unsafe atomicHalf(slot + Slot.lengthFlagsPriority).pointee.store(word, ordering: .releasing)
    seat.given &+= 1
  }

  // MARK: Rest

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
    var idle: [Seat] = []
    held.removeAll { seat in
      guard isIdle(seat) else { return false }
      idle.append(seat)
      return true
    }
    if !idle.isEmpty { giveUp(idle) }
    let key = engine.changes.prepare()
    if engine.hasReady || engine.isCommanded || engine.isStopping.load(ordering: .acquiring) {
      engine.changes.cancel()
      isQuiet = false
      naps = 0
      return
    }
    // What actors send each other gives records without a message of the host: looks become rarer, up to 2 ms. Without
    // routes nothing comes unasked, but the clocks and the watchdog want a look.
    let isWaiting = !held.isEmpty || (hasRoutes && isRunning)
    engine.changes.wait(key, nanoseconds: isWaiting ? 50_000 << naps : isRunning ? 100_000_000 : .max)
    naps = isWaiting ? min(naps + 1, 5) : 0
  }

  /// Now and then: is the program there, do its blocks live, what time has it.
  private func watch() {
    guard isRunning, loss == nil else { return }
    followClock()
    let now = Machine.monotonicNanoseconds
    guard now >= nextWatch else { return }
    nextWatch = now + 20_000_000
    do throws(RingKernelError) {
      guard try device.isRunning() else {
        throw RingKernelError(.deviceLost, "\(device.name): the resident program has ended by itself.")
      }
    } catch { return lose(error) }
    for block in blocks where stalled(block, now) {
      return lose(RingKernelError(.deviceLost, words(of: block), kernel: suspect(block)))
    }
    calibrate(now)
  }
}
