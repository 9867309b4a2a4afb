public import RingKernelABI

/// Header and payload of one message, copied out of a ring: what dead letters and topics keep.
public struct Envelope: Sendable {
  /// Where it comes from and goes to; the fingerprint is filled in for bytes at rest only.
  public var header: MessageHeader
  /// The payload, padding zeroed.
  public let payload: [UInt8]

  init(header: MessageHeader, payload: [UInt8]) {
    self.header = header
    self.payload = payload
  }

  /// Copies a slot of a ring whose owner says what the slot does not: id and destination.
  ///
  /// - Precondition: `slot` points at a header that is followed by `length_words` words of payload.
  @unsafe init(copying slot: UnsafeRawPointer, id: UInt64, destination: UInt32) {
    let slotHeader = unsafe slot.loadUnaligned(as: SlotHeader.self)
    var header = MessageHeader()
    header.type_id = slotHeader.type_id
    header.message_id = id
    header.correlation_id = slotHeader.correlation_id
    header.hlc = slotHeader.hlc
    header.deadline = slotHeader.deadline
    header.source = slotHeader.source
    header.destination = destination
    header.length_words = slotHeader.length_words
    header.flags = slotHeader.flags
    header.priority = slotHeader.priority
    self.header = header
    let count = Int(header.length_words) * 4
    unsafe payload = Array(UnsafeRawBufferPointer(start: slot + ABI.slotHeaderBytes, count: count))
  }

  /// Encodes `message` behind `header`, whose type id and length are filled in.
  public init<Message: RingMessage>(_ message: Message, header: MessageHeader = MessageHeader()) {
    let layout = Message.layout
    var header = header
    header.type_id = layout.typeID.rawValue
    header.length_words = UInt16(layout.payloadBytes / 4)
    self.header = header
    payload = unsafe [UInt8](unsafeUninitializedCapacity: layout.payloadBytes) { buffer, count in
      if let base = buffer.baseAddress {
        unsafe message.encode(to: UnsafeMutableRawPointer(base), payloadBytes: layout.payloadBytes)
      }
      count = layout.payloadBytes
    }
  }

  /// Type of the payload.
  public var typeID: MessageTypeID { MessageTypeID(rawValue: header.type_id) }

  /// Decodes the payload.
  ///
  /// - Throws: `bytesType` for another type, or the error of the first field that does not decode.
  public func decode<Message: RingMessage>(_ type: Message.Type = Message.self) throws(RingKernelError) -> Message {
    guard header.type_id == Message.layout.typeID.rawValue else {
      throw RingKernelError(.typeMismatch(expected: Message.layout.typeID.rawValue, found: header.type_id))
    }
    // One byte more: an empty array has no address to read an empty message at.
    let outcome = unsafe (payload + [0]).withUnsafeBytes { bytes -> Result<Message, MessageError> in
      guard let base = bytes.baseAddress else {
        return .failure(.truncated(needed: Message.layout.payloadBytes, available: 0))
      }
      do throws(MessageError) {
        return .success(unsafe try Message.decode(from: base, count: payload.count))
      } catch { return .failure(error) }
    }
    do throws(MessageError) { return try outcome.get() } catch { throw RingKernelError(error) }
  }

  /// Copies header and payload into a claimed slot; the publication word is left alone.
  ///
  /// - Precondition: The slot has room for the payload.
  @unsafe func write(to slot: UnsafeMutableRawPointer) {
    unsafe writeHeader(SlotHeader(header), to: slot)
    unsafe payload.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      unsafe (slot + ABI.slotHeaderBytes).copyMemory(from: base, byteCount: bytes.count)
    }
  }
}

extension SlotHeader {
  /// What a slot keeps of a header.
  init(_ header: MessageHeader) {
    self.init()
    type_id = header.type_id
    correlation_id = header.correlation_id
    hlc = header.hlc
    deadline = header.deadline
    source = header.source
    length_words = header.length_words
    flags = header.flags
    priority = header.priority
  }
}

/// Writes every header field but the publication word, which belongs to the ring.
@inlinable @inline(__always) @unsafe
func writeHeader(_ header: SlotHeader, to slot: UnsafeMutableRawPointer) {
  let target = unsafe slot.assumingMemoryBound(to: SlotHeader.self)
  unsafe target.pointee.type_id = header.type_id
  unsafe target.pointee.correlation_id = header.correlation_id
  unsafe target.pointee.hlc = header.hlc
  unsafe target.pointee.deadline = header.deadline
  unsafe target.pointee.source = header.source
  unsafe target.pointee.length_words = header.length_words
  unsafe target.pointee.flags = header.flags
  unsafe target.pointee.priority = header.priority
}
