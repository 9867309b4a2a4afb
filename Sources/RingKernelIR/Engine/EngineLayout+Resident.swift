// What a program that does not end shares with its host besides the rows and records of the others (`Design/0007`).

extension EngineLayout {
  /// What a resident program is handed: addresses of two words each, and sizes.
  public enum Resident {
    /// Address of the states.
    public static let state = 0
    /// Address of the table.
    public static let table = 2
    /// Address of the slots of rings between actors.
    public static let rings = 4
    /// Address of the slots that the host writes.
    public static let inbound = 6
    /// Address of the host's lines, one per block.
    public static let hostLines = 8
    /// Address of the device's lines, one per block.
    public static let deviceLines = 10
    /// Address of the records for the host, per block a ring of `outboundWords` words in the form of `Link`.
    public static let outbound = 12
    /// Address of the blocks' own room for the message in hand, `stageWords` each.
    public static let stage = 14
    /// Words of records that a block's ring has room for, a power of two.
    public static let outboundWords = 16
    /// Words of a block's room for a message.
    public static let stageWords = 17
    /// Address of the blocks' timings, `Timing.blockWords` each.
    public static let timings = 18
    /// Blocks of a cluster, 1 where there are none; the grid is cut into them in the order of blocks.
    public static let cluster = 20
    /// Words that a block of a cluster has for rings in shared memory.
    public static let areaWords = 21
    /// First word of the lists of rings that lie there, in the table: `Area.places` words a block.
    public static let areas = 22
    /// Words.
    public static let words = 32
  }

  /// What a block of a cluster has of rings in its shared memory: blocks of its cluster reach it (`Design/0007`, tier 1).
  public enum Area {
    /// Rings at most; a block's list has the words of their rows, 0 for a free place.
    public static let places = 8
    /// Words that all of them have: four inboxes of 256 short messages.
    public static let words = 4 * (256 * 16 + headWords)
    /// Word of a ring's tail, in its place.
    public static let tail = 0
    /// Word of its head.
    public static let head = 1
    /// Words before its slots.
    public static let headWords = 16
  }

  /// What a block keeps of the messages that it was told to time: a count, 16 words further the last lines.
  public enum Timing {
    /// Id of the message, two words.
    public static let messageID = 0
    /// Word of the actor's row.
    public static let actor = 2
    /// Number of the handler.
    public static let handler = 3
    /// Position of the message among those of the host.
    public static let position = 4
    /// Whether it came from the host: 1, or from another actor: 0.
    public static let isHosts = 5
    /// The device's clock when the message was seen, two words.
    public static let seen = 6
    /// The device's clock when the handler was about to begin, two words.
    public static let began = 8
    /// The device's clock when the handler was done and its answer written, two words.
    public static let answered = 10
    /// Words of a line.
    public static let words = 16
    /// Lines of a block, a power of two.
    public static let lines = 256
    /// Words of a block.
    public static let blockWords = words * (lines + 1)
  }

  /// A line that the host writes for a block.
  public enum HostLine {
    /// What the block is to do: `leave`, `timed`; 0 run.
    public static let command = 0
    /// Counts the changes of rows that the block serves.
    public static let generation = 1
    /// Words of the block's records that the host has read, modulo 2^32; a program begins where the last one has ended.
    public static let taken = 2
    /// Counts questions for the block's time; a block reads the words up to this one at once.
    public static let asked = 3
    /// Word of the block's list of seats in the table: words of actors' rows, 0 for a free seat.
    public static let seats = 4
    /// Seats in the list, free ones among them.
    public static let seatCount = 5
    /// What the device's clock lacks to the host's monotonic nanoseconds, modulo 2^64: two words that are read at once, so
    /// the first one is even.
    public static let monotonic = 6
    /// What it lacks to the nanoseconds of the wall clock, in the same way.
    public static let wall = 8
    /// Words: lines of different writers are 128 bytes apart.
    public static let words = 32
    /// The command to leave.
    public static let leave: UInt32 = 1
    /// The command to leave after some rounds in which nothing was done, and after 50 ms in any case.
    public static let passing: UInt32 = 2
    /// The bit of the command to time messages.
    public static let timed: UInt32 = 0x100
  }

