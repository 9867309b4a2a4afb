internal import RingKernelIR

extension CDialect {
  /// CUDA C++ that needs no header.
  static let cuda: CDialect = CDialect(
    name: .cuda,
    title: "CUDA C++",
    opening: [],
    scalars: Dictionary(uniqueKeysWithValues: ScalarType.allCases.map { ($0, $0.rawValue) }),
    definitions: [
      .i8: "typedef signed char i8;", .i16: "typedef short i16;", .i32: "typedef int i32;",
      .i64: "typedef long long i64;", .u8: "typedef unsigned char u8;", .u16: "typedef unsigned short u16;",
      .u32: "typedef unsigned int u32;", .u64: "typedef unsigned long long u64;", .f32: "typedef float f32;",
      .f64: "typedef double f64;", .f16: CUDAHalf.text,
    ],
    keywords: CKeywords.cuda,
    function: "static __device__",
    entry: "extern \"C\" __global__ void",
    thread: "",
    device: "",
    shared: "",
    sharedArray: "__shared__ ",
    restrict: " __restrict__",
    words: "const rk_arguments rk_words",
    wordsPointer: "const rk_arguments*",
    count: "u32 rk_count",
    long: "ll",
    hasAttributes: false,
    hasVectors: false,
    sharedLimit: 48 * 1024,
    lacks: [:],
    threadValues: [:],
    builtin: { builtin, axis, block, _ in
      let name = ["x", "y", "z"][axis]
      let size = block.map { "\($0[axis])" } ?? "blockDim.\(name)"
      func word(_ text: String, _ level: Code.Level = .primary) -> Code { Code(text, level, .u32) }
      switch builtin {
      case .threadIndex: return word("threadIdx.\(name)")
      case .blockIndex: return word("blockIdx.\(name)")
      case .blockSize: return block == nil ? word(size) : Code(size, .primary, .i32)
      case .gridSize: return word("gridDim.\(name)")
      case .globalThreadIndex: return word("blockIdx.\(name) * \(size) + threadIdx.\(name)", .sum)
      case .linearThreadIndex: return CUDATables.linear(block)
      case .laneIndex: return word("\(CUDATables.linear(block).at(.prefix)) & 31", .bitAnd)
      case .subgroupIndex: return word("\(CUDATables.linear(block).at(.prefix)) >> 5", .shift)
      case .subgroupSize: return Code("32", .primary, .i32)
      }
    },
    thisThread: { _ in ("rk_thread()", CUDATables.thread) },
    fail: CUDATables.fail,
    widened: { text, _ in ("__double_as_longlong((f64)\(text))", nil) },
    math: { name, type in
      let plain = name == "ldexp" ? "scalbn" : name
      return type == .f64 ? plain : "\(plain)f"
    },
    own: CUDATables.own,
    effect: { CUDATables.effect($0) },
    bits: { text, from, to in
      let name = "rk_bits"
      let body = "union { S from; D to; } u; u.from = s; return u.to;"
      let helper = CHelper(name: name, text: "template <class D, class S> static __device__ D \(name)(S s) { \(body) }")
      switch (from, to) {
      case (.f32, .i32): return ("__float_as_int(\(text))", nil)
      case (.f32, .u32): return ("__float_as_uint(\(text))", nil)
      case (.i32, .f32): return ("__int_as_float(\(text))", nil)
      case (.u32, .f32): return ("__uint_as_float(\(text))", nil)
      case (.f16, .u16): return ("(\(text)).bits", nil)
      case (.f16, .i16): return ("(i16)(\(text)).bits", nil)
      case (.u16, .f16), (.i16, .f16): return ("f16{(u16)(\(text))}", nil)
      case (.f64, .i64): return ("__double_as_longlong(\(text))", nil)
      case (.i64, .f64): return ("__longlong_as_double(\(text))", nil)
      default: return ("rk_bits<\(to.rawValue)>(\(text))", helper)
      }
    },
    half: { "f16{\($0)}" }
  )
}

