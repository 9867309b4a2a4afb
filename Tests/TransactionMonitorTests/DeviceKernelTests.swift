import RingKernelCore
import RingKernelDevice
import RingKernelIR
import RingKernelInterpreter
import Testing

@testable import TransactionMonitor

/// The kernels as every device runs them: within the language, with the results that the CPU has.
@Suite(.timeLimit(.minutes(20))) struct `Kernels of the monitor on devices` {
  private static let actors: [any DeviceActor.Type] = [Ingest.self, AccountShard.self, AlertCollector.self]

  @Test(arguments: [0, 1, 2]) func `a stage lowers with all its handlers`(number: Int) throws {
    let module = try KernelCompiler.lower(try DeviceUnit.make(actor: Self.actors[number]))
    #expect(module.handlers.count == Self.actors[number].handlerCount)
    #expect(Validator.validate(module).isEmpty)
  }

  @Test func `a shard on the interpreter books and refuses as the CPU's does`() throws {
    let module = try KernelCompiler.lower(try DeviceUnit.make(actor: AccountShard.self))
    let interpreter = Interpreter(module)
    var random = SplitMix64(seed: 8)
    var shard = AccountShard()
    var state = [UInt8](repeating: 0, count: MemoryLayout<AccountShard>.size)
    let route = HandlerContext.Route(room: [.max], handled: ["Alert", "Tally"])
    var context = HandlerContext(routes: [route, route])
    var alerts = 0
    var refusals: Set<Refusal> = []
    for row in 1...3000 as ClosedRange<UInt64> {
      let time = UInt32(row / 40 + random.next(below: row % 50 == 0 ? 400 : 4))
      let isHuge = random.next(below: 100) == 0
      let cents: Int64 = isHuge ? .max : Int64(random.next(below: 1000))
      let debit = Debit(row: row, source: UInt32(random.next(below: 30)), target: 3, cents: cents, time: time)
      let booking = shard.book(debit)
      refusals.insert(booking.refusal)
      context.operations.removeAll()
      let failure = try interpreter.run(0, message: bytes(debit), state: &state, context: &context)
      #expect((failure == nil) == (booking.refusal == .none), "row \(row)")
      let raises = booking.refusal == .none && booking.count > VelocityRule.limit
      let expected = raises ? [bytes(shard.alert(debit, booking.count))] : []
      #expect(context.operations.map(\.payload) == expected, "row \(row)")
      alerts += expected.count
    }
    #expect(refusals == [.none, .lateRow, .balanceOverflow] && alerts > 100)
    let found = unsafe state.withUnsafeBytes { unsafe $0.loadUnaligned(as: AccountShard.self) }
    #expect(found.debits == shard.debits && found.accounts.count == shard.accounts.count)
    for place in 0..<AccountTable.capacity {
      let (a, b) = (found.accounts.entries[place], shard.accounts.entries[place])
      #expect(a.number == b.number && a.isUsed == b.isUsed && a.cents == b.cents, "account \(a.number)")
      #expect(a.window.newest == b.window.newest, "account \(a.number)")
      #expect((0..<128).allSatisfy { a.window.counts[$0] == b.window.counts[$0] }, "account \(a.number)")
    }
  }

  private func bytes(_ message: some RingMessage) -> [UInt8] { Envelope(message).payload }
}

extension DeviceActor {
  /// Handlers of the actor.
  fileprivate static var handlerCount: Int { handlers.count }
}

extension EngineOperation {
  /// The message that leaves; empty for none.
  fileprivate var payload: [UInt8] {
    switch self {
    case .reply(let message), .emit(let message), .send(let message, _, _, _, _): message.payload
    case .requestTermination: []
    }
  }
}
