public import RingKernelABI

/// A message at rest: header and payload as bytes, for files, wires and tests.
public enum MessageBytes {
  /// Encodes `message` with its fingerprint and a checksum.
  public static func encode<Message: RingMessage>(
    _ message: Message,
    header: MessageHeader = MessageHeader()
  ) -> [UInt8] {
    let layout = Message.layout
    var bytes = [UInt8](repeating: 0, count: ABI.headerBytes + layout.payloadBytes)
    unsafe bytes.withUnsafeMutableBytes { raw in
      guard let base = raw.baseAddress else { return }
      unsafe message.encode(to: base + ABI.headerBytes, payloadBytes: layout.payloadBytes)
      var header = header
      header.fingerprint = layout.fingerprint
      header.type_id = layout.typeID.rawValue
      header.length_words = UInt16(layout.payloadBytes / 4)
      header.flags |= MessageFlags.checksum.rawValue
      header.checksum = unsafe Machine.crc32c(
        UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(raw)[ABI.headerBytes...])
      )
      unsafe base.storeBytes(of: header, as: MessageHeader.self)
    }
    return bytes
  }

  /// Decodes one message; any byte string gives a value or a typed error.
  ///
  /// - Throws: `MessageError` for a wrong length, type, fingerprint, checksum, enum value, Bool or count.
  public static func decode<Message: RingMessage>(
    _ type: Message.Type,
    from bytes: [UInt8]
  ) throws(MessageError) -> Message {
    try validate(bytes, Message.layout)
    // A closure cannot carry a typed throw through withUnsafeBytes of every toolchain: carry a Result.
    let outcome = unsafe bytes.withUnsafeBytes { raw -> Result<Message, MessageError> in
      let body = unsafe UnsafeRawBufferPointer(rebasing: raw[ABI.headerBytes...])
      guard let base = body.baseAddress else { return .failure(.truncated(needed: 1, available: 0)) }
      do throws(MessageError) {
        return .success(unsafe try Message.decode(from: base, count: body.count))
      } catch { return .failure(error) }
    }
    return try outcome.get()
  }

  /// Checks everything about bytes at rest that does not need the fields: length, type, fingerprint, checksum.
  static func validate(_ bytes: [UInt8], _ layout: MessageLayout) throws(MessageError) {
    guard bytes.count >= ABI.headerBytes else {
      throw .truncated(needed: ABI.headerBytes, available: bytes.count)
    }
    let header = unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(as: MessageHeader.self) }
    guard header.type_id == layout.typeID.rawValue else {
      throw .typeMismatch(expected: layout.typeID.rawValue, found: header.type_id)
    }
    guard header.fingerprint == layout.fingerprint else {
      throw .fingerprintMismatch(type: layout.name, expected: layout.fingerprint, found: header.fingerprint)
    }
    let payload = bytes.count - ABI.headerBytes
    let announced = Int(header.length_words) * 4
    guard announced == layout.payloadBytes else {
      throw .invalidLength(expected: layout.payloadBytes, found: announced)
    }
    guard payload >= announced else { throw .truncated(needed: announced, available: payload) }
    guard payload == announced else { throw .trailingBytes(expected: announced, found: payload) }
    guard MessageFlags(rawValue: header.flags).contains(.checksum) else { return }
    let found = unsafe bytes.withUnsafeBytes {
      unsafe Machine.crc32c(UnsafeRawBufferPointer(rebasing: $0[ABI.headerBytes...]))
    }
    guard found == header.checksum else { throw .checksumMismatch(expected: header.checksum, found: found) }
  }
}
