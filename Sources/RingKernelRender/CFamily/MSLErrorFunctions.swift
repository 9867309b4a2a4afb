/// The error functions of single-precision numbers and the normal distribution, within 7 ulp.
///
/// The inverses begin with the polynomials of Giles (2010).
enum MSLErrorFunctions {
  static let erfc = CHelper(
    name: "rk_erfc_f32",
    text: """
      static float rk_erfc_f32(float x) {
        if (x != x) return x;
        float z = fabs(x), r;
        if (z < 0.5f) {
          float y = x * x;
          return 1 - x * (1.12837917f + y * (-0.376126389f + y * (0.112837917f + y * (-0.0268661706f + y * (0.00522397762f + y * -0.000854832702f)))));
        }
        if (z > 10.1f) { r = 0; } else {
          float t = 1 / (1 + 0.5f * z), h = as_type<float>(as_type<uint>(z) & 0xfffff000u);
          float p = t * (1.00002368f + t * (0.37409196f + t * (0.09678418f + t * (-0.18628806f + t * (0.27886807f + t * (-1.13520398f + t * (1.48851587f + t * (-0.82215223f + t * 0.17087277f))))))));
          r = t * precise::exp(-h * h) * precise::exp((h - z) * (h + z) + (p - 1.26551223f));
        }
        return x < 0 ? 2 - r : r;
      }
      """
  )

  static let erf = CHelper(
    name: "rk_erf_f32",
    text: """
      static float rk_erf_f32(float x) {
        if (fabs(x) >= 0.84375f) return x < 0 ? rk_erfc_f32(-x) - 1 : 1 - rk_erfc_f32(x);
        float y = x * x;
        return x * (1.12837917f + y * (-0.376126389f + y * (0.112837917f + y * (-0.0268661706f + y * (0.00522397762f + y * (-0.000854832702f + y * (0.000120553329f + y * (-0.0000149256504f + y * 0.00000164621144f))))))));
      }
      """
  )

  static let root = CHelper(
    name: "rk_erfc_root",
    text: """
      // y with erfc(y) = q, for 0 < q < 1
      static float rk_erfc_root(float q) {
        float w = -precise::log(q * (2 - q)), y;
        if (w < 5) {
          w -= 2.5f;
          y = 1.50140941f + w * (0.246640727f + w * (-0.00417768164f + w * (-0.00125372503f + w * (0.00021858087f + w * (-4.39150654e-06f + w * (-3.5233877e-06f + w * (3.43273939e-07f + w * 2.81022636e-08f)))))));
          return y * (1 - q);
        }
        w = precise::sqrt(w) - 3;
        y = 2.83297682f + w * (1.00167406f + w * (0.00943887047f + w * (-0.0076224613f + w * (0.00573950773f + w * (-0.00367342844f + w * (0.00134934322f + w * (0.000100950558f + w * -0.000200214257f)))))));
        if (w > 1) {
          y = precise::sqrt(-precise::log(q * 1.77245385f * precise::sqrt(-precise::log(q))));
          for (int i = 0; i < 3; i++) {
            // The logarithm of erfc(y), which itself may be too small.
            float t = 1 / (1 + 0.5f * y);
            float p = t * (1.00002368f + t * (0.37409196f + t * (0.09678418f + t * (-0.18628806f + t * (0.27886807f + t * (-1.13520398f + t * (1.48851587f + t * (-0.82215223f + t * 0.17087277f))))))));
            y += (precise::log(t) + (p - 1.26551223f - y * y) - precise::log(q)) / (2 * y + 1 / y);
          }
          return y;
        }
        return y * (1 - q);
      }
      """
  )

  static let erfinv = CHelper(
    name: "rk_erfinv_f32",
    text: """
      static float rk_erfinv_f32(float x) {
        float a = fabs(x);
        if (!(a < 1)) return a == 1 ? copysign(as_type<float>(0x7f800000u), x) : as_type<float>(0x7fc00000u);
        if (a < 0.5f) {
          float w = -rk_log1p_f32(-x * x) - 2.5f;
          return x * (1.50140941f + w * (0.246640727f + w * (-0.00417768164f + w * (-0.00125372503f + w * (0.00021858087f + w * (-4.39150654e-06f + w * (-3.5233877e-06f + w * (3.43273939e-07f + w * 2.81022636e-08f))))))));
        }
        return copysign(rk_erfc_root(1 - a), x);
      }
      """
  )

  static let erfcinv = CHelper(
    name: "rk_erfcinv_f32",
    text: """
      static float rk_erfcinv_f32(float x) {
        if (!(x > 0 && x < 2)) return x == 0 ? as_type<float>(0x7f800000u) : x == 2 ? -as_type<float>(0x7f800000u) : as_type<float>(0x7fc00000u);
        if (x > 0.5f) return x > 1.5f ? -rk_erfc_root(2 - x) : rk_erfinv_f32(1 - x);
        return rk_erfc_root(x);
      }
      """
  )

  static let normal = CHelper(
    name: "rk_normalCDF_f32",
    text: """
      static float rk_normalCDF_f32(float x) {
        if (fabs(x) > 40) return x < 0 ? 0 : 1;
        // The rounding of x / sqrt(2) counts in the tail.
        float y = x * -0.707106781f, r = fma(x, -0.707106781f, -y) + x * -1.21016175e-8f;
        return 0.5f * (rk_erfc_f32(y) - r * 1.12837917f * precise::exp(-y * y));
      }
      """
  )

  static let quantile = CHelper(
    name: "rk_normalCDFInverse_f32",
    text: """
      static float rk_normalCDFInverse_f32(float x) { return -1.41421356f * rk_erfcinv_f32(2 * x); }
      """
  )
}
