internal import RingKernelABI
internal import RingKernelCore
internal import Synchronization

/// Durations of `rounds` rounds after one that only warms up.
func measured(
  _ name: String,
  operations: Int,
  rounds: Int,
  _ round: () async throws(RingKernelError) -> UInt64
) async throws(RingKernelError) -> BenchRow {
  _ = try await round()
  var nanoseconds: [UInt64] = []
  for _ in 0..<rounds { nanoseconds.append(try await round()) }
  return BenchRow(name, operations: operations, nanoseconds: nanoseconds)
}

/// Starts several threads at the same moment and waits for all of them.
///
/// - Returns: Nanoseconds from the start signal until `finish`, which runs on the calling thread, has returned.
func race(
  _ bodies: [@Sendable () -> Void],
  finish: () -> Void
) throws(RingKernelError) -> UInt64 {
  let gate = Gate()
  var threads: [OwnedThread] = []
  for body in bodies {
    do throws(ThreadError) {
      let thread = try OwnedThread(name: "rk-bench") {
        gate.arrive()
        body()
      }
      threads.append(thread)
    } catch {
      gate.open()
      for thread in threads { thread.join() }
      throw RingKernelError(.threadRefused, "A benchmark thread: errno \(error.errno).")
    }
  }
  gate.awaitArrivals(bodies.count)
  let start = Machine.monotonicNanoseconds
  gate.open()
  finish()
  let nanoseconds = Machine.monotonicNanoseconds - start
  for thread in threads { thread.join() }
  return nanoseconds
}

/// Where threads wait for the start signal, spinning so that all start at once.
private final class Gate: Sendable {
  private let arrivals = Atomic<Int>(0)
  private let isOpen = Atomic<Bool>(false)

  func arrive() {
    arrivals.wrappingAdd(1, ordering: .acquiringAndReleasing)
    var backoff = Backoff(.spinThenYield)
    while !isOpen.load(ordering: .acquiring) { backoff.pause() }
  }
  func awaitArrivals(_ count: Int) {
    var backoff = Backoff(.spinThenYield)
    while arrivals.load(ordering: .acquiring) < count { backoff.pause() }
  }
  func open() { isOpen.store(true, ordering: .releasing) }
}

/// Throws unless a round has found what it must.
func check(_ what: String, _ found: UInt64, _ expected: UInt64) throws(RingKernelError) {
  guard found == expected else {
    throw RingKernelError(.handlerFailed, "\(what): found \(found), expected \(expected).")
  }
}
