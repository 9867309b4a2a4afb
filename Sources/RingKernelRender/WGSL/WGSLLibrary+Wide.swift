// Integers of 64 bits as pairs of words, low first.
extension WGSLLibrary {
  static let pairs = [
    "fn rk_extended(a: i32) -> vec2<u32> { return vec2<u32>(bitcast<u32>(a), bitcast<u32>(a >> 31u)); }",
    "fn rk_pair(a: u64) -> vec2<u32> { return vec2<u32>(u32(a & 4294967295lu), u32(a >> 32u)); }",
    "fn rk_joined(a: vec2<u32>) -> u64 { return u64(a.x) | (u64(a.y) << 32u); }",
  ]

  static let wide = [
    """
    fn rk_add64(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
      let low = a.x + b.x;
      return vec2<u32>(low, a.y + b.y + select(0u, 1u, low < a.x));
    }
    """,
    """
    fn rk_sub64(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
      return vec2<u32>(a.x - b.x, a.y - b.y - select(0u, 1u, a.x < b.x));
    }
    """,
    """
    fn rk_product(a: u32, b: u32) -> vec2<u32> {
      let low = (a & 65535u) * (b & 65535u);
      let first = (a >> 16u) * (b & 65535u) + (low >> 16u);
      let second = (a & 65535u) * (b >> 16u) + (first & 65535u);
      return vec2<u32>(a * b, (a >> 16u) * (b >> 16u) + (first >> 16u) + (second >> 16u));
    }
    """,
    """
    fn rk_mul64(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
      let p = rk_product(a.x, b.x);
      return vec2<u32>(p.x, p.y + a.x * b.y + a.y * b.x);
    }
    """,
    """
    fn rk_shl64(a: vec2<u32>, n: u32) -> vec2<u32> {
      if (n == 0u) { return a; }
      if (n >= 32u) { return vec2<u32>(0u, a.x << (n - 32u)); }
      return vec2<u32>(a.x << n, (a.y << n) | (a.x >> (32u - n)));
    }
    """,
    """
    fn rk_shr_u64(a: vec2<u32>, n: u32) -> vec2<u32> {
      if (n == 0u) { return a; }
      if (n >= 32u) { return vec2<u32>(a.y >> (n - 32u), 0u); }
      return vec2<u32>((a.x >> n) | (a.y << (32u - n)), a.y >> n);
    }
    """,
    """
    fn rk_shr_i64(a: vec2<u32>, n: u32) -> vec2<u32> {
      if (n == 0u) { return a; }
      let high = bitcast<i32>(a.y);
      if (n >= 32u) { return vec2<u32>(bitcast<u32>(high >> (n - 32u)), bitcast<u32>(high >> 31u)); }
      return vec2<u32>((a.x >> n) | (a.y << (32u - n)), bitcast<u32>(high >> n));
    }
    """,
    "fn rk_less_u64(a: vec2<u32>, b: vec2<u32>) -> bool { return a.y < b.y || (a.y == b.y && a.x < b.x); }",
    """
    fn rk_less_i64(a: vec2<u32>, b: vec2<u32>) -> bool {
      return bitcast<i32>(a.y) < bitcast<i32>(b.y) || (a.y == b.y && a.x < b.x);
    }
    """,
    """
    fn rk_magnitude(a: vec2<u32>) -> vec2<u32> {
      if (bitcast<i32>(a.y) < 0i) { return rk_sub64(vec2<u32>(0u, 0u), a); }
      return a;
    }
    """,
    """
    fn rk_divided(a: vec2<u32>, b: vec2<u32>) -> vec4<u32> {
      if (b.x == 0u && b.y == 0u) { return vec4<u32>(0u, 0u, a.x, a.y); }
      if (a.y == 0u && b.y == 0u) { return vec4<u32>(a.x / b.x, 0u, a.x % b.x, 0u); }
      if (rk_less_u64(a, b)) { return vec4<u32>(0u, 0u, a.x, a.y); }
      var q = vec2<u32>(0u, 0u);
      var r = vec2<u32>(0u, 0u);
      var bits = a;
      var count = 64u;
      if (a.y == 0u) {
        bits = vec2<u32>(0u, a.x);
        count = 32u;
      }
      for (var k = 0u; k < count; k++) {
        let carry = r.y >> 31u;
        r = vec2<u32>((r.x << 1u) | (bits.y >> 31u), (r.y << 1u) | (r.x >> 31u));
        bits = rk_shl64(bits, 1u);
        q = rk_shl64(q, 1u);
        if (carry == 1u || !rk_less_u64(r, b)) {
          r = rk_sub64(r, b);
          q.x |= 1u;
        }
      }
      return vec4<u32>(q, r);
    }
    """,
    "fn rk_div_u64(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> { return rk_divided(a, b).xy; }",
    "fn rk_rem_u64(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> { return rk_divided(a, b).zw; }",
    """
    fn rk_div_i64(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
      let q = rk_divided(rk_magnitude(a), rk_magnitude(b)).xy;
      if (((a.y ^ b.y) >> 31u) == 1u) { return rk_sub64(vec2<u32>(0u, 0u), q); }
      return q;
    }
    """,
    """
    fn rk_rem_i64(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
      let r = rk_divided(rk_magnitude(a), rk_magnitude(b)).zw;
      if ((a.y >> 31u) == 1u) { return rk_sub64(vec2<u32>(0u, 0u), r); }
      return r;
    }
    """,
    "fn rk_count_bits(a: vec2<u32>) -> i32 { return bitcast<i32>(countOneBits(a.x) + countOneBits(a.y)); }",
    """
    fn rk_leading_zeros(a: vec2<u32>) -> i32 {
      return bitcast<i32>(select(countLeadingZeros(a.y), 32u + countLeadingZeros(a.x), a.y == 0u));
    }
    """,
    """
    fn rk_trailing_zeros(a: vec2<u32>) -> i32 {
      return bitcast<i32>(select(countTrailingZeros(a.x), 32u + countTrailingZeros(a.y), a.x == 0u));
    }
    """,
    """
    fn rk_ffs64(a: vec2<u32>) -> i32 {
      return select(rk_trailing_zeros(a) + 1i, 0i, a.x == 0u && a.y == 0u);
    }
    """,
    "fn rk_reversed(a: vec2<u32>) -> vec2<u32> { return vec2<u32>(reverseBits(a.y), reverseBits(a.x)); }",
  ]

