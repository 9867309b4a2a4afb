internal import BenchSupport

// An actor runs on whichever caller's thread holds it: no message crosses to another thread, hence `sameThread`.
let actorEntries: [Entry] = [
  task("swift-actor", "Swift \(swiftVersion) actor", "call-roundtrip", sameThread: true) { await callRoundTrip($1) },
  task("swift-actor", "Swift \(swiftVersion) actor", "fanin-1", sameThread: true) { await callFanIn($1, senders: 1) },
  task("swift-actor", "Swift \(swiftVersion) actor", "fanin-3", sameThread: true) { await callFanIn($1, senders: 3) },
]

private actor Echo {
  private(set) var sum = 0

  func ping(_ value: Int) -> Int { value &+ 1 }
  func add(_ value: Int) { sum &+= value }
}

/// One operation: an awaited call; nobody else calls the actor, so it runs on the thread of the caller.
@concurrent private func callRoundTrip(_ operations: Int) async -> UInt64 {
  let echo = Echo()
  var sum = 0
  let start = nowNanoseconds()
  for value in 0..<operations { sum &+= await echo.ping(value) }
  let elapsed = nowNanoseconds() - start
  expect(sum, expectedSum(senders: 1, total: operations) + operations)
  return elapsed
}

/// One operation: one awaited call of one actor that `senders` tasks share.
@concurrent private func callFanIn(_ operations: Int, senders: Int) async -> UInt64 {
  let echo = Echo()
  let start = nowNanoseconds()
  await withTaskGroup(of: Void.self) { group in
    for sender in 0..<senders {
      group.addTask {
        for value in 0..<share(of: sender, among: senders, total: operations) { await echo.add(value) }
      }
    }
  }
  let elapsed = nowNanoseconds() - start
  expect(await echo.sum, expectedSum(senders: senders, total: operations))
  return elapsed
}
