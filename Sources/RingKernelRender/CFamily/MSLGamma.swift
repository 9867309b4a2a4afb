/// The gamma functions of single-precision numbers: a series around 2, products, reflection, Stirling.
///
/// Seen on 400,000 numbers of each stretch: `lgamma` within 6 ulp, `tgamma` within 10.
enum MSLGamma {
  static let upper = CHelper(
    name: "rk_lgamma_up",
    text: """
      // lgamma for x >= 0.5
      static float rk_lgamma_up(float x) {
        if (x >= 8) {
          float y = 1 / x, z = y * y;
          return (x - 0.5f) * precise::log(x) - x + (0.918938533f + y * (0.0833333333f - z * (0.00277777778f - z * 0.000793650794f)));
        }
        float p = 1;
        while (x > 2.5f) { x -= 1; p *= x; }
        float z = x < 1.35f ? x - 1 : x - 2, below = x < 1.35f ? rk_log1p_f32(z) : 0;
        float r = z * (0.42278433510f + z * (0.32246703342f + z * (-0.06735230105f + z * (0.02058080843f + z * (-0.00738555103f + z * (0.00289051034f + z * (-0.00119275391f + z * (0.00050966952f + z * (-0.00022315476f + z * (0.00009945751f + z * (-0.00004492624f + z * (0.00002050721f + z * -0.00000943948f))))))))))));
        return r - below + (p == 1 ? 0 : precise::log(p));
      }
      """
  )

  static let lgamma = CHelper(
    name: "rk_lgamma_f32",
    text: """
      static float rk_lgamma_f32(float x) {
        if (x != x) return x;
        if (x - x != 0) return fabs(x);
        if (x > 0.5f) return rk_lgamma_up(x);
        if (floor(x) == x) return as_type<float>(0x7f800000u);
        if (x > -0.5f) return rk_lgamma_up(x + 2) - precise::log(fabs(x)) - rk_log1p_f32(x);
        return precise::log(3.14159265f / fabs(precise::sinpi(x))) - rk_lgamma_up(1 - x);
      }
      """
  )

  static let product = CHelper(
    name: "rk_tgamma_up",
    text: """
      static float rk_tgamma_up(float x) {
        float p = 1, q = 1;
        while (x > 2.5f) { x -= 1; p *= x; }
        while (x < 1.5f) { q *= x; x += 1; }
        return precise::exp(rk_lgamma_up(x)) * p / q;
      }
      """
  )

  static let tgamma = CHelper(
    name: "rk_tgamma_f32",
    text: """
      static float rk_tgamma_f32(float x) {
        if (x != x) return x;
        if (x == 0) return 1 / x;
        if (x > 35.5f) return x * 3.4028234e38f;
        if (x < 0 && floor(x) == x) return as_type<float>(0x7fc00000u);
        if (x > -0.5f) return rk_tgamma_up(x);
        if (x < -43) return 0;
        // In steps: the function of 1 - x may be past the largest float where the quotient is not.
        float y = -x, r = 3.14159265f / precise::sinpi(x) / y;
        while (y > 34) { y -= 1; r /= y; }
        return r / rk_tgamma_up(y);
      }
      """
  )
}
