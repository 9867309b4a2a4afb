/// Words that no identifier of a C-family program may be.
enum CKeywords {
  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// Those of C++ and of its library.
  static let all = words(
    """
    alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t char8_t class compl \
    concept const consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete \
    do double dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable \
    namespace new noexcept not not_eq nullptr operator or or_eq private protected public register reinterpret_cast \
    requires return short signed sizeof static static_assert static_cast struct switch template this thread_local throw \
    true try typedef typeid typename union unsigned using virtual void volatile wchar_t while xor xor_eq \
    abs acos acosh asin asinh assert atan atan2 atanh cbrt ceil clock copysign cos cosh erf erfc errno exp exp10 exp2 \
    expm1 fabs fdim floor fma fmax fmin fmod free frexp gamma hypot ilogb index INFINITY isfinite isinf isnan isnormal \
    j0 j1 jn ldexp lgamma linux llrint llround log log10 log1p log2 logb lrint lround main malloc max memcpy memset min \
    modf M_PI NAN nan nearbyint nextafter NULL pow printf ptrdiff_t remainder remquo restrict rint round scalbn signbit \
    sin sinh size_t sqrt stderr stdin stdout tan tanh tgamma trunc unix y0 y1 yn ushort uint ulong uchar
    """
  )

  /// Those of CUDA C++; functions of `float` are those of `double` with an `f`.
  static let cuda = doubles.union(all.union(doubles).map { $0 + "f" })

  private static let doubles = words(
    """
    i8 i16 i32 i64 u8 u16 u32 u64 f16 f32 f64 threadIdx blockIdx blockDim gridDim warpSize dim3 clock64 half half2 \
    cospi cospif sinpi sinpif rsqrt rsqrtf rcbrt rhypot norm norm3d norm4d normcdf normcdfinv erfinv erfcinv erfcx \
    sincos sincospi cyl_bessel_i0 cyl_bessel_i1 sqrtf sinf cosf tanf expf logf powf fabsf floorf ceilf roundf truncf \
    fmaf fminf fmaxf fmodf saturate atomicAdd atomicSub atomicExch atomicMin atomicMax atomicInc atomicDec atomicCAS \
    atomicAnd atomicOr atomicXor int2 int3 int4 uint2 uint3 uint4 float2 float3 float4 double2 double3 double4 char2 \
    char3 char4 uchar2 uchar3 uchar4 short2 short3 short4 ushort2 ushort3 ushort4 long2 long3 long4 ulong2 ulong3 \
    ulong4 longlong2 ulonglong2 texture surface tex1D tex2D tex3D prof trap brkpt
    """
  )

  static let metal: Set<String> = {
    let scalars = [
      "bool", "char", "uchar", "short", "ushort", "int", "uint", "long", "ulong", "half", "float", "bfloat",
    ]
    let vectors = scalars.flatMap { name in (2...4).map { "\(name)\($0)" } + (2...4).map { "packed_\(name)\($0)" } }
    let matrices = (2...4).flatMap { n in (2...4).flatMap { ["float\(n)x\($0)", "half\(n)x\($0)"] } }
    return Set(scalars + vectors + matrices).union(
      words(
        """
        kernel device constant thread threadgroup threadgroup_imageblock ray_data object_data vertex fragment visible \
        intersection metal atomic sampler texture access buffer stage_in user position array array_ref span patch \
        simd quad imageblock tile raytracing mesh coherent function_handle assert address coord filter compare_func \
        acosh all any as_type clamp clz cross ctz degrees distance distance_squared dot exp10 extract_bits faceforward \
        fast fmax3 fmedian3 fmin3 fract hash insert_bits isfinite isinf isnan isnormal isordered isunordered length \
        length_squared mad24 madhi madsat max3 median3 min3 mix mul24 mulhi normalize popcount powr precise precise_sin \
        radians reflect refract reverse_bits rotate rsqrt saturate select sign sincos sinpi cospi tanpi smoothstep step \
        swap transpose determinant vec select_if simd_sum simd_min simd_max simd_and simd_or simd_xor simd_shuffle \
        simd_ballot simd_all simd_any simd_vote simd_broadcast simd_active_threads_mask simd_is_first \
        simd_prefix_exclusive_sum simd_prefix_inclusive_sum atomic_int atomic_uint atomic_float atomic_bool \
        atomic_ulong atomic_load_explicit atomic_store_explicit atomic_exchange_explicit \
        atomic_compare_exchange_weak_explicit atomic_fetch_add_explicit atomic_fetch_sub_explicit \
        atomic_fetch_and_explicit atomic_fetch_or_explicit atomic_fetch_xor_explicit atomic_fetch_min_explicit \
        atomic_fetch_max_explicit atomic_thread_fence memory_order memory_order_relaxed mem_flags thread_scope \
        threadgroup_barrier simdgroup_barrier \
        size_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t depth2d texture1d texture2d texture3d \
        texturecube discard_fragment dfdx dfdy fwidth is_same enable_if conditional numeric_limits true_type pair move \
        forward next prev begin end uniform read write level bias gradient2d MAXFLOAT HUGE_VALF M_PI_F M_E_F min_max
        """
      )
    )
  }()
}
