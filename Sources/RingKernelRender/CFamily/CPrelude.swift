/// What every CUDA program of ours starts with.
enum CPrelude {
  static let types = """
    typedef signed char i8;
    typedef short i16;
    typedef int i32;
    typedef long long i64;
    typedef unsigned char u8;
    typedef unsigned short u16;
    typedef unsigned int u32;
    typedef unsigned long long u64;
    typedef float f32;
    typedef double f64;
    template <class D, class S> static __device__ D rk_bits(S s) { union { S from; D to; } u; u.from = s; return u.to; }
    static __device__ void rk_fail(u32* record, u32 site, u32 thread, u64 a, u64 b) {
      if (atomicCAS(record, 0u, 1u) != 0u) return;
      record[1] = site; record[2] = thread; record[4] = (u32)a; record[5] = (u32)(a >> 32); record[6] = (u32)b; record[7] = (u32)(b >> 32);
    }
    static __device__ u32 rk_thread() {
      u32 x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y, z = blockIdx.z * blockDim.z + threadIdx.z;
      return x + gridDim.x * blockDim.x * (y + gridDim.y * blockDim.y * z);
    }
    static __device__ i32 rk_linear() { return (i32)((threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x); }
    """
}
