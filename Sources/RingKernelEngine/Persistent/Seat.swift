internal import RingKernelCore
internal import RingKernelIR

/// What the courier knows of an actor in a resident program; the courier's alone.
final class Seat: PolledActor {
  let cell: ActorCell
  let program: EpochProgram
  /// The block that serves it, and its place in the block's list.
  let block: Block
  var place = 0
  /// First word of its row.
  let row: Int
  /// First word of its state, and how many there are.
  let state: Int
  let stateWords: Int
  /// Words of its longest message, in whole lines.
  let stride: Int
  /// The ring that the host writes for it: first word, slots.
  let inbound: Int
  let inboundCapacity: Int
  /// Words from one of those slots to the next.
  let inboundStride: Int
  /// The ring that other actors write for it, and the one where its own messages wait for room.
  let inbox: RingRow
  var spill: RingRow?
  /// Receivers by route and replica.
  var routes: [[Seat]] = []
  /// First word of the route rows and of the lists of inboxes, with the room that they have.
  var routeRows: (place: Int, room: Int)?
  var routeLists: (place: Int, room: Int)?

  /// Messages written for it so far, and those that it has taken; modulo 2^32.
  var given: UInt32
  var taken: UInt32
  /// Since when something is on its way, for samples of latency.
  var since: UInt64 = 0
  /// Flags as the device knows them, and how often they were changed.
  var flags: UInt32 = 0
  private var changes: UInt32 = 1
  /// Numbers of the blocks whose actors ever had a route to it; how near they are allows the tier of its inbox.
  var origins: Set<Int> = []
  var tier = EngineLayout.Ring.blockTier
  /// Where its inbox lies in shared memory, in the tier of a cluster.
  var area: BlockArea.Place?
  /// Whether nobody can send to it any more.
  var isCutOff = false
  var quietTurns = 0
  /// The ring that the host writes for it, as it was written; empty where it can be read.
  private var kept: [UInt32] = []
  /// When the last messages were written, while they are timed: position and time.
  private var written: [(position: UInt32, time: UInt64)] = []
  /// What is told of it when one of its handlers has hung.
  var hang: RingKernelError?
  /// Passes that had begun when nothing was left for it to do.
  var lastPass: Int?
  /// Before this time another look whether it is empty has no use.
  var nextLook: UInt64 = 0

  init(
    _ cell: ActorCell,
    _ program: EpochProgram,
    _ block: Block,
    row: Int,
    state: (place: Int, words: Int),
    inbound: (place: Int, capacity: Int),
    inbox: RingRow,
    origin: UInt32
  ) {
    self.cell = cell
    self.program = program
    self.block = block
    self.row = row
    self.state = state.place
    stateWords = state.words
    stride = Self.stride(cell)
    self.inbound = inbound.place
    inboundCapacity = inbound.capacity
    inboundStride = EngineLayout.Link.stride(stride)
    self.inbox = inbox
    given = origin
    taken = origin
  }

  /// The word of its flags, with the count by which the block notices that something has changed.
  var flagsWord: UInt32 { flags | changes << UInt32(EngineLayout.Actor.changesShift) }

  /// Changes the flags; the word of them to write.
  func change(flags: UInt32) -> UInt32 {
    self.flags = flags
    changes &+= 1
    return flagsWord
  }

  /// Keeps a message as it was written, where the ring itself is not read.
  ///
  /// - Parameters:
  ///   - message: Its words, and whatever comes behind them.
  ///   - position: Its position in the ring.
  func keep(_ message: [UInt32], at position: UInt32) {
    if kept.isEmpty { kept = Array(repeating: 0, count: inboundCapacity * stride) }
    let start = Int(position) % inboundCapacity * stride
    let words = EngineLayout.Slot.headerWords + Int(message[EngineLayout.Slot.lengthFlagsPriority] & 0xffff)
    for place in 0..<words { kept[start + place] = message[place] }
  }

  /// A message that was kept; nil where the ring itself has it.
  func message(at position: UInt32) -> ArraySlice<UInt32>? {
    guard !kept.isEmpty else { return nil }
    let start = Int(position) % inboundCapacity * stride
    return kept[start..<(start + stride)]
  }

  /// Notes when a message was written for it.
  func note(_ time: UInt64, of position: UInt32) {
    if written.isEmpty { written = Array(repeating: (0, 0), count: EngineLayout.Timing.lines) }
    written[Int(position) % written.count] = (position, time)
  }

  /// When a message was written for it; nil where that was not noted, or too long ago.
  func time(of position: UInt32) -> UInt64? {
    guard !written.isEmpty else { return nil }
    let noted = written[Int(position) % written.count]
    return noted.position == position && noted.time != 0 ? noted.time : nil
  }

  /// Words of a slot between actors for a cell: whole lines.
  static func stride(_ cell: ActorCell) -> Int { (cell.inputStride / 4 + 15) / 16 * 16 }

  /// Whether all of the host's messages have been taken.
  var isQuiet: Bool { given == taken }
  /// Whether messages of the host wait for it and it may handle them.
  var isWaiting: Bool { !isQuiet && flags & EngineLayout.Actor.activeFlag != 0 }
  var isIdle: Bool { isQuiet && cell.inboxIsIdle }
  var hasRoom: Bool { given &- taken < UInt32(inboundCapacity) }
}

/// A block of the program, as the courier knows it.
final class Block {
  let number: Int
  /// First word of its list of seats, and the seats: rows, 0 for a free place.
  let list: Int
  var seats: [Seat?] = []
  /// Generation of its rows that was announced last.
  var generation: UInt32 = 0
  var records: RecordStream
  /// The heartbeat that was seen last, and when it was new.
  var heartbeat: UInt32 = 0
  var beatTime: UInt64 = 0
  /// What it has of rings in shared memory.
  var area: BlockArea

  init(number: Int, list: Int, areas: Int, origin: UInt32) {
    self.number = number
    area = BlockArea(list: areas)
    self.list = list
    records = RecordStream(at: origin)
  }

  var load: Int { seats.count { $0 != nil } }
}
