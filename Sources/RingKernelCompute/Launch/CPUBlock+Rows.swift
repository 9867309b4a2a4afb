public import RingKernelABI

// Which threads of a row have their elements in range: what the loops without checks run over.
extension CPUBlock {
  /// Leaves the threads whose index `base + thread` is in `0..<extent`.
  @inlinable public func narrow(_ low: inout Int, _ high: inout Int, moving base: Int, in extent: Int) {
    let (start, past) = (0 as Int).subtractingReportingOverflow(base)
    let (end, before) = extent.subtractingReportingOverflow(base)
    low = min(max(low, past ? Int.max : start), high)
    high = max(low, min(high, before ? Int.max : end))
  }

  /// Rows of a loop that are summed side by side: a number of the program, 2, 4 or 16 as it suits its vectors.
  ///
  /// One sum waits for itself; more than these do not stay in registers, of which there are 32 where vectors have 64 bytes.
  @inlinable @inline(__always) public var rowsTogether: Int {
    Machine.vectorBytes < 64 ? Machine.vectorBytes / 8 : 16
  }

  /// Leaves all threads or none: `index` is theirs, in `0..<extent` or not.
  @inlinable public func narrow(_ low: inout Int, _ high: inout Int, fixed index: Int, in extent: Int) {
    if UInt(bitPattern: index) >= UInt(bitPattern: extent) { high = low }
  }

  /// Whether the indices `base + thread` of the threads `from..<to` of a row are all in `0..<extent`.
  @inlinable public func isInside(_ base: Int, _ from: Int, _ to: Int, in extent: Int) -> Bool {
    base >= 0 &- from && base <= extent &- to
  }

  /// Leaves the threads whose index `base + thread` is below a bound.
  @inlinable public func limit(_ from: inout Int, _ to: inout Int, _ base: Int, below bound: Int) {
    let (end, overflow) = bound.subtractingReportingOverflow(base)
    to = max(from, min(to, overflow ? (bound < 0 ? 0 : Int.max) : end))
  }

  /// Leaves the thread whose index `base + thread` is a number.
  @inlinable public func limit(_ from: inout Int, _ to: inout Int, _ base: Int, at number: Int) {
    let (place, overflow) = number.subtractingReportingOverflow(base)
    let isThere = !overflow && place >= from && place < to
    (from, to) = isThere ? (place, place + 1) : (to, to)
  }
}
