/// What went wrong in a launch, and whether anything did.
@frozen public struct CPUFailure: Sendable, Hashable {
  /// 0 while nothing failed; otherwise the failure's code, line and column: 16, 32 and 16 bits.
  public var site: UInt64 = 0
  /// The thread in the launch, x fastest.
  public var thread = 0
  /// The first value of the site.
  public var first: UInt64 = 0
  /// The second value of the site.
  public var second: UInt64 = 0

  /// Nothing failed.
  @inlinable public init() {}
}

/// What a worker notes of the blocks that it runs.
@safe @frozen public struct CPURecord {
  /// The first failure.
  public internal(set) var failure = CPUFailure()
  /// Where accesses that are out of range go, which there are none of before the first failure: nobody reads it.
  @usableFromInline var scratch: UnsafeMutableRawPointer?
  /// Memory for the blocks that the worker runs, one after the other.
  @usableFromInline var memory = CPURoom()
  /// How many bytes deeper than usual a body stands, so that its arrays begin with cache lines.
  @usableFromInline var depth = 0
  /// The bytes that it stands deeper; nobody reads them.
  @usableFromInline var room: UnsafeMutableRawPointer?

  /// Nothing failed.
  @inlinable public init() { unsafe (scratch, room) = (nil, nil) }

  /// As large as the largest element may be.
  @usableFromInline static var scratchSize: Int { 4096 }

  /// Notes a failure, unless there is one.
  mutating func fail(_ failure: CPUFailure) {
    guard self.failure.site == 0 else { return }
    self.failure = failure
    unsafe scratch = .allocate(byteCount: Self.scratchSize, alignment: 64)
  }

  /// Gives the memory back.
  mutating func free() {
    unsafe scratch?.deallocate()
    unsafe scratch = nil
    memory.free()
  }
}
