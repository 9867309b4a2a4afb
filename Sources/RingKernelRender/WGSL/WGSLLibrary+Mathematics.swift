// Roots, trigonometry: as exact on every adapter. WGSL's own sine may be off by 2^-11.
extension WGSLLibrary {
  static let mathematics = [
    """
    fn rk_cbrt(a: f32) -> f32 {
      if (a == 0.0f || !rk_is_finite(a)) { return a; }
      let tiny = abs(a) < 1.0e-30f;
      let scaled = abs(a) * select(select(1.0f, 5.9604645e-8f, abs(a) > 1.0e+30f), 16777216.0f, tiny);
      var t = rk_float(bitcast<u32>(scaled) / 3u + 709958130u);
      t = t - (t * t * t - scaled) / (3.0f * t * t);
      t = t - (t * t * t - scaled) / (3.0f * t * t);
      t = t - (t * t * t - scaled) / (3.0f * t * t);
      return rk_copysign(t * select(select(1.0f, 256.0f, abs(a) > 1.0e+30f), 0.00390625f, tiny), a);
    }
    """,
    """
    fn rk_hypot(a: f32, b: f32) -> f32 {
      let most = max(abs(a), abs(b));
      let least = min(abs(a), abs(b));
      if (bitcast<u32>(abs(a)) == 2139095040u || bitcast<u32>(abs(b)) == 2139095040u) { return rk_float(2139095040u); }
      if (rk_is_nan(a) || rk_is_nan(b)) { return rk_float(2143289344u); }
      if (most == 0.0f) { return 0.0f; }
      let ratio = least / most;
      return most * sqrt(1.0f + ratio * ratio);
    }
    """,
    // Sine and cosine of x reduced to a quarter of pi, then which one and which sign.
    """
    fn rk_sine(x: f32, turns: u32) -> f32 {
      let z = x * x;
      let s = ((-1.9515296e-4f * z + 8.332161e-3f) * z - 1.6666655e-1f) * z * x + x;
      let c = ((2.4433157e-5f * z - 1.3887316e-3f) * z + 4.1666646e-2f) * z * z - 0.5f * z + 1.0f;
      let r = select(s, c, (turns & 1u) == 1u);
      return select(r, -r, (turns & 2u) == 2u);
    }
    """,
    // What is left of a below an eighth of a turn, and how many quarters went.
    """
    fn rk_quarters(a: f32) -> vec2<f32> {
      if (abs(a) > 12000.0f) { return rk_far_quarters(a); }
      let n = round(a * 0.63661975f);
      return vec2<f32>(((a - n * 1.5703125f) - n * 4.837513e-4f) - n * 7.54979e-8f, n);
    }
    """,
    // Past the reach of the constant in three parts: with the digits of 2 / pi that count.
    """
    fn rk_far_quarters(a: f32) -> vec2<f32> {
      let bits = bitcast<u32>(a);
      let e = ((bits >> 23u) & 255u) - 126u;
      var digits = array<u32, 8>(
        0u, 683565275u, 2475754826u, 2131351028u, 2102212464u, 920167782u, 1326507024u, 2140428522u
      );
      let at = min(e >> 5u, 4u);
      let low = rk_shl64(vec2<u32>(digits[at + 3u], digits[at + 2u]), e & 31u).y;
      let middle = rk_shl64(vec2<u32>(digits[at + 2u], digits[at + 1u]), e & 31u).y;
      let high = rk_shl64(vec2<u32>(digits[at + 1u], digits[at]), e & 31u).y;
      let m = (bits << 8u) | 2147483648u;
      let p = rk_add64(rk_add64(rk_product(m, middle), vec2<u32>(rk_product(m, low).y, 0u)), vec2<u32>(0u, m * high));
      let n = (p.y + 536870912u) >> 30u;
      let r = rk_f32_i64(vec2<u32>(p.x, p.y - (n << 30u))) * 3.4061215e-19f;
      return select(vec2<f32>(r, f32(bitcast<i32>(n))), vec2<f32>(-r, -f32(bitcast<i32>(n))), bits >= 2147483648u);
    }
    """,
    """
    fn rk_sin(a: f32) -> f32 {
      if (!rk_is_finite(a)) { return rk_float(2143289344u); }
      if (a == 0.0f) { return a; }
      let q = rk_quarters(a);
      return rk_sine(q.x, bitcast<u32>(i32(q.y)));
    }
    """,
    """
    fn rk_cos(a: f32) -> f32 {
      if (!rk_is_finite(a)) { return rk_float(2143289344u); }
      let q = rk_quarters(a);
      return rk_sine(q.x, bitcast<u32>(i32(q.y)) + 1u);
    }
    """,
    """
    fn rk_tan(a: f32) -> f32 {
      if (!rk_is_finite(a)) { return rk_float(2143289344u); }
      if (a == 0.0f) { return a; }
      let q = rk_quarters(a);
      let z = q.x * q.x;
      var r = q.x;
      if (z > 1.0e-8f) {
        r = (((((9.38540185543e-3f * z + 3.11992232697e-3f) * z + 2.44301354525e-2f) * z + 5.34112807e-2f) * z \
    + 1.33387994085e-1f) * z + 3.33331568548e-1f) * z * q.x + q.x;
      }
      return select(r, -1.0f / r, (i32(q.y) & 1i) == 1i);
    }
    """,
    """
    fn rk_sinpi(a: f32) -> f32 {
      if (a == 0.0f) { return a; }
      let r = rk_remainder(a, 2.0f);
      let n = round(r * 2.0f);
      return rk_sine((r - n * 0.5f) * 3.1415927f, bitcast<u32>(i32(n)));
    }
    """,
    """
    fn rk_cospi(a: f32) -> f32 {
      let r = rk_remainder(a, 2.0f);
      let n = round(r * 2.0f);
      return rk_sine((r - n * 0.5f) * 3.1415927f, bitcast<u32>(i32(n)) + 1u);
    }
    """,
    """
    fn rk_atan(a: f32) -> f32 {
      if (rk_is_nan(a)) { return a; }
      var x = abs(a);
      var y = 0.0f;
      if (x > 2.4142137f) {
        y = 1.5707964f;
        x = -1.0f / x;
      } else if (x > 0.41421357f) {
        y = 0.7853982f;
        x = (x - 1.0f) / (x + 1.0f);
      }
      let z = x * x;
      y += (((8.05374449538e-2f * z - 1.38776856032e-1f) * z + 1.99777106478e-1f) * z - 3.33329491539e-1f) * z * x + x;
      return rk_copysign(y, a);
    }
    """,
    """
    fn rk_atan2(y: f32, x: f32) -> f32 {
      if (rk_is_nan(x) || rk_is_nan(y)) { return rk_float(2143289344u); }
      let left = bitcast<u32>(x) >= 2147483648u;
      var r = 0.0f;
      if (y == 0.0f) {
        r = select(0.0f, 3.1415927f, left);
      } else if (x == 0.0f) {
        r = 1.5707964f;
      } else if (!rk_is_finite(x)) {
        r = select(select(0.0f, 0.7853982f, !rk_is_finite(y)), select(3.1415927f, 2.3561945f, !rk_is_finite(y)), left);
      } else if (!rk_is_finite(y)) {
        r = 1.5707964f;
      } else {
        r = rk_atan(abs(y / x));
        r = select(r, 3.1415927f - r, left);
      }
      return rk_copysign(r, y);
    }
    """,
    """
    fn rk_asin(a: f32) -> f32 {
      let x = abs(a);
      if (rk_is_nan(a) || x > 1.0f) { return rk_float(2143289344u); }
      let far = x > 0.5f;
      let z = select(x * x, 0.5f * (1.0f - x), far);
      let s = select(x, sqrt(z), far);
      var r = ((((4.2163199048e-2f * z + 2.4181311049e-2f) * z + 4.5470025998e-2f) * z + 7.4953002686e-2f) * z \
    + 1.6666752422e-1f) * z * s + s;
      if (far) { r = 1.5707964f - (r + r); }
      return rk_copysign(r, a);
    }
    """,
    """
    fn rk_acos(a: f32) -> f32 {
      if (rk_is_nan(a) || abs(a) > 1.0f) { return rk_float(2143289344u); }
      if (a > 0.5f) { return 2.0f * rk_asin(sqrt(0.5f * (1.0f - a))); }
      if (a < -0.5f) { return 3.1415927f - 2.0f * rk_asin(sqrt(0.5f * (1.0f + a))); }
      return 1.5707964f - rk_asin(a);
    }
    """,
  ]
}
