// Floats: what WGSL leaves open about NaN, zeros and rounding is settled here.
extension WGSLLibrary {
  static let floats = [
    "fn rk_min(a: f32, b: f32) -> f32 { return select(a, b, rk_is_nan(a) || b < a); }",
    "fn rk_max(a: f32, b: f32) -> f32 { return select(a, b, rk_is_nan(a) || b > a); }",
    "fn rk_clamp(a: f32, low: f32, high: f32) -> f32 { return rk_max(low, rk_min(a, high)); }",
    "fn rk_sign(a: f32) -> f32 { return select(select(0.0f, -1.0f, a < 0.0f), 1.0f, a > 0.0f); }",
    "fn rk_saturate(a: f32) -> f32 { return select(0.0f, min(a, 1.0f), a > 0.0f); }",
    "fn rk_copysign(a: f32, b: f32) -> f32 { return rk_float((bitcast<u32>(a) & 2147483647u) | (bitcast<u32>(b) & 2147483648u)); }",
    """
    fn rk_round(a: f32) -> f32 {
      let t = trunc(a);
      return select(t, t + rk_copysign(1.0f, a), abs(a - t) >= 0.5f);
    }
    """,
    """
    fn rk_fdim(a: f32, b: f32) -> f32 {
      if (rk_is_nan(a) || rk_is_nan(b)) { return rk_float(2143289344u); }
      return select(0.0f, a - b, a > b);
    }
    """,
    // x * y + z, rounded once: the exact product of the significands and z, in a window of 64 bits.
    """
    fn rk_fma(x: f32, y: f32, z: f32) -> f32 {
      let bx = bitcast<u32>(x);
      let by = bitcast<u32>(y);
      let bz = bitcast<u32>(z);
      let ex = (bx >> 23u) & 255u;
      let ey = (by >> 23u) & 255u;
      let ez = (bz >> 23u) & 255u;
      if (ez == 255u && max(ex, ey) < 255u) { return z; }
      if (ex == 0u || ey == 0u || ez == 0u || max(ex, max(ey, ez)) == 255u) { return rk_exact(x * y) + z; }
      let p = rk_shl64(rk_product((bx & 8388607u) | 8388608u, (by & 8388607u) | 8388608u), 14u);
      let q = rk_shl64(vec2<u32>((bz & 8388607u) | 8388608u, 0u), 38u);
      let ep = bitcast<i32>(ex + ey) - 314i;
      let eq = bitcast<i32>(ez) - 188i;
      let a = rk_shr_sticky(p, max(eq - ep, 0i));
      let b = rk_shr_sticky(q, max(ep - eq, 0i));
      let minus = (bx ^ by) >= 2147483648u;
      if (minus == (bz >= 2147483648u)) {
        let sum = rk_f32_u64(rk_add64(a, b));
        return rk_ldexp(select(sum, -sum, minus), max(ep, eq));
      }
      let turned = rk_less_u64(a, b);
      let rest = rk_f32_u64(select(rk_sub64(a, b), rk_sub64(b, a), turned));
      return rk_ldexp(select(rest, -rest, minus != turned && rest != 0.0f), max(ep, eq));
    }
    """,
    """
    fn rk_shr_sticky(a: vec2<u32>, n: i32) -> vec2<u32> {
      if (n == 0i) { return a; }
      if (n > 63i) { return vec2<u32>(1u, 0u); }
      let count = bitcast<u32>(n);
      let r = rk_shr_u64(a, count);
      let lost = rk_shl64(a, 64u - count);
      return vec2<u32>(r.x | select(0u, 1u, (lost.x | lost.y) != 0u), r.y);
    }
    """,
    "fn rk_mix(a: f32, b: f32, t: f32) -> f32 { return rk_exact(a * rk_exact(1.0f - t)) + rk_exact(b * t); }",
    """
    fn rk_smoothstep(low: f32, high: f32, a: f32) -> f32 {
      let t = rk_max(0.0f, rk_min(rk_exact(a - low) / rk_exact(high - low), 1.0f));
      return rk_exact(t * t) * rk_exact(3.0f - 2.0f * t);
    }
    """,
    """
    fn rk_is_normal(a: f32) -> bool {
      let exponent = (bitcast<u32>(a) >> 23u) & 255u;
      return exponent != 0u && exponent != 255u;
    }
    """,
    """
    fn rk_next_after(a: f32, b: f32) -> f32 {
      if (rk_is_nan(a) || rk_is_nan(b)) { return rk_float(2143289344u); }
      if (a == b) { return b; }
      let bits = bitcast<u32>(a);
      if ((bits & 2147483647u) == 0u) { return rk_float((bitcast<u32>(b) & 2147483648u) | 1u); }
      return rk_float(select(bits - 1u, bits + 1u, (a < b) == (bits < 2147483648u)));
    }
    """,
    """
    fn rk_ilogb(a: f32) -> i32 {
      let bits = bitcast<u32>(a) & 2147483647u;
      if (bits == 0u || bits >= 2139095040u) { return -2147483647i - 1i; }
      if (bits < 8388608u) { return -118i - bitcast<i32>(countLeadingZeros(bits)); }
      return bitcast<i32>(bits >> 23u) - 127i;
    }
    """,
    "fn rk_power_of_two(n: i32) -> f32 { return rk_float(bitcast<u32>(clamp(n, -126i, 127i) + 127i) << 23u); }",
    """
    fn rk_ldexp(a: f32, n: i32) -> f32 {
      let most = clamp(n, -400i, 400i);
      let first = clamp(most, -126i, 127i);
      let second = clamp(most - first, -126i, 127i);
      return a * rk_power_of_two(first) * rk_power_of_two(second) * rk_power_of_two(most - first - second);
    }
    """,
    """
    fn rk_fmod(x: f32, y: f32) -> f32 {
      let sign = bitcast<u32>(x) & 2147483648u;
      let a = bitcast<u32>(x) & 2147483647u;
      let b = bitcast<u32>(y) & 2147483647u;
      if (b == 0u || a >= 2139095040u || b > 2139095040u) { return rk_float(2143289344u); }
      if (a < b) { return x; }
      var exponent = bitcast<i32>(max(a >> 23u, 1u));
      let least = bitcast<i32>(max(b >> 23u, 1u));
      var m = select((a & 8388607u) | 8388608u, a, a < 8388608u);
      let d = select((b & 8388607u) | 8388608u, b, b < 8388608u);
      while (exponent > least) {
        m = (m % d) << 1u;
        exponent -= 1i;
      }
      m %= d;
      if (m == 0u) { return rk_float(sign); }
      let up = min(bitcast<i32>(countLeadingZeros(m)) - 8i, exponent - 1i);
      m <<= bitcast<u32>(up);
      exponent -= up;
      if (m < 8388608u) { return rk_float(sign | m); }
      return rk_float(sign | (bitcast<u32>(exponent) << 23u) | (m & 8388607u));
    }
    """,
    """
    fn rk_remainder(x: f32, y: f32) -> f32 {
      let d = abs(y);
      if (!rk_is_finite(x) || rk_is_nan(y) || d == 0.0f) { return rk_float(2143289344u); }
      if (!rk_is_finite(y)) { return x; }
      var r = abs(x);
      if (d < 1.7e+38f) { r = rk_fmod(r, d + d); }
      let half = 0.5f * d;
      // Half of a number this small is not exact.
      if (d < 2.4e-38f) {
        if (r + r > d) {
          r -= d;
          if (r + r >= d) { r -= d; }
        }
      } else if (r > half) {
        r -= d;
        if (r >= half) { r -= d; }
      }
      return select(r, -r, bitcast<u32>(x) >= 2147483648u);
    }
    """,
  ]

