import Foundation
import RingKernelHost
import Synchronization
import Testing

private struct Pair: RingMessage {
  var first: UInt64
  var second: UInt64
  static let layout = MessageLayout("Promises.Pair", [.init("first", UInt64.self), .init("second", UInt64.self)])
  init(_ first: UInt64 = 0, _ second: UInt64 = 0) { (self.first, self.second) = (first, second) }
  init(from reader: inout WireReader) throws(MessageError) {
    first = try reader.read()
    second = try reader.read()
  }
  func write(to writer: inout WireWriter) {
    writer.write(first)
    writer.write(second)
  }
}

private let inside = Atomic<Int>(0)

/// Counts its messages, and those during which somebody else was inside, too.
private struct Room: KernelActor {
  var visits: UInt64 = 0
  var meetings: UInt64 = 0
  static let kernelName = "promises.room"
  static var handlers: [MessageHandler<Room>] {
    [
      .answering(Pair.self) { room, _, _ in
        if inside.wrappingAdd(1, ordering: .sequentiallyConsistent).oldValue != 0 { room.meetings += 1 }
        for _ in 0..<20 { _ = inside.load(ordering: .sequentiallyConsistent) }  // stays a while
        inside.wrappingSubtract(1, ordering: .sequentiallyConsistent)
        room.visits += 1
        return Pair(room.visits, room.meetings)
      }
    ]
  }
}

/// Answers with the stamp of the message and its own clock.
private struct Witness: KernelActor {
  static let kernelName = "promises.witness"
  static var handlers: [MessageHandler<Witness>] {
    [.answering(Pair.self) { _, _, context in Pair(context.messageTime.rawValue, context.now.rawValue) }]
  }
}

/// Counts, then throws when asked to.
private struct Half: KernelActor {
  var count: UInt64 = 0
  static let kernelName = "promises.half"
  static var handlers: [MessageHandler<Half>] {
    [
      .answering(Pair.self) { half, pair, context in
        half.count += 1
        if pair.first == 1 { throw context.failure("asked to") }
        return Pair(half.count)
      }
    ]
  }
}

/// Indexes out of range.
private struct Trap: KernelActor {
  var places = InlineArray<4, UInt64>(repeating: 0)
  static let kernelName = "promises.trap"
  static var handlers: [MessageHandler<Trap>] {
    [.answering(Pair.self) { trap, pair, _ in Pair(trap.places[Int(pair.first)]) }]
  }
}

/// Answers 1 when a worker runs it.
private struct Whereabouts: KernelActor {
  static let kernelName = "promises.whereabouts"
  static var handlers: [MessageHandler<Whereabouts>] {
    [.answering(Pair.self) { _, _, _ in Pair(threadName().hasPrefix("rk-worker-") ? 1 : 0) }]
  }
}

private func threadName() -> String { (try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)) ?? "" }

@Suite(.timeLimit(.minutes(5)))
struct PromiseTests {
  @Test func `an actor is never run by two workers at once`() async throws {
    var configuration = RuntimeConfiguration()
    configuration.workerCount = 4
    try await withRuntime(backend: .cpu, configuration: configuration) { runtime in
      var options = LaunchOptions()
      options.batch = 1
      let room = try await runtime.launch(Room.self, options: options)
      // Others that have work: after each message the room goes back into the queue, to whichever worker is free.
      var others: [KernelHandle] = []
      for number in 0..<6 { others.append(try await runtime.launch(Witness.self, id: "\(number)", options: options)) }
      let bystanders = others
      await withTaskGroup(of: Void.self) { group in
        for task in 0..<8 {
          group.addTask {
            for number in 0..<2000 {
              try? await room.send(Pair())
              try? await bystanders[(task + number) % 6].send(Pair())
              if number % 64 == 0 { let _: Pair? = try? await room.call(Pair()) }
            }
          }
        }
      }
      let end: Pair = try await room.call(Pair())
      #expect(end.first == 8 * (2000 + 32) + 1)
      #expect(end.second == 0, "visits during which another worker was inside")
    }
  }

  @Test func `with causal order a message is later than its cause, without it it has no stamp`() async throws {
    try await withRuntime(backend: .cpu) { runtime in
      var options = LaunchOptions()
      options.causalOrder = true
      let witness = try await runtime.launch(Witness.self, options: options)
      for _ in 0..<100 {
        let before = try runtime.clock.tick().rawValue
        let seen: Pair = try await witness.call(Pair())
        #expect(before < seen.first && seen.first < seen.second, "sender, message, receiver")
        #expect(seen.second < runtime.clock.now.rawValue, "the answer was merged")
      }
      let plain = try await runtime.launch(Witness.self, id: "plain")
      let seen: Pair = try await plain.call(Pair())
      #expect(seen.first == HybridTime.unstamped.rawValue)
    }
  }

  @Test func `a handler that throws leaves the state as it is then`() async throws {
    try await withRuntime(backend: .cpu) { runtime in
      let half = try await runtime.launch(Half.self)
      await #expect(throws: RingKernelError.self) { let _: Pair = try await half.call(Pair(1)) }
      let seen: Pair = try await half.call(Pair())
      #expect(seen.first == 2)
    }
  }

  @Test func `a trap in a handler ends the process`() async {
    await #expect(processExitsWith: .failure) {
      // An error must not be taken for a trap: it ends the process well, and fails the test.
      try? await withRuntime(backend: .cpu) { runtime in
        let trap = try await runtime.launch(Trap.self)
        let _: Pair = try await trap.call(Pair(4))
      }
    }
  }

  #if os(Linux)
  @Test func `handlers run on workers, whoever calls`() async throws {
    try await withRuntime(backend: .cpu) { runtime in
      let whereabouts = try await runtime.launch(Whereabouts.self)
      let answers = try await withThrowingTaskGroup(of: Pair.self) { group in
        for _ in 0..<64 { group.addTask { try await whereabouts.call(Pair()) } }
        return try await group.reduce(into: 0) { $0 += $1.first }
      }
      #expect(answers == 64)
    }
  }
  #endif
}
