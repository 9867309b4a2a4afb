internal import RingKernelConformance
internal import RingKernelHost

// What engines on devices are asked for by name; any backend runs it.

/// Cases that matter on a device most.
func deviceCases(_ backend: BackendChoice) -> [StressCase] {
  [
    StressCase(name: "ledger", abstract: "10^6 typed messages; the state equals that of the CPU byte for byte") {
      scale in
      let count = UInt64(sized(1_000_000, scale))
      let here = try await ledger(backend, count)
      try expectEqual(here, try await ledger(.cpu, count), "state")
      return "\(count) messages"
    },
    StressCase(name: "token", abstract: "A token goes 10^5 hops around a ring of 64 kernels; one call of the host") {
      scale in
      let hops = UInt32(sized(100_000, scale))
      try await withCheckedRuntime(backend: backend) { runtime in
        let ring = try await relays(runtime, 64, small(8))
        let token: Token = try await ring[0].call(Token(hops: hops), timeout: .seconds(240))
        try expectEqual(token, Token(hops: 0, visits: UInt64(hops)), "token")
        return ring
      }
      return "\(hops) hops"
    },
    StressCase(name: "swap", abstract: "Types are added while 4 clients send: nothing lost or doubled") { scale in
      try await swap(backend, sized(20_000, scale))
    },
    StressCase(name: "many", abstract: "10,000 small kernels: each gets messages, each answers, all end") { scale in
      try await many(backend, sized(10_000, scale))
    },
    StressCase(name: "routes", abstract: "Kernels with routes come and go 1,000 times") { scale in
      try await comeAndGo(backend, sized(1000, scale))
    },
    StressCase(name: "backlog", abstract: "Thousands of messages come back from a sender without room: order kept") {
      scale in
      let count = UInt64(sized(50_000, scale))
      try await withCheckedRuntime(backend: backend) { runtime in
        let sink = try await runtime.launch(KitActor.self, id: "sink", options: small(16)).kernel
        var options = small(8192)
        options.routes = ["sink"]
        let source = try await runtime.launch(KitRelay.self, options: options).kernel
        for number in 0..<count { try await source.send(Note(sender: 0, sequence: number)) }
        let order = try await ordered(sink, count)
        try expectEqual(order.count, count, "notes")
        try expectEqual(order.violations, 0, "notes out of order")
        return [sink, source]
      }
      return "\(count) notes"
    },
    StressCase(name: "full", abstract: "Senders wait for room in kernels that sleep, wake, end") { scale in
      try await waitForRoom(backend, sized(200, scale))
    },
    StressCase(name: "long", abstract: "Messages of up to 68 bytes, more at once than a ring of the link has room for")
    {
      scale in
      try await long(backend, max(2, sized(100, scale)))
    },
    StressCase(name: "bursts", abstract: "Bursts into an inbox of one place that keeps the newest: the last is handled")
    {
      scale in
      try await bursts(backend, sized(20_000, scale))
    },
  ]
}

private func long(_ backend: BackendChoice, _ rounds: Int) async throws -> String {
  let callers = 600
  try await withCheckedRuntime(backend: backend) { runtime in
    let kernel = try await runtime.launch(KitBounded.self, options: small(1024)).kernel
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<callers {
        group.addTask {
          for round in 0..<rounds {
            let (asked, right) = bounded((caller + round) % 17, UInt32(caller))
            let answer: Bounded = try await kernel.call(asked, timeout: .seconds(120))
            try expectEqual(answer, right, "answer \(round) of caller \(caller)")
          }
        }
      }
      try await group.waitForAll()
    }
    return [kernel]
  }
  return "\(callers * rounds) messages"
}

/// A message of so many values, and what answers it.
private func bounded(_ count: Int, _ seed: UInt32) -> (Bounded, Bounded) {
  var (asked, right) = (BoundedArray<16, UInt32>(filler: 0), BoundedArray<16, UInt32>(filler: 0))
  for number in 0..<UInt32(min(count, 16)) {
    let value = number &* 0x9e37_79b9 ^ seed
    _ = (asked.append(value), right.append(~value))
  }
  return (Bounded(values: asked), Bounded(values: right))
}

