internal import RingKernelCompute
internal import RingKernelHost

// Messages that mean harm, and ends at the wrong moment.

/// What no message and no end may do to an engine.
func hostileCases(_ backend: BackendChoice) -> [StressCase] {
  [
    StressCase(name: "hostile", abstract: "10^5 random and extreme messages: what fails is what fails on the CPU") {
      scale in
      let orders = HostileOrder.random(sized(100_000, scale), seed: 7)
      let (there, right) = (try await outcomes(of: orders, backend), try await outcomes(of: orders, .cpu))
      for (number, order) in orders.enumerated() {
        try expectEqual(there[number], right[number], "message \(number), \(order)")
      }
      let failures = right.compactMap(\.failure)
      let codes = Set(failures.map(\.code)).count
      if orders.count >= 10_000 { try expectEqual(codes, 6, "kinds of failures") }
      return "\(failures.count) failed in \(codes) ways"
    },
    StressCase(name: "abrupt", abstract: "Kernels and runtimes end while messages are on the device") { scale in
      for round in 0..<sized(60, scale) { try await endAbruptly(backend, round) }
      return "\(sized(60, scale)) ends"
    },
  ]
}

/// What came of a message.
private enum Outcome: Equatable {
  case answered(HostileAnswer)
  case failed(KernelFailure)

  var failure: KernelFailure? { if case .failed(let failure) = self { failure } else { nil } }
}

private func outcomes(of orders: [HostileOrder], _ backend: BackendChoice) async throws -> [Outcome] {
  var all: [Outcome] = []
  try await withCheckedRuntime(backend: backend) { runtime in
    let kernel = try await runtime.launch(HostileKernel.self, options: small(64)).kernel
    let other = try await runtime.launch(HostileKernel.self, id: "other", options: small(64)).kernel
    let good = HostileOrder(place: 3, amount: 6, divisor: 2, scale: 1, kind: 0)
    for (number, order) in orders.enumerated() {
      do throws(RingKernelError) {
        all.append(.answered(try await kernel.call(order, timeout: .seconds(60))))
      } catch {
        guard error.code == .handlerFailed, let failure = error.failure else { throw error }
        all.append(.failed(failure))
      }
      guard number % 1000 == 0 else { continue }
      let total = Int64(number / 1000 + 1) * 6
      let answer: HostileAnswer = try await other.call(good, timeout: .seconds(60))
      try expectEqual(answer, HostileAnswer(total: total, share: 1, small: 3, mixed: 0), "the other kernel")
    }
    let handled: HostileAnswer = try await kernel.call(HostileAsk(), timeout: .seconds(60))
    try expectEqual(Int(handled.total), all.count { $0.failure == nil }, "orders carried out")
    return [kernel, other]
  }
  return all
}

extension HostileOrder {
  /// Orders whose fields are usual numbers, extreme ones, or anything at all.
  fileprivate static func random(_ count: Int, seed: UInt64) -> [HostileOrder] {
    var dice = Dice(seed: seed)
    let extremes: [UInt64] = [0, 1, .max, 1 << 31, 1 << 63, 0x7fff_ffff, 0x7f80_0000, 0x7fc0_0000, 64]
    func field(_ limit: Int) -> UInt64 {
      switch dice.roll(24) {
      case 0: UInt64(dice.roll(1 << 32)) << 32 | UInt64(dice.roll(1 << 32))
      case 1: extremes[dice.roll(extremes.count)]
      default: UInt64(dice.roll(limit))
      }
    }
    return (0..<count).map { _ in
      HostileOrder(
        place: Int64(bitPattern: field(64)),
        amount: Int32(truncatingIfNeeded: field(1000)),
        divisor: Int32(truncatingIfNeeded: field(1000)),
        scale: dice.roll(8) == 0
          ? Float(bitPattern: UInt32(truncatingIfNeeded: field(1 << 31))) : Float(field(100)),
        kind: UInt32(truncatingIfNeeded: field(1000)),
        rounds: UInt32(truncatingIfNeeded: field(40))
      )
    }
  }
}

/// Senders and callers find a kernel, or the whole runtime, gone in the middle: each gets an error that says so.
private func endAbruptly(_ backend: BackendChoice, _ round: Int) async throws {
  let expected: Set<ErrorCode> = [.kernelTerminated, .runtimeShutDown, .kernelNotActive]
  try await withCheckedRuntime(backend: backend) { runtime in
    let kernel = try await runtime.launch(HostileKernel.self, options: small(256)).kernel
    let other = try await runtime.launch(HostileKernel.self, id: "other", options: small(256)).kernel
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<4 {
        group.addTask {
          do throws(RingKernelError) {
            while true {
              let order = HostileOrder(place: Int64(task), amount: 1, divisor: 1, scale: 1, kind: 0)
              if task == 0 {
                let _: HostileAnswer = try await kernel.call(order, timeout: .seconds(60))
              } else {
                try await kernel.send(order)
              }
            }
          } catch {
            guard expected.contains(error.code) else { throw error }
          }
        }
      }
      try await Task.sleep(for: .microseconds(200 * (round % 16)))
      switch round % 3 {
      case 0: try await kernel.terminate()
      case 1: try await kernel.terminate(draining: false)
      default: await runtime.shutdown(draining: round % 2 == 0)
      }
      try await group.waitForAll()
    }
    if round % 3 != 2 {
      let answer: HostileAnswer = try await other.call(HostileAsk(), timeout: .seconds(60))
      try expectEqual(answer.total, 0, "orders of the other kernel")
    }
    return [kernel, other]
  }
}
