internal import AsyncAlgorithms
internal import BenchSupport

let channelEntries: [Entry] = [
  task("swift-asyncchannel", "swift-async-algorithms AsyncChannel", "call-roundtrip") { await channelRoundTrip($1) },
  task("swift-asyncchannel", "swift-async-algorithms AsyncChannel", "fanin-1") { await channelFanIn($1, senders: 1) },
  task("swift-asyncchannel", "swift-async-algorithms AsyncChannel", "fanin-3") { await channelFanIn($1, senders: 3) },
  task("swift-asyncchannel", "swift-async-algorithms AsyncChannel", "replies-stream") { await channelReplies($1) },
]

/// One operation: a value sent on one channel, its successor received from another; `send` waits for the receiver.
@concurrent private func channelRoundTrip(_ operations: Int) async -> UInt64 {
  let requests = AsyncChannel<Int>()
  let replies = AsyncChannel<Int>()
  let echo = Task.detached {
    for await value in requests { await replies.send(value &+ 1) }
    replies.finish()
  }
  var received = replies.makeAsyncIterator()
  let start = nowNanoseconds()
  for value in 0..<operations {
    await requests.send(value)
    guard let reply = await received.next() else { fail("verification failed: the channel ended early") }
    expect(reply, value + 1)
  }
  let elapsed = nowNanoseconds() - start
  requests.finish()
  await echo.value
  return elapsed
}

/// One operation: one value sent by any of `senders` tasks; every `send` waits until it is received.
@concurrent private func channelFanIn(_ operations: Int, senders: Int) async -> UInt64 {
  let channel = AsyncChannel<Int>()
  let receiver = Task.detached {
    var sum = 0
    var left = operations
    for await value in channel {
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
        for value in 0..<share(of: sender, among: senders, total: operations) { await channel.send(value) }
      }
    }
  }
  let (sum, end) = await receiver.value
  channel.finish()
  expect(sum, expectedSum(senders: senders, total: operations))
  return end - start
}

/// One operation: a value sent by one task, its successor iterated over by another.
@concurrent private func channelReplies(_ operations: Int) async -> UInt64 {
  let requests = AsyncChannel<Int>()
  let replies = AsyncChannel<Int>()
  let echo = Task.detached {
    for await value in requests { await replies.send(value &+ 1) }
    replies.finish()
  }
  let start = nowNanoseconds()
  let sender = Task.detached {
    for value in 0..<operations { await requests.send(value) }
    requests.finish()
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
