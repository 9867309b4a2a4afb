import RingKernelCompute
import Synchronization
import Testing

@Suite struct LaunchTests {
  final class Counters: Sendable {
    let sum = Atomic<Int>(0)
    let calls = Atomic<Int>(0)
  }

  /// The blocks that were seen, each with the threads that it should have.
  final class Places: Sendable {
    private let seen = Mutex<Set<Axes>>([])
    var found: Int { seen.withLock { $0.count } }
    func note(_ block: CPUBlock) {
      guard block.origin == Axes(block.blockIndex.x * 2, block.blockIndex.y, block.blockIndex.z) else { return }
      _ = seen.withLock { $0.insert(block.blockIndex) }
    }
  }

  @Test func `workers run every piece once, launch after launch, spinning or parked`() {
    let workers = CPUWorkers(count: 3)
    let counters = Counters()
    for launch in 0..<2000 {
      workers.run(launch % 9) { piece in counters.sum.add(piece, ordering: .relaxed) }
    }
    let expected = (0..<2000).reduce(0) { sum, launch in
      let pieces = launch % 9
      return sum + pieces * (pieces - 1) / 2
    }
    #expect(counters.sum.load(ordering: .relaxed) == expected)
  }

  @Test func `launches from many threads take turns`() async {
    let workers = CPUWorkers(count: 4)
    let counters = Counters()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<50 { workers.run(7) { _ in counters.calls.add(1, ordering: .relaxed) } }
        }
      }
    }
    #expect(counters.calls.load(ordering: .relaxed) == 4 * 50 * 7)
  }

  @Test func `blocks are handed to the body as the launch has them, other launches as long rows`() {
    let counters = Counters()
    var byte: UInt64 = 0
    unsafe withUnsafeMutablePointer(to: &byte) { pointer in
      let argument = unsafe CPUArgument(UnsafeMutableRawPointer(pointer))
      let blocks = CPULaunch(grid: Axes(3, 2, 1), block: Axes(8, 4, 1))
      let failure = blocks.run([argument]) { row in
        for block in (0..<row.rowLength).map(row.block) {
          counters.calls.add(1, ordering: .relaxed)
          counters.sum.add(block.threadCount, ordering: .relaxed)
        }
      }
      #expect(failure == nil && counters.calls.load(ordering: .relaxed) == 6)
      #expect(counters.sum.load(ordering: .relaxed) == 192)
      let places = Places()
      let many = CPULaunch(grid: Axes(70, 5, 3), block: Axes(2, 1, 1))
      _ = many.run([argument], on: CPUWorkers(count: 2)) { row in
        for number in 0..<row.rowLength { places.note(row.block(number)) }
      }
      #expect(places.found == 70 * 5 * 3)
      let rows = CPULaunch(grid: Axes(1000, 1, 1), block: Axes(64, 1, 1), usesBlocks: false)
      _ = rows.run([argument]) { block in
        counters.calls.add(1, ordering: .relaxed)
        counters.sum.add(block.threadCount, ordering: .relaxed)
      }
    }
    #expect(counters.calls.load(ordering: .relaxed) == 6 + 4)
    #expect(counters.sum.load(ordering: .relaxed) == 192 + 64_000)
  }

  @Test func `an index out of range fails the thread and stays inside of memory`() {
    var values: [Int32] = [1, 2, 3]
    let failure = unsafe values.withUnsafeMutableBytes { bytes -> CPUFailure? in
      guard let base = bytes.baseAddress else { return nil }
      let argument = unsafe CPUArgument(base, Axes(3, 1, 1))
      return CPULaunch(grid: Axes(1, 1, 1), block: Axes(8, 1, 1)).run([argument]) { block in
        let buffer = block.buffer(0, of: Int32.self)
        for x in 0..<8 { buffer[x, block.thread(x, 0, 0), 1 << 48] = 7 }
      }
    }
    #expect(failure?.site == 1 << 48 && failure?.thread == 3 && failure?.first == 3 && failure?.second == 3)
    #expect(values == [7, 7, 7])
  }
}
