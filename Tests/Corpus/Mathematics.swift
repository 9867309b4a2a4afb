import RingKernelDSL

// launch exactMath: grid 12, block 64; a: 64 noise 1; b: 64 noise 11; out: 768 zero
@Kernel func exactMath(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count && 64 <= a.count && 64 <= b.count else { return }
  let (x, y) = (a[i % 64], b[i % 64])
  switch i / 64 {
  case 0: out[i] = floor(x)
  case 1: out[i] = ceil(x)
  case 2: out[i] = round(x)
  case 3: out[i] = trunc(x)
  case 4: out[i] = abs(x)
  case 5: out[i] = copysign(x, y)
  case 6: out[i] = sign(x)
  case 7: out[i] = fdim(x, y)
  case 8: out[i] = clamp(x, -1, 2)
  case 9: out[i] = step(x, y)
  case 10: out[i] = saturate(x)
  default: out[i] = fract(x)
  }
}

// launch roots: grid 9, block 64; a: 64 unit 2; b: 64 unit 21; out: 576 zero; ulp stated
@Kernel func roots(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count && 64 <= a.count && 64 <= b.count else { return }
  let (x, y) = (a[i % 64], b[i % 64])
  switch i / 64 {
  case 0: out[i] = sqrt(x)
  case 1: out[i] = rsqrt(x)
  case 2: out[i] = cbrt(x)
  case 3: out[i] = hypot(x, y)
  case 4: out[i] = reciprocal(x)
  case 5: out[i] = fastDivide(x, y)
  case 6: out[i] = fma(x, y, x)
  case 7: out[i] = fmod(x, y)
  default: out[i] = remainder(x, y)
  }
}

// launch blends: grid 3, block 64; a: 64 unit 3; b: 64 unit 31; out: 192 zero
@Kernel func blends(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count && 64 <= a.count && 64 <= b.count else { return }
  let (x, y) = (a[i % 64], b[i % 64])
  switch i / 64 {
  case 0: out[i] = mix(x, y, 0.25)
  case 1: out[i] = smoothstep(0, 1, x)
  default: out[i] = mix(y, x, y)
  }
}

// launch trigonometry: grid 7, block 64; a: 64 noise 4; b: 64 noise 41; out: 448 zero; ulp stated
@Kernel func trigonometry(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count && 64 <= a.count && 64 <= b.count else { return }
  let (x, y) = (a[i % 64], b[i % 64])
  switch i / 64 {
  case 0: out[i] = sin(x)
  case 1: out[i] = cos(x)
  case 2: out[i] = tan(x * 0.25)
  case 3: out[i] = atan(x)
  case 4: out[i] = atan2(x, y)
  case 5: out[i] = sinpi(x)
  default: out[i] = cospi(x)
  }
}

// launch arcs: grid 5, block 64; a: 64 unit 5; b: 64 unit 51; out: 320 zero; ulp stated
@Kernel func arcs(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count && 64 <= a.count && 64 <= b.count else { return }
  let x = a[i % 64]
  switch i / 64 {
  case 0: out[i] = asin(x)
  case 1: out[i] = acos(x)
  case 2: out[i] = atanh(x * 0.9)
  case 3: out[i] = acosh(x + 1)
  default: out[i] = asinh(x)
  }
}

// launch hyperbolics: grid 3, block 64; a: 64 unit 6; b: 64 unit 61; out: 192 zero; ulp stated
@Kernel func hyperbolics(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count && 64 <= a.count && 64 <= b.count else { return }
  let x = a[i % 64]
  switch i / 64 {
  case 0: out[i] = sinh(x)
  case 1: out[i] = cosh(x)
  default: out[i] = tanh(x)
  }
}

// launch exponentials: grid 9, block 64; a: 64 unit 7; b: 64 unit 71; out: 576 zero; ulp stated
@Kernel func exponentials(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count && 64 <= a.count && 64 <= b.count else { return }
  let (x, y) = (a[i % 64], b[i % 64])
  switch i / 64 {
  case 0: out[i] = exp(x)
  case 1: out[i] = exp2(x)
  case 2: out[i] = exp10(x)
  case 3: out[i] = expm1(x)
  case 4: out[i] = log(x)
  case 5: out[i] = log2(x)
  case 6: out[i] = log10(x)
  case 7: out[i] = log1p(x)
  default: out[i] = pow(x, y)
  }
}

// launch scalings: grid 5, block 64; a: 64 noise 8; b: 64 noise 81; out: 320 zero; ulp stated
@Kernel func scalings(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count && 64 <= a.count && 64 <= b.count else { return }
  let (x, y) = (a[i % 64], b[i % 64])
  switch i / 64 {
  case 0: out[i] = ldexp(x, 3)
  case 1: out[i] = scalbn(x, -2)
  case 2: out[i] = Float(ilogb(x + 20))
  case 3: out[i] = powi(x, 3)
  default: out[i] = nextAfter(x, y)
  }
}