/// Each burst begins a little later behind the last one's end: the engine may be about to give the kernel up as idle.
private func bursts(_ backend: BackendChoice, _ count: Int) async throws -> String {
  try await withCheckedRuntime(backend: backend) { runtime in
    var options = small(1)
    options.overflow = .dropOldest
    let kernel = try await runtime.launch(KitActor.self, options: options).kernel
    var sequence: UInt64 = 0
    for burst in 0..<count {
      for _ in 0..<20 {
        sequence += 1
        try expectEqual(kernel.trySend(Note(sender: 0, sequence: sequence)), .accepted, "trySend")
      }
      let start = ContinuousClock.now
      while kernel.metrics.account.queued > 0 {
        await Task.yield()
        guard start.duration(to: .now) < .seconds(30) else { throw StressFailure("burst \(burst) is not handled") }
      }
      let end = ContinuousClock.now
      while end.duration(to: .now) < .microseconds(burst % 150) { continue }
    }
    try expectEqual(try await kernel.readState(KitActor.self).last, sequence, "the last note")
    return [kernel]
  }
  return "\(count) bursts"
}

private func relays(
  _ runtime: RingKernelRuntime,
  _ count: Int,
  _ options: LaunchOptions
) async throws -> [KernelHandle] {
  var ring: [KernelHandle] = []
  for number in 0..<count {
    ring.append(try await runtime.launch(KitRelay.self, id: "hop \(number)", options: options).kernel)
  }
  for number in 0..<count { try await ring[number].connect(0, to: ring[(number + 1) % count]) }
  return ring
}

/// Bytes of an actor's state after messages of one sender.
private func ledger(_ backend: BackendChoice, _ count: UInt64) async throws -> [UInt8] {
  let bytes = Box<[UInt8]>([])
  try await withCheckedRuntime(backend: backend) { runtime in
    let kernel = try await runtime.launch(KitActor.self, options: small(8192)).kernel
    for number in 0..<count {
      try await kernel.send(Note(sender: UInt32(number % 70), sequence: number / 70, spin: UInt32(number % 5)))
      guard number % 1000 == 0 else { continue }
      let total: Total = try await kernel.call(Add(amount: Int64(number), spin: 3), timeout: .seconds(60))
      try expectEqual(total.count, number / 1000 + 1, "postings")
    }
    let order: Order = try await kernel.call(AskOrder(), timeout: .seconds(60))
    try expectEqual(order.count, count, "notes")
    let state = try await kernel.readState(KitActor.self)
    bytes.value = unsafe withUnsafeBytes(of: state) { unsafe Array($0) }
    return [kernel]
  }
  return bytes.value
}

private func swap(_ backend: BackendChoice, _ each: Int) async throws -> String {
  try await withCheckedRuntime(backend: backend) { runtime in
    let kernels = try await [
      runtime.launch(KitActor.self, id: "one", options: small(256)).kernel,
      runtime.launch(KitActor.self, id: "two", options: small(256)).kernel,
    ]
    let added = try await withThrowingTaskGroup(of: Void.self) { group in
      for sender in 0..<4 as Range<UInt32> {
        group.addTask {
          for number in 0..<UInt64(each) {
            for kernel in kernels { try await kernel.send(Note(sender: sender, sequence: number)) }
          }
        }
      }
      let relay = try await runtime.launch(KitRelay.self).kernel
      try await relay.connect(0, to: kernels[0])
      let total: Total = try await relay.call(Add(amount: 21, spin: 0), timeout: .seconds(60))
      try expectEqual(total.amount, 42, "an answer over a new kernel")
      let probe = try await runtime.launch(KitProbe.self).kernel
      let shape: Shape = try await probe.call(AskShape(), timeout: .seconds(60))
      try expectEqual(shape.gridSize, 1, "shape")
      let one = try await runtime.launch(KitOneByte.self).kernel
      let parts = try await runtime.launch(KitParts.self).kernel
      let integers = try await runtime.launch(KitIntegers.self).kernel
      try await probe.terminate()
      try await one.terminate()
      try await group.waitForAll()
      return [relay, probe, one, parts, integers]
    }
    for kernel in kernels {
      let order: Order = try await kernel.call(AskOrder(), timeout: .seconds(60))
      try expectEqual(order.count, UInt64(4 * each), "notes")
      try expectEqual(order.violations, 0, "notes out of order")
    }
    return kernels + added
  }
  return "\(8 * each) messages, 5 types added"
}

