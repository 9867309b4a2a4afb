#if Macros
import RingKernel
import RingKernelConformance
import RingKernelCore
import RingKernelHost
import RingKernelRender
import Testing

/// Handlers with a block of threads on the resident engine, beside the CPU.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `Blocks of threads in a resident program` {
  /// What an actor has said: its answers, and the threads that failed.
  private static func saying(_ kernel: KernelHandle, _ patience: Duration) async throws -> [String] {
    var all: [String] = []
    for number in 1...24 as ClosedRange<Int64> {
      do {
        let total: Total = try await kernel.call(Add(amount: number), timeout: patience)
        all.append("\(total)")
      } catch {
        guard error.code == .handlerFailed else { throw error }
        all.append("thread \(error.failure?.thread ?? -1), line \(error.failure?.line ?? 0)")
      }
    }
    return all
  }

  /// What four actors say that share the blocks of one program, one of them with a single thread.
  private static func all(
    _ runtime: RingKernelRuntime,
    patience: Duration = .seconds(60)
  ) async throws -> [[String]] {
    let kernels = [
      try await runtime.launch(Wide.self).kernel, try await runtime.launch(Uneven.self).kernel,
      try await runtime.launch(Frail.self).kernel, try await runtime.launch(KitTeam.self).kernel,
      try await runtime.launch(KitActor.self).kernel,
    ]
    return try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
      for (place, kernel) in kernels.enumerated() { group.addTask { (place, try await saying(kernel, patience)) } }
      var found = [[String]](repeating: [], count: kernels.count)
      for try await (place, words) in group { found[place] = words }
      return found
    }
  }

  private static func expected() async throws -> [[String]] {
    let runtime = try RingKernelRuntime(backend: .only(.cpu))
    var words = try await all(runtime)
    await runtime.shutdown()
    // A subgroup has one thread on the CPU; here it has those from 0 to 31.
    words[1] = words[1].map { $0.replacing("count: 0,", with: "count: 496,") }
    return words
  }

  @Test func `blocks of 20, 48, 64 and 128 threads answer and fail as on the CPU, beside an actor of one thread`()
    async throws
  {
    let right = try await Self.expected()
    #expect(right[2].contains { $0.hasPrefix("thread 5") } && right[2].contains { $0.hasPrefix("thread 2") })
    try await StandInEngine.with { runtime, _ in
      let found = try await Self.all(runtime)
      #expect(found == right)
    }
  }

  @Test(arguments: [
    ("shared memory keeps what the last message left", "*(u32*)(rk_shared + k) = 0u;", ";"),
    ("a barrier lets everybody through", "{ g_meet(n); }", "{ if (n != 48u) g_meet(n); }"),
    (
      "the last thread that fails counts", "atomicMin(&rk_team.failed,",
      "atomicMax(&rk_team.failed, 0u), atomicExch(&rk_team.failed,"
    ),
    ("votes are not cleared", "*(volatile u32*)&rk_team.votes = 0u;", ";"),
    ("phases are not told apart", "rk.turn.passed += 1u;", ";"),
    ("a lane writes nothing", "k < rk_told.count; k += 64u", "k < rk_told.count && lane != 3u; k += 64u"),
    ("the failure of the message before counts", "rk_team.failed = ~0u;", ";"),
  ])
  func `a wrong block is found out`(mutant: (name: String, right: String, wrong: String)) async throws {
    let right = try await Self.expected()
    let modules = try `Resident programs`.modules([Wide.self, Uneven.self, Frail.self])
    #expect(try Renderer.resident(modules).text.contains(mutant.right), "the mutant changes nothing")
    var found: [[String]] = []
    do {
      try await StandInEngine.with(
        rewrite: { $0.replacing(mutant.right, with: mutant.wrong) },
        drains: false
      ) { runtime, _ in found = try await Self.all(runtime, patience: .seconds(15)) }
    } catch is RingKernelError {
      // A message that is not answered is found out as well.
    }
    #expect(found != right)
  }
}
#endif
