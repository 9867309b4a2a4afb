/// A struct of fixed layout that travels through rings.
///
/// `@RingMessage` writes the conformance; by hand it is the layout, a reader and a writer:
///
/// ```swift
/// struct Deposit: RingMessage {
///   var account: UInt32, cents: Int64
///   static let layout = MessageLayout("Bank.Deposit", [.init("account", UInt32.self), .init("cents", Int64.self)])
///   init(from reader: inout WireReader) throws(MessageError) {
///     account = try reader.read()
///     cents = try reader.read()
///   }
///   func write(to writer: inout WireWriter) {
///     writer.write(account)
///     writer.write(cents)
///   }
/// }
/// ```
public protocol RingMessage: WireField {
  /// Name, type id, fields and fingerprint.
  static var layout: MessageLayout { get }
}

extension RingMessage {
  /// Bytes on the wire.
  public static var wireSize: Int { layout.size }
  /// Alignment on the wire.
  public static var wireAlignment: Int { layout.alignment }
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { layout.signature }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String { "\(layout.cName) {}" }
}

extension RingMessage {
  /// Writes the payload at `destination`: `layout.payloadBytes` bytes, padding zeroed.
  ///
  /// - Precondition: `destination` has room for `layout.payloadBytes` bytes.
  @inlinable @inline(__always) @unsafe
  public func encode(to destination: UnsafeMutableRawPointer, payloadBytes: Int) {
    var writer = unsafe WireWriter(destination)
    write(to: &writer)
    writer.zero(payloadBytes &- writer.position)
  }

  /// Reads a payload that stands in a slot and was written by `encode`.
  @inlinable @inline(__always) @unsafe
  public static func decode(from source: UnsafeRawPointer, count: Int) throws(MessageError) -> Self {
    var reader = unsafe WireReader(source, count: count)
    return try Self(from: &reader)
  }
}
