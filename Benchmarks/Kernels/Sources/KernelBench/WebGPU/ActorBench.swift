internal import BenchSupport
internal import Foundation
import RingKernel

/// Actors on the WebGPU device that the environment names; `Scripts/on-webgpu` sets it.
enum ActorBench {
  /// The benchmarks; none where no device is named.
  static func entries() -> [Entry] {
    guard let adapter = ProcessInfo.processInfo.environment["RINGKERNEL_ADAPTER"] else { return [] }
    let driver = adapter == "llvmpipe" ? "lavapipe" : adapter
    let bodies: [(key: String, peer: String, benchmark: String, body: Entry.Body)] = [
      ("call", "call from a task", "device-call", .samples { await calls($1) }),
      ("callblocking", "callBlocking from a thread", "device-call", .samples { await blockingCalls($1) }),
      ("send", "send", "device-messages-1", .tasks { await sends($1, replicas: 1) }),
      ("send", "send", "device-messages-8", .tasks { await sends($1, replicas: 8) }),
      ("send", "a token between 64 actors", "device-hop", .tasks { await hops($1) }),
      ("epoch", "an epoch without messages", "device-empty", .samples { await emptyEpochs($1) }),
      ("stencil", "@StencilKernel", "device-stencil", .tasks { await deviceStencil($1) }),
    ]
    return bodies.map { row in
      Entry(
        key: "ringkernel-\(row.key)",
        peer: "RingKernel, \(row.peer)",
        benchmark: "\(row.benchmark)-\(driver)",
        body: row.body
      )
    }
  }
}

/// Runs one round against a runtime on the device, which is opened before and closed afterwards.
private func onDevice<Outcome: Sendable>(_ body: (RingKernelRuntime) async throws -> Outcome) async -> Outcome {
  do { return try await withRuntime(backend: .webgpu, body) } catch { fail("\(error)") }
}

/// One sample: a deposit to an actor, and the balance that its handler answers with, awaited by a task.
private func calls(_ count: Int) async -> [UInt64] {
  await onDevice { runtime in
    let ledger = try await runtime.launch(BenchLedger.self)
    var samples: [UInt64] = []
    for number in 1...count {
      let start = nowNanoseconds()
      let balance = try await ledger.call(Deposit(account: 7, cents: 5))
      samples.append(nowNanoseconds() - start)
      if balance.cents != 5 * Int64(number) { fail("verification failed: wrong balance") }
    }
    return samples
  }
}

/// One sample: the same from a thread that waits for it.
private func blockingCalls(_ count: Int) async -> [UInt64] {
  await onDevice { runtime in
    let ledger = try await runtime.launch(BenchLedger.self).kernel
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var samples: [UInt64] = []
        do throws(RingKernelError) {
          for number in 1...count {
            let start = nowNanoseconds()
            let balance: Balance = try ledger.callBlocking(Deposit(account: 7, cents: 5))
            samples.append(nowNanoseconds() - start)
            if balance.cents != 5 * Int64(number) { fail("verification failed: wrong balance") }
          }
        } catch { fail("\(error)") }
        continuation.resume(returning: samples)
      }
    }
  }
}

/// One operation: a credit sent by one of as many tasks as there are replicas, and handled.
///
/// It ends when every replica has answered a call that queued up behind all credits.
private func sends(_ count: Int, replicas: Int) async -> UInt64 {
  await onDevice { runtime in
    var options = LaunchOptions()
    options.gridSize = replicas
    options.inputQueueCapacity = 16384
    let ledger = try await runtime.launch(BenchLedger.self, options: options).kernel
    let keys = try await keys(of: ledger)
    let (batch, rest) = ((0..<1024).map { Credit(account: UInt32($0), cents: 1) }, count % (1024 * replicas))
    let batches = count / (1024 * replicas) + (rest > 0 ? 1 : 0)
    let start = nowNanoseconds()
    let handled = try await withThrowingTaskGroup(of: Int64.self) { group in
      for key in keys {
        group.addTask {
          var options = SendOptions()
          options.key = key
          for _ in 0..<batches { try await ledger.send(contentsOf: batch, options: options) }
          let balance: Balance = try await ledger.call(AskCredits(account: 0), options: options)
          return balance.cents
        }
      }
      return try await group.reduce(0, +)
    }
    let elapsed = nowNanoseconds() - start
    if handled != batches * 1024 * replicas { fail("verification failed: \(handled) credits") }
    return UInt64(Double(elapsed) * Double(count) / Double(handled))
  }
}

/// A key for each replica.
private func keys(of ledger: KernelHandle) async throws -> [UInt64] {
  var keys: [UInt32: UInt64] = [:]
  var key: UInt64 = 0
  while keys.count < ledger.gridSize {
    var options = SendOptions()
    options.key = key
    let balance: Balance = try await ledger.call(AskCredits(account: 0), options: options)
    keys[balance.account] = key
    key += 1
  }
  return keys.values.sorted()
}

/// One operation: a hop of a token around 64 actors; the host sends one message and takes one.
private func hops(_ count: Int) async -> UInt64 {
  await onDevice { runtime in
    var ring: [KernelHandle] = []
    for number in 0..<64 {
      var options = LaunchOptions()
      options.inputQueueCapacity = 16
      ring.append(try await runtime.launch(BenchRelay.self, id: "hop \(number)", options: options).kernel)
    }
    for number in 0..<64 { try await ring[number].connect(0, to: ring[(number + 1) % 64]) }
    let start = nowNanoseconds()
    try await ring[0].send(Hop(left: UInt32(count), made: 0))
    let last: Hop = try await ring[count % 64].receive(timeout: .seconds(120))
    let elapsed = nowNanoseconds() - start
    if last.made != UInt32(count) { fail("verification failed: \(last.made) hops") }
    return elapsed
  }
}
