@_exported public import CRingKernel

/// Header of 48 bytes in front of every payload in a ring.
public typealias SlotHeader = rk_slot_header
/// Header of 64 bytes in front of a payload outside of rings: in a file, on a wire, in the dead letters.
public typealias MessageHeader = rk_message_header
/// Head, tail and constants of a ring: three regions of 128 bytes.
public typealias RingHeader = rk_ring_header
/// Control block of one actor: 128 bytes, the host's line first, the engine's line second.
public typealias ControlBlock = rk_control_block
/// Telemetry of one actor: 64 bytes.
public typealias TelemetryBlock = rk_telemetry
/// One-word hybrid logical clock: 48 bits of 2^-16 s, 16 bits of logical counter.
public typealias HybridWord = rk_hlc_word

/// Numbers of the shared layout that are not a size of a type.
public enum ABI {
  /// Version of the layouts in `rk_abi.h`.
  public static let version = UInt32(RK_ABI_VERSION)
  /// Bytes of a cache line; slots are multiples of it.
  public static let cacheLine = Int(RK_CACHE_LINE)
  /// Bytes between words that different sides write.
  public static let sideStride = Int(RK_SIDE_STRIDE)
  /// Largest payload of one message, bytes.
  public static let maximumPayloadBytes = Int(RK_MAX_PAYLOAD_BYTES)
  /// Bytes of a slot header.
  @inlinable public static var slotHeaderBytes: Int { MemoryLayout<SlotHeader>.size }
  /// Bytes of a message header.
  @inlinable public static var headerBytes: Int { MemoryLayout<MessageHeader>.size }

  /// Bytes of a slot that can hold a payload of `payloadBytes` bytes.
  @inlinable public static func slotStride(payloadBytes: Int) -> Int {
    (slotHeaderBytes + payloadBytes + cacheLine - 1) & ~(cacheLine - 1)
  }
}

/// Bits of `flags` in both headers.
public struct MessageFlags: OptionSet, Sendable {
  /// The byte as it stands in the header.
  public let rawValue: UInt8
  /// Takes the byte of a header.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// `checksum` holds the CRC-32C of the payload.
  public static let checksum = MessageFlags(rawValue: UInt8(RK_FLAG_CHECKSUM))
  /// The message answers the call named by its correlation id.
  public static let reply = MessageFlags(rawValue: UInt8(RK_FLAG_REPLY))
  /// The payload is a failure record, not the message that the type id names.
  public static let failure = MessageFlags(rawValue: UInt8(RK_FLAG_FAILURE))
  /// The message came back from the dead letters.
  public static let replayed = MessageFlags(rawValue: UInt8(RK_FLAG_REPLAYED))
}
