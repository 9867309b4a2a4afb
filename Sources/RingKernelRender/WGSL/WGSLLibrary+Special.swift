// Gamma and error functions.
extension WGSLLibrary {
  static let special = [
    """
    fn rk_tgamma(a: f32) -> f32 {
      if (rk_is_nan(a) || bitcast<u32>(a) == 2139095040u) { return a; }
      if (a == 0.0f) { return rk_copysign(rk_float(2139095040u), a); }
      if (a < 0.0f && trunc(a) == a) { return rk_float(2143289344u); }
      if (a > 36.0f) { return rk_float(2139095040u); }
      if (a < -44.0f) { return 0.0f; }
      var x = a;
      var r = 1.0f;
      var tail = 0.0f;
      while (x >= 3.0f) {
        x -= 1.0f;
        let p = rk_two_product(r, x);
        tail = tail * x + p.y;
        r = p.x;
      }
      if (!rk_is_finite(r)) { return rk_float(2139095040u); }
      r += tail;
      var d = 1.0f;
      while (x < 2.0f) {
        d *= x;
        x += 1.0f;
        if (abs(d) < 1.0e-30f || abs(d) > 1.0e+30f) {
          r /= d;
          d = 1.0f;
        }
      }
      x -= 2.0f;
      let p = ((((((1.5368305e-3f * x + 5.3975816e-3f) * x + 4.1303704e-3f) * x + 7.232308e-2f) * x + 8.20396e-2f) * x \
    + 4.1178576e-1f) * x + 4.2278676e-1f) * x + 1.0f;
      return r * p / d;
    }
    """,
    """
    fn rk_lgamma(a: f32) -> f32 {
      if (rk_is_nan(a)) { return a; }
      if (!rk_is_finite(a) || (a <= 0.0f && trunc(a) == a)) { return rk_float(2139095040u); }
      if (abs(a) < 1.0e-10f) { return -rk_log(abs(a)); }
      if (a < 0.0f) { return rk_log(abs(3.1415927f / (a * rk_sinpi(a)))) - rk_lgamma_positive(-a); }
      return rk_lgamma_positive(a);
    }
    """,
    """
    fn rk_lgamma_positive(a: f32) -> f32 {
      if (a < 14.0f) { return rk_log(rk_tgamma(a)); }
      let r = 1.0f / a;
      return (a - 0.5f) * rk_log(a) - a + 0.9189385f + r * (0.083333336f - r * r * 0.0027777778f);
    }
    """,
    """
    fn rk_erfc_tail(z: f32) -> f32 {
      let t = 1.0f / (1.0f + 0.5f * z);
      let high = rk_float(bitcast<u32>(z) & 4294963200u);
      return t * rk_exp(-high * high) * rk_exp((high - z) * (high + z) + (rk_erfc_exponent(t) - 1.26551223f));
    }
    """,
    """
    fn rk_erfc_exponent(t: f32) -> f32 {
      return t * (1.00002368f + t * (0.37409196f + t * (0.09678418f + t * (-0.18628806f + t * (0.27886807f \
    + t * (-1.13520398f + t * (1.48851587f + t * (-0.82215223f + t * 0.17087277f))))))));
    }
    """,
    """
    fn rk_erf_small(a: f32) -> f32 {
      // Parts of it would be too small.
      if (abs(a) < 1.0e-30f) { return a * 1.1283792f; }
      let z = a * a;
      let p = 1.2837917e-1f + z * (-3.250421e-1f + z * (-2.848175e-2f + z * (-5.7702703e-3f - z * 2.3763017e-5f)));
      let q = 1.0f + z * (3.9791721e-1f + z * (6.5022253e-2f + z * (5.0813062e-3f + z * (1.3249474e-4f - z * 3.9602282e-6f))));
      return a + a * (p / q);
    }
    """,
    """
    fn rk_erf(a: f32) -> f32 {
      if (rk_is_nan(a)) { return a; }
      let x = abs(a);
      if (x < 0.84375f) { return rk_erf_small(a); }
      if (x > 4.0f) { return rk_copysign(1.0f, a); }
      return rk_copysign(1.0f - rk_erfc_tail(x), a);
    }
    """,
    """
    fn rk_erfc(a: f32) -> f32 {
      if (rk_is_nan(a)) { return a; }
      let x = abs(a);
      if (x < 0.5f) { return 1.0f - rk_erf_small(a); }
      if (x > 10.5f) { return select(0.0f, 2.0f, a < 0.0f); }
      let r = rk_erfc_tail(x);
      return select(r, 2.0f - r, a < 0.0f);
    }
    """,
    """
    fn rk_erfinv(a: f32) -> f32 {
      if (rk_is_nan(a) || abs(a) > 1.0f) { return rk_float(2143289344u); }
      if (abs(a) == 1.0f) { return rk_copysign(rk_float(2139095040u), a); }
      return rk_error_quantile(-rk_log((1.0f - a) * (1.0f + a))) * a;
    }
    """,
    // The inverse error function divided by its operand x, of -log(1 - x * x).
    """
    fn rk_error_quantile(v: f32) -> f32 {
      if (v < 5.0f) {
        let w = v - 2.5f;
        return (((((((2.8102264e-8f * w + 3.4327394e-7f) * w - 3.5233877e-6f) * w - 4.3915065e-6f) * w + 2.1858087e-4f) * w \
    - 1.253725e-3f) * w - 4.1776816e-3f) * w + 2.4664073e-1f) * w + 1.5014094f;
      }
      let w = sqrt(v) - 3.0f;
      return (((((((-2.0021426e-4f * w + 1.0095056e-4f) * w + 1.3493432e-3f) * w - 3.6734284e-3f) * w + 5.7395077e-3f) * w \
    - 7.6224613e-3f) * w + 9.4388705e-3f) * w + 1.0016741f) * w + 2.8329768f;
    }
    """,
    """
    fn rk_erfcinv(a: f32) -> f32 {
      if (rk_is_nan(a) || a < 0.0f || a > 2.0f) { return rk_float(2143289344u); }
      if (a == 0.0f || a == 2.0f) { return select(rk_float(4286578688u), rk_float(2139095040u), a == 0.0f); }
      let v = -rk_log(a);
      if (v < 12.0f) { return rk_error_quantile(v - rk_log(2.0f - a)) * (1.0f - a); }
      // Past the reach of the polynomial: Newton on the logarithm of the tail.
      var y = sqrt(v - 0.5f * rk_log(v * 3.1415927f));
      for (var k = 0u; k < 3u; k++) {
        // By the logarithm of the tail, which itself may be too small.
        let t = 1.0f / (1.0f + 0.5f * y);
        y += (rk_log(t) + (rk_erfc_exponent(t) - 1.26551223f - y * y) + v) / (2.0f * y + 1.0f / y);
      }
      return y;
    }
    """,
    """
    fn rk_normal_cdf(a: f32) -> f32 {
      if (rk_is_nan(a)) { return a; }
      if (abs(a) > 15.0f) { return select(0.0f, 1.0f, a > 0.0f); }
      let z = rk_two_product(a, -0.70710677f);
      let rest = z.y - a * 1.2101617e-8f;
      let tail = rk_erfc(z.x);
      let slope = 1.1283792f * rk_exp(-z.x * z.x) / max(tail, 1.0e-37f);
      return 0.5f * tail * (1.0f - slope * rest);
    }
    """,
    "fn rk_normal_quantile(a: f32) -> f32 { return -1.4142135f * rk_erfcinv(2.0f * a); }",
  ]
}
