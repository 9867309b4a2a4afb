internal import RingKernelABI
internal import RingKernelCore

/// An actor that a courier polls while it has work.
protocol PolledActor: AnyObject {
  var cell: ActorCell { get }
  /// Looks in a row that found nothing.
  var quietTurns: Int { get set }
  /// Whether nothing of it is on its way and nothing new has come.
  var isIdle: Bool { get }
}

/// The actors that a courier polls, and its rest while none of them has anything to do; the courier's alone.
final class PolledActors<Actor: PolledActor, Courier> {
  private(set) var actors: [Actor] = []
  private let desk: CourierDesk<Courier>
  private let naps: ClosedRange<UInt64>
  private var quietSince: UInt64 = 0
  private var isQuiet = false
  /// How long the next sleep is that waits for something.
  private var nap: UInt64

  /// Actors of a busy courier that found nothing this often are given up.
  private static var quietLimit: Int { 4096 }

  /// Makes an empty list.
  ///
  /// - Parameters:
  ///   - desk: Where the actors come from.
  ///   - naps: The shortest and the longest sleep while something is waited for, in nanoseconds: they double while nothing
  ///     comes of them.
  init(_ desk: CourierDesk<Courier>, naps: ClosedRange<UInt64>) {
    self.desk = desk
    self.naps = naps
    nap = naps.lowerBound
  }

  /// Takes every actor that has work.
  func takeReady(_ find: (ActorCell) -> Actor?) {
    while let cell = desk.dequeue() {
      guard let actor = find(cell) else { continue }
      cell.hold()
      actor.quietTurns = 0
      actors.append(actor)
    }
  }

  /// Looks at every actor; of those that stay the quiet ones are given up.
  ///
  /// - Parameter look: Does what there is to do; false for an actor that has ended.
  func visit(_ look: (Actor) -> Bool) {
    var place = 0
    while place < actors.count {
      let actor = actors[place]
      guard look(actor) else {
        actors.remove(at: place)
        continue
      }
      actor.quietTurns += 1
      if actor.quietTurns > Self.quietLimit / max(actors.count / 16, 1), actors.count > 1, actor.isIdle {
        actors.remove(at: place)
        giveUp([actor])
        continue
      }
      place += 1
    }
  }

  func remove(_ actor: Actor) { actors.removeAll { $0 === actor } }

  /// Gives actors up as idle, unless work arrived meanwhile.
  private func giveUp(_ idle: [Actor]) {
    for actor in idle { actor.cell.release() }
    AsymmetricFence.heavy()
    for actor in idle where actor.cell.reclaim() {
      actor.quietTurns = 0
      actors.append(actor)
    }
  }

  // MARK: Rest

  /// Something was done.
  func stayAwake() {
    isQuiet = false
    nap = naps.lowerBound
  }

  /// Nothing was done: polls for a while, then sleeps.
  ///
  /// - Parameters:
  ///   - isWaiting: Whether something may come that nobody announces, besides what polled actors wait for.
  ///   - otherwise: Nanoseconds after which a look is due all the same.
  func rest(isWaiting: () -> Bool, otherwise: () -> UInt64 = { .max }) {
    if !isQuiet {
      isQuiet = true
      quietSince = Machine.monotonicNanoseconds
      return
    }
    spinHint()
    let quiet = Machine.monotonicNanoseconds - quietSince
    if quiet > desk.spinNanoseconds / 2 { Machine.yieldThread() }
    guard quiet > desk.spinNanoseconds else { return }
    giveUpIdle()
    let key = desk.changes.prepare()
    if desk.isWanted {
      desk.changes.cancel()
      return stayAwake()
    }
    // Who stays polled waits for room, or for its own end. Nobody spins between two looks at that.
    let isAwaiting = !actors.isEmpty || isWaiting()
    let nanoseconds = isAwaiting ? nap : otherwise()
    desk.changes.wait(key, nanoseconds: nanoseconds)
    isQuiet = nanoseconds != .max
    nap = isAwaiting ? min(nap * 2, naps.upperBound) : naps.lowerBound
  }

  private func giveUpIdle() {
    // Asked once for each: a sender that evicts makes an inbox look idle for a moment.
    var idle: [Actor] = []
    actors.removeAll { actor in
      guard actor.isIdle else { return false }
      idle.append(actor)
      return true
    }
    if !idle.isEmpty { giveUp(idle) }
  }
}
