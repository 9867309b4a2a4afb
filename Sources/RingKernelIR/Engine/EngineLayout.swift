/// The words that an engine on a device and its host share (`Design/0006`): the one definition of every offset.
///
/// Everything is 32-bit words, little-endian; 64-bit numbers are the low word, then the high one. Offsets are in words
/// from the start of their record, unless they say otherwise.
public enum EngineLayout {
  /// Answers, emissions and recorded sends that one message may make in a program with such a statement in a loop.
  public static let loopEmissions = 128

  /// Numbers of the bindings of a program, in group 0.
  public enum Binding {
    /// States of all actors, read and written.
    public static let state = 0
    /// Rows of actors, routes and rings, read and written.
    public static let table = 1
    /// Slots of the rings between actors, read and written.
    public static let rings = 2
    /// What the host brings for an epoch, read.
    public static let inbound = 3
    /// Records for the host, read and written.
    public static let outbound = 4
    /// Words of the epoch, read and written atomically.
    public static let epoch = 5
    /// Words of the program, read.
    public static let program = 6
  }

  /// Names of the bindings in printed programs, by number.
  public static let bindingNames = [
    "rk_state", "rk_table", "rk_rings", "rk_inbound", "rk_outbound", "rk_epoch", "rk_program",
  ]

  /// The words of a program.
  public enum Program {
    /// Slot of the program: which roster is its own.
    public static let slot = 0
    /// Words.
    public static let words = 1
  }

  /// The words of an epoch.
  public enum Epoch {
    /// Words of outbound that are taken.
    public static let cursor = 0
    /// Words of outbound that are taken or that running handlers may still take.
    public static let reserved = 1
    /// Words of outbound.
    public static let capacity = 2
    /// Largest number, from 1, of a round that left something for a later one; 0: none.
    public static let pending = 3
    /// The wall clock as a word of the hybrid clock, two words; its logical part is 0.
    public static let time = 4
    /// The monotonic clock of the host in nanoseconds, two words.
    public static let monotonic = 6
    /// Blocks of a round.
    public static let blocks = 8
    /// Blocks that have ended in this round; the last one sets it to 0.
    public static let blocksDone = 9
    /// Number of the round within the epoch, from 0; the last block of a round counts it up.
    public static let round = 10
    /// Parity of the epoch's first round.
    public static let parity = 11
    /// Words.
    public static let words = 32
  }

  /// What the host brings: per slot of a program its roster, then the rosters, then the messages.
  public enum Inbound {
    /// First word of the program's roster, in inbound.
    public static let roster = 0
    /// Entries of the roster.
    public static let rosterCount = 1
    /// Words per program.
    public static let programWords = 2

    /// An entry of a roster: one actor that takes part.
    public enum Entry {
      /// Word of the actor's row, in the table.
      public static let actor = 0
      /// First word of its messages, in inbound.
      public static let messages = 1
      /// Its messages.
      public static let count = 2
      /// Number of the first message, modulo 2^32.
      public static let number = 3
      /// Words.
      public static let words = 4
    }
  }

  /// A message in inbound, in a ring, or in a record: `rk_slot_header`, then the payload.
  public enum Slot {
    /// Id of the message, two words: the host's, or index of the sender << 40 | 3 << 38 | number of the sent message.
    public static let messageID = 0
    /// Type of the message, two words.
    public static let typeID = 2
    /// Correlation of the call that waits for an answer, two words; 0: nobody waits.
    public static let correlation = 4
    /// Stamp of the hybrid clock, two words; 0: none.
    public static let time = 6
    /// Deadline in monotonic nanoseconds, two words; 0: none.
    public static let deadline = 8
    /// Index of the actor that sent it; 0: the host.
    public static let source = 10
    /// Length of the payload in words, flags and priority in 16, 8 and 8 bits.
    public static let lengthFlagsPriority = 11
    /// Words of the header; the payload follows.
    public static let headerWords = 12
    /// Place of the flags in their word.
    public static let flagsShift = 16
    /// Place of the priority in its word.
    public static let priorityShift = 24
    /// The flag of an answer, `RK_FLAG_REPLY`.
    public static let replyFlag: UInt32 = 2
  }
}
