extension EngineLayout {
  /// The table: rows of actors, routes and rings.
  ///
  /// Row 0 is unused, so that 0 means "none".
  public enum Table {
    /// Words of every row.
    public static let rowWords = 32
  }

  /// The row of an actor.
  public enum Actor {
    /// First word of its state, in the binding of states.
    public static let state = 0
    /// Flags.
    public static let flags = 1
    /// Index in the runtime.
    public static let index = 2
    /// Place among the replicas.
    public static let replica = 3
    /// Replicas.
    public static let gridSize = 4
    /// Threads that the launch asked for per message.
    public static let blockSize = 5
    /// Words from one of its messages to the next.
    public static let stride = 6
    /// Word of its first route row.
    public static let routes = 7
    /// Its routes.
    public static let routeCount = 8
    /// First word of its list of incoming rings: words of ring rows, in the order of connection.
    public static let incoming = 9
    /// Its incoming rings.
    public static let incomingCount = 10
    /// Word of its spill ring's row; 0: none.
    public static let spill = 11
    /// Messages that it has handled, two words.
    public static let processed = 12
    /// Messages that have failed.
    public static let failed = 14
    /// Messages taken from the host, modulo 2^32.
    public static let taken = 15
    /// Its hybrid clock, two words.
    public static let clock = 16
    /// Whether what it sends is stamped with its clock.
    public static let stamps = 18
    /// Messages taken from rings, modulo 2^32.
    public static let takenFromRings = 19
    /// How far a time may be ahead of the wall clock, in units of the clock's word, two words.
    public static let drift = 20
    /// Messages that it may handle in a round.
    public static let budget = 22
    /// Slot of its program.
    public static let program = 23
    /// Messages that it has sent to other actors, two words; part of their ids.
    public static let sent = 24

    /// Bit of `flags`: it handles messages.
    public static let activeFlag: UInt32 = 1
    /// Bit of `flags`: the host wants it to stop.
    public static let terminateFlag: UInt32 = 2
  }

  /// The row of a route.
  public enum Route {
    /// Replicas behind it; 0: not connected.
    public static let replicas = 0
    /// Word of the first ring row: one row per replica, one behind the other.
    public static let rings = 1
    /// Bit m says that the destination handles message m of the sender's program, two words.
    public static let handled = 2
    /// What happens when a ring is full: a raw value of `Overflow`.
    public static let overflow = 4
    /// Messages that have gone round; the device's.
    public static let turn = 5
    /// Deadline of messages to it, in nanoseconds from the time of sending, two words; 0: none.
    public static let deadline = 6
  }

  /// The row of a ring between two actors.
  ///
  /// All positions are counts of slots modulo 2^32.
  public enum Ring {
    /// First word of its slots, in the binding of rings.
    public static let slots = 0
    /// Slots, a power of two.
    public static let capacity = 1
    /// Words from one slot to the next.
    public static let stride = 2
    /// Tail as readers see it in rounds of parity 0; that of parity 1 follows.
    public static let seenTail = 3
    /// Tail, the writer's.
    public static let tail = 5
    /// Head as the writer sees it in rounds of parity 0; that of parity 1 follows.
    public static let seenHead = 6
    /// Head, the reader's.
    public static let head = 8
    /// Word of the sender's row.
    public static let sender = 9
    /// Word of the receiver's row.
    public static let receiver = 10
  }

  /// What a sender does with a message that finds the ring full.
  public enum Overflow: UInt32, Sendable, Hashable, CaseIterable {
    /// It goes to the spill ring; the sender handles nothing new until that is empty.
    case wait = 0
    /// The send fails.
    case reject = 1
    /// It is dropped, which is recorded.
    case dropNewest = 2
    /// It is recorded as undeliverable.
    case deadLetter = 3
  }
}
