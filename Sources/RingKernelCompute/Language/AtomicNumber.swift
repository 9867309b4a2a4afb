public import Synchronization

/// A number that atomics add: 32- and 64-bit integers, `Float`.
public protocol KernelAtomicNumber: KernelNumber {
  /// Replaces what lies at `place`, in one step for all threads; gives the old value.
  static func exchange(at place: UnsafeMutablePointer<Self>, _ body: (Self) -> Self) -> Self
}

/// An integer that atomics work on.
public protocol KernelAtomicInteger: KernelInteger, KernelAtomicNumber {}

/// Compare-and-swap on memory that is not declared atomic: atomics have the size and alignment of their words.
@usableFromInline enum AtomicWords {
  @inlinable static func exchange(at place: UnsafeMutableRawPointer, _ body: (UInt32) -> UInt32) -> UInt32 {
    let word = unsafe place.assumingMemoryBound(to: Atomic<UInt32>.self)
    var old = unsafe word.pointee.load(ordering: .relaxed)
    while true {
      let (done, now) = unsafe word.pointee.weakCompareExchange(
        expected: old,
        desired: body(old),
        ordering: .sequentiallyConsistent
      )
      if done { return old }
      old = now
    }
  }
  @inlinable static func exchange(at place: UnsafeMutableRawPointer, _ body: (UInt64) -> UInt64) -> UInt64 {
    let word = unsafe place.assumingMemoryBound(to: Atomic<UInt64>.self)
    var old = unsafe word.pointee.load(ordering: .relaxed)
    while true {
      let (done, now) = unsafe word.pointee.weakCompareExchange(
        expected: old,
        desired: body(old),
        ordering: .sequentiallyConsistent
      )
      if done { return old }
      old = now
    }
  }
}

extension Int: KernelAtomicInteger {
  /// As `KernelAtomicNumber` says.
  @inlinable public static func exchange(at place: UnsafeMutablePointer<Self>, _ body: (Self) -> Self) -> Self {
    unsafe Self(
      truncatingIfNeeded: AtomicWords.exchange(at: place) {
        UInt64(truncatingIfNeeded: body(Self(truncatingIfNeeded: $0)))
      }
    )
  }
}
extension UInt: KernelAtomicInteger {
  /// As `KernelAtomicNumber` says.
  @inlinable public static func exchange(at place: UnsafeMutablePointer<Self>, _ body: (Self) -> Self) -> Self {
    unsafe Self(
      truncatingIfNeeded: AtomicWords.exchange(at: place) {
        UInt64(truncatingIfNeeded: body(Self(truncatingIfNeeded: $0)))
      }
    )
  }
}
extension Int32: KernelAtomicInteger {
  /// As `KernelAtomicNumber` says.
  @inlinable public static func exchange(at place: UnsafeMutablePointer<Self>, _ body: (Self) -> Self) -> Self {
    unsafe Self(
      truncatingIfNeeded: AtomicWords.exchange(at: place) {
        UInt32(truncatingIfNeeded: body(Self(truncatingIfNeeded: $0)))
      }
    )
  }
}
extension UInt32: KernelAtomicInteger {
  /// As `KernelAtomicNumber` says.
  @inlinable public static func exchange(at place: UnsafeMutablePointer<Self>, _ body: (Self) -> Self) -> Self {
    unsafe Self(
      truncatingIfNeeded: AtomicWords.exchange(at: place) {
        UInt32(truncatingIfNeeded: body(Self(truncatingIfNeeded: $0)))
      }
    )
  }
}
extension Int64: KernelAtomicInteger {
  /// As `KernelAtomicNumber` says.
  @inlinable public static func exchange(at place: UnsafeMutablePointer<Self>, _ body: (Self) -> Self) -> Self {
    unsafe Self(
      truncatingIfNeeded: AtomicWords.exchange(at: place) {
        UInt64(truncatingIfNeeded: body(Self(truncatingIfNeeded: $0)))
      }
    )
  }
}
extension UInt64: KernelAtomicInteger {
  /// As `KernelAtomicNumber` says.
  @inlinable public static func exchange(at place: UnsafeMutablePointer<Self>, _ body: (Self) -> Self) -> Self {
    unsafe Self(
      truncatingIfNeeded: AtomicWords.exchange(at: place) {
        UInt64(truncatingIfNeeded: body(Self(truncatingIfNeeded: $0)))
      }
    )
  }
}
extension Float: KernelAtomicNumber {
  /// As `KernelAtomicNumber` says.
  @inlinable public static func exchange(at place: UnsafeMutablePointer<Self>, _ body: (Self) -> Self) -> Self {
    unsafe Self(bitPattern: AtomicWords.exchange(at: place) { body(Self(bitPattern: $0)).bitPattern })
  }
}
