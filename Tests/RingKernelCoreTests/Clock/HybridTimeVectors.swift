import RingKernelCore

/// Fixed examples of the word form and of both clock rules.
///
/// Computed with exact integer arithmetic outside this package; every implementation of the clock has to reproduce
/// them.
enum HybridTimeVectors {
  /// A word, its two parts, and the nanoseconds of its timestamp.
  struct Word: Sendable {
    let word: UInt64, physical: UInt64, logical: UInt16, nanoseconds: UInt64
  }

  /// A wall clock and its whole units.
  struct Wall: Sendable {
    let nanoseconds: UInt64, units: UInt64
  }

  /// One step, a tick when `remote` is nil, with a drift limit of 60 s.
  ///
  /// `result` is nil where the step is refused.
  struct Step: Sendable {
    let word: UInt64, remote: UInt64?, wallUnits: UInt64, result: UInt64?
  }

  static let words: [Word] = [
    .init(word: 0x0000_0000_0000_0000, physical: 0, logical: 0, nanoseconds: 0),
    .init(word: 0x0000_0000_0000_0001, physical: 0, logical: 1, nanoseconds: 0),
    .init(word: 0x0000_0000_0001_0000, physical: 1, logical: 0, nanoseconds: 15_259),
    .init(word: 0x0000_0000_0001_ffff, physical: 1, logical: 65_535, nanoseconds: 15_259),
    .init(word: 0x0000_0000_ffff_0000, physical: 65_535, logical: 0, nanoseconds: 999_984_742),
    .init(word: 0x0000_0001_0000_0007, physical: 65_536, logical: 7, nanoseconds: 1_000_000_000),
    .init(word: 0x0001_0000_0000_0000, physical: 1 << 32, logical: 0, nanoseconds: 65_536_000_000_000),
    .init(
      word: 0x66ab_0000_8000_0003,
      physical: 0x66ab_0000_8000,
      logical: 3,
      nanoseconds: 1_722_482_688_500_000_000
    ),
    .init(
      word: 0x6894_8a00_0001_ffff,
      physical: 0x6894_8a00_0001,
      logical: 65_535,
      nanoseconds: 1_754_565_120_000_015_259
    ),
    .init(
      word: 0xffff_ffff_ffff_fffe,
      physical: 0xffff_ffff_ffff,
      logical: 65_534,
      nanoseconds: 4_294_967_295_999_984_742
    ),
    .init(
      word: 0xffff_ffff_ffff_ffff,
      physical: 0xffff_ffff_ffff,
      logical: 65_535,
      nanoseconds: 4_294_967_295_999_984_742
    ),
  ]

  static let walls: [Wall] = [
    .init(nanoseconds: 0, units: 0),
    .init(nanoseconds: 15_258, units: 0),
    .init(nanoseconds: 15_259, units: 1),
    .init(nanoseconds: 999_999_999, units: 65_535),
    .init(nanoseconds: 1_000_000_000, units: 65_536),
    .init(nanoseconds: 1_785_542_400_123_456_789, units: 0x6a6d_3700_1f9a),
    .init(nanoseconds: 4_294_967_295_999_999_999, units: 0xffff_ffff_ffff),
    .init(nanoseconds: 4_294_967_296_000_000_000, units: 0xffff_ffff_ffff),
    .init(nanoseconds: .max, units: 0xffff_ffff_ffff),
  ]

  static let steps: [Step] = [
    // Ticks: the wall clock ahead, equal, behind; carry; the last word.
    .init(word: 0, remote: nil, wallUnits: 0, result: 1),
    .init(word: 0x0000_0001_0000_0007, remote: nil, wallUnits: 0x1_0001, result: 0x0000_0001_0001_0000),
    .init(word: 0x0000_0001_0000_0007, remote: nil, wallUnits: 0x1_0000, result: 0x0000_0001_0000_0008),
    .init(word: 0x0000_0001_0000_0007, remote: nil, wallUnits: 0, result: 0x0000_0001_0000_0008),
    .init(word: 0x0000_0001_0000_ffff, remote: nil, wallUnits: 0x1_0000, result: 0x0000_0001_0001_0000),
    .init(word: 0x0000_0001_ffff_ffff, remote: nil, wallUnits: 0, result: 0x0000_0002_0000_0000),
    .init(word: 0xffff_ffff_ffff_fffe, remote: nil, wallUnits: 0, result: 0xffff_ffff_ffff_ffff),
    .init(word: 0xffff_ffff_ffff_ffff, remote: nil, wallUnits: 0, result: nil),
    // Merges: each of the three wins, ties, carry.
    .init(word: 0x0a_0005, remote: 0x0b_0002, wallUnits: 0x09, result: 0x0b_0003),
    .init(word: 0x0b_0002, remote: 0x0a_0005, wallUnits: 0x09, result: 0x0b_0003),
    .init(word: 0x0a_0005, remote: 0x0a_0009, wallUnits: 0x0a, result: 0x0a_000a),
    .init(word: 0x0a_0005, remote: 0x0b_0009, wallUnits: 0x0c, result: 0x0c_0000),
    .init(word: 0x0a_0005, remote: 0x0b_ffff, wallUnits: 0x0b, result: 0x0c_0000),
    // Drift: 60 s are 0x3c_0000 units; equal is accepted, one more is not; the last word.
    .init(word: 0x05, remote: 0x0000_003c_0001_0000, wallUnits: 1, result: 0x0000_003c_0001_0001),
    .init(word: 0x05, remote: 0x0000_003c_0001_ffff, wallUnits: 1, result: 0x0000_003c_0002_0000),
    .init(word: 0x05, remote: 0x0000_003c_0002_0000, wallUnits: 1, result: nil),
    .init(word: 0x05, remote: 0xffff_ffff_ffff_ffff, wallUnits: 0xffff_ffff_ffff, result: nil),
    .init(word: 0xffff_ffff_ffff_ffff, remote: 0x05, wallUnits: 0, result: nil),
  ]
}
