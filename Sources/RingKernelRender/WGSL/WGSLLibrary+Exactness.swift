extension WGSLLibrary {
  /// Functions that give what they are given, through a zero that compilers do not know: nothing is reordered across them.
  ///
  /// They set bits and do not flip them, so that two of them do not cancel. There are three because equal calls are one
  /// value to compilers: `rk_exact` for what an operation hands to the next, `rk_second` for the second operand of a
  /// difference or quotient, `rk_stored` for what goes to memory.
  static let exactness = [("rk_exact", ""), ("rk_second", " << 1u"), ("rk_stored", " << 2u")].flatMap { name, shift in
    ["fn \(name)(a: f32) -> f32 { return bitcast<f32>(bitcast<u32>(a) | (rk_zero()\(shift))); }"]
      + (2...4).map { lanes in
        """
        fn \(name)_x\(lanes)(a: vec\(lanes)<f32>) -> vec\(lanes)<f32> {
          return bitcast<vec\(lanes)<f32>>(bitcast<vec\(lanes)<u32>>(a) | vec\(lanes)<u32>(rk_zero()\(shift)));
        }
        """
      }
  }
}
