/// Cursor that lays fields down as a C compiler would and fills the gaps with zeros.
@safe
public struct WireWriter {
  @usableFromInline let base: UnsafeMutableRawPointer
  @usableFromInline var offset = 0

  /// Writes at `base`, which must have room for the whole message.
  @inlinable @unsafe public init(_ base: UnsafeMutableRawPointer) { unsafe self.base = base }

  /// Bytes written so far, padding included.
  @inlinable public var position: Int { offset }

  /// Writes the next field.
  @inlinable @inline(__always)
  public mutating func write<Field: WireField>(_ field: Field) {
    pad(to: Field.wireAlignment)
    field.write(to: &self)
  }

  /// Writes the bytes of a trivial value that has no padding of its own.
  @inlinable @inline(__always)
  public mutating func writeTrivial<Value: BitwiseCopyable>(_ value: Value) {
    // Safety: the creator vouched for room for the whole message, and the layout says where it ends.
    unsafe base.storeBytes(of: value, toByteOffset: offset, as: Value.self)
    offset &+= MemoryLayout<Value>.size
  }

  /// Writes zeros up to the next multiple of `alignment`, a power of two.
  @inlinable @inline(__always)
  public mutating func pad(to alignment: Int) { zero(((offset &+ alignment &- 1) & ~(alignment &- 1)) &- offset) }

  /// Writes `bytes` zeros.
  @inlinable @inline(__always)
  public mutating func zero(_ bytes: Int) {
    for index in 0..<bytes { unsafe base.storeBytes(of: 0, toByteOffset: offset &+ index, as: UInt8.self) }
    offset &+= bytes
  }
}
