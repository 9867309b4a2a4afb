// A stand-in for libcuda: memory of the device is memory of the host, an image names a library that the stand-in for
// NVRTC compiled for the host, a launch runs it on host threads before the call returns. A launch of `rk_engine` returns
// at once, and its stream is busy until that ends; so does one of an entry whose name begins with `rk_resident`. Events pass after they were asked `latency` times.
#include "stand_in.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <atomic>
#include <functional>
#include <thread>
#include <type_traits>
using namespace stand_in;
#define GUARD std::lock_guard<std::recursive_mutex> guard(state().lock)

namespace {
struct Context { int device = 0; long retained = 0; };
struct Event { long asked = 0; bool recorded = false; };
struct Memory { size_t size; bool pinned = false; };
Context contexts[8];
std::map<RKCUdeviceptr, Memory> memories;
thread_local std::vector<RKCUcontext> current;
typedef void (*Runner)(void **, const unsigned *, const unsigned *, unsigned, int, unsigned);
typedef unsigned (*Undefined)();
typedef unsigned (*Sizes)(unsigned *);
struct Function { Runner run; Undefined undefined; Sizes sizes; bool resident; unsigned shared = 48 << 10; };
typedef std::vector<std::function<unsigned()>> Graph;
// Joined when the program has left: what it was handed is its own.
struct Stream {
  std::thread resident;
  std::atomic<bool> busy{false};
  bool recording = false;
  Graph recorded;
  ~Stream() { if (resident.joinable()) resident.join(); }
};
bool initialized = false;

struct Name { unsigned number; const char *name, *text; };
const Name names[] = {
    {0, "CUDA_SUCCESS", "no error"}, {1, "CUDA_ERROR_INVALID_VALUE", "invalid argument"},
    {2, "CUDA_ERROR_OUT_OF_MEMORY", "out of memory"}, {3, "CUDA_ERROR_NOT_INITIALIZED", "initialization error"},
    {46, "CUDA_ERROR_DEVICE_UNAVAILABLE", "CUDA-capable device(s) is/are busy or unavailable"},
    {100, "CUDA_ERROR_NO_DEVICE", "no CUDA-capable device is detected"},
    {101, "CUDA_ERROR_INVALID_DEVICE", "invalid device ordinal"},
    {200, "CUDA_ERROR_INVALID_IMAGE", "device kernel image is invalid"},
    {201, "CUDA_ERROR_INVALID_CONTEXT", "invalid device context"},
    {222, "CUDA_ERROR_UNSUPPORTED_PTX_VERSION", "the provided PTX was compiled with an unsupported toolchain."},
    {400, "CUDA_ERROR_INVALID_HANDLE", "invalid resource handle"},
    {401, "CUDA_ERROR_ILLEGAL_STATE", "the operation cannot be performed in the present state"},
    {500, "CUDA_ERROR_NOT_FOUND", "named symbol not found"}, {600, "CUDA_ERROR_NOT_READY", "device not ready"},
    {700, "CUDA_ERROR_ILLEGAL_ADDRESS", "an illegal memory access was encountered"},
    {701, "CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES", "too many resources requested for launch"},
    {719, "CUDA_ERROR_LAUNCH_FAILED", "unspecified launch failure"},
    {720, "CUDA_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE", "too many blocks in cooperative launch"}};

bool ready(const char *call) {
  if (!initialized) wrong(std::string(call) + " before cuInit");
  else if (current.empty()) wrong(std::string(call) + " without a context");
  return initialized && !current.empty();
}
RKCUdeviceptr allocate(size_t size, const char *kind) {
  void *place = nullptr;
  if (posix_memalign(&place, 256, (size + 255) / 256 * 256)) return 0;
  std::memset(place, 0xAB, size);  // what is not cleared shows
  std::lock_guard<std::recursive_mutex> guard(state().lock);
  memories[(RKCUdeviceptr)place] = Memory{size};
  born(place, kind);
  return (RKCUdeviceptr)place;
}
bool inside(RKCUdeviceptr place, size_t size, const char *call) {
  std::lock_guard<std::recursive_mutex> guard(state().lock);
  auto after = memories.upper_bound(place);
  if (after != memories.begin()) {
    auto &one = *std::prev(after);
    if (place - one.first <= one.second.size && size <= one.second.size - (place - one.first)) return true;
  }
  wrong(std::string(call) + ": outside of what is allocated");
  return false;
}
void release(RKCUdeviceptr place, const char *kind, const char *call) {
  if (!die((void *)place, kind, call)) return;
  std::lock_guard<std::recursive_mutex> guard(state().lock);
  memories.erase(place);
  std::free((void *)place);
}
// A copy that a program may look at meanwhile: words are written and read whole, in no order among each other. A copy
// begins behind those that were waited for, so who acquires a word of it sees them.
void copy(void *to, const void *from, size_t size) {
  size_t done = 0;
  if (((uintptr_t)to | (uintptr_t)from) % 4 == 0)
    for (; done + 4 <= size; done += 4)
      __atomic_store_n((unsigned *)((char *)to + done), __atomic_load_n((const unsigned *)((const char *)from + done), __ATOMIC_RELAXED), __ATOMIC_RELEASE);
  std::memcpy((char *)to + done, (const char *)from + done, size - done);
}
}  // namespace
// Memory of the device that GDRCopy may pin; false where it is not.
bool stand_in::pin(unsigned long long place, size_t size, bool pins) {
  GUARD;
  auto after = memories.upper_bound(place);
  if (after == memories.begin()) return false;
  auto &one = *std::prev(after);
  if (state().alive[(void *)one.first] != "memory" || place - one.first > one.second.size || size > one.second.size - (place - one.first)) return false;
  one.second.pinned = pins;
  return true;
}
namespace {
unsigned start(Function *function, Stream *stream, const unsigned *g, const unsigned *b, unsigned shared, void *argument, unsigned cluster) {
  if (stream->busy) { wrong("a resident program is launched into a stream where one runs"); return RKCUDA_ERROR_INVALID_VALUE; }
  if (stream->resident.joinable()) stream->resident.join();
  stream->busy = true;
  unsigned shape[] = {g[0], g[1], g[2], b[0], b[1], b[2]};
  std::vector<unsigned> sizes(shape, shape + 6);
  stream->resident = std::thread([=] {
    void *value = argument, *parameters[] = {&value};
    function->run(parameters, sizes.data(), sizes.data() + 3, shared, 2, cluster);
    if (unsigned kinds = function->undefined()) wrong("the program does what is undefined: " + std::to_string(kinds));
    stream->busy = false;
  });
  return 0;
}
unsigned run(RKCUfunction f, RKCUstream s, const unsigned *g, const unsigned *b, unsigned shared, bool cooperative, void **parameters, unsigned cluster = 1) {
  for (int i = 0; i < 3; i++) if (g[i] == 0 || b[i] == 0) return RKCUDA_ERROR_INVALID_VALUE;
  if (b[0] * b[1] * b[2] > 1024) return RKCUDA_ERROR_INVALID_VALUE;
  long blocks = (long)g[0] * g[1] * g[2];
  if (cooperative && !setting("cooperative")) return RKCUDA_ERROR_NOT_SUPPORTED;
  if (cooperative && blocks > setting("processors") * setting("blocksPerProcessor")) return RKCUDA_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE;
  Function *function = (Function *)f;
  if (shared > function->shared) return RKCUDA_ERROR_INVALID_VALUE;
  if (s && ((Stream *)s)->recording) {
    // A driver copies the values of the parameters; it knows their sizes.
    unsigned sizes[64], count = function->sizes(sizes);
    std::vector<std::string> values;
    for (unsigned i = 0; i < count; i++) values.emplace_back((const char *)parameters[i], sizes[i]);
    std::vector<unsigned> shape(g, g + 3);
    shape.insert(shape.end(), b, b + 3);
    ((Stream *)s)->recorded.push_back([=]() mutable {
      std::vector<void *> places;
      for (auto &one : values) places.push_back(&one[0]);
      return run(f, nullptr, shape.data(), shape.data() + 3, shared, cooperative, places.data(), cluster);
    });
    return 0;
  }
  if (function->resident) return start(function, (Stream *)s, g, b, shared, *(void **)parameters[0], cluster);
  if (s && ((Stream *)s)->busy) wrong("a launch waits for a program that does not end");
  function->run(parameters, g, b, shared, cooperative || cluster > 1 ? 2 : 0, cluster);
  if (unsigned kinds = function->undefined()) wrong("the kernel does what is undefined: " + std::to_string(kinds));
  return 0;
}
}  // namespace

