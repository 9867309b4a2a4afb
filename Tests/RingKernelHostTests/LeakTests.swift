import RingKernelHost
import Testing

#if canImport(Glibc)
import Glibc
#endif

// Each of these looks at the whole process, so each has one of its own.
@Suite(.timeLimit(.minutes(5)))
struct LeakTests {
  @Test func `launches and terminations leave nothing behind`() async {
    await #expect(processExitsWith: .success) {
      let before = LiveMemory.actorCells
      try await withRuntime(backend: .cpu) { runtime in
        var options = LaunchOptions()
        options.inputQueueCapacity = 64
        options.outputQueueCapacity = 64
        for round in 0..<200 {
          let first = try await runtime.launch(Ledger.self, id: "first \(round)", options: options)
          let second = try await runtime.launch(Ledger.self, id: "second \(round)", options: options)
          // Kernels that know each other must not keep each other.
          try await first.connect(0, to: second)
          try await second.connect(0, to: first)
          let balance: Balance = try await first.call(Deposit(account: 1, cents: 5))
          precondition(balance.cents == 5)
          try await first.terminate(draining: round % 2 == 0)
          try await second.terminate()
        }
        _ = await runtime.liveKernels
        precondition(LiveMemory.actorCells <= before + 2, "\(LiveMemory.actorCells) cells are left")
      }
      precondition(LiveMemory.actorCells == before, "\(LiveMemory.actorCells) cells are left")
    }
  }

  #if os(Linux)
  @Test func `memory does not grow with the number of launches`() async {
    await #expect(processExitsWith: .success) {
      try await withRuntime(backend: .cpu) { runtime in
        var resident: [Int] = []
        for _ in 0..<4 {
          for _ in 0..<100 {
            let ledger = try await runtime.launch(Ledger.self)
            let balance: Balance = try await ledger.call(Deposit(account: 1, cents: 5))
            precondition(balance.cents == 5)
            try await ledger.terminate()
          }
          resident.append(residentPages())
        }
        // A hundred launches take 100 MB of rings when they leak; the pages of a warmed-up allocator stay.
        let growth = (resident[3] - resident[0]) * 4096
        precondition(growth < 16 << 20, "300 launches later \(growth) bytes more: \(resident)")
      }
    }
  }

  @Test func `an idle runtime uses less than 1 % of a processor`() async {
    await #expect(processExitsWith: .success) {
      try await withRuntime(backend: .cpu) { runtime in
        for number in 0..<4 {
          let ledger = try await runtime.launch(Ledger.self, id: "idle \(number)")
          let _: Balance = try await ledger.call(Deposit(account: 1, cents: 5))
        }
        // The one timed test: what is asked for is a share of time. The first half second lets the workers park.
        try await Task.sleep(for: .milliseconds(500))
        let before = processorMicroseconds()
        try await Task.sleep(for: .seconds(2))
        let used = processorMicroseconds() - before
        precondition(used < 20_000, "\(used) us in 2 s")
      }
    }
  }
  #endif
}

#if os(Linux)
/// Pages of this process that are in memory.
private func residentPages() -> Int {
  guard let file = unsafe fopen("/proc/self/statm", "r") else { return 0 }
  defer { unsafe fclose(file) }
  var line = [CChar](repeating: 0, count: 256)
  guard unsafe fgets(&line, 255, file) != nil else { return 0 }
  let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  return text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
}

/// User and system time of this process.
private func processorMicroseconds() -> Int {
  var usage = rusage()
  guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return .max }
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000
    + Int(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
}
#endif
