public import RingKernelIR

/// A message in a slot: `rk_slot_header` and payload, as words.
public struct EngineMessage: Sendable, Hashable {
  /// The header.
  public var header: [UInt32]
  /// The payload.
  public var payload: [UInt32]

  /// Takes words of a slot, as long as its header says.
  public init(slot words: some Collection<UInt32>) {
    header = Array(words.prefix(EngineLayout.Slot.headerWords))
    payload = Array(words.dropFirst(EngineLayout.Slot.headerWords))
    payload = Array(payload.prefix(Int(header[EngineLayout.Slot.lengthFlagsPriority] & 0xffff)))
  }

  /// Makes a message of the host.
  public init(
    _ type: MessageType,
    _ bytes: [UInt8],
    id: UInt64 = 0,
    correlation: UInt64 = 0,
    time: UInt64 = 0,
    deadline: UInt64 = 0,
    priority: UInt32 = EngineLayout.Slot.normalPriority
  ) {
    header = [UInt32](repeating: 0, count: EngineLayout.Slot.headerWords)
    payload = EngineWords.words(bytes, count: type.payloadBytes / 4)
    EngineWords.put(id, at: EngineLayout.Slot.messageID, in: &header)
    EngineWords.put(type.typeID, at: EngineLayout.Slot.typeID, in: &header)
    EngineWords.put(correlation, at: EngineLayout.Slot.correlation, in: &header)
    EngineWords.put(time, at: EngineLayout.Slot.time, in: &header)
    EngineWords.put(deadline, at: EngineLayout.Slot.deadline, in: &header)
    header[EngineLayout.Slot.lengthFlagsPriority] =
      UInt32(type.payloadBytes / 4) | priority << UInt32(EngineLayout.Slot.priorityShift)
  }

  /// All words.
  public var words: [UInt32] { header + payload }
  /// The payload's bytes.
  public var bytes: [UInt8] { EngineWords.bytes(payload) }
  /// Identity of its type.
  public var typeID: UInt64 { EngineWords.pair(header, EngineLayout.Slot.typeID) }
  /// Its id.
  public var id: UInt64 { EngineWords.pair(header, EngineLayout.Slot.messageID) }
  /// Correlation of the call that waits for an answer.
  public var correlation: UInt64 { EngineWords.pair(header, EngineLayout.Slot.correlation) }
  /// Stamp.
  public var time: UInt64 { EngineWords.pair(header, EngineLayout.Slot.time) }
  /// Deadline in monotonic nanoseconds.
  public var deadline: UInt64 { EngineWords.pair(header, EngineLayout.Slot.deadline) }
  /// Index of the sender.
  public var source: UInt32 { header[EngineLayout.Slot.source] }
  /// Flags.
  public var flags: UInt32 { header[EngineLayout.Slot.lengthFlagsPriority] >> 16 & 0xff }
  /// Priority.
  public var priority: UInt32 { header[EngineLayout.Slot.lengthFlagsPriority] >> 24 }
}

/// Numbers in words.
public enum EngineWords {
  /// The 64-bit number at a word.
  public static func pair(_ words: [UInt32], _ at: Int) -> UInt64 { UInt64(words[at]) | UInt64(words[at + 1]) << 32 }

  /// Stores a 64-bit number.
  public static func put(_ value: UInt64, at place: Int, in words: inout [UInt32]) {
    words[place] = UInt32(truncatingIfNeeded: value)
    words[place + 1] = UInt32(truncatingIfNeeded: value >> 32)
  }

  /// Bytes as words of the host, whose order of bytes is the devices' too; zeros behind them.
  public static func words(_ bytes: [UInt8], count: Int) -> [UInt32] {
    var words = [UInt32](repeating: 0, count: count)
    unsafe words.withUnsafeMutableBytes { unsafe $0.copyBytes(from: bytes.prefix(count * 4)) }
    return words
  }

  /// Words as bytes.
  public static func bytes(_ words: [UInt32]) -> [UInt8] {
    unsafe words.withUnsafeBytes { unsafe Array($0) }
  }
}
