// Bits of integers.

/// Bits that are set.
@inlinable public func populationCount<T: KernelInteger>(_ x: T) -> Int32 {
  Int32(truncatingIfNeeded: x.nonzeroBitCount)
}
/// Zero bits above the highest set bit; the width for 0.
@inlinable public func leadingZeros<T: KernelInteger>(_ x: T) -> Int32 {
  Int32(truncatingIfNeeded: x.leadingZeroBitCount)
}
/// Zero bits below the lowest set bit; the width for 0.
@inlinable public func trailingZeros<T: KernelInteger>(_ x: T) -> Int32 {
  Int32(truncatingIfNeeded: x.trailingZeroBitCount)
}
/// Place of the lowest set bit from 1; 0 for 0.
@inlinable public func findFirstSet<T: KernelInteger>(_ x: T) -> Int32 { x == 0 ? 0 : trailingZeros(x) &+ 1 }

/// The bits in reverse order.
@inlinable public func reverseBits<T: KernelInteger>(_ x: T) -> T {
  var (rest, result) = (x, T.zero)
  for _ in 0..<T.bitWidth {
    result = result &<< 1 | (rest & 1)
    rest = rest &>> 1
  }
  return result
}

/// Four bytes chosen out of eight by the low 3 bits of each selector nibble.
@inlinable public func bytePermute(_ x: UInt32, _ y: UInt32, _ selector: UInt32) -> UInt32 {
  let bytes = UInt64(y) &<< 32 | UInt64(x)
  var result: UInt32 = 0
  for place in UInt32(0)..<4 {
    let chosen = UInt64((selector &>> (place &* 4)) & 7)
    result |= UInt32(truncatingIfNeeded: (bytes &>> (chosen &* 8)) & 0xff) &<< (place &* 8)
  }
  return result
}
/// High word of (high:low) << (shift & 31).
@inlinable public func funnelShiftLeft(_ low: UInt32, _ high: UInt32, _ shift: UInt32) -> UInt32 {
  UInt32(truncatingIfNeeded: ((UInt64(high) &<< 32 | UInt64(low)) &<< UInt64(shift & 31)) &>> 32)
}
/// Low word of (high:low) >> (shift & 31).
@inlinable public func funnelShiftRight(_ low: UInt32, _ high: UInt32, _ shift: UInt32) -> UInt32 {
  UInt32(truncatingIfNeeded: (UInt64(high) &<< 32 | UInt64(low)) &>> UInt64(shift & 31))
}
