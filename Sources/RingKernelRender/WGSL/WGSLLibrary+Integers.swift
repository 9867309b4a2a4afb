// Integers of up to 32 bits.
extension WGSLLibrary {
  static let integers = [
    """
    fn rk_div_i32(a: i32, b: i32) -> i32 {
      if (b == 0i) { return 0i; }
      if (b == -1i) { return 0i - a; }
      return a / b;
    }
    """,
    """
    fn rk_rem_i32(a: i32, b: i32) -> i32 {
      if (b == 0i) { return a; }
      if (b == -1i) { return 0i; }
      return a - a / b * b;
    }
    """,
    "fn rk_div_u32(a: u32, b: u32) -> u32 { if (b == 0u) { return 0u; } return a / b; }",
    "fn rk_rem_u32(a: u32, b: u32) -> u32 { if (b == 0u) { return a; } return a % b; }",
    "fn rk_leaves_i8(a: i32) -> bool { return extractBits(a, 0u, 8u) != a; }",
    "fn rk_leaves_i16(a: i32) -> bool { return extractBits(a, 0u, 16u) != a; }",
    "fn rk_leaves_u8(a: u32) -> bool { return a > 255u; }",
    "fn rk_leaves_u16(a: u32) -> bool { return a > 65535u; }",
    "fn rk_add_overflows_i32(a: i32, b: i32) -> bool { let r = a + b; return ((a ^ r) & (b ^ r)) < 0i; }",
    "fn rk_sub_overflows_i32(a: i32, b: i32) -> bool { let r = a - b; return ((a ^ b) & (a ^ r)) < 0i; }",
    """
    fn rk_mul_overflows_i32(a: i32, b: i32) -> bool {
      let x = bitcast<u32>(abs(a));
      let y = bitcast<u32>(abs(b));
      let most = select(2147483647u, 2147483648u, (a < 0i) != (b < 0i));
      return y != 0u && x > most / max(y, 1u);
    }
    """,
    "fn rk_add_overflows_u32(a: u32, b: u32) -> bool { return a + b < a; }",
    "fn rk_sub_overflows_u32(a: u32, b: u32) -> bool { return a < b; }",
    "fn rk_mul_overflows_u32(a: u32, b: u32) -> bool { return b != 0u && a > 4294967295u / max(b, 1u); }",
    "fn rk_within_i32(a: i32, low: i32, high: i32) -> bool { return a >= low && a <= high; }",
    // Values that a compiler must not fold: folding wrapped or infinite constants is an error.
    "fn rk_bool(a: bool) -> bool { return a; }",
    "fn rk_i32(a: i32) -> i32 { return a; }",
    "fn rk_u32(a: u32) -> u32 { return a; }",
    "fn rk_f32(a: f32) -> f32 { return a; }",
    "fn rk_vec2_u32(a: vec2<u32>) -> vec2<u32> { return a; }",
    "fn rk_i64(a: i64) -> i64 { return a; }",
    "fn rk_u64(a: u64) -> u64 { return a; }",
    "fn rk_float(bits: u32) -> f32 { return bitcast<f32>(bits); }",
    "fn rk_ffs(a: u32) -> i32 { return select(bitcast<i32>(firstTrailingBit(a)) + 1i, 0i, a == 0u); }",
    """
    fn rk_byte_permute(low: u32, high: u32, selectors: u32) -> u32 {
      var r = 0u;
      for (var k = 0u; k < 4u; k++) {
        let s = (selectors >> (4u * k)) & 7u;
        r |= ((select(low, high, s > 3u) >> (8u * (s & 3u))) & 255u) << (8u * k);
      }
      return r;
    }
    """,
    """
    fn rk_funnel_left(low: u32, high: u32, count: u32) -> u32 {
      let n = count & 31u;
      return select((high << n) | (low >> ((32u - n) & 31u)), high, n == 0u);
    }
    """,
    """
    fn rk_funnel_right(low: u32, high: u32, count: u32) -> u32 {
      let n = count & 31u;
      return select((low >> n) | (high << ((32u - n) & 31u)), low, n == 0u);
    }
    """,
  ]

