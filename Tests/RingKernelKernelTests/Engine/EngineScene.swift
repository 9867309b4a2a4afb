#if Macros
import RingKernelIR
import RingKernelKernelTesting
import RingKernelSyntax
import Testing

/// Actors that send to each other, and ways to put them up.
enum EngineScene {
  static let source = KernelSource(files: [
    """
    @RingMessage struct Start { var count: UInt32; var sender: UInt32 }
    @RingMessage struct Item { var sender: UInt32; var number: UInt32; var mark: UInt8; var rest: UInt16 }
    @RingMessage struct Hop { var left: UInt32; var sum: UInt64 }
    @RingMessage struct Time { var word: UInt64; var kind: UInt32 }
    @RingKernel struct Producer {
      var number: UInt32 = 0
      var full: UInt32 = 0
      mutating func receive(_ start: Start, in context: inout RingContext) throws {
        for _ in 0..<start.count {
          full += 1
          try context.send(Item(sender: start.sender, number: number, mark: UInt8(number % 251), rest: 7), to: 0)
          full -= 1
          number &+= 1
        }
      }
    }
    @RingKernel(emits: [Item.self]) struct Consumer {
      var seen: UInt32 = 0
      mutating func receive(_ item: Item, in context: inout RingContext) {
        seen &+= 1
        context.emit(item)
      }
      mutating func receive(_ start: Start, in context: inout RingContext) -> Start {
        Start(count: seen, sender: start.sender)
      }
    }
    @RingKernel struct Walker {
      var visits: UInt64 = 0
      mutating func receive(_ hop: Hop, in context: inout RingContext) throws {
        visits += 1
        if hop.left == 0 {
          context.reply(hop)
        } else {
          let next = Hop(left: hop.left - 1, sum: hop.sum + UInt64(context.replica))
          try context.send(next, to: 0, forwardingCall: true)
        }
      }
    }
    @RingKernel struct Timer {
      var last: UInt64 = 0
      mutating func receive(_ time: Time, in context: inout RingContext) throws -> Time {
        last = context.now.rawValue
        if time.kind == 0 {
          last = try context.tick().rawValue
        } else {
          last = try context.merge(HybridTime(rawValue: time.word)).rawValue
        }
        return Time(word: last, kind: time.kind)
      }
    }
    """
  ])

  static func module(_ actor: String) throws -> KernelModule {
    try KernelCompiler.lower(try source.unit(actor: actor))
  }

  /// A message from its fields' words.
  static func message(
    _ module: KernelModule,
    _ name: String,
    _ words: [UInt32],
    correlation: UInt64 = 0
  ) throws
    -> EngineMessage
  {
    let type = try #require(module.messages[name])
    return EngineMessage(type, EngineWords.bytes(words), correlation: correlation)
  }

  /// Senders that send `starts` times `count` items to actor 0, or in turn to the first ones, which are not equally fast.
  static func fanIn(
    _ runner: any EngineRunner,
    senders: Int,
    capacity: Int,
    spill: Int,
    budget: UInt32,
    starts: Int = 3,
    count: UInt32,
    overflow: EngineLayout.Overflow = .wait,
    receivers: Int = 1,
    position: UInt32 = 0
  ) throws -> EnginePair {
    let (producer, consumer) = (try module("Producer"), try module("Consumer"))
    let first = (0..<receivers).map { number in
      var actor = EngineActor(index: UInt32(number + 100), program: 1)
      actor.budget = budget * UInt32(1 + 2 * number)
      return actor
    }
    let others = (0..<senders).map { number in
      let route = EngineRoute(to: Array(0..<receivers), capacity: capacity, overflow: overflow)
      return EngineActor(index: UInt32(number + 1), routes: [route], spill: spill)
    }
    var pair = try EnginePair(runner, [producer, consumer], first + others, position: position)
    for sender in 1...senders {
      for _ in 0..<starts {
        pair.post(try message(producer, "Start", [count, UInt32(sender)]), to: receivers + sender - 1)
      }
    }
    return pair
  }

  /// Whether the consumer emitted everybody's items in order, none lost, none twice.
  static func isComplete(_ records: [EngineRecord], senders: Int, each: Int) -> Bool {
    let items = records.filter { $0.kind == .emitted }.compactMap(\.message?.payload)
    let bySender = Dictionary(grouping: items) { $0[0] }.mapValues { $0.map { $0[1] } }
    return items.count == senders * each && items.allSatisfy { $0[2] == ($0[1] % 251) | 7 << 16 }
      && (1...senders).allSatisfy { bySender[UInt32($0)] == (0..<UInt32(each)).map { $0 } }
  }
}
#endif
