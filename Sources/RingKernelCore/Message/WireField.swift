/// A value that can stand in a message: fixed size, C layout, validated when read.
public protocol WireField: Sendable {
  /// Bytes on the wire, a multiple of the alignment.
  static var wireSize: Int { get }
  /// Alignment on the wire, a power of two.
  static var wireAlignment: Int { get }
  /// Canonical name, part of the fingerprint: `u32`, `f32x4`, `[4 of i64]`, a message's description.
  static var wireName: String { get }
  /// C spelling of the type for generated headers, with `{}` where the declared name goes.
  static var cDeclarator: String { get }
  /// Reads and validates; the reader stands at a multiple of `wireAlignment`.
  init(from reader: inout WireReader) throws(MessageError)
  /// Writes exactly `wireSize` bytes; the writer stands at a multiple of `wireAlignment`.
  func write(to writer: inout WireWriter)
}

/// A number whose bytes all are values: nothing to validate.
public protocol WireScalar: WireField, BitwiseCopyable {}

extension WireScalar {
  /// Bytes on the wire.
  @inlinable public static var wireSize: Int { MemoryLayout<Self>.size }
  /// Alignment on the wire.
  @inlinable public static var wireAlignment: Int { MemoryLayout<Self>.alignment }
  /// Reads and validates.
  @inlinable @inline(__always)
  public init(from reader: inout WireReader) throws(MessageError) { self = try reader.readTrivial(Self.self) }
  /// Writes exactly `wireSize` bytes.
  @inlinable @inline(__always)
  public func write(to writer: inout WireWriter) { writer.writeTrivial(self) }
}

extension UInt8: WireScalar {
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "u8" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String { "uint8_t {}" }
}
extension Int8: WireScalar {
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "i8" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String { "int8_t {}" }
}
extension UInt16: WireScalar {
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "u16" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String { "uint16_t {}" }
}
extension Int16: WireScalar {
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "i16" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String { "int16_t {}" }
}
extension UInt32: WireScalar {
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "u32" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String { "uint32_t {}" }
}
extension Int32: WireScalar {
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "i32" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String { "int32_t {}" }
}
extension UInt64: WireScalar {
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "u64" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String { "uint64_t {}" }
}
extension Int64: WireScalar {
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "i64" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String { "int64_t {}" }
}
extension Float: WireScalar {
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "f32" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String { "float {}" }
}
extension Double: WireScalar {
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "f64" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String { "double {}" }
}

extension Bool: WireField {
  /// Bytes on the wire.
  @inlinable public static var wireSize: Int { 1 }
  /// Alignment on the wire.
  @inlinable public static var wireAlignment: Int { 1 }
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "bool" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String { "uint8_t {}" }

  /// Reads and validates.
  @inlinable public init(from reader: inout WireReader) throws(MessageError) {
    let offset = reader.position
    let byte = try reader.readTrivial(UInt8.self)
    guard byte <= 1 else { throw .invalidBool(found: byte, offset: offset) }
    self = byte == 1
  }
  /// Writes exactly `wireSize` bytes.
  @inlinable public func write(to writer: inout WireWriter) { writer.writeTrivial(self ? 1 : 0 as UInt8) }
}

/// An enum with an integer raw value gets its wire form from that integer.
extension WireField where Self: RawRepresentable, RawValue: WireScalar & FixedWidthInteger {
  /// Bytes on the wire.
  @inlinable public static var wireSize: Int { RawValue.wireSize }
  /// Alignment on the wire.
  @inlinable public static var wireAlignment: Int { RawValue.wireAlignment }
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "enum \(RawValue.wireName)" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String { RawValue.cDeclarator }

  /// Reads and validates.
  @inlinable public init(from reader: inout WireReader) throws(MessageError) {
    let offset = reader.position
    let raw = try RawValue(from: &reader)
    guard let value = Self(rawValue: raw) else {
      throw .invalidEnumValue(type: "\(Self.self)", found: "\(raw)", offset: offset)
    }
    self = value
  }
  /// Writes exactly `wireSize` bytes.
  @inlinable public func write(to writer: inout WireWriter) { rawValue.write(to: &writer) }
}
