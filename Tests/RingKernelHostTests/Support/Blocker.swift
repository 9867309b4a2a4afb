import RingKernelHost
import Synchronization

/// Holds handlers until a test opens it.
final class Gate: Sendable {
  private static let all = Mutex<[Gate]>([])
  let number: UInt32
  let isOpen = Atomic<Bool>(false)
  let visitors = Atomic<Int>(0)

  private init(_ number: UInt32) { self.number = number }

  static func make() -> Gate {
    all.withLock { all in
      all.append(Gate(UInt32(all.count)))
      return all[all.count - 1]
    }
  }
  static func find(_ number: UInt32) -> Gate { all.withLock { $0[Int(number)] } }

  func open() { isOpen.store(true, ordering: .releasing) }

  /// Suspends the test until `count` handlers stand at the gate.
  func waitForVisitors(_ count: Int) async {
    while visitors.load(ordering: .acquiring) < count { await Task.yield() }
  }
}

/// Sends the handler to a gate.
struct Block: RingMessage {
  var gate: UInt32
  /// Whether the handler may also leave when its kernel is to end.
  var untilTermination: Bool
  static let layout = MessageLayout(
    "HostTests.Block",
    [.init("gate", UInt32.self), .init("untilTermination", Bool.self)]
  )
  init(_ gate: Gate, untilTermination: Bool = false) {
    self.gate = gate.number
    self.untilTermination = untilTermination
  }
  init(from reader: inout WireReader) throws(MessageError) {
    gate = try reader.read()
    untilTermination = try reader.read()
  }
  func write(to writer: inout WireWriter) {
    writer.write(gate)
    writer.write(untilTermination)
  }
}

/// A kernel whose handlers stand at gates and note what they see.
struct Blocker: KernelActor {
  var blocks: UInt64 = 0
  var deposits: UInt64 = 0
  var lastAccount: UInt32 = 0
  static let kernelName = "blocker"
  static var emits: [any RingMessage.Type] { [Deposit.self] }
  static var handlers: [MessageHandler<Blocker>] {
    [
      .consuming(Block.self) { blocker, block, context in
        blocker.blocks += 1
        let gate = Gate.find(block.gate)
        gate.visitors.wrappingAdd(1, ordering: .acquiringAndReleasing)
        while !gate.isOpen.load(ordering: .acquiring) {
          if block.untilTermination && context.shouldTerminate { break }
        }
      },
      .consuming(Deposit.self) { blocker, deposit, context in
        blocker.deposits += 1
        blocker.lastAccount = deposit.account
        if deposit.cents < 0 {
          // One message to the kernel behind route 0, then one to the host: in this order.
          try context.send(Deposit(account: deposit.account, cents: 1), to: 0)
          context.emit(deposit)
        }
        context.reply(Balance(account: deposit.account, cents: Int64(blocker.deposits)))
      },
    ]
  }
}