  /// Halves: held in 32 bits, rounded to nearest even after every operation, which rounds as if once.
  static let halves = [
    """
    fn rk_half_bits(a: f32) -> u32 {
      let bits = bitcast<u32>(a);
      let sign = (bits >> 16u) & 32768u;
      let size = bits & 2147483647u;
      if (size > 2139095040u) { return 32256u; }
      if (size >= 1199566848u) { return sign | 31744u; }
      if (size >= 947912704u) { return sign | ((size - 939524096u + 4095u + ((size >> 13u) & 1u)) >> 13u); }
      if (size < 855638016u) { return sign; }
      let shift = 126u - (size >> 23u);
      let m = (size & 8388607u) | 8388608u;
      let whole = m >> shift;
      let rest = m & ((1u << shift) - 1u);
      let middle = 1u << (shift - 1u);
      return sign | (whole + select(0u, 1u, rest > middle || (rest == middle && (whole & 1u) == 1u)));
    }
    """,
    """
    fn rk_half_value(bits: u32) -> f32 {
      let sign = (bits & 32768u) << 16u;
      let size = bits & 32767u;
      if (size >= 31744u) { return rk_float(sign | 2139095040u | ((size & 1023u) << 13u)); }
      if (size >= 1024u) { return rk_float(sign | ((size + 114688u) << 13u)); }
      let small = f32(size) * 5.9604645e-08f;
      return select(small, -small, sign != 0u);
    }
    """,
    """
    fn rk_next_half(a: f32, b: f32) -> f32 {
      if (rk_is_nan(a) || rk_is_nan(b)) { return rk_float(2143289344u); }
      if (a == b) { return b; }
      let bits = rk_half_bits(a);
      if ((bits & 32767u) == 0u) { return rk_half_value((rk_half_bits(b) & 32768u) | 1u); }
      return rk_half_value(select(bits - 1u, bits + 1u, (a < b) == (bits < 32768u)));
    }
    """,
    "fn rk_half(a: f32) -> f32 { return rk_half_value(rk_half_bits(a)); }",
  ]
}
