internal import BenchSupport
internal import RingKernelHost

let spscEntries: [Entry] = [
  ring("ringkernel-spsc", "RingKernel SPSCQueue", "spsc-8B") { spscThroughput(Message8.self, $0, $1) },
  ring("ringkernel-spsc", "RingKernel SPSCQueue", "spsc-64B") { spscThroughput(Message64.self, $0, $1) },
  ring("ringkernel-spsc", "RingKernel SPSCQueue", "spsc-roundtrip") { spscRoundTrip($0, $1) },
]

func ring(
  _ key: String,
  _ peer: String,
  _ benchmark: String,
  _ body: @escaping @Sendable (Options, Int) -> UInt64
) -> Entry { Entry(key: key, peer: peer, benchmark: benchmark, body: .threads(body)) }

/// One operation: one message pushed and popped, its sequence number checked.
private func spscThroughput<Message: BenchMessage>(_: Message.Type, _ options: Options, _ operations: Int) -> UInt64 {
  let (sending, receiving) = ends(of: Message.self, options)
  let gate = Gate(parties: 2)
  let finish = Timestamp()
  let consumer = PinnedThread(processor: options.processor(ofThread: 0)) {
    var end = taken(from: receiving)
    var message = Message()
    var retry = Retry(options, yields: false)
    gate.arriveAndWait()
    for i in 0..<UInt64(operations) {
      while !end.tryPop(into: &message) { retry.declined() }
      if message.sequence != i { fail("verification failed: messages out of order") }
      message.check()
    }
    finish.nanoseconds = nowNanoseconds()
  }
  let producer = PinnedThread(processor: options.processor(ofThread: 1)) {
    var end = taken(from: sending)
    var message = Message()
    var retry = Retry(options, yields: false)
    gate.arriveAndWait()
    for i in 0..<UInt64(operations) {
      message.stamp(i)
      while !end.tryPush(message) { retry.declined() }
    }
  }
  producer.join()
  consumer.join()
  return finish.nanoseconds - gate.openedNanoseconds
}

/// One operation: 8 bytes to the other thread through one ring and back through another.
private func spscRoundTrip(_ options: Options, _ operations: Int) -> UInt64 {
  let (thereSending, thereReceiving) = ends(of: Message8.self, options)
  let (backSending, backReceiving) = ends(of: Message8.self, options)
  let gate = Gate(parties: 2)
  let finish = Timestamp()
  let caller = PinnedThread(processor: options.processor(ofThread: 0)) {
    var there = taken(from: thereSending)
    var back = taken(from: backReceiving)
    var message = Message8()
    var retry = Retry(options, yields: false)
    gate.arriveAndWait()
    for i in 0..<UInt64(operations) {
      message.stamp(i)
      while !there.tryPush(message) { retry.declined() }
      while !back.tryPop(into: &message) { retry.declined() }
      if message.sequence != i + 1 { fail("verification failed: reply does not match its request") }
    }
    finish.nanoseconds = nowNanoseconds()
  }
  let echo = PinnedThread(processor: options.processor(ofThread: 1)) {
    var there = taken(from: thereReceiving)
    var back = taken(from: backSending)
    var message = Message8()
    var retry = Retry(options, yields: false)
    gate.arriveAndWait()
    for _ in 0..<operations {
      while !there.tryPop(into: &message) { retry.declined() }
      message.stamp(message.sequence + 1)
      while !back.tryPush(message) { retry.declined() }
    }
  }
  caller.join()
  echo.join()
  return finish.nanoseconds - gate.openedNanoseconds
}

/// The end that was handed over.
func taken<End: ~Copyable & Sendable>(from handoff: Handoff<End>) -> End {
  guard let end = handoff.take() else { fail("an end was taken twice") }
  return end
}

private func ends<Message: BenchMessage>(
  of _: Message.Type,
  _ options: Options
) -> (Handoff<SPSCQueue<Message>.Producer>, Handoff<SPSCQueue<Message>.Consumer>) {
  do {
    let queue = try SPSCQueue<Message>(capacity: options.capacity)
    return (Handoff(queue.producer), Handoff(queue.consumer))
  } catch {
    fail("\(error)")
  }
}
