internal import RingKernelCore
internal import RingKernelIR

/// What the courier knows of an actor on the device; the courier's alone.
final class Resident: PolledActor {
  let cell: ActorCell
  let program: EpochProgram
  /// First word of its row.
  let row: Int
  /// First word of its state, and how many there are.
  let state: Int
  let stateWords: Int
  /// Words from one of its messages to the next.
  let stride: Int
  /// Routes as the device knows them.
  var routes: [RouteRow] = []
  /// First word of the route rows and of the list of incoming rings, with the room that they have.
  var routeRows: (place: Int, room: Int)?
  var incomingList: (place: Int, room: Int)?
  /// Rings that others write for it, and the ring where its own messages wait for room.
  var incoming: [RingRow] = []
  var spill: RingRow?

  /// Messages taken from the lanes so far, and those that the device has taken of them; modulo 2^32.
  var given: UInt32 = 0
  var taken: UInt32 = 0
  /// Slots that came back untaken, oldest first.
  var leftover: [UInt32] = []
  /// Epochs in flight that offer messages of it.
  var offers = 0
  /// Whether it may have something to do without a new message: a round left something, or somebody sent to it.
  var isAwake = false
  /// Flags as the device knows them.
  var flags: UInt32 = 0
  /// Whether nobody can send to it any more.
  var isCutOff = false
  var quietTurns = 0
  /// Epoch for which it was put on the roster last.
  var listed: UInt64 = 0

  init(_ cell: ActorCell, _ program: EpochProgram, row: Int, state: Int, stateWords: Int) {
    self.cell = cell
    self.program = program
    self.row = row
    self.state = state
    self.stateWords = stateWords
    stride = cell.inputStride / 4
  }

  /// Untaken slots that came back.
  var leftoverCount: Int { leftover.count / stride }
  /// Messages that are between the lanes and their results.
  var isQuietOnDevice: Bool { offers == 0 && leftover.isEmpty && given == taken }
  var isIdle: Bool { isQuietOnDevice && !isAwake && cell.inboxIsIdle }
}

/// A route as the device knows it.
struct RouteRow {
  /// The receivers, by replica; empty where the route is not connected.
  var targets: [Resident] = []
  /// One ring per replica, their rows one behind the other.
  var rings: [RingRow] = []
}

/// A ring between two actors.
final class RingRow {
  /// First word of its row.
  let row: Int
  /// First word of its slots.
  let slots: Int
  let capacity: Int
  /// Words from one slot to the next.
  let stride: Int
  /// Who writes and who reads it; nil once that one is gone.
  weak var sender: Resident?
  weak var receiver: Resident?

  init(row: Int, slots: Int, capacity: Int, stride: Int) {
    self.row = row
    self.slots = slots
    self.capacity = capacity
    self.stride = stride
  }

  /// The row's words before the first message.
  func words(sender: Int, receiver: Int) -> [UInt32] {
    var words = [UInt32](repeating: 0, count: EngineLayout.Table.rowWords)
    words[EngineLayout.Ring.slots] = UInt32(slots)
    words[EngineLayout.Ring.capacity] = UInt32(capacity)
    words[EngineLayout.Ring.stride] = UInt32(stride)
    words[EngineLayout.Ring.sender] = UInt32(sender)
    words[EngineLayout.Ring.receiver] = UInt32(receiver)
    return words
  }
}
