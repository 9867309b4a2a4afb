#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif
internal import Synchronization

/// Threads that run the pieces of launches: they spin for a while after one, then they park.
///
/// One launch runs at a time; the thread that launches works as well.
public final class CPUWorkers: Sendable {
  /// Workers for every core.
  public static let shared = CPUWorkers(count: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))

  /// Threads that work on a launch, the one that launches included.
  public let count: Int

  private let turn = Mutex(())
  /// Odd while a launch is open: its pieces are handed out.
  private let phase = Atomic<Int>(0)
  /// Workers that may be at a piece of the open launch; it ends when they have left.
  private let inside = Atomic<Int>(0)
  private let parked = Atomic<Int>(0)
  private let parking = Parking()
  /// The next piece of the open launch.
  private let next = Atomic<Int>(0)
  // Safety: written before a launch opens and read only by those who are inside it; the launch waits for them.
  nonisolated(unsafe) private var pieces = 0
  nonisolated(unsafe) private var body: @Sendable (Int) -> Void = { _ in }

  /// Starts `count` - 1 threads, which live as long as the process.
  public init(count: Int) {
    self.count = count
    for _ in 1..<max(1, count) { start() }
  }

  /// Runs `body` for every number below `pieces`, on all workers, and returns when all have ended.
  ///
  /// - Parameters:
  ///   - pieces: How many.
  ///   - body: What to do; numbers are handed out in order.
  public func run(_ pieces: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard pieces > 1, count > 1 else {
      for piece in 0..<pieces { body(piece) }
      return
    }
    turn.withLock { _ in
      unsafe (self.pieces, self.body) = (pieces, body)
      next.store(0, ordering: .relaxed)
      phase.add(1, ordering: .sequentiallyConsistent)
      if parked.load(ordering: .sequentiallyConsistent) > 0 { parking.wakeAll() }
      work()
      phase.add(1, ordering: .sequentiallyConsistent)
      var spins = 0
      while inside.load(ordering: .sequentiallyConsistent) > 0 {
        spins += 1
        if spins > 1000 { sched_yield() }
      }
      unsafe self.body = { _ in }
    }
  }

  /// Runs pieces of the open launch until none is left.
  private func work() {
    let (pieces, body) = unsafe (self.pieces, self.body)
    while true {
      let piece = next.add(1, ordering: .relaxed).oldValue
      guard piece < pieces else { return }
      body(piece)
    }
  }

  private func start() {
    Parking.detach { self.loop() }
  }

  private func loop() {
    var seen = 0
    while true {
      var spins = 0
      while phase.load(ordering: .acquiring) == seen {
        spins += 1
        if spins > 20_000 {
          parked.add(1, ordering: .sequentiallyConsistent)
          parking.wait(while: { phase.load(ordering: .sequentiallyConsistent) == seen })
          parked.subtract(1, ordering: .sequentiallyConsistent)
        }
      }
      seen = phase.load(ordering: .acquiring)
      guard seen % 2 == 1 else { continue }
      inside.add(1, ordering: .sequentiallyConsistent)
      // One that comes late finds the launch closed, and nobody waits for it.
      if phase.load(ordering: .sequentiallyConsistent) == seen { work() }
      inside.subtract(1, ordering: .sequentiallyConsistent)
    }
  }
}
