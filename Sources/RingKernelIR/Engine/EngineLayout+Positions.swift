extension EngineLayout {
  /// Messages that an actor handles in one turn at most, whatever its row says: drivers end programs that run long.
  public static let turnMessages = 4096

  /// A slot of a spill ring: where the message goes, then the message.
  public enum Spill {
    /// Word of the row of the ring that had no room, in the table.
    public static let ring = 0
    /// The message.
    public static let slot = 1
  }
}

// What an actor publishes in a round goes to the words of the other parity. In its next turn it goes to those of this
// parity as well: two chains through the rows of rings say what that is.

extension EngineLayout.Actor {
  /// Word of the row of the first ring whose tail was published in the last turn; `chainEnd`: none.
  public static let published = 26
  /// The same of rings whose head was published.
  public static let released = 27
  /// Number of the first of the host's messages for which `Ring.floor` was not noted.
  public static let floorOf = 28
}

extension EngineLayout.Ring {
  /// The next ring in the chain of the sender; 0: in no chain.
  public static let nextPublished = 11
  /// The next ring in the chain of the receiver.
  public static let nextReleased = 12
  /// Behind the last one.
  public static let chainEnd: UInt32 = 1
  /// Where the ring ended when the receiver saw the messages of the host that it has in hand: they come behind that.
  public static let floor = 13
}

extension EngineLayout.Slot {
  /// Priority of what actors answer and emit, `Priority.normal`.
  public static let normalPriority: UInt32 = 1
}

extension KernelModule {
  /// Number of a message in `EngineLayout.Route.handled`: its place among the names in ascending order.
  public func number(ofMessage name: String) -> Int? { messages.keys.sorted().firstIndex(of: name) }
}
