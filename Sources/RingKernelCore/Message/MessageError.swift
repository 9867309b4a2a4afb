/// Why bytes are not the message that they claim to be.
public enum MessageError: Error, Equatable, Sendable {
  /// `needed` bytes were expected where `available` are left.
  case truncated(needed: Int, available: Int)
  /// The payload is longer than its type.
  case trailingBytes(expected: Int, found: Int)
  /// The bytes were written with another layout of the same type.
  case fingerprintMismatch(type: String, expected: UInt64, found: UInt64)
  /// The header names another type.
  case typeMismatch(expected: UInt64, found: UInt64)
  /// A byte that is neither 0 nor 1 stands where a Bool should.
  case invalidBool(found: UInt8, offset: Int)
  /// No case of the enum has this raw value.
  case invalidEnumValue(type: String, found: String, offset: Int)
  /// A bounded array claims more elements than it can hold.
  case invalidCount(found: Int, maximum: Int, offset: Int)
  /// The checksum of the payload is not the one in the header.
  case checksumMismatch(expected: UInt32, found: UInt32)
  /// The header announces a length that its type cannot have.
  case invalidLength(expected: Int, found: Int)
}
