// Exponentials, logarithms, powers, hyperbolic functions.
extension WGSLLibrary {
  static let exponentials = [
    """
    fn rk_exp(a: f32) -> f32 {
      if (rk_is_nan(a)) { return a; }
      if (a > 88.8f) { return rk_float(2139095040u); }
      if (a < -104.0f) { return 0.0f; }
      let n = round(a * 1.442695f);
      let x = (a - n * 0.693359375f) + n * 2.1219444e-4f;
      let y = (((((1.9875691e-4f * x + 1.3981999e-3f) * x + 8.333452e-3f) * x + 4.1665796e-2f) * x + 1.6666666e-1f) * x \
    + 0.5f) * x * x + x + 1.0f;
      return rk_ldexp(y, i32(n));
    }
    """,
    """
    fn rk_exp2(a: f32) -> f32 {
      if (rk_is_nan(a)) { return a; }
      if (a >= 128.0f) { return rk_float(2139095040u); }
      if (a < -150.0f) { return 0.0f; }
      let n = round(a);
      let x = a - n;
      let y = (((((1.5353362e-4f * x + 1.3398874e-3f) * x + 9.618437e-3f) * x + 5.5503324e-2f) * x + 2.4022648e-1f) * x \
    + 6.931472e-1f) * x + 1.0f;
      return rk_ldexp(y, i32(n));
    }
    """,
    """
    fn rk_exp10(a: f32) -> f32 {
      if (rk_is_nan(a)) { return a; }
      if (a > 38.6f) { return rk_float(2139095040u); }
      if (a < -46.0f) { return 0.0f; }
      let n = round(a * 3.321928f);
      let x = (a - n * 0.30078125f) - n * 2.4874566e-4f;
      let y = (((((2.0649945e-1f * x + 5.420251e-1f) * x + 1.1712933f) * x + 2.0346599f) * x + 2.6509509f) * x \
    + 2.3025851f) * x + 1.0f;
      return rk_ldexp(y, i32(n));
    }
    """,
    """
    fn rk_expm1(a: f32) -> f32 {
      if (a == 0.0f) { return a; }
      if (abs(a) > 0.35f || rk_is_nan(a)) { return rk_exp(a) - 1.0f; }
      return ((((((1.9875691e-4f * a + 1.3981999e-3f) * a + 8.333452e-3f) * a + 4.1665796e-2f) * a + 1.6666666e-1f) * a \
    + 0.5f) * a * a) + a;
    }
    """,
    // Of a positive finite number: its exponent, what is left of it less 1, and the logarithm of that less itself.
    """
    fn rk_log_parts(a: f32) -> vec3<f32> {
      let tiny = bitcast<u32>(a) < 8388608u;
      let bits = select(bitcast<u32>(a), bitcast<u32>(f32(bitcast<u32>(a))), tiny);
      let e = bitcast<i32>(bits - 1060439283u) >> 23u;
      let x = rk_float(bits - (bitcast<u32>(e) << 23u)) - 1.0f;
      let p = (((((((7.0376836e-2f * x - 1.1514610e-1f) * x + 1.1676998e-1f) * x - 1.2420141e-1f) * x + 1.4249323e-1f) \
    * x - 1.6668058e-1f) * x + 2.0000715e-1f) * x - 2.4999994e-1f) * x + 3.3333331e-1f;
      return vec3<f32>(f32(e - select(0i, 149i, tiny)), x, p * x * x * x - 0.5f * x * x);
    }
    """,
    """
    fn rk_log_edge(a: f32) -> f32 {
      if ((bitcast<u32>(a) & 2147483647u) == 0u) { return rk_float(4286578688u); }
      return rk_float(select(2143289344u, 2139095040u, bitcast<u32>(a) == 2139095040u));
    }
    """,
    """
    fn rk_log(a: f32) -> f32 {
      if (!rk_is_finite(a) || bitcast<i32>(a) <= 0i) { return rk_log_edge(a); }
      let l = rk_log_parts(a);
      return l.x * 0.693359375f + (l.y + (l.z - l.x * 2.1219444e-4f));
    }
    """,
    """
    fn rk_log2(a: f32) -> f32 {
      if (!rk_is_finite(a) || bitcast<i32>(a) <= 0i) { return rk_log_edge(a); }
      let l = rk_log_parts(a);
      return (((l.z * 0.44269504f + l.y * 0.44269504f) + l.z) + l.y) + l.x;
    }
    """,
    """
    fn rk_log10(a: f32) -> f32 {
      if (!rk_is_finite(a) || bitcast<i32>(a) <= 0i) { return rk_log_edge(a); }
      let l = rk_log_parts(a);
      let small = ((l.y + l.z) * 7.00731903e-4f + l.z * 4.3359375e-1f) + l.y * 4.3359375e-1f;
      return (small + l.x * 2.4874566e-4f) + l.x * 3.0078125e-1f;
    }
    """,
    """
    fn rk_log1p(a: f32) -> f32 {
      let u = rk_exact(1.0f + a);
      if (u == 1.0f || rk_is_nan(a) || bitcast<u32>(a) == 2139095040u) { return a; }
      if (u <= 0.0f) { return rk_log_edge(u); }
      return rk_log(u) * (a / (u - 1.0f));
    }
    """,
    // The product of two floats and what its rounding lost.
    """
    fn rk_two_product(a: f32, b: f32) -> vec2<f32> {
      let p = rk_exact(a * b);
      let ah = rk_float(bitcast<u32>(a) & 4294963200u);
      let bh = rk_float(bitcast<u32>(b) & 4294963200u);
      let al = a - ah;
      let bl = b - bh;
      return vec2<f32>(p, ((rk_exact(ah * bh) - p) + ah * bl + al * bh) + al * bl);
    }
    """,
    // a to the power y, a positive and finite, y finite: the binary logarithm in two floats.
    """
    fn rk_power(a: f32, y: f32) -> f32 {
      let l = rk_log_parts(a);
      let scaled = rk_two_product(l.y, 1.442695f);
      let high = rk_exact(l.x + scaled.x);
      let low = (scaled.x - (high - l.x)) + (scaled.y + l.y * 1.9259630e-8f + l.z * 1.442695f);
      let top = rk_exact(high + low);
      let rest = low - (top - high);
      if (abs(top) * abs(y) > 400.0f) { return select(0.0f, rk_float(2139095040u), (top > 0.0f) == (y > 0.0f)); }
      let w = rk_two_product(top, y);
      return rk_exp2(w.x) * (1.0f + (w.y + rest * y) * 0.6931472f);
    }
    """,
    """
    fn rk_pow(x: f32, y: f32) -> f32 {
      if (y == 0.0f || x == 1.0f) { return 1.0f; }
      if (rk_is_nan(x) || rk_is_nan(y)) { return rk_float(2143289344u); }
      let a = abs(x);
      let infinite = rk_float(2139095040u);
      if (!rk_is_finite(y)) {
        if (a == 1.0f) { return 1.0f; }
        return select(0.0f, infinite, (a > 1.0f) == (y > 0.0f));
      }
      let whole = trunc(y) == y;
      let minus = x < 0.0f || bitcast<u32>(x) == 2147483648u;
      let odd = whole && abs(y) < 16777216.0f && (i32(y) & 1i) == 1i;
      var r = 0.0f;
      if (a == 0.0f || !rk_is_finite(a)) {
        r = select(infinite, 0.0f, (a == 0.0f) == (y > 0.0f));
      } else if (minus && !whole) {
        return rk_float(2143289344u);
      } else {
        r = rk_power(a, y);
      }
      return select(r, -r, odd && minus);
    }
    """,
    // A float does not hold every 32-bit number, nor tell whether it is odd.
    """
    fn rk_powi(x: f32, n: i32) -> f32 {
      if (abs(f32(n)) < 16777216.0f) { return rk_pow(x, f32(n)); }
      let low = n % 256i;
      let a = abs(x) - 1.0f;
      var r = rk_pow(abs(x), f32(n - low));
      if (r > 0.0f && rk_is_finite(r)) {
        let t = f32(low) * (a - 0.5f * a * a);
        r *= 1.0f + t + 0.5f * t * t;
      }
      return select(r, -r, bitcast<u32>(x) >= 2147483648u && (n & 1i) == 1i);
    }
    """,
    """
    fn rk_sinh(a: f32) -> f32 {
      let x = abs(a);
      if (x < 1.0f) {
        let z = a * a;
        return ((2.0372191e-4f * z + 8.330284e-3f) * z + 1.6666716e-1f) * z * a + a;
      }
      if (x > 88.0f) {
        let t = rk_exp(0.5f * x);
        return rk_copysign(0.5f * t * t, a);
      }
      let t = rk_exp(x);
      return rk_copysign(0.5f * t - 0.5f / t, a);
    }
    """,
    """
    fn rk_cosh(a: f32) -> f32 {
      let x = abs(a);
      if (x > 88.0f) {
        let t = rk_exp(0.5f * x);
        return 0.5f * t * t;
      }
      let t = rk_exp(x);
      return 0.5f * t + 0.5f / t;
    }
    """,
    """
    fn rk_tanh(a: f32) -> f32 {
      let x = abs(a);
      if (x == 0.0f) { return a; }
      if (x > 10.0f) { return rk_copysign(1.0f, a); }
      if (x >= 0.625f) { return rk_copysign(1.0f - 2.0f / (rk_exp(x + x) + 1.0f), a); }
      let z = a * a;
      return ((((-5.704989e-3f * z + 2.0639089e-2f) * z - 5.3739716e-2f) * z + 1.3331442e-1f) * z - 3.3333282e-1f) * z * a \
    + a;
    }
    """,
    """
    fn rk_asinh(a: f32) -> f32 {
      let x = abs(a);
      if (!rk_is_finite(a) || a == 0.0f) { return a; }
      if (x > 1500.0f) { return rk_copysign(rk_log(x) + 0.6931472f, a); }
      if (x >= 0.5f) { return rk_copysign(rk_log(x + sqrt(x * x + 1.0f)), a); }
      let z = a * a;
      return (((2.0122003e-2f * z - 4.2699340e-2f) * z + 7.4847586e-2f) * z - 1.6666288e-1f) * z * a + a;
    }
    """,
    """
    fn rk_acosh(a: f32) -> f32 {
      if (rk_is_nan(a) || a < 1.0f) { return rk_float(2143289344u); }
      if (!rk_is_finite(a)) { return a; }
      if (a > 1500.0f) { return rk_log(a) + 0.6931472f; }
      let z = a - 1.0f;
      if (z >= 0.5f) { return rk_log(a + sqrt(z * (a + 1.0f))); }
      return ((((1.7596881e-3f * z - 7.5272887e-3f) * z + 2.6454905e-2f) * z - 1.1784742e-1f) * z + 1.4142135f) * sqrt(z);
    }
    """,
    """
    fn rk_atanh(a: f32) -> f32 {
      let x = abs(a);
      if (rk_is_nan(a) || x > 1.0f) { return rk_float(2143289344u); }
      if (x == 1.0f) { return rk_copysign(rk_float(2139095040u), a); }
      if (x >= 0.5f) { return rk_copysign(0.5f * rk_log((1.0f + x) / (1.0f - x)), a); }
      let z = a * a;
      return ((((1.8174008e-1f * z + 8.2437030e-2f) * z + 1.4669143e-1f) * z + 1.9978217e-1f) * z + 3.3333730e-1f) * z * a \
    + a;
    }
    """,
  ]
}
