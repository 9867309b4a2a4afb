internal import RingKernelABI
internal import RingKernelCore
internal import Synchronization

/// One worker thread: runs the actors it holds in turn, a batch each.
struct Worker {
  @safe
  private struct Held {
    /// Retained when taken, released when given up: the turns between touch no reference count.
    let cell: Unmanaged<ActorCell>
    var quietTurns = 0
    var isHeldBack = false
  }

  /// Actors that one worker polls at most; others wait in the ready queue.
  private static let maximumHeld = 16
  /// Turns without a message after which an actor of a busy worker is given up.
  private static let quietLimit = 4096

  private let engine: CPUEngine
  private let watchdog: Watchdog
  private let number: Int
  private var held: [Held] = []
  private var quietSince: UInt64 = 0
  private var quietPolls = 0
  private var isSearching = false

  init(number: Int, engine: CPUEngine, watchdog: Watchdog) {
    self.number = number
    self.engine = engine
    self.watchdog = watchdog
    held.reserveCapacity(Self.maximumHeld)
  }

  /// Runs until the engine stops.
  mutating func run() {
    watchdog.workerWakes()
    while !engine.isStopping.load(ordering: .acquiring) {
      takeReady()
      if turn() { endQuiet() } else { stayQuiet() }
    }
    endQuiet()
    for held in held { unsafe held.cell.release() }
    watchdog.workerSleeps()
  }

  private mutating func takeReady() {
    while held.count < Self.maximumHeld, let cell = engine.dequeue() {
      cell.hold()
      held.append(unsafe Held(cell: .passRetained(cell)))
      if held.count > 1 { return }
    }
  }

  /// Gives every held actor a batch; whether anything was done.
  private mutating func turn() -> Bool {
    var isBusy = false
    var place = 0
    while place < held.count {
      if isSearching, !held[place].isHeldBack {
        // A worker that counts as searching keeps others asleep: it must not run a handler, which may take long.
        let hasWork = unsafe held[place].cell._withUnsafeGuaranteedRef { $0.hasWork }
        guard hasWork else {
          place += 1
          continue
        }
        endQuiet()
      }
      let turn = unsafe held[place].cell._withUnsafeGuaranteedRef { cell in
        watchdog.enter(number, cell.index)
        defer { watchdog.leave(number) }
        return cell.runTurn()
      }
      switch turn {
      case .busy:
        isBusy = true
        held[place].quietTurns = 0
        held[place].isHeldBack = false
        // Others wait: go to the back of the queue, so that nobody starves and idle workers can help.
        if engine.hasReady || (held.count > 1 && engine.changes.hasSleepers) {
          let cell = unsafe held.remove(at: place).cell.takeRetainedValue()
          cell.requeue()
          engine.schedule(cell)
          continue
        }
      case .heldBack:
        held[place].isHeldBack = true
        // The actor that this one waits for may be in the queue, and every place here taken by waiting actors.
        if held.count == Self.maximumHeld, engine.hasReady {
          let cell = unsafe held.remove(at: place).cell.takeRetainedValue()
          cell.requeue()
          engine.schedule(cell)
          continue
        }
      case .quiet:
        held[place].isHeldBack = false
        held[place].quietTurns += 1
        if held[place].quietTurns > Self.quietLimit, held.count > 1 {
          giveUp([unsafe held.remove(at: place).cell.takeRetainedValue()])
          continue
        }
      case .ended:
        unsafe held.remove(at: place).cell.release()
        continue
      }
      place += 1
    }
    return isBusy
  }

  /// Gives actors up as idle, unless work arrived meanwhile.
  private mutating func giveUp(_ cells: [ActorCell]) {
    for cell in cells { cell.release() }
    AsymmetricFence.heavy()
    for cell in cells where cell.reclaim() { held.append(unsafe Held(cell: .passRetained(cell))) }
  }

  // MARK: Being quiet

  private mutating func endQuiet() {
    quietPolls = 0
    if isSearching { stopSearching() }
  }

  /// Stops counting as a worker that will find what is scheduled; whatever arrived meanwhile gets another one.
  private mutating func stopSearching() {
    isSearching = false
    engine.spinning.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    atomicMemoryFence(ordering: .sequentiallyConsistent)
    if engine.hasReady { engine.changes.notify() }
  }

  private mutating func stayQuiet() {
    if quietPolls == 0, held.count == 1 {
      // One actor in conversation: look at nothing but its rings.
      if unsafe held[0].cell._withUnsafeGuaranteedRef({ $0.findsMessage(polls: 63) }) { return }
      quietPolls = 63
    }
    quietPolls += 1
    // A conversation has its next message before this many polls: look as often as possible until then.
    if quietPolls > 64 { spinHint() }
    guard quietPolls & 63 == 0 else { return }
    if !isSearching {
      // Only now: an actor in steady conversation is quiet for less than this between two messages.
      isSearching = true
      engine.spinning.wrappingAdd(1, ordering: .sequentiallyConsistent)
      quietSince = Machine.monotonicNanoseconds
      return
    }
    let quiet = Machine.monotonicNanoseconds - quietSince
    // Half of the patience is spent hard, the rest leaves the processor to whoever wants it.
    if quiet > engine.spinNanoseconds / 2 { Machine.yieldThread() }
    if quiet > engine.spinNanoseconds { park() }
  }

  private mutating func park() {
    let idle = held.filter { !$0.isHeldBack }.map { unsafe $0.cell.takeRetainedValue() }
    held.removeAll { !$0.isHeldBack }
    if !idle.isEmpty { giveUp(idle) }
    let isWaitingForRoom = held.contains(where: \.isHeldBack)
    guard held.isEmpty || isWaitingForRoom else {
      endQuiet()
      return
    }
    // Announce the sleeper, stop counting as searching, then look once more: a scheduler that saw us searching has
    // put its actor into the queue before our look.
    let key = engine.changes.prepare()
    endQuiet()
    if engine.hasReady || engine.isStopping.load(ordering: .acquiring) {
      engine.changes.cancel()
      return
    }
    // Nobody wakes a worker when a full destination gets room: look again soon.
    watchdog.workerSleeps()
    engine.changes.wait(key, nanoseconds: isWaitingForRoom ? 200_000 : .max)
    watchdog.workerWakes()
  }
}
