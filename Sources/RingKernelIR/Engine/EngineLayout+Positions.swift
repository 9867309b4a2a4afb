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

extension EngineLayout.Ring {
  /// The latest tail that the reader has seen: that of the other parity may be older.
  public static let knownTail = 11
  /// The latest head that the writer has seen.
  public static let knownHead = 12
}

extension EngineLayout.Slot {
  /// Priority of what actors answer and emit, `Priority.normal`.
  public static let normalPriority: UInt32 = 1
}

extension KernelModule {
  /// Number of a message in `EngineLayout.Route.handled`: its place among the names in ascending order.
  public func number(ofMessage name: String) -> Int? { messages.keys.sorted().firstIndex(of: name) }
}
