public import RingKernelIR

/// A few actors on a device, without a runtime around them: what the host of an engine does, word by word.
public struct EngineBench {
  /// What an epoch gave.
  public struct Epoch: Sendable {
    /// Records in the order of outbound.
    public var records: [EngineRecord]
    /// Largest number of a round that left something; 0: none.
    public var pending: UInt32
    /// Words of outbound that were taken.
    public var words: Int

    /// The records of one kind, of one actor if given.
    public func records(_ kind: EngineLayout.RecordKind, of actor: Int? = nil) -> [EngineRecord] {
      records.filter { $0.kind == kind && (actor == nil || $0.actor == actor) }
    }
  }

  /// The programs.
  public let modules: [KernelModule]
  /// The actors.
  public let actors: [EngineActor]
  /// The words.
  public var image: EngineImage
  /// Messages that the host has for each actor, oldest first, and the number of the first.
  public private(set) var waiting: [[EngineMessage]]
  /// Number of the first of them.
  public private(set) var taken: [UInt32]
  /// The wall clock as a word of the hybrid clock.
  public var time: UInt64 = 1_700_000_000 << 32
  /// The monotonic clock.
  public var monotonic: UInt64 = 1_000_000
  /// Words of outbound.
  public var outboundWords = 1 << 16
  /// Actors that are not on the roster.
  public var absent: Set<Int> = []
  /// Rounds since the start.
  public private(set) var rounds: UInt32 = 0
  private let runner: any EngineRunner

  /// Lays out actors.
  ///
  /// - Parameters:
  ///   - runner: What runs rounds.
  ///   - modules: Programs.
  ///   - actors: The actors.
  ///   - payloadWords: Words of the largest payload.
  ///   - position: Position at which every ring starts.
  /// - Throws: `EngineProblem`.
  public init(
    _ runner: any EngineRunner,
    _ modules: [KernelModule],
    _ actors: [EngineActor],
    payloadWords: Int = 16,
    position: UInt32 = 0
  ) throws {
    self.runner = runner
    self.modules = modules
    self.actors = actors
    image = try EngineImage(actors, modules, payloadWords: payloadWords, position: position)
    waiting = actors.map { _ in [] }
    taken = actors.map { _ in 0 }
  }

  /// Gives the host a message for an actor.
  public mutating func post(_ message: EngineMessage, to actor: Int) { waiting[actor].append(message) }

  /// Starts the count of an actor's messages elsewhere.
  public mutating func startCount(_ number: UInt32, of actor: Int) {
    taken[actor] = number
    self[actor, EngineLayout.Actor.taken] = number
  }

  /// A word of an actor's row.
  public subscript(_ actor: Int, _ word: Int) -> UInt32 {
    get { image.table[EngineImage.row(actor + 1) + word] }
    set { image.table[EngineImage.row(actor + 1) + word] = newValue }
  }

  /// Two words of an actor's row.
  public func pair(_ actor: Int, _ word: Int) -> UInt64 {
    EngineWords.pair(image.table, EngineImage.row(actor + 1) + word)
  }

  /// Bytes of an actor's state.
  public func state(_ actor: Int) throws -> [UInt8] {
    let module = modules[actors[actor].program]
    let size = module.types.layout(of: module.resources[0].element)?.size ?? 0
    let first = Int(self[actor, EngineLayout.Actor.state])
    return Array(EngineWords.bytes(Array(image.state[first..<first + (size + 3) / 4])).prefix(size))
  }

  /// Word of an actor's row.
  public func row(_ actor: Int) -> UInt32 { UInt32(EngineImage.row(actor + 1)) }

