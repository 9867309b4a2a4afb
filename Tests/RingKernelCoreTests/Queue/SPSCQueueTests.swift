import RingKernelABI
import RingKernelCore
import Testing

struct SPSCQueueTests {
  @Test(arguments: [1, 2, 3, 64], [UInt64(0), UInt64.max - 5])
  func `elements come out in order, across the wrap of the tickets`(capacity: Int, start: UInt64) throws {
    var queue = try SPSCQueue<UInt32>(capacity: capacity, startingAt: start)
    var model: [UInt32] = []
    var next: UInt32 = 0
    var generator = SystemRandomNumberGenerator()
    let room = queue.producer.capacity
    for _ in 0..<2_000 {
      if Bool.random(using: &generator) {
        let pushed = queue.producer.tryPush(next)
        #expect(pushed == (model.count < room))
        if pushed { model.append(next) }
        next += 1
      } else {
        let popped = queue.consumer.tryPop()
        #expect(popped == model.first)
        if !model.isEmpty { model.removeFirst() }
      }
    }
  }

  @Test func `a batch is a prefix that fits and is drained in order`() throws {
    var queue = try SPSCQueue<UInt64>(capacity: 4)
    let batch: [UInt64] = [1, 2, 3, 4, 5, 6]
    let added = queue.producer.tryPush(contentsOf: batch.span)
    #expect(added == 4)
    var seen: [UInt64] = []
    let drained = queue.consumer.drain(atMost: 3) { seen.append($0) }
    #expect(drained == 3)
    #expect(seen == [1, 2, 3])
    let again = queue.producer.tryPush(contentsOf: batch.span)
    #expect(again == 3)
  }

  @Test(arguments: [WaitStrategy.spinThenYield, .park])
  func `two threads exchange a million elements`(strategy: WaitStrategy) throws {
    let count: UInt64 = 200_000
    var queue = try SPSCQueue<UInt64>(capacity: 8)
    let consumer = Handoff(queue.consumer)
    let sum = Handoff(UInt64(0))
    let thread = try OwnedThread(name: "consumer") {
      guard var end = consumer.take() else { return }
      var total: UInt64 = 0
      for expected in 0..<count {
        guard let value = end.pop(waiting: strategy, nanoseconds: 10_000_000_000), value == expected else { return }
        total &+= value
      }
      sum.put(total)
    }
    for value in 0..<count {
      let pushed = queue.producer.push(value, waiting: strategy, nanoseconds: 10_000_000_000)
      guard pushed else { break }
    }
    thread.join()
    #expect(sum.take() == count * (count - 1) / 2)
  }

  @Test(arguments: [0, -1, Int.min, Int.max, RingStorage.maximumCapacity + 1])
  func `a capacity outside the limits is refused`(capacity: Int) {
    #expect(throws: RingKernelError.self) { _ = try SPSCQueue<UInt8>(capacity: capacity) }
  }
}