extern "C" {
RKCUresult cuInit(unsigned) { ENTER(cuInit); initialized = true; return setting("devices") ? 0 : RKCUDA_ERROR_NO_DEVICE; }
RKCUresult cuDriverGetVersion(int *v) { ENTER(cuDriverGetVersion); *v = (int)setting("driver"); return 0; }
RKCUresult cuGetErrorName(RKCUresult e, const char **s) { for (auto &n : names) if (n.number == e) { *s = n.name; return 0; } *s = nullptr; return 1; }
RKCUresult cuGetErrorString(RKCUresult e, const char **s) { for (auto &n : names) if (n.number == e) { *s = n.text; return 0; } *s = nullptr; return 1; }

RKCUresult cuDeviceGetCount(int *n) { ENTER(cuDeviceGetCount); *n = (int)setting("devices"); return 0; }
RKCUresult cuDeviceGet(RKCUdevice *d, int n) { ENTER(cuDeviceGet); if (n < 0 || n >= setting("devices")) return RKCUDA_ERROR_INVALID_DEVICE; *d = n; return 0; }
RKCUresult cuDeviceGetName(char *s, int n, RKCUdevice d) { ENTER(cuDeviceGetName); std::snprintf(s, (size_t)n, "stand-in %d", d); return 0; }
RKCUresult cuDeviceTotalMem_v2(size_t *n, RKCUdevice) { ENTER(cuDeviceTotalMem_v2); *n = 1ull << 30; return 0; }
RKCUresult cuDeviceGetUuid_v2(RKCUuuid *u, RKCUdevice d) { ENTER(cuDeviceGetUuid_v2); for (int i = 0; i < 16; i++) u->bytes[i] = (unsigned char)(i + d); return 0; }
RKCUresult cuDeviceGetPCIBusId(char *s, int n, RKCUdevice d) { ENTER(cuDeviceGetPCIBusId); std::snprintf(s, (size_t)n, "0000:0%d:00.0", d); return 0; }
RKCUresult cuDeviceGetAttribute(int *v, RKCUdevice_attribute a, RKCUdevice) {
  ENTER(cuDeviceGetAttribute);
  const std::map<unsigned, long> known = {
      {RKCU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK, 1024}, {RKCU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_X, 1024},
      {RKCU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_Y, 1024}, {RKCU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_Z, 64},
      {RKCU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_X, 2147483647}, {RKCU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_Y, 65535},
      {RKCU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_Z, 65535}, {RKCU_DEVICE_ATTRIBUTE_WARP_SIZE, 32},
      {RKCU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT, setting("processors")},
      {RKCU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, setting("capability") / 10},
      {RKCU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, setting("capability") % 10},
      {RKCU_DEVICE_ATTRIBUTE_COOPERATIVE_LAUNCH, setting("cooperative")},
      {RKCU_DEVICE_ATTRIBUTE_MEMORY_POOLS_SUPPORTED, setting("pools")},
      {RKCU_DEVICE_ATTRIBUTE_KERNEL_EXEC_TIMEOUT, setting("watchdog")},
      {RKCU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK, 48 << 10},
      {RKCU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN, 227 << 10},
      {RKCU_DEVICE_ATTRIBUTE_DIRECT_MANAGED_MEM_ACCESS_FROM_HOST, setting("coherent")},
      {RKCU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_SUPPORTED, setting("rdma")},
      {RKCU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_WRITES_ORDERING, setting("ordering")},
      {RKCU_DEVICE_ATTRIBUTE_CLUSTER_LAUNCH, setting("clusters")}};
  auto found = known.find(a);
  *v = found == known.end() ? 1 : (int)found->second;
  return 0;
}
RKCUresult cuDeviceGetDefaultMemPool(RKCUmemoryPool *p, RKCUdevice d) { ENTER(cuDeviceGetDefaultMemPool); *p = (RKCUmemoryPool)&contexts[d]; return 0; }
RKCUresult cuDeviceCanAccessPeer(int *v, RKCUdevice, RKCUdevice) { ENTER(cuDeviceCanAccessPeer); *v = (int)setting("peers"); return 0; }
RKCUresult cuDeviceGetP2PAttribute(int *v, RKCUdevice_P2PAttribute, RKCUdevice, RKCUdevice) { ENTER(cuDeviceGetP2PAttribute); *v = 1; return 0; }

RKCUresult cuDevicePrimaryCtxRetain(RKCUcontext *c, RKCUdevice d) {
  ENTER(cuDevicePrimaryCtxRetain);
  std::lock_guard<std::recursive_mutex> guard(state().lock);
  contexts[d].device = d;
  if (contexts[d].retained++ == 0) born(&contexts[d], "context");
  *c = (RKCUcontext)&contexts[d];
  return 0;
}
RKCUresult cuDevicePrimaryCtxRelease_v2(RKCUdevice d) {
  unsigned answer = enter("cuDevicePrimaryCtxRelease_v2");
  std::lock_guard<std::recursive_mutex> guard(state().lock);
  if (--contexts[d].retained == 0) die(&contexts[d], "context", "cuDevicePrimaryCtxRelease_v2");
  return answer;
}
RKCUresult cuCtxPushCurrent_v2(RKCUcontext c) { ENTER(cuCtxPushCurrent_v2); if (!lives(c, "context", "cuCtxPushCurrent_v2")) return RKCUDA_ERROR_INVALID_CONTEXT; current.push_back(c); return 0; }
RKCUresult cuCtxPopCurrent_v2(RKCUcontext *c) {
  unsigned answer = enter("cuCtxPopCurrent_v2");
  if (current.empty()) { wrong("cuCtxPopCurrent_v2 without a context"); return RKCUDA_ERROR_INVALID_CONTEXT; }
  *c = current.back(); current.pop_back();
  return answer;
}
#define INSIDE(name) ENTER(name); if (!ready(#name)) return RKCUDA_ERROR_INVALID_CONTEXT
RKCUresult cuCtxGetStreamPriorityRange(int *least, int *greatest) { INSIDE(cuCtxGetStreamPriorityRange); *least = 0; *greatest = -5; return 0; }
RKCUresult cuCtxEnablePeerAccess(RKCUcontext c, unsigned) { INSIDE(cuCtxEnablePeerAccess); born((char *)c + 1, "peer access"); return 0; }
RKCUresult cuCtxDisablePeerAccess(RKCUcontext c) { unsigned answer = enter("cuCtxDisablePeerAccess"); die((char *)c + 1, "peer access", "cuCtxDisablePeerAccess"); return answer; }

RKCUresult cuStreamCreateWithPriority(RKCUstream *s, unsigned, int) { INSIDE(cuStreamCreateWithPriority); *s = born((RKCUstream)new Stream, "stream"); return 0; }
RKCUresult cuStreamDestroy_v2(RKCUstream s) { unsigned answer = enter("cuStreamDestroy_v2"); if (die(s, "stream", "cuStreamDestroy_v2")) delete (Stream *)s; return answer; }
#define STREAM(name, s) INSIDE(name); if (!lives(s, "stream", #name)) return RKCUDA_ERROR_INVALID_HANDLE
RKCUresult cuStreamQuery(RKCUstream s) { STREAM(cuStreamQuery, s); return setting("answers") && !((Stream *)s)->busy ? 0 : RKCUDA_ERROR_NOT_READY; }
RKCUresult cuStreamSynchronize(RKCUstream s) { STREAM(cuStreamSynchronize, s); if (((Stream *)s)->recording) wrong("cuStreamSynchronize while it records"); if (((Stream *)s)->busy) wrong("cuStreamSynchronize waits for a program that does not end"); return 0; }
RKCUresult cuStreamWaitEvent(RKCUstream s, RKCUevent e, unsigned) { STREAM(cuStreamWaitEvent, s); return lives(e, "event", "cuStreamWaitEvent") ? 0 : RKCUDA_ERROR_INVALID_HANDLE; }

RKCUresult cuStreamBeginCapture_v2(RKCUstream s, RKCUstreamCaptureMode) {
  STREAM(cuStreamBeginCapture_v2, s);
  ((Stream *)s)->recording = true;
  ((Stream *)s)->recorded.clear();
  return 0;
}
RKCUresult cuStreamEndCapture(RKCUstream s, RKCUgraph *graph) {
  STREAM(cuStreamEndCapture, s);
  if (!((Stream *)s)->recording) return RKCUDA_ERROR_ILLEGAL_STATE;
  ((Stream *)s)->recording = false;
  *graph = born((RKCUgraph)new Graph(((Stream *)s)->recorded), "graph");
  return 0;
}
RKCUresult cuGraphInstantiateWithFlags(RKCUgraphExec *made, RKCUgraph graph, unsigned long long) {
  INSIDE(cuGraphInstantiateWithFlags);
  if (!lives(graph, "graph", "cuGraphInstantiateWithFlags")) return RKCUDA_ERROR_INVALID_HANDLE;
  *made = born((RKCUgraphExec)new Graph(*(Graph *)graph), "executable graph");
  return 0;
}
RKCUresult cuGraphLaunch(RKCUgraphExec graph, RKCUstream s) {
  STREAM(cuGraphLaunch, s);
  if (!lives(graph, "executable graph", "cuGraphLaunch")) return RKCUDA_ERROR_INVALID_HANDLE;
  if (((Stream *)s)->busy) wrong("a graph waits for a program that does not end");
  for (auto &node : *(Graph *)graph) if (unsigned answer = node()) return answer;
  return 0;
}
RKCUresult cuGraphDestroy(RKCUgraph graph) { unsigned answer = enter("cuGraphDestroy"); if (die(graph, "graph", "cuGraphDestroy")) delete (Graph *)graph; return answer; }
RKCUresult cuGraphExecDestroy(RKCUgraphExec graph) { unsigned answer = enter("cuGraphExecDestroy"); if (die(graph, "executable graph", "cuGraphExecDestroy")) delete (Graph *)graph; return answer; }

#define EVENT(name, e) INSIDE(name); if (!lives(e, "event", #name)) return RKCUDA_ERROR_INVALID_HANDLE
RKCUresult cuEventCreate(RKCUevent *e, unsigned) { INSIDE(cuEventCreate); *e = born((RKCUevent)new Event, "event"); return 0; }
RKCUresult cuEventDestroy_v2(RKCUevent e) { unsigned answer = enter("cuEventDestroy_v2"); if (die(e, "event", "cuEventDestroy_v2")) delete (Event *)e; return answer; }
RKCUresult cuEventRecord(RKCUevent e, RKCUstream s) { EVENT(cuEventRecord, e); lives(s, "stream", "cuEventRecord"); ((Event *)e)->recorded = true; ((Event *)e)->asked = 0; return 0; }
RKCUresult cuEventQuery(RKCUevent e) {
  EVENT(cuEventQuery, e);
  Event *event = (Event *)e;
  if (!event->recorded) return 0;
  return setting("answers") && ++event->asked > setting("latency") ? 0 : RKCUDA_ERROR_NOT_READY;
}
RKCUresult cuEventSynchronize(RKCUevent e) { EVENT(cuEventSynchronize, e); return 0; }
RKCUresult cuEventElapsedTime(float *ms, RKCUevent a, RKCUevent b) { EVENT(cuEventElapsedTime, a); lives(b, "event", "cuEventElapsedTime"); *ms = 0.5f; return 0; }

RKCUresult cuMemGetInfo_v2(size_t *f, size_t *t) { INSIDE(cuMemGetInfo_v2); *f = 1ull << 29; *t = 1ull << 30; return 0; }
RKCUresult cuMemAlloc_v2(RKCUdeviceptr *p, size_t n) { INSIDE(cuMemAlloc_v2); if (n > 1ull << 30) return RKCUDA_ERROR_OUT_OF_MEMORY; *p = allocate(n, "memory"); return 0; }
RKCUresult cuMemFree_v2(RKCUdeviceptr p) {
  unsigned answer = enter("cuMemFree_v2");
  GUARD;
  auto found = memories.find(p);
  if (found != memories.end() && found->second.pinned) wrong("cuMemFree_v2: memory that GDRCopy has pinned");
  release(p, found != memories.end() && state().alive[(void *)p] == "managed memory" ? "managed memory" : "memory", "cuMemFree_v2");
  return answer;
}
RKCUresult cuMemAllocManaged(RKCUdeviceptr *p, size_t n, unsigned flags) {
  INSIDE(cuMemAllocManaged);
  if (flags != RKCU_MEM_ATTACH_GLOBAL) return RKCUDA_ERROR_INVALID_VALUE;
  if (n > 1ull << 30) return RKCUDA_ERROR_OUT_OF_MEMORY;
  *p = allocate(n, "managed memory");
  return 0;
}
RKCUresult cuMemAdvise_v2(RKCUdeviceptr p, size_t n, RKCUmem_advise, RKCUmemLocation) {
  INSIDE(cuMemAdvise_v2);
  return lives((void *)p, "managed memory", "cuMemAdvise_v2") && inside(p, n, "cuMemAdvise_v2") ? 0 : RKCUDA_ERROR_INVALID_VALUE;
}
RKCUresult cuMemAllocAsync(RKCUdeviceptr *p, size_t n, RKCUstream s) { STREAM(cuMemAllocAsync, s); if (n > 1ull << 30) return RKCUDA_ERROR_OUT_OF_MEMORY; *p = allocate(n, "pooled memory"); return 0; }
RKCUresult cuMemFreeAsync(RKCUdeviceptr p, RKCUstream s) { unsigned answer = enter("cuMemFreeAsync"); lives(s, "stream", "cuMemFreeAsync"); release(p, "pooled memory", "cuMemFreeAsync"); return answer; }
RKCUresult cuMemPoolSetAttribute(RKCUmemoryPool, RKCUmemPool_attribute, void *) { INSIDE(cuMemPoolSetAttribute); return 0; }
RKCUresult cuMemHostAlloc(void **p, size_t n, unsigned) { INSIDE(cuMemHostAlloc); *p = (void *)allocate(n, "pinned memory"); return 0; }
RKCUresult cuMemFreeHost(void *p) { unsigned answer = enter("cuMemFreeHost"); release((RKCUdeviceptr)p, "pinned memory", "cuMemFreeHost"); return answer; }
RKCUresult cuMemHostGetDevicePointer_v2(RKCUdeviceptr *d, void *p, unsigned) { INSIDE(cuMemHostGetDevicePointer_v2); *d = (RKCUdeviceptr)p; return 0; }
RKCUresult cuMemcpyHtoDAsync_v2(RKCUdeviceptr d, const void *s, size_t n, RKCUstream q) { STREAM(cuMemcpyHtoDAsync_v2, q); if (!inside(d, n, "cuMemcpyHtoDAsync_v2")) return RKCUDA_ERROR_INVALID_VALUE; copy((void *)d, s, n); return 0; }
RKCUresult cuMemcpyDtoHAsync_v2(void *d, RKCUdeviceptr s, size_t n, RKCUstream q) { STREAM(cuMemcpyDtoHAsync_v2, q); if (!inside(s, n, "cuMemcpyDtoHAsync_v2")) return RKCUDA_ERROR_INVALID_VALUE; copy(d, (void *)s, n); return 0; }
RKCUresult cuMemcpyDtoDAsync_v2(RKCUdeviceptr d, RKCUdeviceptr s, size_t n, RKCUstream q) { STREAM(cuMemcpyDtoDAsync_v2, q); if (!inside(s, n, "cuMemcpyDtoDAsync_v2") || !inside(d, n, "cuMemcpyDtoDAsync_v2")) return RKCUDA_ERROR_INVALID_VALUE; std::memmove((void *)d, (void *)s, n); return 0; }
RKCUresult cuMemsetD8Async(RKCUdeviceptr d, unsigned char v, size_t n, RKCUstream q) { STREAM(cuMemsetD8Async, q); if (!inside(d, n, "cuMemsetD8Async")) return RKCUDA_ERROR_INVALID_VALUE; std::memset((void *)d, v, n); return 0; }

static unsigned load(RKCUmodule *m, const char *image) {
  if (unsigned answer = enter("cuModuleLoadDataEx")) return answer;
  if (!ready("cuModuleLoadDataEx")) return RKCUDA_ERROR_INVALID_CONTEXT;
  if (std::strncmp(image, "stand-in ", 9) != 0) return RKCUDA_ERROR_INVALID_IMAGE;
  void *library = dlopen(image + 9, RTLD_NOW | RTLD_LOCAL);
  if (!library) return RKCUDA_ERROR_INVALID_IMAGE;
  *m = born((RKCUmodule)new void *(library), "module");
  return 0;
}
RKCUresult cuModuleLoadDataEx(RKCUmodule *m, const void *image, unsigned n, RKCUjit_option *options, void **values) {
  unsigned answer = load(m, (const char *)image);
  for (unsigned i = 0; answer && i < n; i++)
    if (options[i] == RKCU_JIT_ERROR_LOG_BUFFER) std::strcpy((char *)values[i], "the stand-in refuses the image");
  return answer;
}
RKCUresult cuModuleUnload(RKCUmodule m) {
  unsigned answer = enter("cuModuleUnload");
  if (die(m, "module", "cuModuleUnload")) { dlclose(*(void **)m); delete (void **)m; }
  return answer;
}
RKCUresult cuModuleGetFunction(RKCUfunction *f, RKCUmodule m, const char *name) {
  INSIDE(cuModuleGetFunction);
  if (!lives(m, "module", "cuModuleGetFunction")) return RKCUDA_ERROR_INVALID_HANDLE;
  void *run = dlsym(*(void **)m, (std::string("rk_launch_") + name).c_str()), *undefined = dlsym(*(void **)m, "rk_undefined");
  void *sizes = dlsym(*(void **)m, (std::string("rk_sizes_") + name).c_str());
  if (!run || !undefined || !sizes) return RKCUDA_ERROR_NOT_FOUND;
  static std::map<void *, Function> functions;  // a driver frees them with the module; nothing is kept alive by one
  std::lock_guard<std::recursive_mutex> guard(state().lock);
  functions[run] = {(Runner)run, (Undefined)undefined, (Sizes)sizes, !std::strcmp(name, "rk_engine") || !std::strncmp(name, "rk_resident", 11)};
  *f = (RKCUfunction)&functions[run];
  return 0;
}
RKCUresult cuModuleGetGlobal_v2(RKCUdeviceptr *p, size_t *n, RKCUmodule m, const char *name) {
  INSIDE(cuModuleGetGlobal_v2);
  if (!lives(m, "module", "cuModuleGetGlobal_v2")) return RKCUDA_ERROR_INVALID_HANDLE;
  void *place = dlsym(*(void **)m, name);
  if (!place) return RKCUDA_ERROR_NOT_FOUND;
  *p = (RKCUdeviceptr)place; *n = 4;
  return 0;
}
RKCUresult cuFuncGetAttribute(int *v, RKCUfunction_attribute a, RKCUfunction) { INSIDE(cuFuncGetAttribute); *v = a == RKCU_FUNC_ATTRIBUTE_NUM_REGS ? 32 : a == RKCU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK ? 1024 : 0; return 0; }
RKCUresult cuFuncSetAttribute(RKCUfunction f, RKCUfunction_attribute a, int v) {
  INSIDE(cuFuncSetAttribute);
  if (a == RKCU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES) ((Function *)f)->shared = (unsigned)v;
  return 0;
}

RKCUresult cuLaunchKernel(RKCUfunction f, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz, unsigned shared, RKCUstream s, void **parameters, void **) {
  STREAM(cuLaunchKernel, s);
  unsigned g[] = {gx, gy, gz}, b[] = {bx, by, bz};
  return run(f, s, g, b, shared, false, parameters);
}
RKCUresult cuLaunchCooperativeKernel(RKCUfunction f, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz, unsigned shared, RKCUstream s, void **parameters) {
  STREAM(cuLaunchCooperativeKernel, s);
  unsigned g[] = {gx, gy, gz}, b[] = {bx, by, bz};
  return run(f, s, g, b, shared, true, parameters);
}
static unsigned clusterOf(const RKCUlaunchConfig *c, bool *cooperative) {
  unsigned size = 1;
  for (unsigned i = 0; i < c->numAttrs; i++) {
    auto &v = c->attrs[i].value;
    if (c->attrs[i].id == RKCU_LAUNCH_ATTRIBUTE_CLUSTER_DIMENSION) size = v.clusterDim.x * v.clusterDim.y * v.clusterDim.z;
    if (c->attrs[i].id == RKCU_LAUNCH_ATTRIBUTE_COOPERATIVE) *cooperative = v.cooperative != 0;
  }
  return size;
}
RKCUresult cuLaunchKernelEx(const RKCUlaunchConfig *c, RKCUfunction f, void **parameters, void **) {
  STREAM(cuLaunchKernelEx, c->hStream);
  bool cooperative = false;
  unsigned cluster = clusterOf(c, &cooperative);
  if (setting("refusesClusters")) return RKCUDA_ERROR_INVALID_VALUE;
  if (cluster > 8) return RKCUDA_ERROR_INVALID_CLUSTER_SIZE;
  unsigned g[] = {c->gridDimX, c->gridDimY, c->gridDimZ}, b[] = {c->blockDimX, c->blockDimY, c->blockDimZ};
  return run(f, c->hStream, g, b, c->sharedMemBytes, cooperative, parameters, cluster);  // blocks of a cluster run together
}
RKCUresult cuOccupancyMaxActiveBlocksPerMultiprocessor(int *n, RKCUfunction, int, size_t) { INSIDE(cuOccupancyMaxActiveBlocksPerMultiprocessor); *n = (int)setting("blocksPerProcessor"); return 0; }
RKCUresult cuOccupancyMaxActiveClusters(int *n, RKCUfunction, const RKCUlaunchConfig *c) {
  INSIDE(cuOccupancyMaxActiveClusters);
  bool cooperative = false;
  unsigned size = clusterOf(c, &cooperative);
  *n = (int)(setting("activeClusters") < 0 ? setting("processors") * setting("blocksPerProcessor") / size : setting("activeClusters") / size);
  return 0;
}
}

