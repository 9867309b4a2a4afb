#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif
internal import RingKernelABI
internal import Synchronization

/// Threads that run the pieces of launches: they spin for a while after one, then they park.
///
/// One launch runs at a time; the thread that launches works as well.
@safe
public final class CPUWorkers: Sendable {
  /// Workers for every core.
  public static let shared = CPUWorkers(count: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))

  /// Threads that work on a launch, the one that launches included.
  public let count: Int

  /// What a launch tells the workers.
  @safe
  private struct Board: ~Copyable {
    /// Odd while a launch is open: its pieces are handed out.
    let phase = Atomic<UInt32>(0)
    var pieces = 0
    // Safety: the launch keeps it. The workers do not, since they would all count references at once.
    var work: Unmanaged<Work>?
  }

  private final class Work: Sendable {
    let body: @Sendable (Int) -> Void
    init(_ body: @escaping @Sendable (Int) -> Void) { self.body = body }
  }

  // Safety: they live as long as the workers, which never end. What is not atomic on the board is written before a launch
  // opens and read only by those who are inside it; the launch waits for them.
  nonisolated(unsafe) private let board: UnsafeMutablePointer<Board>
  nonisolated(unsafe) private let shares: UnsafeMutablePointer<CPUShare>
  private let turn = Lock(())
  private let parked = Atomic<Int>(0)

  /// How long a worker looks for the next launch before it parks.
  private static let spinNanoseconds: UInt64 = 200_000

  /// Starts `count` - 1 threads, which live as long as the process.
  ///
  /// Where the system refuses a thread, the others take its pieces.
  public init(count: Int) {
    self.count = max(1, count)
    // Lines of their own: nobody else writes to what all workers look at.
    let lines = 128
    unsafe board = UnsafeMutableRawPointer.allocate(byteCount: lines, alignment: lines)
      .initializeMemory(as: Board.self, to: Board())
    let size = self.count * MemoryLayout<CPUShare>.stride
    unsafe shares = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: lines)
      .bindMemory(to: CPUShare.self, capacity: self.count)
    for place in 0..<self.count { unsafe (shares + place).initialize(to: CPUShare()) }
    for place in 1..<self.count {
      guard (try? OwnedThread(name: "rk-kernels") { self.loop(place) }) != nil else { return }
    }
  }

  /// Runs `body` for every number below `pieces`, on all workers, and returns when all have ended.
  ///
  /// - Parameters:
  ///   - pieces: How many; each worker begins with its part of them, the same in every launch of so many.
  ///   - body: What to do.
  public func run(_ pieces: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard pieces > 1, count > 1 else {
      for piece in 0..<pieces { body(piece) }
      return
    }
    let work = Work(body)
    turn.withLock { _ in
      unsafe (board.pointee.pieces, board.pointee.work) = (pieces, Unmanaged.passUnretained(work))
      let launch = unsafe board.pointee.phase.add(1, ordering: .sequentiallyConsistent).newValue
      if parked.load(ordering: .sequentiallyConsistent) > 0 { unsafe Machine.wake(board, count: .max) }
      takePart(0, launch)
      unsafe board.pointee.phase.add(1, ordering: .sequentiallyConsistent)
      for place in 1..<count {
        var spins = 0
        while unsafe shares[place].inside.load(ordering: .sequentiallyConsistent) == launch {
          spins += 1
          if spins > 1000 { Machine.yieldThread() } else { spinHint() }
        }
      }
      unsafe board.pointee.work = nil
    }
    withExtendedLifetime(work) {}
  }

  /// Runs pieces of the open launch until none is left: those of its own share, then those of others.
  private func takePart(_ own: Int, _ launch: UInt32) {
    guard let work = unsafe board.pointee.work else { return }
    let pieces = unsafe board.pointee.pieces
    for step in 0..<count {
      let place = own + step < count ? own + step : own + step - count
      let share = pieces * place / count..<pieces * (place + 1) / count
      while let piece = unsafe shares[place].claim(launch, share) {
        unsafe work._withUnsafeGuaranteedRef { $0.body(piece) }
      }
    }
  }

  private func loop(_ place: Int) {
    var seen: UInt32 = 0
    while true {
      wait(after: seen)
      seen = unsafe board.pointee.phase.load(ordering: .acquiring)
      guard seen % 2 == 1 else { continue }
      unsafe shares[place].inside.store(seen, ordering: .sequentiallyConsistent)
      // One that comes late finds the launch closed, and nobody waits for it.
      if unsafe board.pointee.phase.load(ordering: .sequentiallyConsistent) == seen { takePart(place, seen) }
      unsafe shares[place].inside.store(0, ordering: .releasing)
    }
  }

  /// Waits until the phase is no longer `seen`.
  private func wait(after seen: UInt32) {
    var (spins, start) = (0, UInt64(0))
    while unsafe board.pointee.phase.load(ordering: .acquiring) == seen {
      spins += 1
      guard spins % 1024 == 0 else {
        spinHint()
        continue
      }
      let now = Machine.monotonicNanoseconds
      if start == 0 { start = now }
      guard now - start > Self.spinNanoseconds else { continue }
      parked.add(1, ordering: .sequentiallyConsistent)
      unsafe Machine.waitWhile(board, equals: seen)
      parked.subtract(1, ordering: .sequentiallyConsistent)
    }
  }
}
