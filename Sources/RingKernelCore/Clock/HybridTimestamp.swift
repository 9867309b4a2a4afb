public import RingKernelABI

/// A hybrid logical time as clocks of different machines exchange it: 16 bytes, the layout of `rk_hlc_timestamp`.
///
/// Every `HybridTime` has an exact timestamp and comes back from it unchanged. The other way round the word is
/// narrower, and there are two conversions: `HybridTime.init(_:)` goes to the nearest word that is not later,
/// `HybridTime.init(notBefore:)` to the nearest that is not earlier. The first restores what a word became; the
/// second is for merging, where a clock has to end up behind what it has seen.
@frozen
public struct HybridTimestamp: Hashable, Comparable, BitwiseCopyable, Sendable {
  /// Nanoseconds since the Unix epoch.
  public var physical: UInt64
  /// Counter of times that share one physical part.
  public var logical: UInt32
  /// The clock that gave the time; breaks ties.
  public var node: UInt32

  /// Joins the three parts.
  @inlinable public init(physical: UInt64, logical: UInt32, node: UInt32) {
    self.physical = physical
    self.logical = logical
    self.node = node
  }

  /// The exact timestamp of `time`, given by clock `node`.
  @inlinable public init(_ time: HybridTime, node: UInt32) {
    self.init(physical: HybridUnits.nanoseconds(time.physical), logical: UInt32(time.logical), node: node)
  }

  /// Takes the C form.
  @inlinable public init(_ stored: rk_hlc_timestamp) {
    self.init(physical: stored.physical, logical: stored.logical, node: stored.node)
  }

  /// The C form.
  @inlinable public var stored: rk_hlc_timestamp {
    rk_hlc_timestamp(physical: physical, logical: logical, node: node)
  }

  /// Orders by physical part, then logical part, then node.
  @inlinable public static func < (first: HybridTimestamp, second: HybridTimestamp) -> Bool {
    (first.physical, first.logical, first.node) < (second.physical, second.logical, second.node)
  }
}

extension HybridTime {
  /// The latest word whose unit is that of `timestamp`: exact for the timestamp of a word.
  ///
  /// Nanoseconds inside the unit are cut off. A logical part above 65,535 becomes 65,535. A physical part from the
  /// year 2106 on becomes `saturated`, whatever the logical part.
  @inlinable public init(_ timestamp: HybridTimestamp) {
    guard timestamp.physical < HybridTime.physicalEnd else {
      self = .saturated
      return
    }
    let units = HybridUnits.floor(nanoseconds: timestamp.physical)
    self.init(physical: units, logical: UInt16(clamping: timestamp.logical))
  }

  /// The earliest word whose timestamp is not earlier than `timestamp`, whatever the nodes.
  ///
  /// Exact for the timestamp of a word. Nanoseconds inside a unit and a logical part above 65,535 lead to the next
  /// unit with logical part 0. What lies behind the last word becomes `saturated`, the one case in which the result
  /// is earlier.
  @inlinable public init(notBefore timestamp: HybridTimestamp) {
    guard timestamp.physical < HybridTime.physicalEnd else {
      self = .saturated
      return
    }
    let units = HybridUnits.floor(nanoseconds: timestamp.physical)
    let isExact = HybridUnits.nanoseconds(units) == timestamp.physical
    if isExact, timestamp.logical <= UInt32(UInt16.max) {
      self.init(physical: units, logical: UInt16(timestamp.logical))
    } else if units < HybridTime.maximumPhysical {
      self.init(physical: units + 1, logical: 0)
    } else {
      self = .saturated
    }
  }

  /// The first nanosecond that a word cannot express.
  @usableFromInline static let physicalEnd: UInt64 = 1_000_000_000 << 32
}
