internal import RingKernelABI
internal import RingKernelCore
internal import Synchronization

/// Notices handlers that do not return; sleeps while every worker does.
///
/// A worker only stores the index of the actor it runs; all clocks are read here. A handler counts as hung when
/// two looks, `timeout` apart, see the same actor with the same heartbeat on the same worker.
final class Watchdog: Sendable {
  /// Index of the actor that one worker runs, 0 for none; padded to a pair of cache lines.
  private final class Post: Sendable {
    let actor = Atomic<UInt32>(0)
    private let padding: InlineArray<32, UInt64> = InlineArray(repeating: 0)
  }

  private struct Sighting {
    var actor: UInt32 = 0
    var beat: UInt32 = 0
    var since: UInt64 = 0
    var isReported = false
  }

  private let posts: [Post]
  private let timeout: UInt64
  private let events: EventHub
  private let awake = Atomic<Int>(0)
  private let isStopping = Atomic<Bool>(false)
  private let changes = EventCount()
  private let thread = Lock<OwnedThread?>(nil)

  init(workers: Int, timeout: UInt64, events: EventHub) {
    posts = (0..<workers).map { _ in Post() }
    self.timeout = timeout
    self.events = events
  }

  /// Starts looking; `find` gives the cell of an index.
  func start(_ find: @escaping @Sendable (UInt32) -> ActorCell?) {
    // Without the thread handlers run all the same; a hung one is then found by `terminate` only.
    let started = try? OwnedThread(name: "rk-watchdog", stackBytes: 1 << 20) { [self] in watch(find) }
    thread.withLock { $0 = started }
  }

  /// Ends the thread.
  func stop() {
    isStopping.store(true, ordering: .sequentiallyConsistent)
    changes.notify(all: true)
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    running?.join()
  }

  @inline(__always) func enter(_ worker: Int, _ actor: UInt32) {
    posts[worker].actor.store(actor, ordering: .releasing)
  }
  @inline(__always) func leave(_ worker: Int) { posts[worker].actor.store(0, ordering: .releasing) }

  func workerWakes() {
    awake.wrappingAdd(1, ordering: .sequentiallyConsistent)
    changes.notify()
  }
  func workerSleeps() { awake.wrappingSubtract(1, ordering: .sequentiallyConsistent) }

  private func watch(_ find: (UInt32) -> ActorCell?) {
    var sightings = [Sighting](repeating: Sighting(), count: posts.count)
    while true {
      let key = changes.prepare()
      if isStopping.load(ordering: .acquiring) {
        changes.cancel()
        return
      }
      let isAnybodyAwake = awake.load(ordering: .sequentiallyConsistent) > 0
      if isAnybodyAwake { changes.cancel() }
      if isAnybodyAwake {
        rest()
        look(&sightings, find)
      } else {
        changes.wait(key)
      }
    }
  }

  /// Sleeps a quarter of the timeout, or until `stop`.
  private func rest() {
    let naps = EventCount()
    naps.wait(naps.prepare(), nanoseconds: min(timeout / 4, 100_000_000))
  }

  private func look(_ sightings: inout [Sighting], _ find: (UInt32) -> ActorCell?) {
    let now = Machine.monotonicNanoseconds
    for (worker, post) in posts.enumerated() {
      let index = post.actor.load(ordering: .acquiring)
      guard index != 0, let cell = find(index) else {
        sightings[worker] = Sighting()
        continue
      }
      let beat = cell.heartbeat
      if sightings[worker].actor != index || sightings[worker].beat != beat {
        sightings[worker] = Sighting(actor: index, beat: beat, since: now)
      } else if now - sightings[worker].since >= timeout, !sightings[worker].isReported {
        sightings[worker].isReported = true
        events.report(hung: cell, nanoseconds: now - sightings[worker].since)
      }
    }
  }
}
