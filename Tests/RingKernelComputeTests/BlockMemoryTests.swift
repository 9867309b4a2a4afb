import RingKernelCompute
import Synchronization
import Testing

@Suite struct BlockMemoryTests {
  /// Runs a body for one row of blocks, on this thread.
  private func run(blocks: Int, _ body: @escaping @Sendable (CPUBlock) -> Void) {
    var byte: UInt64 = 0
    unsafe withUnsafeMutablePointer(to: &byte) { pointer in
      let argument = unsafe CPUArgument(UnsafeMutableRawPointer(pointer))
      let launch = CPULaunch(grid: Axes(blocks, 1, 1), block: Axes(4, 1, 1))
      #expect(launch.run([argument], on: CPUWorkers(count: 1), body) == nil)
    }
  }

  @Test func `memory is zero at the start of each block, whatever an earlier one left, near or far`() {
    let places = Atomic<Int>(0)
    let others = Atomic<Int>(0)
    run(blocks: 3) { row in
      for number in 0..<row.rowLength {
        let block = row.block(number)
        let near = block.shared(100, of: Int32.self)
        let far = block.shared(300, 30, of: Int64.self)
        let last = block.locals(7, of: { UInt8(0) })
        for x in 0..<100 where near[proved: x] != 0 { others.add(1, ordering: .relaxed) }
        for x in 0..<9000 where far[proved: x] != 0 { others.add(1, ordering: .relaxed) }
        for x in 0..<7 where last[proved: x] != 0 { others.add(1, ordering: .relaxed) }
        for x in 0..<9000 { far[proved: x] = -1 }
        for x in 0..<100 { near[proved: x] = -1 }
        for x in 0..<7 { last[proved: x] = 255 }
        // Nothing of one is part of another.
        let isWhole = (0..<9000).allSatisfy { far[proved: $0] == -1 } && (0..<100).allSatisfy { near[proved: $0] == -1 }
        if isWhole { places.add(1, ordering: .relaxed) }
        block.free(last)
        block.free(far)
        block.free(near)
      }
    }
    #expect(others.load(ordering: .relaxed) == 0)
    #expect(places.load(ordering: .relaxed) == 3)
  }

  @Test func `a body that asks to stand deeper is called once more and not asked again`() {
    let calls = Mutex<[Bool]>([])
    run(blocks: 1) { row in
      row.settled { looks in
        calls.withLock { $0.append(looks) }
        return looks ? 32 : 0
      }
      // Now it stands there from the beginning.
      row.settled { looks in
        calls.withLock { $0.append(looks) }
        return 0
      }
    }
    #expect(calls.withLock { $0 } == [true, false, true])
  }
}
