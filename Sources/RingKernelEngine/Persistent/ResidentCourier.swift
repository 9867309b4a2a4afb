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
  let polled: PolledActors<Seat, ResidentCourier>
  var allocators = [WordAllocator](repeating: WordAllocator(after: 32), count: ResidentRegion.allCases.count)
  var capacities = [Int](repeating: 0, count: ResidentRegion.allCases.count)
  /// Words that were taken for something that is not whole yet; nil where nothing is to be taken back.
  var journal: [(region: ResidentRegion, place: Int, count: Int)]?
  /// Whether the program runs, how many types it has, and words of the largest message's slot.
  var isRunning = false
  var types = 0
  var stageWords = 64
  /// Blocks of a cluster in which programs are launched, 1 for none; it only ever gets less.
  var clusterSize: Int
  /// First word of the blocks' lists of rings in shared memory, in the table.
  var areaLists = 0
  /// Where the program runs in passes: how they stand; nil where it stays.
  var passes: Passes?
  /// Whether some actor has had a route: messages may be under way that the host knows nothing of.
  var hasRoutes = false
  /// What the device's clock lacks to the host's.
  var clockOffset: UInt64 = 0
  var nextCalibration: UInt64 = 0
  /// Pairs of times, and how often a block was asked for its own.
  var fit = ClockFit()
  var questions: UInt32 = 0
  /// Whether messages are timed, and lines of each block that were read.
  var isTimed = false
  var timingsRead: [UInt32] = []
  /// Why the device is gone.
  var loss: RingKernelError?
  /// Whether what is written for the device waits in buffers of the host until a fence.
  private let isCombining: Bool
  private var scratch: [UInt32] = []
  var nextWatch: UInt64 = 0

  /// Words of records that the ring of a block has room for.
  static let outboundWords = 1 << 15

  init(_ engine: ResidentEngine) {
    self.engine = engine
    device = engine.device
    clusterSize = engine.device.clusterSize
    isCombining = engine.device.inbound.isCombining
    passes = engine.device.reasonForPasses.map { _ in Passes() }
    polled = PolledActors(engine.desk, naps: 50_000...1_600_000)
  }

  func cell(atRow row: Int) -> ActorCell? { seatsByRow[row]?.cell }

  /// Runs until the engine stops.
  func run() {
    while !engine.desk.isStopping.load(ordering: .acquiring) {
      if engine.desk.isCommanded { for command in engine.desk.takeCommands() { command(self) } }
      polled.takeReady { seats[$0.index] }
      var hasCarried = false
      polled.visit { attend($0, &hasCarried) }
      let hasCollected = collect()
      watch()
      let hasTurned = pass(hasNews: hasCarried || hasCollected)
      if hasCarried || hasCollected || hasTurned {
        polled.stayAwake()
      } else {
        // What actors send each other gives records without a message of the host. Without routes nothing comes unasked,
        // but the clocks and the watchdog want a look.
        polled.rest(
          isWaiting: { (hasRoutes || passes != nil) && isRunning },
          otherwise: { isRunning ? 100_000_000 : .max }
        )
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

  /// Does for an actor what there is to do; false when it has ended.
  private func attend(_ seat: Seat, _ hasCarried: inout Bool) -> Bool {
    if seat.cell.waitsForBoundary { boundary(seat) }
    switch loss == nil ? errand(of: seat) : lostErrand(of: seat) {
    case .ended: return false
    case .carry: if loss == nil, carry(seat) { hasCarried = true }
    case .wait, .finish: break
    }
    return true
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

  /// Lets what was written for the device go there, before whatever is written next; no more than a test of a word where
  /// that happens by itself.
  func post() { if isCombining { storeFence() } }

  /// Writes the message in `scratch` to the next slot.
  private func publish(_ seat: Seat) {
    let slot = unsafe slot(of: seat, at: seat.given)
    if isCombining { seat.keep(scratch, at: seat.given) }
    unsafe scratch.withUnsafeBufferPointer { unsafe slot.write($0, at: seat.given, between: post) }
    post()
    if isTimed { seat.note(Machine.monotonicNanoseconds, of: seat.given) }
    seat.given &+= 1
  }

  /// The slot of the host's message with a position.
  @unsafe func slot(of seat: Seat, at position: UInt32) -> LinkSlot {
    let place = Int(position) % seat.inboundCapacity * seat.inboundStride
    return unsafe LinkSlot(start: device.words(of: .inbound) + seat.inbound + place)
  }

  /// Now and then: is the program there, do its blocks live, what time has it.
  private func watch() {
    guard isRunning, passes == nil, loss == nil else { return }
    let now = Machine.monotonicNanoseconds
    calibrate(now)
    guard now >= nextWatch else { return }
    nextWatch = now + 20_000_000
    do throws(RingKernelError) {
      guard try device.isRunning() else {
        throw RingKernelError(.deviceLost, "\(device.name): the resident program has ended by itself.")
      }
      try checkHearts()
    } catch { lose(error) }
  }
}
