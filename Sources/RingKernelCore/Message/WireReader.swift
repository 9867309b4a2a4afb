/// Cursor over the bytes of one message; every read is checked against the end.
///
/// Fields lie as a C compiler would lay them: at the next multiple of their alignment.
@safe
public struct WireReader {
  @usableFromInline let base: UnsafeRawPointer
  @usableFromInline let count: Int
  @usableFromInline var offset = 0

  /// Reads `count` bytes at `base`, which must stay alive and unchanged meanwhile.
  @inlinable @unsafe public init(_ base: UnsafeRawPointer, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  /// Bytes from the start of the message to the next field that has not been read.
  @inlinable public var position: Int { offset }

  /// Reads the next field.
  @inlinable @inline(__always)
  public mutating func read<Field: WireField>(_ type: Field.Type = Field.self) throws(MessageError) -> Field {
    align(to: Field.wireAlignment)
    return try Field(from: &self)
  }

  /// Reads the bytes of a trivial value without any check of its content.
  @inlinable @inline(__always)
  public mutating func readTrivial<Value: BitwiseCopyable>(_ type: Value.Type) throws(MessageError) -> Value {
    let size = MemoryLayout<Value>.size
    guard offset &+ size <= count else { throw .truncated(needed: size, available: max(0, count - offset)) }
    // Safety: the guard above keeps the load inside the `count` bytes that the creator vouched for.
    let value = unsafe base.loadUnaligned(fromByteOffset: offset, as: Value.self)
    offset &+= size
    return value
  }

  /// Moves to the next multiple of `alignment`, a power of two.
  @inlinable @inline(__always)
  public mutating func align(to alignment: Int) { offset = (offset &+ alignment &- 1) & ~(alignment &- 1) }

  /// Moves `bytes` onward.
  @inlinable @inline(__always)
  public mutating func skip(_ bytes: Int) { offset &+= bytes }
}