CHECKED(cuInit) CHECKED(cuDriverGetVersion) CHECKED(cuGetErrorName) CHECKED(cuGetErrorString)
CHECKED(cuDeviceGetCount) CHECKED(cuDeviceGet) CHECKED(cuDeviceGetName) CHECKED(cuDeviceGetAttribute)
CHECKED(cuDeviceTotalMem_v2) CHECKED(cuDeviceGetUuid_v2) CHECKED(cuDeviceGetPCIBusId)
CHECKED(cuDeviceGetDefaultMemPool) CHECKED(cuDeviceCanAccessPeer) CHECKED(cuDeviceGetP2PAttribute)
CHECKED(cuDevicePrimaryCtxRetain) CHECKED(cuDevicePrimaryCtxRelease_v2) CHECKED(cuCtxPushCurrent_v2)
CHECKED(cuCtxPopCurrent_v2) CHECKED(cuCtxGetStreamPriorityRange) CHECKED(cuCtxEnablePeerAccess)
CHECKED(cuCtxDisablePeerAccess) CHECKED(cuStreamCreateWithPriority) CHECKED(cuStreamDestroy_v2)
CHECKED(cuStreamBeginCapture_v2) CHECKED(cuStreamEndCapture) CHECKED(cuGraphInstantiateWithFlags)
CHECKED(cuGraphLaunch) CHECKED(cuGraphDestroy) CHECKED(cuGraphExecDestroy) CHECKED(cuStreamQuery) CHECKED(cuStreamSynchronize) CHECKED(cuStreamWaitEvent) CHECKED(cuEventCreate)
CHECKED(cuEventDestroy_v2) CHECKED(cuEventRecord) CHECKED(cuEventQuery) CHECKED(cuEventSynchronize)
CHECKED(cuEventElapsedTime) CHECKED(cuMemGetInfo_v2) CHECKED(cuMemAlloc_v2) CHECKED(cuMemFree_v2)
CHECKED(cuMemAllocAsync) CHECKED(cuMemFreeAsync) CHECKED(cuMemPoolSetAttribute) CHECKED(cuMemHostAlloc)
CHECKED(cuMemAllocManaged) CHECKED(cuMemAdvise_v2)
CHECKED(cuMemFreeHost) CHECKED(cuMemHostGetDevicePointer_v2) CHECKED(cuMemcpyHtoDAsync_v2)
CHECKED(cuMemcpyDtoHAsync_v2) CHECKED(cuMemcpyDtoDAsync_v2) CHECKED(cuMemsetD8Async) CHECKED(cuModuleLoadDataEx)
CHECKED(cuModuleUnload) CHECKED(cuModuleGetFunction) CHECKED(cuModuleGetGlobal_v2) CHECKED(cuFuncGetAttribute)
CHECKED(cuFuncSetAttribute) CHECKED(cuLaunchKernel) CHECKED(cuLaunchCooperativeKernel) CHECKED(cuLaunchKernelEx)
CHECKED(cuOccupancyMaxActiveBlocksPerMultiprocessor) CHECKED(cuOccupancyMaxActiveClusters)
