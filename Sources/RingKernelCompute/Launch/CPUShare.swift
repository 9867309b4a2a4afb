internal import RingKernelABI
internal import Synchronization

/// The part of every launch that one worker begins with, on cache lines of its own.
///
/// A worker has the same part of the pieces in each launch, so what it touched last time lies in its caches; those who are
/// through with theirs take pieces of others.
struct CPUShare: ~Copyable {
  /// Number of the launch (upper half) and the next piece of the share in it (lower half).
  ///
  /// Whoever comes first in a launch sets it to the share's begin: the thread that launches need not write what another
  /// core owns.
  private let next = Atomic<UInt64>(0)
  /// The launch at whose pieces the worker may be; 0 at none.
  let inside = Atomic<UInt32>(0)
  // The lines of two shares are never fetched together.
  private let padding: InlineArray<14, UInt64> = InlineArray(repeating: 0)

  /// Takes a piece, or nil when none is left.
  ///
  /// - Parameters:
  ///   - launch: Number of the launch.
  ///   - pieces: Those of the share.
  @inline(__always)
  func claim(_ launch: UInt32, _ pieces: Range<Int>) -> Int? {
    var word = next.load(ordering: .relaxed)
    while true {
      let isCurrent = UInt32(truncatingIfNeeded: word >> 32) == launch
      let piece = isCurrent ? Int(truncatingIfNeeded: word & 0xffff_ffff) : pieces.lowerBound
      if isCurrent, piece >= pieces.upperBound { return nil }
      // An empty share is marked as well: a number of a launch comes back after 2^31 others.
      let after = UInt64(launch) << 32 | UInt64(truncatingIfNeeded: min(piece &+ 1, pieces.upperBound))
      let claim = next.weakCompareExchange(expected: word, desired: after, ordering: .relaxed)
      if claim.exchanged { return piece < pieces.upperBound ? piece : nil }
      word = claim.original
    }
  }
}
