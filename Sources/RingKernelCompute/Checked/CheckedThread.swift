/// A thread of a handler on the CPU, as its checked body sees it: what cannot go on throws.
///
/// Unless the actor asks for a block of them it is the only one.
@frozen public struct CheckedThread: Sendable {
  /// Name of the actor and file of its source, for failures.
  @usableFromInline let source: StaticString
  @usableFromInline let file: StaticString
  /// The thread in its block, x fastest; 0 where it is the only one.
  public let linearThreadIndex: Int
  @usableFromInline let count: Int
  /// Rounds that a loop may run.
  @usableFromInline var rounds: UInt32
  /// Whether what a handler does once a message is done by this thread.
  public let leads: Bool

  /// Makes the thread.
  ///
  /// - Parameters:
  ///   - actor: Name of the actor, for failures.
  ///   - file: File of its source.
  ///   - rounds: Rounds that a loop may run.
  @inlinable public init(_ actor: StaticString, _ file: StaticString, rounds: UInt32) {
    source = actor
    self.file = file
    self.rounds = rounds
    (linearThreadIndex, count, leads) = (0, 1, true)
  }

  @inlinable init(_ own: CheckedThread, _ number: Int, _ count: Int, leads: Bool) {
    (source, file, linearThreadIndex) = (own.source, own.file, number)
    self.count = count
    self.leads = leads
    rounds = own.rounds
  }

  /// A failure at a site: code, line and column in 16, 32 and 16 bits.
  @inline(never) public func failure(
    _ site: UInt64,
    _ first: UInt64 = 0,
    _ second: UInt64 = 0,
    text: String = ""
  ) -> KernelFailure {
    KernelFailure(
      KernelFailure.Code(rawValue: UInt32(site >> 48)) ?? .explicit,
      kernel: "\(source)",
      file: "\(file)",
      line: Int(site >> 16 & 0xffff_ffff),
      column: Int(site & 0xffff),
      thread: linearThreadIndex,
      values: [first, second],
      text: text
    )
  }

  /// A value as failures report it: integers extended to 64 bits, floats as bits of a `Double`.
  public func bits<T: BinaryInteger>(_ value: T) -> UInt64 { UInt64(truncatingIfNeeded: value) }
  /// A value as failures report it.
  public func bits<T: BinaryFloatingPoint>(_ value: T) -> UInt64 { Double(value).bitPattern }
  /// A value as failures report it.
  public func bits(_ value: Bool) -> UInt64 { value ? 1 : 0 }
  /// A value as failures report it.
  public func bits<T: RawRepresentable>(_ value: T) -> UInt64 where T.RawValue: BinaryInteger { bits(value.rawValue) }

  /// The thread in its block, which has one axis.
  @inlinable public var threadIndex: Axes { Axes(linearThreadIndex) }
  /// The same: a handler is run by one block.
  @inlinable public var globalThreadIndex: Axes { Axes(linearThreadIndex) }
  /// A handler is run by one block: its index is 0.
  @inlinable public var blockIndex: Axes { Axes(0) }
  /// Threads of the block.
  @inlinable public var blockSize: Axes { Axes(count, 1, 1) }
  /// A handler is run by one block.
  @inlinable public var gridSize: Axes { Axes(1, 1, 1) }
  /// Always 0: on the CPU a subgroup is one thread.
  @inlinable public var laneIndex: Int { 0 }
  /// The subgroup in its block.
  @inlinable public var subgroupIndex: Int { linearThreadIndex }
  /// Always 1.
  @inlinable public var subgroupSize: Int { 1 }

  /// Puts the result of a call aside, and nothing where there is none.
  @inlinable public func ignore<T>(_: T) {}
}
