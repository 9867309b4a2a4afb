// Bits, memory, time, and what belongs to stencils.
extension IntrinsicTable {
  static let bits: [Intrinsic] = [
    Intrinsic(.populationCount, .bits, [.generic], .i32, of: .integer, summary: "Bits that are set."),
    Intrinsic(
      .leadingZeros,
      .bits,
      [.generic],
      .i32,
      of: .integer,
      summary: "Zero bits above the highest set bit; the width for 0."
    ),
    Intrinsic(
      .trailingZeros,
      .bits,
      [.generic],
      .i32,
      of: .integer,
      summary: "Zero bits below the lowest set bit; the width for 0."
    ),
    Intrinsic(
      .findFirstSet,
      .bits,
      [.generic],
      .i32,
      of: .integer,
      summary: "Place of the lowest set bit from 1; 0 for 0."
    ),
    Intrinsic(.reverseBits, .bits, [.generic], .generic, of: .integer, summary: "The bits in reverse order."),
    Intrinsic(
      .bytePermute,
      .bits,
      [.u32, .u32, .u32],
      .u32,
      summary: "Four bytes chosen out of eight by the low 3 bits of each selector nibble."
    ),
    Intrinsic(
      .funnelShiftLeft,
      .bits,
      [.u32, .u32, .u32],
      .u32,
      summary: "High word of (high:low) << (shift & 31), of low, high, shift."
    ),
    Intrinsic(
      .funnelShiftRight,
      .bits,
      [.u32, .u32, .u32],
      .u32,
      summary: "Low word of (high:low) >> (shift & 31), of low, high, shift."
    ),
    Intrinsic(
      .loadReadOnly,
      .memory,
      [.generic],
      .generic,
      of: .any,
      summary: "The value, read through the cache for read-only data where there is one."
    ),
    Intrinsic(
      .prefetchL1,
      .memory,
      [.generic],
      .none,
      of: .any,
      .memory,
      summary: "Asks for the line of a value of a buffer that is read soon; CUDA does so, others ignore the hint."
    ),
    Intrinsic(
      .prefetchL2,
      .memory,
      [.generic],
      .none,
      of: .any,
      .memory,
      summary: "Asks for the line of a value of a buffer that is read later; CUDA does so, others ignore the hint."
    ),
    Intrinsic(
      .clock32,
      .timing,
      [],
      .u32,
      .memory,
      needs: [.clock],
      summary: "Low word of a counter of cycles or nanoseconds."
    ),
    Intrinsic(
      .clock64,
      .timing,
      [],
      .u64,
      .memory,
      needs: [.clock],
      summary: "A counter of cycles or nanoseconds; it does not run back in a thread."
    ),
    Intrinsic(
      .nanosleep,
      .timing,
      [.u32],
      .none,
      .memory,
      needs: [.nanosleep],
      summary: "Lets other threads run for about this many nanoseconds."
    ),
  ]

  /// Methods of fields; lowering turns them into index arithmetic, so no executor ever meets them.
  static let stencil: [Intrinsic] = [
    neighbour(.stencilIndex, summary: "Place of the position in the buffer."),
    neighbour(.stencilNorth, summary: "The value at y - 1."),
    neighbour(.stencilSouth, summary: "The value at y + 1."), neighbour(.stencilEast, summary: "The value at x + 1."),
    neighbour(.stencilWest, summary: "The value at x - 1."), neighbour(.stencilUp, summary: "The value at z + 1."),
    neighbour(.stencilDown, summary: "The value at z - 1."),
    neighbour(.stencilAt, summary: "The value at a displacement."),
  ]

  private static func neighbour(_ id: IntrinsicID, summary: String) -> Intrinsic {
    Intrinsic(id, .stencil, [], .generic, of: .any, summary: summary)
  }
}
