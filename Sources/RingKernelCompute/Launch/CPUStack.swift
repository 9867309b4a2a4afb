// Memory of a block that lies on the worker's stack: the compiler sees that nothing else reaches it.

/// A number of threads that is known when the kernel is compiled.
public struct CPUCount<let count: Int> {
  /// The number, as a type.
  @inlinable public init() {}
}

extension ThreadBlock {
  /// The value whose bytes are zero: what shared memory holds at the start of a block.
  @inlinable public func zero<T: BitwiseCopyable>(_: T.Type = T.self) -> T {
    unsafe withUnsafeTemporaryAllocation(byteCount: MemoryLayout<T>.size, alignment: MemoryLayout<T>.alignment) {
      unsafe $0.initializeMemory(as: UInt8.self, repeating: 0)
      return unsafe $0.loadUnaligned(as: T.self)
    }
  }
}

extension CPUBlock {
  /// Room for a local of every thread that lives across a barrier; `of` is never called, it gives the type.
  @inlinable public func locals<let n: Int, T: BitwiseCopyable>(_: CPUCount<n>, of _: () -> T) -> InlineArray<n, T> {
    InlineArray(repeating: zero())
  }

  /// `a + b`, or a number that no index is when it overflows.
  @inlinable public func sum(_ a: Int, _ b: Int) -> Int {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? Int.min : sum
  }
  /// `a - b`, or a number that no index is when it overflows.
  @inlinable public func difference(_ a: Int, _ b: Int) -> Int {
    let (difference, overflow) = a.subtractingReportingOverflow(b)
    return overflow ? Int.min : difference
  }
  /// `a * b`, or a number that no index is when it overflows.
  @inlinable public func product(_ a: Int, _ b: Int) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? Int.min : product
  }
}

extension CPUThread {
  /// The place of an element of shared memory of one axis, failing for one that is not there.
  @inlinable public func place(_ x: Int, in width: Int, _ site: UInt64) -> Int { checked(x, width, site) }
  /// The place of an element of shared memory of two axes, failing for one that is not there.
  @inlinable public func place(_ x: Int, _ y: Int, in width: Int, _ height: Int, _ site: UInt64) -> Int {
    let (x, y) = (checked(x, width, site), checked(y, height, site))
    return y &* width &+ x
  }
}

extension InlineArray where Element: BitwiseCopyable {
  /// An element that is known to be there.
  @inlinable public subscript(proved place: Int) -> Element {
    get { unsafe self[unchecked: place] }
    set { unsafe self[unchecked: place] = newValue }
  }
}