// launch gammas: grid 6, block 64; a: 64 unit 9; b: 64 unit 91; out: 384 zero; ulp stated
@Kernel func gammas(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count && 64 <= a.count && 64 <= b.count else { return }
  let x = a[i % 64]
  switch i / 64 {
  case 0: out[i] = lgamma(x + 1)
  case 1: out[i] = tgamma(x + 1)
  case 2: out[i] = erf(x)
  case 3: out[i] = erfc(x)
  case 4: out[i] = erfinv(x * 0.9)
  default: out[i] = erfcinv(x + 0.05)
  }
}

// launch bessels: grid 10, block 64; a: 64 unit 10; b: 64 unit 101; out: 640 zero; ulp stated
@Kernel func bessels(a: Span<Float>, b: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < out.count && 64 <= a.count && 64 <= b.count else { return }
  let x = a[i % 64]
  switch i / 64 {
  case 0: out[i] = besselJ0(x)
  case 1: out[i] = besselJ1(x)
  case 2: out[i] = besselJn(2, x)
  case 3: out[i] = besselY0(x + 0.1)
  case 4: out[i] = besselY1(x + 0.1)
  case 5: out[i] = besselYn(2, x + 0.5)
  case 6: out[i] = besselI0(x)
  case 7: out[i] = besselI1(x)
  case 8: out[i] = normalCDF(x)
  default: out[i] = normalCDFInverse(x * 0.9 + 0.05)
  }
}

// launch doubleMath: grid 9, block 64; a: 64 unit 11; b: 64 unit 111; out: 576 zero; ulp stated
@Kernel func doubleMath(a: Span<Double>, b: Span<Double>, out: inout MutableSpan<Double>) {
  let i = globalThreadIndex.x
  guard i < out.count && 64 <= a.count && 64 <= b.count else { return }
  let (x, y) = (a[i % 64], b[i % 64])
  switch i / 64 {
  case 0: out[i] = sqrt(x)
  case 1: out[i] = floor(x * 9)
  case 2: out[i] = sin(x)
  case 3: out[i] = exp(x)
  case 4: out[i] = log(x)
  case 5: out[i] = pow(x, y)
  case 6: out[i] = fma(x, y, 1)
  case 7: out[i] = min(x, y)
  default: out[i] = max(x, y)
  }
}

// launch integerMath: grid 5, block 64; a: 64 noise 12; b: 64 noise 121; out: 320 zero
@Kernel func integerMath(a: Span<Int32>, b: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count && 64 <= a.count && 64 <= b.count else { return }
  let (x, y) = (a[i % 64], b[i % 64])
  switch i / 64 {
  case 0: out[i] = min(x, y)
  case 1: out[i] = max(x, y)
  case 2: out[i] = abs(x)
  case 3: out[i] = clamp(x, -10, 10)
  default: out[i] = sign(x)
  }
}

// Each by itself: where one is near twice the other, their difference has fewer digits than they have.
// launch sincosPairs: grid 1, block 64; a: 64 noise 13; out: 128 zero; ulp stated
@Kernel func sincosPairs(a: Span<Float>, out: inout MutableSpan<Float>) {
  let i = globalThreadIndex.x
  guard i < a.count, 2 * i + 1 < out.count else { return }
  let pair = sincos(a[i])
  out[2 * i] = pair.0
  out[2 * i + 1] = pair.1
}

// launch geometry: grid 1, block 64; a: 64 noise 14; b: 64 noise 15; out: 64 zero
@Kernel func geometry(a: Span<SIMD3<Float>>, b: Span<SIMD3<Float>>, out: inout MutableSpan<SIMD3<Float>>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let across = cross(a[i], b[i])
  let sizes = SIMD3<Float>(dot(a[i], b[i]), length(a[i]), distance(a[i], b[i]))
  out[i] = i % 2 == 0 ? across : i % 3 == 0 ? sizes : normalize(a[i])
}

// launch laneMath: grid 1, block 64; a: 64 noise 16; out: 64 zero
@Kernel func laneMath(a: Span<SIMD4<Float>>, out: inout MutableSpan<SIMD4<Float>>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  out[i] = min(floor(a[i]), abs(a[i])) + max(a[i], SIMD4<Float>(repeating: 0.5))
}

// launch classes: grid 1, block 64; a: 64 special 17; out: 64 zero
@Kernel func classes(a: Span<Float>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let x = a[i]
  var bits: UInt32 = isNaN(x) ? 1 : 0
  if isInfinite(x) { bits |= 2 }
  if isFinite(x) { bits |= 4 }
  if isNormal(x) { bits |= 8 }
  if !isNaN(x) && isSignMinus(x) { bits |= 16 }
  let none: Float = nan()
  if isNaN(none) { bits |= 32 }
  out[i] = bits
}

// launch floatClasses: grid 1, block 64; a: 64 special 18; out: 64 zero
@Kernel func floatClasses(a: Span<Float>, out: inout MutableSpan<UInt32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let x = a[i]
  let nothing: Float = nan()
  var bits: UInt32 = isNaN(x) ? 1 : 0
  if isInfinite(x) { bits |= 2 }
  if isFinite(x) { bits |= 4 }
  if isNormal(x) { bits |= 8 }
  if !isNaN(x) && isSignMinus(x) { bits |= 16 }
  if isNaN(nothing) { bits |= 32 }
  if isNaN(min(nothing, max(nothing, nothing))) { bits |= 64 }
  out[i] = bits
}