  /// Runs an epoch with everything that the host has.
  ///
  /// - Parameter rounds: Its rounds.
  /// - Throws: What the runner throws, `EngineProblem`.
  public mutating func epoch(rounds: Int = 1) throws -> Epoch {
    typealias Words = EngineLayout.Epoch
    layOutInbound()
    image.outbound = [UInt32](repeating: 0xdead_beef, count: outboundWords)
    image.epoch = [UInt32](repeating: 0, count: Words.words)
    image.epoch[Words.capacity] = UInt32(outboundWords)
    image.epoch[Words.blocks] = UInt32(actors.count - absent.count)
    image.epoch[Words.parity] = self.rounds & 1
    EngineWords.put(time, at: Words.time, in: &image.epoch)
    EngineWords.put(monotonic, at: Words.monotonic, in: &image.epoch)
    let counts = modules.indices.map { roster(of: $0).count }
    try runner.run(&image, modules, blocks: counts, rounds: rounds)
    self.rounds &+= UInt32(rounds)
    guard image.epoch[Words.round] == UInt32(rounds), image.epoch[Words.blocksDone] == 0 else {
      throw EngineProblem("\(image.epoch[Words.round]) rounds and \(image.epoch[Words.blocksDone]) blocks of \(rounds)")
    }
    let end = Int(image.epoch[Words.cursor])
    guard end <= outboundWords, image.epoch[Words.reserved] == UInt32(end) else {
      throw EngineProblem("\(end) words taken, \(image.epoch[Words.reserved]) reserved of \(outboundWords)")
    }
    let rows = Dictionary(uniqueKeysWithValues: actors.indices.map { (row($0), $0) })
    let records = try EngineRecord.all(in: image.outbound, upTo: end, rows: rows)
    for record in records where record.kind == .turn {
      let total = record.body[EngineLayout.Turn.taken]
      guard total &- taken[record.actor] <= waiting[record.actor].count else {
        throw EngineProblem("\(total) messages taken of \(waiting[record.actor].count) from \(taken[record.actor])")
      }
      waiting[record.actor].removeFirst(Int(total &- taken[record.actor]))
      taken[record.actor] = total
    }
    return Epoch(records: records, pending: image.epoch[Words.pending], words: end)
  }

  /// Epochs until nothing is left, all their records.
  ///
  /// - Throws: As `epoch`; `EngineProblem` after `limit` epochs.
  public mutating func finish(rounds: Int = 2, limit: Int = 200) throws -> [EngineRecord] {
    var all: [EngineRecord] = []
    for _ in 0..<limit {
      let epoch = try epoch(rounds: rounds)
      all += epoch.records
      if epoch.pending < UInt32(rounds) { return all }
    }
    throw EngineProblem("something is left after \(limit) epochs")
  }

  private func roster(of program: Int) -> [Int] {
    actors.indices.filter { actors[$0].program == program && !absent.contains($0) }
  }

  private mutating func layOutInbound() {
    typealias Entry = EngineLayout.Inbound.Entry
    let heads = modules.count * EngineLayout.Inbound.programWords
    var inbound = [UInt32](repeating: 0, count: heads + actors.count * Entry.words)
    var at = heads
    for program in modules.indices {
      let own = roster(of: program)
      let head = program * EngineLayout.Inbound.programWords
      inbound[head + EngineLayout.Inbound.roster] = UInt32(at)
      inbound[head + EngineLayout.Inbound.rosterCount] = UInt32(own.count)
      for actor in own {
        inbound[at + Entry.actor] = row(actor)
        inbound[at + Entry.messages] = UInt32(inbound.count)
        inbound[at + Entry.count] = UInt32(waiting[actor].count)
        inbound[at + Entry.number] = taken[actor]
        let stride = Int(self[actor, EngineLayout.Actor.stride])
        for message in waiting[actor] {
          inbound += message.words + [UInt32](repeating: 0, count: stride - message.words.count)
        }
        at += Entry.words
      }
    }
    image.inbound = inbound
  }
}

/// Runs the rounds of an epoch.
public protocol EngineRunner {
  /// Runs `rounds` rounds of every program with its blocks.
  func run(_ image: inout EngineImage, _ modules: [KernelModule], blocks: [Int], rounds: Int) throws
}
