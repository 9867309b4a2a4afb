/// Words that no identifier of a C-family program may be.
enum CKeywords {
  static let all = Set(
    """
    alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t class compl const \
    constexpr const_cast continue decltype default delete do double dynamic_cast else enum explicit export extern false \
    float for friend goto half if inline int long mutable namespace new noexcept not not_eq nullptr operator or or_eq \
    private protected public register reinterpret_cast return short signed sizeof static static_assert static_cast \
    struct switch template this thread_local throw true try typedef typeid typename union unsigned using virtual void \
    volatile wchar_t while xor xor_eq \
    i8 i16 i32 i64 u8 u16 u32 u64 f16 f32 f64 threadIdx blockIdx blockDim gridDim warpSize \
    sqrt abs floor ceil round trunc fma min max sin cos tan exp log pow clock clock64 uint ushort uchar dim3 \
    kernel device constant thread threadgroup metal atomic vertex fragment sampler texture restrict main signbit isnan \
    isinf isfinite y0 y1 yn j0 j1 jn gamma index stdin stdout stderr errno assert NULL INFINITY NAN M_PI linux unix
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  )
}
