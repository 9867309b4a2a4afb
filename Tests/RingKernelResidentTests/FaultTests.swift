import RingKernelCUDA
import RingKernelConformance
import RingKernelCore
import RingKernelEngine
import RingKernelHost
import RingKernelKernelTesting
import Testing

/// Every call of the driver fails in turn: whoever waits gets an error with a code, nothing is left, and the driver is not
/// asked for what it could not survive.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `Faults under a resident program` {
  /// What an engine is put through: two types, so that the program changes, a call, a read of the state, an end.
  private func run(
    _ standIn: StandInCUDA,
    _ way: Way,
    failing call: Int?,
    status: UInt32
  ) async throws -> ErrorCode? {
    // The codes of errors are checked, not their number: which call comes when is the engine's own affair.
    do {
      try await StandInEngine.with(standIn: standIn, inPasses: way.inPasses, inbound: way.inbound, drains: false) {
        runtime,
        _ in
        if let call { standIn.fail(call...call, with: status) } else { standIn.fail(0...0, with: 0) }
        let sink = try await runtime.launch(KitActor.self, id: "sink").kernel
        _ = try await sink.call(Add(amount: 5), timeout: .seconds(60)) as Total
        var options = LaunchOptions()
        options.routes = ["sink"]
        let relay = try await runtime.launch(KitRelay.self, options: options).kernel
        _ = try await relay.call(Add(amount: 10), timeout: .seconds(60)) as Total
        try await relay.terminate()
      }
      return nil
    } catch let error as RingKernelError { return error.code }
  }

  /// How a program runs, and through which memory messages come to it.
  struct Way: Sendable, CustomTestStringConvertible {
    var inPasses = false
    var inbound = CUDAInbound.pinned
    var testDescription: String { "\(inbound)\(inPasses ? ", in passes" : "")" }
  }

  @Test(arguments: [2, 719] as [UInt32], [Way(), Way(inPasses: true), Way(inbound: .coherent), Way(inbound: .bar)])
  func `whichever call fails, it is told, and nothing is left`(status: UInt32, way: Way) async throws {
    let plain = try StandInCUDA()
    plain.set("processors", 2)
    #expect(try await run(plain, way, failing: nil, status: 0) == nil)
    let count = plain.calls.count
    #expect(count > 60)
    // Other memory has other calls, of which each fails once; what is done with messages is the same.
    let firsts = Set(plain.calls).compactMap { plain.calls.firstIndex(of: $0) }.map { $0 + 1 }.sorted()
    let calls = way.inbound == .pinned ? Array(stride(from: 1, through: count, by: max(3, count / 160))) : firsts
    var codes: Set<ErrorCode> = []
    for call in calls {
      let standIn = try StandInCUDA()
      standIn.set("processors", 2)
      if let code = try await run(standIn, way, failing: call, status: status) { codes.insert(code) }
      standIn.failNothing()
      #expect(standIn.misuse == [], "call \(call)")
      for _ in 0..<500 where !standIn.alive.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
      #expect(standIn.alive == [], "call \(call), \(plain.calls[call - 1]), \(standIn.calls.suffix(3))")
    }
    #expect(codes.isSubset(of: [.deviceMemory, .deviceLost, .programRefused, .deviceResources]), "\(codes)")
    #expect(!codes.isEmpty)
  }

  @Test func `an actor that finds no place leaves no words behind`() async throws {
    try await StandInEngine.withDevice { runtime, device, _ in
      let kernel = try await runtime.launch(KitActor.self).kernel
      let before = ResidentRegion.allCases.map(device.growths)
      device.refuse(.rings)
      for number in 0..<200 {
        let error = await #expect(throws: RingKernelError.self) {
          _ = try await runtime.launch(KitActor.self, id: "refused \(number)")
        }
        #expect(error?.code == .deviceMemory)
      }
      device.refuse(nil)
      // What 200 actors had taken would be some 13 MB of slots.
      #expect(ResidentRegion.allCases.map(device.growths) == before)
      let late = try await runtime.launch(KitActor.self, id: "late").kernel
      for kernel in [kernel, late] {
        let total: Total = try await kernel.call(Add(amount: 3), timeout: .seconds(60))
        #expect(total.sum == 3)
      }
    }
  }
}