  /// A line that a block writes for the host.
  public enum DeviceLine {
    /// Counts rounds of the block.
    public static let heartbeat = 0
    /// 0 before the start, 1 polling, 3 in a handler, 4 gone, 5 leaving.
    public static let phase = 1
    /// Word of the row of the actor whose handler runs.
    public static let actor = 2
    /// Number of the message's type among the handlers of the actor; all ones before it is known.
    public static let handler = 3
    /// Id of the message in hand, two words.
    public static let messageID = 4
    /// The generation that is in force.
    public static let generation = 8
    /// The device's clock at the heartbeat, two words.
    public static let clock = 10
    /// The question that was answered last.
    public static let answered = 12
    /// The device's clock at that answer, two words.
    public static let answer = 14
    /// Words.
    public static let words = 32
    /// The phase of a block that looks for messages.
    public static let polling: UInt32 = 1
    /// The phase of a block that leaves once all of its cluster do.
    public static let leaving: UInt32 = 5
    /// The phase of a block that has left.
    public static let gone: UInt32 = 4
    /// The phase of a block that runs a handler.
    public static let handling: UInt32 = 3
  }
}

extension EngineLayout.Actor {
  /// Where its inbox ended when the host's next message was seen, which comes behind that; the device's.
  public static let floor = 26
  /// The position behind the host's message that `floor` belongs to; the device's.
  public static let floorFor = 27
  /// First word of the ring that the host writes for it, in inbound, divided by 16.
  public static let inbound = 28
  /// Slots of that ring, a power of two.
  public static let inboundCapacity = 29
  /// Word of the row of its inbox, the ring that all other actors write.
  public static let inbox = 30
  /// The count of changes that its block has noticed; the device's.
  public static let seen = 31

  /// Bit of `flags`: a resident program leaves the actor alone altogether.
  public static let pausedFlag: UInt32 = 4
  /// Place in `flags` of a count of changes: what else the host has changed is read anew when it differs from `seen`.
  public static let changesShift = 8
}

extension EngineLayout.Ring {
  /// How near those who write the ring of a resident program are to its reader: `blockTier`, `clusterTier`, or 0 for
  /// anywhere.
  public static let tier = 13
  /// First word of the ring in the shared memory of its reader's block; in the tier of a cluster.
  public static let area = 14
  /// That block's number in its cluster.
  public static let rank = 15
  /// All of them are served by one thread, one after the other.
  public static let blockTier: UInt32 = 1
  /// All of them sit on blocks of one cluster: positions and slots lie in shared memory while the program runs.
  public static let clusterTier: UInt32 = 2
}

extension EngineLayout.Slot {
  /// Flag of a slot in a ring between actors of a resident program that is published in laps 0, 2, 4…; slots of other
  /// laps lack it.
  ///
  /// The word that holds it is written last.
  public static let lapFlag: UInt32 = 0x80
}

extension KernelModule {
  /// Words of records that one message of this actor may take in a resident program, the turn's own included.
  ///
  /// Each record is rounded up to four words. A message that nobody handles comes back whole, whatever its length.
  public var residentNeed: Int {
    let needs = handlers.map { need(of: $0) }
    let records = needs.map(\.records).max() ?? 0
    let longest = (messages.values.map(\.payloadBytes).max() ?? 0) / 4
    let whole = EngineLayout.Record.headWords + EngineLayout.Slot.headerWords + longest
    let turn = EngineLayout.Record.headWords + EngineLayout.Turn.words
    return max(needs.map(\.words).max() ?? 0, whole) + turn + 4 * (records + 4)
  }
}
