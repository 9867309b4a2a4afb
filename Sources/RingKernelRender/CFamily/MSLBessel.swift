/// Bessel functions of single-precision numbers, by the rational approximations of Hart (1968) and recurrences.
///
/// Within 64 ulp away from their zeros, beside which only the absolute error is small.
enum MSLBessel {
  static let modified = CHelper(
    name: "rk_besselI",
    text: """
      static float rk_besselI(int n, float x) {
        float a = fabs(x), sum = 0, term = n == 0 ? 1 : a / 2;
        if (a != a) return x;
        if (a > 200) return n == 1 ? copysign(as_type<float>(0x7f800000u), x) : as_type<float>(0x7f800000u);
        if (a < 16) {
          for (float k = 1; term > sum * 1e-9f; k++) { sum += term; term *= a * a / 4 / (k * (k + n)); }
        } else {
          term = 1;
          for (int k = 1; k < 12; k++) { sum += term; float odd = 2 * k - 1; term *= -(4 * n * n - odd * odd) / (k * 8 * a); }
          float half_a = precise::exp(a / 2);
          sum = sum * half_a / precise::sqrt(6.28318531f * a) * half_a;
        }
        return n == 1 ? copysign(sum, x) : sum;
      }
      """
  )

  static let wave = CHelper(
    name: "rk_bessel_wave",
    text: """
      static float rk_bessel_wave(float a, int order, bool second) {
        float z = 8 / a, y = z * z, p, q;
        if (order == 0) {
          p = 1 + y * (-0.1098628627e-2f + y * (0.2734510407e-4f + y * (-0.2073370639e-5f + y * 0.2093887211e-6f)));
          q = -0.1562499995e-1f + y * (0.1430488765e-3f + y * (-0.6911147651e-5f + y * (0.7621095161e-6f - y * 0.934935152e-7f)));
        } else {
          p = 1 + y * (0.183105e-2f + y * (-0.3516396496e-4f + y * (0.2457520174e-5f + y * -0.240337019e-6f)));
          q = 0.04687499995f + y * (-0.2002690873e-3f + y * (0.8449199096e-5f + y * (-0.88228987e-6f + y * 0.105787412e-6f)));
        }
        // The phase is a - pi / 4 or a - 3 pi / 4, taken apart so that a stays whole.
        float s = precise::sin(a), c = precise::cos(a), sine = (s - c) * 0.707106781f, cosine = (s + c) * 0.707106781f;
        if (order == 1) { float t = sine; sine = -cosine; cosine = t; }
        float root = precise::sqrt(0.636619772f / a);
        return second ? root * (sine * p + z * cosine * q) : root * (cosine * p - z * sine * q);
      }
      """
  )

  static let j0 = CHelper(
    name: "rk_besselJ0_f32",
    text: """
      static float rk_besselJ0_f32(float x) {
        float a = fabs(x);
        if (a >= 8) return a > 3.4028234e38f ? 0 : rk_bessel_wave(a, 0, false);
        float y = x * x;
        if (a < 2) return 1 - y * (0.25f - y * (0.015625f - y * (0.000434027778f - y * (6.78168403e-6f - y * (6.78168403e-8f - y * 4.70950280e-10f)))));
        return (57568490574.0f + y * (-13362590354.0f + y * (651619640.7f + y * (-11214424.18f + y * (77392.33017f + y * -184.9052456f))))) / (57568490411.0f + y * (1029532985.0f + y * (9494680.718f + y * (59272.64853f + y * (267.8532712f + y)))));
      }
      """
  )

  static let j1 = CHelper(
    name: "rk_besselJ1_f32",
    text: """
      static float rk_besselJ1_f32(float x) {
        float a = fabs(x);
        if (a >= 8) return a > 3.4028234e38f ? 0 : x < 0 ? -rk_bessel_wave(a, 1, false) : rk_bessel_wave(a, 1, false);
        float y = x * x;
        if (a < 2) return x * (0.5f - y * (0.0625f - y * (0.00260416667f - y * (5.42534722e-5f - y * (6.78168403e-7f - y * 5.65140336e-9f)))));
        return x * (72362614232.0f + y * (-7895059235.0f + y * (242396853.1f + y * (-2972611.439f + y * (15704.48260f + y * -30.16036606f))))) / (144725228442.0f + y * (2300535178.0f + y * (18583304.74f + y * (99447.43394f + y * (376.9991397f + y)))));
      }
      """
  )

