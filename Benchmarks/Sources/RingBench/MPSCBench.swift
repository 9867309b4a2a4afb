internal import BenchSupport
internal import RingKernelHost

let mpscEntries: [Entry] = [1, 3, 8].flatMap { producers in
  [
    ring("ringkernel-mpsc", "RingKernel MPSCQueue", "mpsc-\(producers)-8B") {
      mpscThroughput(Message8.self, producers, $0, $1)
    },
    ring("ringkernel-mpsc", "RingKernel MPSCQueue", "mpsc-\(producers)-64B") {
      mpscThroughput(Message64.self, producers, $0, $1)
    },
  ]
}

// Fan-in messages name their producer in the upper 16 bits, as the C++ peers' do.
private let producerShift: UInt64 = 48

/// One operation: one message from any producer popped by the consumer, in order within its producer.
private func mpscThroughput<Message: BenchMessage>(
  _: Message.Type,
  _ producers: Int,
  _ options: Options,
  _ operations: Int
) -> UInt64 {
  let queue: MPSCQueue<Message>
  do { queue = try MPSCQueue<Message>(capacity: options.capacity) } catch { fail("\(error)") }
  let sending = queue.producer
  let receiving = Handoff(queue.consumer)
  let yields = producers + 1 > allowedProcessors().count
  let shares = (0..<producers).map { operations / producers + ($0 < operations % producers ? 1 : 0) }
  let gate = Gate(parties: producers + 1)
  let finish = Timestamp()
  let consumer = PinnedThread(processor: options.processor(ofThread: 0)) {
    var end = taken(from: receiving)
    var next = [UInt64](repeating: 0, count: producers)
    var retry = Retry(options, yields: yields)
    gate.arriveAndWait()
    for _ in 0..<operations {
      var popped = end.tryPop()
      while popped == nil {
        retry.declined()
        popped = end.tryPop()
      }
      guard let message = popped else { fail("unreachable") }
      let producer = Int(message.sequence >> producerShift)
      if producer >= producers || message.sequence & (1 << producerShift - 1) != next[producer] {
        fail("verification failed: messages out of order")
      }
      next[producer] += 1
      message.check()
    }
    finish.nanoseconds = nowNanoseconds()
    if next != shares.map(UInt64.init) { fail("verification failed: messages lost") }
  }
  let threads = (0..<producers).map { p in
    PinnedThread(processor: options.processor(ofThread: 1 + p)) {
      var message = Message()
      var retry = Retry(options, yields: yields)
      gate.arriveAndWait()
      for i in 0..<UInt64(shares[p]) {
        message.stamp(UInt64(p) << producerShift | i)
        while !sending.tryPush(message) { retry.declined() }
      }
    }
  }
  for thread in threads { thread.join() }
  consumer.join()
  return finish.nanoseconds - gate.openedNanoseconds
}