  /// Intrinsics on pairs.
  static let wideNumbers = [
    "fn rk_abs_i64(a: vec2<u32>) -> vec2<u32> { return rk_magnitude(a); }",
    "fn rk_min_i64(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> { return select(a, b, rk_less_i64(b, a)); }",
    "fn rk_max_i64(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> { return select(a, b, rk_less_i64(a, b)); }",
    "fn rk_min_u64(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> { return select(a, b, rk_less_u64(b, a)); }",
    "fn rk_max_u64(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> { return select(a, b, rk_less_u64(a, b)); }",
    """
    fn rk_clamp_i64(a: vec2<u32>, low: vec2<u32>, high: vec2<u32>) -> vec2<u32> {
      return rk_max_i64(low, rk_min_i64(a, high));
    }
    """,
    """
    fn rk_clamp_u64(a: vec2<u32>, low: vec2<u32>, high: vec2<u32>) -> vec2<u32> {
      return rk_max_u64(low, rk_min_u64(a, high));
    }
    """,
    """
    fn rk_sign_i64(a: vec2<u32>) -> vec2<u32> {
      if (bitcast<i32>(a.y) < 0i) { return vec2<u32>(4294967295u, 4294967295u); }
      return vec2<u32>(min(a.x | a.y, 1u), 0u);
    }
    """,
    "fn rk_sign_u64(a: vec2<u32>) -> vec2<u32> { return vec2<u32>(min(a.x | a.y, 1u), 0u); }",
  ]

  /// Whether operations on pairs leave their type.
  static let wideChecks = [
    """
    fn rk_add_overflows_i64(a: vec2<u32>, b: vec2<u32>) -> bool {
      let r = rk_add64(a, b).y;
      return (((a.y ^ r) & (b.y ^ r)) >> 31u) == 1u;
    }
    """,
    """
    fn rk_sub_overflows_i64(a: vec2<u32>, b: vec2<u32>) -> bool {
      let r = rk_sub64(a, b).y;
      return (((a.y ^ b.y) & (a.y ^ r)) >> 31u) == 1u;
    }
    """,
    "fn rk_add_overflows_u64(a: vec2<u32>, b: vec2<u32>) -> bool { return rk_less_u64(rk_add64(a, b), a); }",
    "fn rk_sub_overflows_u64(a: vec2<u32>, b: vec2<u32>) -> bool { return rk_less_u64(a, b); }",
    """
    fn rk_mul_overflows_u64(a: vec2<u32>, b: vec2<u32>) -> bool {
      if (a.y != 0u && b.y != 0u) { return true; }
      let across = rk_add64(rk_product(a.x, b.y), rk_product(a.y, b.x));
      return across.y != 0u || rk_product(a.x, b.x).y + across.x < across.x;
    }
    """,
    """
    fn rk_mul_overflows_i64(a: vec2<u32>, b: vec2<u32>) -> bool {
      let x = rk_magnitude(a);
      let y = rk_magnitude(b);
      if (rk_mul_overflows_u64(x, y)) { return true; }
      let p = rk_mul64(x, y);
      if (((a.y ^ b.y) >> 31u) == 1u) { return rk_less_u64(vec2<u32>(0u, 2147483648u), p); }
      return p.y >= 2147483648u;
    }
    """,
    """
    fn rk_within_i64(a: vec2<u32>, low: vec2<u32>, high: vec2<u32>) -> bool {
      return !rk_less_i64(a, low) && !rk_less_i64(high, a);
    }
    """,
  ]

  /// Integers of 64 bits that the adapter has.
  static let native = [
    """
    fn rk_div_native_i64(a: i64, b: i64) -> i64 {
      if (b == 0li) { return 0li; }
      if (b == -1li) { return 0li - a; }
      return a / b;
    }
    """,
    """
    fn rk_rem_native_i64(a: i64, b: i64) -> i64 {
      if (b == 0li) { return a; }
      if (b == -1li) { return 0li; }
      return a - a / b * b;
    }
    """,
    "fn rk_div_native_u64(a: u64, b: u64) -> u64 { if (b == 0lu) { return 0lu; } return a / b; }",
    "fn rk_rem_native_u64(a: u64, b: u64) -> u64 { if (b == 0lu) { return a; } return a % b; }",
  ]
}