  static let y0 = CHelper(
    name: "rk_besselY0_f32",
    text: """
      static float rk_besselY0_f32(float x) {
        if (!(x > 0)) return x == 0 ? -as_type<float>(0x7f800000u) : as_type<float>(0x7fc00000u);
        if (x >= 8) return x > 3.4028234e38f ? 0 : rk_bessel_wave(x, 0, true);
        float y = x * x;
        return (-2957821389.0f + y * (7062834065.0f + y * (-512359803.6f + y * (10879881.29f + y * (-86327.92757f + y * 228.4622733f))))) / (40076544269.0f + y * (745249964.8f + y * (7189466.438f + y * (47447.26470f + y * (226.1030244f + y))))) + 0.636619772f * rk_besselJ0_f32(x) * precise::log(x);
      }
      """
  )

  static let y1 = CHelper(
    name: "rk_besselY1_f32",
    text: """
      static float rk_besselY1_f32(float x) {
        if (!(x > 0)) return x == 0 ? -as_type<float>(0x7f800000u) : as_type<float>(0x7fc00000u);
        if (x >= 8) return x > 3.4028234e38f ? 0 : rk_bessel_wave(x, 1, true);
        float y = x * x;
        return x * (-0.4900604943e13f + y * (0.1275274390e13f + y * (-0.5153438139e11f + y * (0.7349264551e9f + y * (-0.4237922726e7f + y * 0.8511937935e4f))))) / (0.2499580570e14f + y * (0.4244419664e12f + y * (0.3733650367e10f + y * (0.2245904002e8f + y * (0.1020426050e6f + y * (0.3549632885e3f + y)))))) + 0.636619772f * (rk_besselJ1_f32(x) * precise::log(x) - 1 / x);
      }
      """
  )

  static let jn = CHelper(
    name: "rk_besselJn_f32",
    text: """
      static float rk_besselJn_f32(int n, float x) {
        int m = n < 0 ? -n : n;
        float a = fabs(x), r, sign = (x < 0) != (n < 0) && m % 2 == 1 ? -1 : 1;
        if (m == 0) return rk_besselJ0_f32(x);
        if (m == 1) return n < 0 ? -rk_besselJ1_f32(x) : rk_besselJ1_f32(x);
        if (a > 3.4028234e38f) return 0;
        if (a < 1e-4f) {
          for (r = 1; m > 0; m--) r *= a / (2 * m);
          return sign * r;
        }
        if (a > m) {
          float before = rk_besselJ0_f32(a);
          r = rk_besselJ1_f32(a);
          for (int k = 1; k < m; k++) { float next = 2 * k / a * r - before; before = r; r = next; }
        } else {
          // Downwards from far above, where rounding errors die out; the sum of the even ones is 1.
          float next = 0, at = 1e-30f, sum = 0;
          r = 0;
          for (int k = 2 * ((m + (int)precise::sqrt(60.0f * m)) / 2); k > 0; k--) {
            float below = 2 * k / a * at - next;
            next = at; at = below;
            if (fabs(at) > 1e10f) { at *= 1e-10f; next *= 1e-10f; r *= 1e-10f; sum *= 1e-10f; }
            if (k % 2 == 1) sum += at;
            if (k == m) r = next;
          }
          r /= 2 * sum - at;
        }
        return sign * r;
      }
      """
  )

  static let yn = CHelper(
    name: "rk_besselYn_f32",
    text: """
      static float rk_besselYn_f32(int n, float x) {
        int m = n < 0 ? -n : n;
        float before = rk_besselY0_f32(x), at = rk_besselY1_f32(x);
        if (m == 0) return before;
        for (int k = 1; k < m && at - at == 0; k++) { float next = 2 * k / x * at - before; before = at; at = next; }
        return n < 0 && m % 2 == 1 ? -at : at;
      }
      """
  )
}
