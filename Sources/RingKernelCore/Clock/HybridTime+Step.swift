// The two rules of the clock as functions of words: what the shared clock, the local clock and every device compute.

extension HybridTime {
  /// The time of the next local event or send: `max(word + 1, wall << 16)`.
  ///
  /// The logical part carries into the physical part. That cannot push the clock ahead of the wall clock for long:
  /// one step is 2^-32 s, so a clock runs ahead only while it ticks more than 4.29 * 10^9 times a second.
  ///
  /// - Parameter wallUnits: The wall clock in units of 2^-16 s.
  /// - Throws: `ClockError.saturated` when this is the last word.
  @inlinable @inline(__always)
  public func next(wallUnits: UInt64) throws(ClockError) -> HybridTime {
    guard rawValue != .max else { throw .saturated }
    return HybridTime(rawValue: Swift.max(rawValue &+ 1, wallUnits << 16))
  }

  /// The time at which `remote` is received: `max(word + 1, remote + 1, wall << 16)`.
  ///
  /// - Parameters:
  ///   - remote: The time that the message carries.
  ///   - wallUnits: The wall clock in units of 2^-16 s.
  ///   - limitUnits: How far `remote` may be ahead of the wall clock, in units of 2^-16 s.
  /// - Throws: `ClockError.drift` when `remote` is further ahead than that, `ClockError.saturated` when there is no
  ///   word behind this one and `remote`.
  @inlinable @inline(__always)
  public func next(
    after remote: HybridTime,
    wallUnits: UInt64,
    limitUnits: UInt64
  ) throws(ClockError) -> HybridTime {
    // Both are 48-bit numbers: the sum cannot overflow.
    guard remote.physical <= wallUnits &+ limitUnits else {
      throw .drift(remote: remote, wallUnits: wallUnits, limitUnits: limitUnits)
    }
    return try Swift.max(self, remote).next(wallUnits: wallUnits)
  }
}
