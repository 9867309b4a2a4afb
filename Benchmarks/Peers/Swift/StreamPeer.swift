internal import BenchSupport

let streamEntries: [Entry] = [
  task("swift-asyncstream", "Swift \(swiftVersion) AsyncStream", "call-roundtrip") { await streamRoundTrip($1) },
  task("swift-asyncstream", "Swift \(swiftVersion) AsyncStream", "fanin-1") { await streamFanIn($1, senders: 1) },
  task("swift-asyncstream", "Swift \(swiftVersion) AsyncStream", "fanin-3") { await streamFanIn($1, senders: 3) },
  task("swift-asyncstream", "Swift \(swiftVersion) AsyncStream", "replies-stream") { await streamReplies($1) },
]

/// One operation: a value yielded to one stream, its successor received from another.
@concurrent private func streamRoundTrip(_ operations: Int) async -> UInt64 {
  let (requests, ask) = AsyncStream<Int>.makeStream(bufferingPolicy: .unbounded)
  let (replies, answer) = AsyncStream<Int>.makeStream(bufferingPolicy: .unbounded)
  let echo = Task.detached {
    for await value in requests { answer.yield(value &+ 1) }
    answer.finish()
  }
  var received = replies.makeAsyncIterator()
  let start = nowNanoseconds()
  for value in 0..<operations {
    ask.yield(value)
    guard let reply = await received.next() else { fail("verification failed: the stream ended early") }
    expect(reply, value + 1)
  }
  let elapsed = nowNanoseconds() - start
  ask.finish()
  await echo.value
  return elapsed
}

/// One operation: one value yielded by any of `senders` tasks and received by the one that iterates.
@concurrent private func streamFanIn(_ operations: Int, senders: Int) async -> UInt64 {
  let (stream, mailbox) = AsyncStream<Int>.makeStream(bufferingPolicy: .unbounded)
  let receiver = Task.detached {
    var sum = 0
    var left = operations
    for await value in stream {
      sum &+= value
      left -= 1
      if left == 0 { break }
    }
    return (sum, nowNanoseconds())
  }
  let start = nowNanoseconds()
  await withTaskGroup(of: Void.self) { group in
    for sender in 0..<senders {
      group.addTask {
        for value in 0..<share(of: sender, among: senders, total: operations) { mailbox.yield(value) }
      }
    }
  }
  let (sum, end) = await receiver.value
  mailbox.finish()
  expect(sum, expectedSum(senders: senders, total: operations))
  return end - start
}

/// One operation: a value yielded without waiting by one task, its successor iterated over by another.
@concurrent private func streamReplies(_ operations: Int) async -> UInt64 {
  let (requests, ask) = AsyncStream<Int>.makeStream(bufferingPolicy: .unbounded)
  let (replies, answer) = AsyncStream<Int>.makeStream(bufferingPolicy: .unbounded)
  let echo = Task.detached {
    for await value in requests { answer.yield(value &+ 1) }
    answer.finish()
  }
  let start = nowNanoseconds()
  let sender = Task.detached {
    for value in 0..<operations { ask.yield(value) }
    ask.finish()
  }
  var next = 1
  for await reply in replies {
    expect(reply, next)
    next += 1
  }
  let elapsed = nowNanoseconds() - start
  expect(next, operations + 1)
  await sender.value
  await echo.value
  return elapsed
}
