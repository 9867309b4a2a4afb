public import RingKernelCore
internal import RingKernelABI
internal import Synchronization

/// Many threads tick one clock: times are distinct, and increase along every thread and from round to round.
public enum ClockStress {
  /// The first violation that was found.
  public enum Failure: Error, Equatable, Sendable {
    /// Two ticks gave the same time.
    case duplicate(HybridTime)
    /// A thread was given a time that is not later than its previous one.
    case wentBack(thread: Int, from: HybridTime, to: HybridTime)
    /// A tick of a later round gave a time that is not later than all of the round before it.
    case wentBackAcrossRounds(from: HybridTime, to: HybridTime)
    /// A tick threw.
    case refused(RingKernelError)
    /// The system refused a thread.
    case threadRefused(errno: Int32)
  }

  /// Ticks `threads * ticks` times and checks every time that was given.
  ///
  /// Works in rounds, between which all threads are joined, so that memory is bounded by one round: `threads *
  /// ticksPerRound * 16` bytes.
  ///
  /// - Parameters:
  ///   - threads: Threads that tick at once; at least 1.
  ///   - ticks: Ticks of each thread.
  ///   - ticksPerRound: Ticks of each thread between two joins; at least 1.
  ///   - wallClock: The wall clock of the clock under test.
  /// - Returns: The first violation, or nil.
  public static func run(
    threads: Int,
    ticks: Int,
    ticksPerRound: Int = 1 << 16,
    wallClock: any WallClock = CoarseWallClock()
  ) -> Failure? {
    precondition(threads >= 1 && ticks >= 0 && ticksPerRound >= 1, "the stress needs a thread and a tick per round")
    let clock = HybridClock(node: 1, wallClock: wallClock)
    var latest = HybridTime.unstamped
    for start in stride(from: 0, to: ticks, by: ticksPerRound) {
      do throws(Failure) {
        let sequences = try collect(clock, threads: threads, ticks: min(ticksPerRound, ticks - start))
        latest = try check(sequences, after: latest)
      } catch { return error }
    }
    return nil
  }

  /// One round: the times that each thread was given, in the order of its ticks.
  private static func collect(_ clock: HybridClock, threads: Int, ticks: Int) throws(Failure) -> [[HybridTime]] {
    let round = Round(threads: threads)
    var owned: [OwnedThread] = []
    var refusal: Failure?
    for index in 0..<threads {
      do throws(ThreadError) {
        let thread = try OwnedThread(name: "clock-\(index)", stackBytes: 1 << 18) {
          round.awaitStart()
          do throws(RingKernelError) {
            var times: [HybridTime] = []
            times.reserveCapacity(ticks)
            for _ in 0..<ticks { times.append(try clock.tick()) }
            round.results.withLock { $0[index] = .success(times) }
          } catch {
            round.results.withLock { $0[index] = .failure(.refused(error)) }
          }
        }
        owned.append(thread)
      } catch {
        refusal = .threadRefused(errno: error.errno)
        break
      }
    }
    round.start()
    for thread in owned { thread.join() }
    if let refusal { throw refusal }
    var sequences: [[HybridTime]] = []
    for result in round.results.withLock({ $0 }) { sequences.append(try result.get()) }
    return sequences
  }

  /// Checks one round and returns its latest time.
  static func check(_ sequences: [[HybridTime]], after latest: HybridTime) throws(Failure) -> HybridTime {
    var all: [HybridTime] = []
    all.reserveCapacity(sequences.reduce(0) { $0 + $1.count })
    for (thread, times) in sequences.enumerated() {
      for (earlier, later) in zip(times, times.dropFirst()) where later <= earlier {
        throw .wentBack(thread: thread, from: earlier, to: later)
      }
      all += times
    }
    all.sort()
    for (one, other) in zip(all, all.dropFirst()) where one == other { throw .duplicate(one) }
    guard let first = all.first, let last = all.last else { return latest }
    guard first > latest else { throw .wentBackAcrossRounds(from: latest, to: first) }
    return last
  }
}

/// What the threads of one round share.
private final class Round: Sendable {
  let results: Lock<[Result<[HybridTime], ClockStress.Failure>]>
  private let hasStarted = Atomic<Bool>(false)

  init(threads: Int) { results = Lock(Array(repeating: .success([]), count: threads)) }

  func start() { hasStarted.store(true, ordering: .releasing) }

  func awaitStart() {
    while !hasStarted.load(ordering: .acquiring) { Machine.yieldThread() }
  }
}
