// Bessel functions, after Numerical Recipes, chapter 6: absolute errors of some 1e-6.
extension WGSLLibrary {
  static let bessel = [
    """
    fn rk_bessel_p(v: f32, order: i32) -> f32 {
      let y = v * v;
      if (order == 0i) {
        return 1.0f + y * (-1.0986286e-3f + y * (2.7345104e-5f + y * (-2.0733706e-6f + y * 2.0938872e-7f)));
      }
      return 1.0f + y * (1.83105e-3f + y * (-3.5163965e-5f + y * (2.457520e-6f - y * 2.4033702e-7f)));
    }
    """,
    """
    fn rk_bessel_q(v: f32, order: i32) -> f32 {
      let y = v * v;
      if (order == 0i) {
        return -1.5625e-2f + y * (1.4304888e-4f + y * (-6.9111477e-6f + y * (7.621095e-7f - y * 9.349452e-8f)));
      }
      return 4.6875e-2f + y * (-2.0026909e-4f + y * (8.4491991e-6f + y * (-8.8228987e-7f + y * 1.0578741e-7f)));
    }
    """,
    """
    fn rk_bessel_j0(a: f32) -> f32 {
      let x = abs(a);
      if (x < 8.0f) {
        let y = x * x;
        let p = 5.7568491e+10f + y * (-1.336259e+10f + y * (6.5161964e+8f + y * (-1.1214424e+7f + y * (77392.33f - y * 184.90525f))));
        let q = 5.756849e+10f + y * (1.029533e+9f + y * (9494680.7f + y * (59272.65f + y * (267.85327f + y))));
        return p / q;
      }
      if (bitcast<u32>(x) == 2139095040u) { return 0.0f; }
      let z = 8.0f / x;
      let s = rk_sin(x);
      let c = rk_cos(x);
      return sqrt(0.31830989f / x) * ((c + s) * rk_bessel_p(z, 0i) - z * (s - c) * rk_bessel_q(z, 0i));
    }
    """,
    """
    fn rk_bessel_j1(a: f32) -> f32 {
      let x = abs(a);
      if (x < 8.0f) {
        let y = x * x;
        let p = 7.2362614e+10f + y * (-7.895059e+9f + y * (2.4239685e+8f + y * (-2972611.4f + y * (15704.483f - y * 30.160366f))));
        let q = 1.4472523e+11f + y * (2.3005352e+9f + y * (1.8583305e+7f + y * (99447.434f + y * (376.99914f + y))));
        return a * p / q;
      }
      if (bitcast<u32>(x) == 2139095040u) { return 0.0f; }
      let z = 8.0f / x;
      let s = rk_sin(x);
      let c = rk_cos(x);
      let r = sqrt(0.31830989f / x) * ((s - c) * rk_bessel_p(z, 1i) + z * (s + c) * rk_bessel_q(z, 1i));
      return select(r, -r, a < 0.0f);
    }
    """,
    """
    fn rk_bessel_y0(x: f32) -> f32 {
      if (rk_is_nan(x) || x < 0.0f) { return rk_float(2143289344u); }
      if (x == 0.0f) { return rk_float(4286578688u); }
      if (x < 8.0f) {
        let y = x * x;
        let p = -2.9578214e+9f + y * (7.062834e+9f + y * (-5.123598e+8f + y * (1.0879881e+7f + y * (-86327.93f + y * 228.46227f))));
        let q = 4.0076544e+10f + y * (7.4524996e+8f + y * (7189466.4f + y * (47447.265f + y * (226.10302f + y))));
        return p / q + 0.63661977f * rk_bessel_j0(x) * rk_log(x);
      }
      if (bitcast<u32>(x) == 2139095040u) { return 0.0f; }
      let z = 8.0f / x;
      let s = rk_sin(x);
      let c = rk_cos(x);
      return sqrt(0.31830989f / x) * ((s - c) * rk_bessel_p(z, 0i) + z * (c + s) * rk_bessel_q(z, 0i));
    }
    """,
    """
    fn rk_bessel_y1(x: f32) -> f32 {
      if (rk_is_nan(x) || x < 0.0f) { return rk_float(2143289344u); }
      if (x == 0.0f) { return rk_float(4286578688u); }
      if (x < 8.0f) {
        let y = x * x;
        let p = -4.900605e+12f + y * (1.2752744e+12f + y * (-5.1534381e+10f + y * (7.3492646e+8f + y * (-4237922.7f + y * 8511.938f))));
        let q = 2.4995806e+13f + y * (4.244420e+11f + y * (3.7336504e+9f + y * (2.245904e+7f + y * (102042.6f + y * (354.96329f + y)))));
        return x * p / q + 0.63661977f * (rk_bessel_j1(x) * rk_log(x) - 1.0f / x);
      }
      if (bitcast<u32>(x) == 2139095040u) { return 0.0f; }
      let z = 8.0f / x;
      let s = rk_sin(x);
      let c = rk_cos(x);
      return sqrt(0.31830989f / x) * (z * (s - c) * rk_bessel_q(z, 1i) - (s + c) * rk_bessel_p(z, 1i));
    }
    """,
    """
    fn rk_bessel_yn(order: i32, x: f32) -> f32 {
      let n = abs(order);
      var before = rk_bessel_y0(x);
      var r = rk_bessel_y1(x);
      if (n == 0i) { return before; }
      for (var k = 1i; k < n && rk_is_finite(r); k++) {
        let next = r * f32(2i * k) / x - before;
        before = r;
        r = next;
      }
      return select(r, -r, order < 0i && (n & 1i) == 1i);
    }
    """,
    """
    fn rk_bessel_jn(order: i32, a: f32) -> f32 {
      let n = abs(order);
      let x = abs(a);
      let turned = (n & 1i) == 1i && ((order < 0i) != (a < 0.0f));
      if (n == 0i) { return rk_bessel_j0(x); }
      if (n == 1i) { let first = rk_bessel_j1(x); return select(first, -first, turned); }
      if (bitcast<u32>(x) == 2139095040u) { return 0.0f; }
      var r = 0.0f;
      if (x < 1.0e-4f) {
        r = 1.0f;
        for (var k = 1i; k <= n; k++) { r *= x / f32(2i * k); }
        return select(r, -r, turned);
      }
      if (x > f32(n)) {
        var before = rk_bessel_j0(x);
        r = rk_bessel_j1(x);
        for (var k = 1i; k < n; k++) {
          let next = r * f32(2i * k) / x - before;
          before = r;
          r = next;
        }
      } else {
        // Downwards from far above, where any start will do; the even orders sum to one.
        var above = 0.0f;
        var here = 1.0f;
        var sum = 0.0f;
        for (var k = 2i * ((n + i32(sqrt(f32(40i * n)))) / 2i) + 2i; k > 0i; k--) {
          let below = here * f32(2i * k) / x - above;
          above = here;
          here = below;
          if (abs(here) > 1.0e+10f) {
            above *= 1.0e-10f;
            here *= 1.0e-10f;
            r *= 1.0e-10f;
            sum *= 1.0e-10f;
          }
          if ((k & 1i) == 1i) { sum += here; }
          if (k == n) { r = above; }
        }
        r = r / (2.0f * sum - here);
      }
      return select(r, -r, turned);
    }
    """,
    """
    fn rk_bessel_i0(a: f32) -> f32 {
      let x = abs(a);
      if (x < 3.75f) {
        let y = (x / 3.75f) * (x / 3.75f);
        return 1.0f + y * (3.5156229f + y * (3.0899424f + y * (1.2067492f + y * (0.2659732f + y * (0.0360768f + y * 0.0045813f)))));
      }
      let y = 3.75f / x;
      let p = 0.39894228f + y * (0.01328592f + y * (0.00225319f + y * (-0.00157565f + y * (0.00916281f + y * (-0.02057706f \
    + y * (0.02635537f + y * (-0.01647633f + y * 0.00392377f)))))));
      if (bitcast<u32>(x) == 2139095040u) { return x; }
      let half = rk_exp(0.5f * x);
      return half / sqrt(x) * p * half;
    }
    """,
    """
    fn rk_bessel_i1(a: f32) -> f32 {
      let x = abs(a);
      if (x < 3.75f) {
        let y = (x / 3.75f) * (x / 3.75f);
        return a * (0.5f + y * (0.87890594f + y * (0.51498869f + y * (0.15084934f + y * (0.02658733f + y * (0.00301532f + y * 0.00032411f))))));
      }
      let y = 3.75f / x;
      let p = 0.39894228f + y * (-0.03988024f + y * (-0.00362018f + y * (0.00163801f + y * (-0.01031555f + y * (0.02282967f \
    + y * (-0.02895312f + y * (0.01787654f - y * 0.00420059f)))))));
      if (bitcast<u32>(x) == 2139095040u) { return a; }
      let half = rk_exp(0.5f * x);
      return rk_copysign(half / sqrt(x) * p * half, a);
    }
    """,
  ]
}