/// Half precision without a header: 16 bits in memory, computed in single precision and rounded after each operation,
/// which for `+ - * /` gives the correctly rounded result.
enum CUDAHalf {
  static let text = """
    struct f16;
    static __device__ f32 rk_wide(f16 h);
    struct alignas(2) f16 { u16 bits; __device__ operator f32() const { return rk_wide(*this); } };
    #ifdef __CUDA_ARCH__
    static __device__ f32 rk_wide(f16 h) { f32 r; asm("cvt.f32.f16 %0, %1;" : "=f"(r) : "h"(h.bits)); return r; }
    static __device__ f16 rk_half(f32 x) { f16 r; asm("cvt.rn.f16.f32 %0, %1;" : "=h"(r.bits) : "f"(x)); return r; }
    static __device__ f16 rk_half(f64 x) { f16 r; asm("cvt.rn.f16.f64 %0, %1;" : "=h"(r.bits) : "d"(x)); return r; }
    static __device__ f16 rk_fma_f16(f16 a, f16 b, f16 c) {
      f16 r; asm("fma.rn.f16 %0, %1, %2, %3;" : "=h"(r.bits) : "h"(a.bits), "h"(b.bits), "h"(c.bits)); return r;
    }
    #else
    static f32 rk_wide(f16 h) { return g_wide(h.bits); }
    static f16 rk_half(f32 x) { return f16{g_half(x)}; }
    static f16 rk_half(f64 x) { return f16{g_half(x)}; }
    static f16 rk_fma_f16(f16 a, f16 b, f16 c) { return rk_half((f64)rk_wide(a) * rk_wide(b) + rk_wide(c)); }
    #endif
    static __device__ f16 operator+(f16 a, f16 b) { return rk_half(rk_wide(a) + rk_wide(b)); }
    static __device__ f16 operator-(f16 a, f16 b) { return rk_half(rk_wide(a) - rk_wide(b)); }
    static __device__ f16 operator*(f16 a, f16 b) { return rk_half(rk_wide(a) * rk_wide(b)); }
    static __device__ f16 operator/(f16 a, f16 b) { return rk_half(rk_wide(a) / rk_wide(b)); }
    static __device__ f16 operator-(f16 a) { return f16{(u16)(a.bits ^ 0x8000)}; }
    """
}

/// The intrinsics of CUDA.
enum CUDATables {
  /// The thread in its block, x fastest; short where the block's sizes are known.
  static func linear(_ block: [Int]?) -> Code {
    let size = block ?? [0, 0, 0]
    if size.dropFirst().allSatisfy({ $0 == 1 }) { return Code("threadIdx.x", .primary, .u32) }
    let (x, y) = block == nil ? ("blockDim.x", "blockDim.y") : ("\(size[0])", "\(size[1])")
    let row = size[2] == 1 ? "threadIdx.y" : "(threadIdx.z * \(y) + threadIdx.y)"
    return Code("\(row) * \(x) + threadIdx.x", .sum, .u32)
  }

  static let fail = CHelper(
    name: "rk_fail",
    text: """
      static __device__ void rk_fail(u32* record, u32 site, u32 who, u64 a, u64 b) {
        if (atomicCAS(record, 0u, 1u) != 0) return;
        record[1] = site; record[2] = who; record[4] = (u32)a; record[5] = (u32)(a >> 32); record[6] = (u32)b; record[7] = (u32)(b >> 32);
      }
      """
  )

  static let thread = CHelper(
    name: "rk_thread",
    text: """
      static __device__ u32 rk_thread() {
        u32 x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y, z = blockIdx.z * blockDim.z + threadIdx.z;
        return x + gridDim.x * blockDim.x * (y + gridDim.y * blockDim.y * z);
      }
      """
  )

  static func own(_ id: IntrinsicID, _ type: ScalarType) -> CSpelling? {
    let t = type.rawValue
    let (width, isWide) = (type.bitWidth, type.bitWidth == 64)
    // A narrow number as a word of its own bits.
    let word = width == 32 ? "$0" : "(u\(width))$0"
    switch id {
    case .fma where type == .f16: return CSpelling(pattern: "rk_fma_f16($0, $1, $2)")
    case .populationCount where type.isInteger:
      return CSpelling(pattern: isWide ? "__popcll($0)" : "__popc(\(word))", carrier: .i32)
    case .leadingZeros where type.isInteger:
      guard width < 32 else { return CSpelling(pattern: isWide ? "__clzll($0)" : "__clz($0)", carrier: .i32) }
      return CSpelling(pattern: "__clz(\(word)) - \(32 - width)", level: .sum, carrier: .i32)
    case .trailingZeros where type.isInteger:
      let first = isWide ? "__ffsll(x)" : width == 32 ? "__ffs(x)" : "__ffs((u\(width))x)"
      return CIntrinsics.function(id, type, "x", .cuda, result: .i32, "return x == 0 ? \(width) : \(first) - 1;")
    case .findFirstSet where type.isInteger:
      return CSpelling(pattern: isWide ? "__ffsll($0)" : "__ffs(\(word))", carrier: .i32)
    case .reverseBits where type.isInteger:
      if width < 32 { return CSpelling(pattern: "(\(t))(__brev(\(word)) >> \(32 - width))", level: .prefix) }
      let call = isWide ? "__brevll($0)" : "__brev($0)"
      return type.isSigned ? CSpelling(pattern: "(\(t))\(call)", level: .prefix) : CSpelling(pattern: call)
    case .bytePermute: return CSpelling(pattern: "__byte_perm($0, $1, $2 & 0x7777u)")
    case .funnelShiftLeft: return CSpelling(pattern: "__funnelshift_l($0, $1, $2)")
    case .funnelShiftRight: return CSpelling(pattern: "__funnelshift_r($0, $1, $2)")
    default: return nil
    }
  }
}
