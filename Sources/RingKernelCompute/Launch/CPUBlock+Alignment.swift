// Where the arrays of a block lie. swiftc aligns them to their elements, a cache line is longer: vectors that cross lines
// cost twice. So a body tells how many bytes its first array lies past a line, and is called again that much deeper.
extension CPUBlock {
  /// Bytes of a cache line, and of the longest vector.
  @usableFromInline static var line: Int { 64 }

  /// Calls a body where its arrays begin with cache lines.
  ///
  /// - Parameter rows: The body; it is told whether to look where its arrays lie, and then may give, instead of running,
  ///   how many bytes deeper they should lie. Gives 0 where it has run.
  @inlinable public func settled(_ rows: (Bool) -> Int) {
    for isLast in [false, true] {
      // The room is never read; as the record knows it, it is there.
      let depth = unsafe record.pointee.depth
      let missing = unsafe withUnsafeTemporaryAllocation(byteCount: Self.line &+ depth, alignment: 16) { room in
        unsafe record.pointee.room = room.baseAddress
        return rows(!isLast)
      }
      unsafe record.pointee.room = nil
      guard missing != 0 else { return }
      unsafe record.pointee.depth = (depth &+ missing) % Self.line
    }
  }

  /// How many bytes deeper an array should lie.
  @inlinable public static func bytesPastLine<T: ~Copyable>(_ array: inout T) -> Int {
    unsafe withUnsafeMutablePointer(to: &array) { Int(bitPattern: $0) & (line &- 1) }
  }
}
