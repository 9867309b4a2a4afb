internal import RingKernelIR

/// The words of an engine between epochs.
public struct EngineImage: Sendable {
  /// Words of the bindings of their names.
  public var state: [UInt32] = []
  /// Rows.
  public var table: [UInt32] = []
  /// Slots of rings.
  public var rings: [UInt32] = []
  /// What the host brings.
  public var inbound: [UInt32] = []
  /// Records.
  public var outbound: [UInt32] = []
  /// The epoch.
  public var epoch = [UInt32](repeating: 0, count: EngineLayout.Epoch.words)

  /// The word of a row of the table.
  static func row(_ number: Int) -> Int { number * EngineLayout.Table.rowWords }

  /// Lays out actors, their routes and rings.
  ///
  /// - Parameters:
  ///   - actors: The actors; number n has row n + 1.
  ///   - modules: Their programs.
  ///   - payloadWords: Words of the largest payload.
  ///   - position: Position at which every ring starts.
  init(_ actors: [EngineActor], _ modules: [KernelModule], payloadWords: Int, position: UInt32) throws {
    let rows = actors.reduce(1 + actors.count) {
      $0 + $1.routes.count + $1.routes.map(\.receivers.count).reduce(0, +) + 1
    }
    table = [UInt32](repeating: 0, count: Self.row(rows))
    var next = 1 + actors.count
    var incoming: [[UInt32]] = actors.map { _ in [] }
    let stride = EngineLayout.Slot.headerWords + payloadWords
    for (number, actor) in actors.enumerated() {
      guard let state = modules[actor.program].resources.first?.element,
        let size = modules[actor.program].types.layout(of: state)?.size
      else { throw EngineProblem("actor \(number) has no state") }
      describe(actor, at: Self.row(number + 1), stride: stride)
      let words = (size + 3) / 4
      self.state += EngineWords.words(actor.state ?? [], count: max(words, 1))
      table[Self.row(number + 1) + EngineLayout.Actor.routes] = UInt32(Self.row(next))
      var ring = next + actor.routes.count
      for (place, route) in actor.routes.enumerated() {
        describe(route, at: Self.row(next + place), rings: Self.row(ring))
        for receiver in route.receivers {
          addRing(Self.row(ring), capacity: route.capacity, stride, from: number, to: receiver, position)
          incoming[receiver].append(UInt32(Self.row(ring)))
          ring += 1
        }
      }
      if actor.spill > 0 {
        table[Self.row(number + 1) + EngineLayout.Actor.spill] = UInt32(Self.row(ring))
        let wide = stride + EngineLayout.Spill.slot
        addRing(Self.row(ring), capacity: actor.spill, wide, from: number, to: number, position)
        ring += 1
      }
      next = ring
    }
    for (number, list) in incoming.enumerated() {
      table[Self.row(number + 1) + EngineLayout.Actor.incoming] = UInt32(table.count)
      table[Self.row(number + 1) + EngineLayout.Actor.incomingCount] = UInt32(list.count)
      table += list
    }
  }

  private mutating func describe(_ actor: EngineActor, at row: Int, stride: Int) {
    typealias Actor = EngineLayout.Actor
    table[row + Actor.state] = UInt32(state.count)
    table[row + Actor.flags] = actor.flags
    table[row + Actor.index] = actor.index
    table[row + Actor.replica] = actor.replica.number
    table[row + Actor.gridSize] = actor.replica.of
    table[row + Actor.blockSize] = 1
    table[row + Actor.stride] = UInt32(stride)
    table[row + Actor.routeCount] = UInt32(actor.routes.count)
    EngineWords.put(actor.clock.word, at: row + Actor.clock, in: &table)
    table[row + Actor.stamps] = actor.stampsTime ? 1 : 0
    EngineWords.put(actor.clock.drift, at: row + Actor.drift, in: &table)
    table[row + Actor.budget] = actor.budget
    table[row + Actor.program] = UInt32(actor.program)
  }

  private mutating func describe(_ route: EngineRoute, at row: Int, rings: Int) {
    typealias Route = EngineLayout.Route
    table[row + Route.replicas] = UInt32(route.receivers.count)
    table[row + Route.rings] = UInt32(rings)
    EngineWords.put(route.handled, at: row + Route.handled, in: &table)
    table[row + Route.overflow] = route.overflow.rawValue
    EngineWords.put(route.deadline, at: row + Route.deadline, in: &table)
  }

  private mutating func addRing(
    _ row: Int,
    capacity: Int,
    _ stride: Int,
    from sender: Int,
    to receiver: Int,
    _ position: UInt32
  ) {
    typealias Ring = EngineLayout.Ring
    table[row + Ring.slots] = UInt32(rings.count)
    table[row + Ring.capacity] = UInt32(capacity)
    table[row + Ring.stride] = UInt32(stride)
    let positions = [
      Ring.seenTail, Ring.seenTail + 1, Ring.tail, Ring.seenHead, Ring.seenHead + 1, Ring.head,
    ]
    for word in positions { table[row + word] = position }
    table[row + Ring.sender] = UInt32(Self.row(sender + 1))
    table[row + Ring.receiver] = UInt32(Self.row(receiver + 1))
    // What nobody has written must not look like a message.
    rings += [UInt32](repeating: 0xdead_beef, count: capacity * stride)
  }
}