private func many(_ backend: BackendChoice, _ count: Int) async throws -> String {
  let clock = ContinuousClock()
  let times = Box<[Duration]>([])
  try await withCheckedRuntime(backend: backend, maximumActors: count + 1) { runtime in
    var start = clock.now
    func lap() {
      times.value.append(clock.now - start)
      start = clock.now
    }
    var made: [KernelHandle] = []
    for number in 0..<count {
      made.append(try await runtime.launch(KitActor.self, id: "\(number)", options: small(4)).kernel)
    }
    lap()
    let kernels = made
    try await withThrowingTaskGroup(of: Void.self) { group in
      for part in 0..<16 {
        group.addTask {
          for number in stride(from: part, to: count, by: 16) {
            for sequence in 0..<3 as Range<UInt64> {
              try await kernels[number].send(Note(sender: 1, sequence: sequence))
            }
          }
          for number in stride(from: part, to: count, by: 16) {
            let order: Order = try await kernels[number].call(AskOrder(), timeout: .seconds(120))
            try expectEqual(order.count, 3, "notes of kernel \(number)")
            try expectEqual(order.violations, 0, "order of kernel \(number)")
          }
        }
      }
      try await group.waitForAll()
    }
    lap()
    for kernel in kernels { try await kernel.terminate() }
    lap()
    return kernels
  }
  return "\(count) kernels: launch, traffic, end \(times.value)"
}

private func comeAndGo(_ backend: BackendChoice, _ rounds: Int) async throws -> String {
  try await withCheckedRuntime(backend: backend) { runtime in
    let sink = try await runtime.launch(KitActor.self, id: "sink", options: small(64)).kernel
    for round in 0..<UInt64(rounds) {
      var options = small(64)
      options.routes = ["sink"]
      // From one block, through a cluster, to anywhere.
      let third = round * 3 / UInt64(rounds)
      options.near = third < 2 && round % 2 == 0 ? "sink" : nil
      options.nearness = third == 0 ? .block : .cluster
      let source = try await runtime.launch(KitRelay.self, id: "source \(round)", options: options).kernel
      try await source.send(Produce(sender: UInt32(round % 64), count: 20))
      try await source.terminate()
      guard source.metrics.account.isBalanced else { throw StressFailure("source \(round)") }
    }
    let order: Order = try await sink.call(AskOrder(), timeout: .seconds(60))
    try expectEqual(order.count, UInt64(rounds) * 20, "notes")
    return [sink]
  }
  return "\(rounds) rounds"
}

/// A sender whose receiver sleeps; the receiver then wakes, ends drained, or ends at once.
private func waitForRoom(_ backend: BackendChoice, _ rounds: Int) async throws -> String {
  try await withCheckedRuntime(backend: backend) { runtime in
    var all: [KernelHandle] = []
    let other = try await runtime.launch(KitActor.self, id: "other", options: small(64)).kernel
    for round in 0..<rounds {
      let sink = try await runtime.launch(KitActor.self, id: "sink \(round)", options: small(4)).kernel
      var options = small(64)
      options.routes = ["sink \(round)"]
      options.near = round % 12 < 8 ? "sink \(round)" : nil
      options.nearness = round % 12 < 4 ? .block : .cluster
      let source = try await runtime.launch(KitRelay.self, id: "source \(round)", options: options).kernel
      try await sink.deactivate()
      try await source.send(Produce(sender: 1, count: 30))
      try await source.send(Produce(sender: 1, count: 30))
      if round % 4 < 2 {
        try await sink.activate()
        let one: Order = try await ordered(sink, 60)
        try expectEqual(one.violations, 0, "notes out of order in round \(round)")
      }
      if round % 4 == 3 { try await source.connect(0, to: other) }
      try await sink.terminate(draining: round % 2 == 0)
      // Whatever had no room is given up; the kernel itself goes on.
      try await source.connect(0, to: other)
      try await source.send(Note(sender: 2, sequence: UInt64(round)))
      try await source.terminate()
      for kernel in [sink, source] {
        let account = kernel.metrics.account
        guard account.isBalanced, account.queued == 0 else { throw StressFailure("'\(kernel.id)': \(account)") }
      }
      all += [sink, source]
    }
    // A device may take the host's question before the last note that another kernel has sent.
    _ = try await ordered(other, UInt64(rounds))
    return all + [other]
  }
  return "\(rounds) rounds"
}

/// The order that an actor has seen once it has seen this many notes.
private func ordered(_ kernel: KernelHandle, _ count: UInt64) async throws -> Order {
  while true {
    let order: Order = try await kernel.call(AskOrder(), timeout: .seconds(60))
    if order.count >= count { return order }
    try await Task.sleep(for: .milliseconds(1))
  }
}

/// A value that a closure leaves for who made it; one task at a time.
private final class Box<Value: Sendable>: @unchecked Sendable {
  // Safety: written by the body of a runtime and read after its end, in one task.
  var value: Value
  init(_ value: Value) { self.value = value }
}
