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

  /// What one launch asks for; a worker that comes late finds no pieces left.
  private final class Job: Sendable {
    let body: @Sendable (Int) -> Void
    let pieces: Int
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)

    init(_ pieces: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.pieces = pieces
      self.body = body
    }

    func work() {
      while true {
        let piece = next.add(1, ordering: .relaxed).oldValue
        guard piece < pieces else { return }
        body(piece)
        done.add(1, ordering: .releasing)
      }
    }
  }

  private let job = Mutex<Job?>(nil)
  private let turn = Mutex(())
  /// Number of the newest job.
  private let newest = Atomic<Int>(0)
  private let parked = Atomic<Int>(0)
  private let parking = Parking()

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
      let new = Job(pieces, body)
      job.withLock { $0 = new }
      newest.add(1, ordering: .sequentiallyConsistent)
      if parked.load(ordering: .sequentiallyConsistent) > 0 { parking.wakeAll() }
      new.work()
      var spins = 0
      while new.done.load(ordering: .acquiring) < pieces {
        spins += 1
        if spins > 1000 { sched_yield() }
      }
      job.withLock { $0 = nil }
    }
  }

  private func start() {
    Parking.detach { self.loop() }
  }

  private func loop() {
    var seen = 0
    while true {
      var spins = 0
      while newest.load(ordering: .acquiring) == seen {
        spins += 1
        if spins > 20_000 {
          parked.add(1, ordering: .sequentiallyConsistent)
          parking.wait(while: { newest.load(ordering: .sequentiallyConsistent) == seen })
          parked.subtract(1, ordering: .sequentiallyConsistent)
        }
      }
      seen = newest.load(ordering: .acquiring)
      job.withLock { $0 }?.work()
    }
  }
}
