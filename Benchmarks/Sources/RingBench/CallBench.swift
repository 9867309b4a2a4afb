internal import BenchSupport
internal import RingKernelHost

let callEntries: [Entry] = [
  task("ringkernel-call", "call from a task", "call-roundtrip") { await callFromTask($0, $1) },
  task("ringkernel-callblocking", "callBlocking from a thread", "call-roundtrip") { await callFromThread($0, $1) },
  task("ringkernel-replies", "replies", "replies-stream") { await repliesStream($0, $1) },
]

/// One operation: a request to the actor and its answer, awaited by a task.
@concurrent private func callFromTask(_ options: Options, _ operations: Int) async -> UInt64 {
  await withEcho(options, isBound: false) { echo in
    let start = nowNanoseconds()
    for value in 0..<UInt64(operations) {
      let answer: Answer = try await echo.call(Ask(value: value))
      if answer.value != value + 1 { fail("verification failed: answer does not match its request") }
    }
    return nowNanoseconds() - start
  }
}

/// One operation: a request to the actor and its answer, for which a thread of ours spins.
@concurrent private func callFromThread(_ options: Options, _ operations: Int) async -> UInt64 {
  await withEcho(options, isBound: true) { echo in
    let elapsed = Timestamp()
    await PinnedThread.run(processor: options.processor(ofThread: 1)) {
      do throws(RingKernelError) {
        let start = nowNanoseconds()
        for value in 0..<UInt64(operations) {
          let answer: Answer = try echo.callBlocking(Ask(value: value))
          if answer.value != value + 1 { fail("verification failed: answer does not match its request") }
        }
        elapsed.nanoseconds = nowNanoseconds() - start
      } catch { fail("\(error)") }
    }
    return elapsed.nanoseconds
  }
}

/// One operation: a message sent by one task, its reply read by another as an asynchronous sequence.
@concurrent private func repliesStream(_ options: Options, _ operations: Int) async -> UInt64 {
  await withEcho(options, isBound: false) { echo in
    var replies = echo.replies(of: Answer.self).makeAsyncIterator()
    let start = nowNanoseconds()
    let sender = Task.detached {
      for value in 0..<UInt64(operations) { try await echo.send(Ask(value: value)) }
    }
    for value in 0..<UInt64(operations) {
      guard let answer = try await replies.next() else { fail("verification failed: the replies ended early") }
      if answer.value != value + 1 { fail("verification failed: replies out of order") }
    }
    let elapsed = nowNanoseconds() - start
    try await sender.value
    return elapsed
  }
}