  /// Between floats and words; NaN by its bits, because compilers of WGSL may assume that there is none.
  static let conversions = [
    "fn rk_is_nan(a: f32) -> bool { return (bitcast<u32>(a) & 2147483647u) > 2139095040u; }",
    "fn rk_is_finite(a: f32) -> bool { return (bitcast<u32>(a) & 2139095040u) != 2139095040u; }",
    """
    fn rk_i32_f32(a: f32) -> i32 {
      if (rk_is_nan(a)) { return 0i; }
      if (a >= 2147483648.0f) { return 2147483647i; }
      if (a <= -2147483648.0f) { return -2147483647i - 1i; }
      return i32(a);
    }
    """,
    """
    fn rk_u32_f32(a: f32) -> u32 {
      if (rk_is_nan(a) || a <= 0.0f) { return 0u; }
      if (a >= 4294967296.0f) { return 4294967295u; }
      return u32(a);
    }
    """,
    """
    fn rk_u64_f32(a: f32) -> vec2<u32> {
      let bits = bitcast<u32>(a);
      if (rk_is_nan(a) || bits >= 2147483648u || bits < 1065353216u) { return vec2<u32>(0u, 0u); }
      let shift = bitcast<i32>(bits >> 23u) - 150i;
      if (shift > 40i) { return vec2<u32>(4294967295u, 4294967295u); }
      let whole = (bits & 8388607u) | 8388608u;
      if (shift < 0i) { return vec2<u32>(whole >> (bitcast<u32>(-shift) & 31u), 0u); }
      return rk_shl64(vec2<u32>(whole, 0u), bitcast<u32>(shift) & 63u);
    }
    """,
    """
    fn rk_i64_f32(a: f32) -> vec2<u32> {
      if (rk_is_nan(a)) { return vec2<u32>(0u, 0u); }
      if (a >= 9.223372e+18f) { return vec2<u32>(4294967295u, 2147483647u); }
      if (a <= -9.223372e+18f) { return vec2<u32>(0u, 2147483648u); }
      let size = rk_u64_f32(abs(a));
      if (a < 0.0f) { return rk_sub64(vec2<u32>(0u, 0u), size); }
      return size;
    }
    """,
    // Some drivers round unsigned words twice, signed ones none does.
    """
    fn rk_f32_u32(a: u32) -> f32 {
      if (a < 2147483648u) { return f32(bitcast<i32>(a)); }
      return f32(bitcast<i32>((a >> 1u) | (a & 1u))) * 2.0f;
    }
    """,
    """
    fn rk_f32_u64(a: vec2<u32>) -> f32 {
      if (a.y == 0u) { return rk_f32_u32(a.x); }
      let n = countLeadingZeros(a.y);
      let m = rk_shl64(a, n);
      let scale = bitcast<f32>((159u - n) << 23u);
      return rk_f32_u32(m.y | select(0u, 1u, m.x != 0u)) * scale;
    }
    """,
    """
    fn rk_f32_i64(a: vec2<u32>) -> f32 {
      if (bitcast<i32>(a.y) < 0i) { return -rk_f32_u64(rk_sub64(vec2<u32>(0u, 0u), a)); }
      return rk_f32_u64(a);
    }
    """,
    """
    fn rk_within_f32(a: f32, low: f32, high: f32) -> bool {
      return rk_is_finite(a) && trunc(a) >= low && trunc(a) < high;
    }
    """,
    """
    fn rk_double_bits(a: f32) -> vec2<u32> {
      let bits = bitcast<u32>(a);
      let sign = bits & 2147483648u;
      var exponent = (bits >> 23u) & 255u;
      var fraction = bits & 8388607u;
      if (exponent == 0u && fraction == 0u) { return vec2<u32>(0u, sign); }
      if (exponent == 255u) { return vec2<u32>(fraction << 29u, sign | 2146435072u | (fraction >> 3u) | select(0u, 524288u, fraction != 0u)); }
      if (exponent == 0u) {
        let n = countLeadingZeros(fraction) - 8u;
        fraction = (fraction << n) & 8388607u;
        exponent = 1u - n;
      }
      return vec2<u32>(fraction << 29u, sign | ((exponent + 896u) << 20u) | (fraction >> 3u));
    }
    """,
  ]
}
