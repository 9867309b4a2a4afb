internal import RingKernelHost

let deadLetterCases: [ConformanceCase] = [
  kitCase("dead letters/a failed message says why and can be browsed") { session in
    let kernel = try await session.launch(KitActor.self, id: "faulty") { $0.gridSize = 2 }
    try await kernel.send(Trouble(.throwsFailure), options: SendOptions(key: 5))
    let _: Order = try await kernel.call(AskOrder(), options: SendOptions(key: 5))
    let letters = session.runtime.deadLetters.browse { $0.kernel == "faulty" }
    try checkEqual(letters.count, 1, "dead letters")
    guard case .handlerFailed(let error)? = letters.first?.reason else {
      throw CaseFailure("reason \(String(describing: letters.first?.reason))")
    }
    try checkEqual(error.code, .handlerFailed, "code")
    try check(error.detail.contains("on request"), "detail '\(error.detail)'")
    try checkEqual(error.kernel, "faulty", "kernel")
    try checkEqual(try letters.first?.envelope.decode(Trouble.self), Trouble(.throwsFailure), "message")
  },
  kitCase("dead letters/replay delivers the message and removes the letter") { session in
    let kernel = try await session.launch(KitActor.self) { $0.autoActivate = false }
    try await kernel.send(Note(sender: 3, sequence: 0), options: SendOptions(deadline: .nanoseconds(1)))
    try await kernel.activate()
    let before: Order = try await kernel.call(AskOrder())
    try checkEqual(before.count, 0, "notes before the replay")
    guard let letter = session.runtime.deadLetters.browse().first else { throw CaseFailure("no dead letter") }
    try await session.runtime.replay(letter.number)
    let after: Order = try await kernel.call(AskOrder())
    try checkEqual(after.count, 1, "notes after the replay")
    try checkEqual(session.runtime.deadLetters.count, 0, "dead letters after the replay")
    try await expectError(.deadLetterUnknown, "second replay") {
      try await session.runtime.replay(letter.number)
    }
  },
  kitCase("dead letters/replay goes to the replica that the message was for") { session in
    let kernel = try await session.launch(KitActor.self) {
      $0.gridSize = 8
      $0.autoActivate = false
    }
    for key in 0..<8 as Range<UInt64> {
      try await kernel.send(Note(sender: 1, sequence: key), options: SendOptions(deadline: .nanoseconds(1), key: key))
    }
    try await kernel.activate()
    for key in 0..<8 as Range<UInt64> {
      let _: Order = try await kernel.call(AskOrder(), options: SendOptions(key: key))
    }
    for letter in session.runtime.deadLetters.browse() {
      let before: KitActor = try await kernel.readState(replica: letter.replica)
      try await session.runtime.replay(letter.number)
      // The copy is taken at a message boundary that may come before the replayed message: ask until it shows.
      var after: KitActor = try await kernel.readState(replica: letter.replica)
      while after.notes == before.notes { after = try await kernel.readState(replica: letter.replica) }
      try checkEqual(after.notes, before.notes + 1, "notes of replica \(letter.replica)")
    }
    try checkEqual(session.runtime.deadLetters.count, 0, "dead letters after the replay")
  },
  kitCase("dead letters/a letter stays when its replay fails") { session in
    let kernel = try await session.launch(KitActor.self) { $0.autoActivate = false }
    try await kernel.send(Note(sender: 3, sequence: 0))
    try await kernel.terminate(draining: false)
    guard let letter = session.runtime.deadLetters.browse().first else { throw CaseFailure("no dead letter") }
    try await expectError(.kernelNotFound, "replay to a dead kernel") {
      try await session.runtime.replay(letter.number)
    }
    try checkEqual(session.runtime.deadLetters.browse().map(\.number), [letter.number], "letters")
    let again = try await session.launch(KitActor.self)
    try await session.runtime.replay(letter.number)
    let order: Order = try await again.call(AskOrder())
    try checkEqual(order.count, 1, "notes of the relaunched kernel")
  },
  kitCase(
    "dead letters/the oldest are forgotten and counted",
    configuration: {
      var configuration = RuntimeConfiguration.conformance
      configuration.deadLetterCapacity = 16
      return configuration
    }()
  ) { session in
    let kernel = try await session.launch(KitActor.self)
    for _ in 0..<40 { try await kernel.send(Trouble(.throwsFailure)) }
    let _: Order = try await kernel.call(AskOrder())
    let letters = session.runtime.deadLetters
    try checkEqual(letters.count, 16, "letters kept")
    try checkEqual(letters.total, 40, "letters ever")
    try checkEqual(letters.forgotten, 24, "letters forgotten")
    try checkEqual(letters.browse().map(\.number), Array(25...40), "numbers kept")
  },
]
