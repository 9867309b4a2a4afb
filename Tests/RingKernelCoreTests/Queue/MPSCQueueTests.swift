import RingKernelABI
import RingKernelCore
import Synchronization
import Testing

struct MPSCQueueTests {
  @Test(arguments: [1, 2, 3, 64], [UInt64(0), UInt64.max - 5])
  func `elements come out in order, across the wrap of the tickets`(capacity: Int, start: UInt64) throws {
    var queue = try MPSCQueue<UInt32>(capacity: capacity, startingAt: start)
    var model: [UInt32] = []
    let room = 1 << (capacity == 3 ? 2 : capacity.trailingZeroBitCount)
    for next in UInt32(0)..<3_000 {
      if Bool.random() {
        let pushed = queue.producer.tryPush(next)
        #expect(pushed == (model.count < room))
        if pushed { model.append(next) }
      } else {
        let popped = queue.consumer.tryPop()
        #expect(popped == model.first)
        if !model.isEmpty { model.removeFirst() }
      }
    }
  }

  @Test func `a batch is taken whole or not at all`() throws {
    var queue = try MPSCQueue<UInt64>(capacity: 4)
    let three: [UInt64] = [7, 8, 9]
    let first = queue.producer.tryPush(contentsOf: three.span)
    let second = queue.producer.tryPush(contentsOf: three.span)
    #expect(first && !second)
    for expected in three {
      let popped = queue.consumer.tryPop()
      #expect(popped == expected)
    }
    let third = queue.producer.tryPush(contentsOf: three.span)
    #expect(third)
  }

  @Test(arguments: [1, 2, 64])
  func `every producer's order is kept and nothing is lost or doubled`(capacity: Int) throws {
    let producers = 4
    let each: UInt64 = 20_000
    var queue = try MPSCQueue<UInt64>(capacity: capacity, startingAt: UInt64.max - 1_001)
    let producer = queue.producer
    let threads = try (0..<producers).map { number in
      try OwnedThread(name: "producer \(number)") {
        for value in 0..<each {
          var backoff = Backoff(.spinThenYield)
          while !producer.tryPush(UInt64(number) << 32 | value) { backoff.pause() }
        }
      }
    }
    var next = [UInt64](repeating: 0, count: producers)
    var backoff = Backoff(.spinThenYield)
    while next.reduce(0, +) < each * UInt64(producers) {
      guard let value = queue.consumer.tryPop() else {
        backoff.pause()
        continue
      }
      let number = Int(value >> 32)
      #expect(value & 0xffff_ffff == next[number])
      next[number] += 1
    }
    threads.forEach { $0.join() }
    let rest = queue.consumer.tryPop()
    #expect(rest == nil)
  }
}

struct SlotRingTests {
  @Test func `a closed ring refuses claims and keeps what was claimed`() throws {
    let storage = try RingStorage(capacity: 4, slotStride: 64)
    let ring = SlotRing(storage)
    guard case .slot(let ticket) = ring.claim() else {
      Issue.record("an empty ring has room")
      return
    }
    ring.publish(ticket)
    let tail = ring.close()
    #expect(tail == ticket + 2)
    guard case .closed = ring.claim() else {
      Issue.record("a closed ring refuses")
      return
    }
    #expect(ring.isClosed && ring.isPublished(ring.head))
    #expect(ring.depth == 1)
  }

  @Test func `a ring that evicts gives the oldest message to whoever is first`() throws {
    let storage = try RingStorage(capacity: 2, slotStride: 64, startingAt: UInt64.max - 1)
    let ring = SlotRing(storage, evicts: true)
    for _ in 0..<2 { if case .slot(let ticket) = ring.claim() { ring.publish(ticket) } }
    guard case .full = ring.claim() else {
      Issue.record("two messages fill it")
      return
    }
    let oldest = try #require(ring.evict())
    #expect(oldest == UInt64.max - 1)
    ring.free(oldest)
    guard case .slot(let ticket) = ring.claim() else {
      Issue.record("eviction makes room")
      return
    }
    ring.publish(ticket)
    #expect(ring.take(oldest) == 0)
  }
}
