// The part of the CUDA driver API that we call, in our own words.
//
// Names are the official ones with RK before them, so that a test can compile the two next to each other; RKProc types
// are named after the symbol that the library exports, with its version. Nothing here needs CUDA to be present when the
// package is built: functions are looked up at run time. All of them are there since driver 520 (CUDA 11.8).
#ifndef RINGKERNEL_CUDA_SUBSET_H
#define RINGKERNEL_CUDA_SUBSET_H

#include <stddef.h>
#include <stdint.h>

typedef uint32_t RKCUresult;
typedef int RKCUdevice;
typedef unsigned long long RKCUdeviceptr;
typedef uint32_t RKCUdevice_attribute;
typedef uint32_t RKCUdevice_P2PAttribute;
typedef uint32_t RKCUfunction_attribute;
typedef uint32_t RKCUjit_option;
typedef uint32_t RKCUmemPool_attribute;
typedef uint32_t RKCUlaunchAttributeID;
typedef uint32_t RKCUstreamCaptureMode;
typedef uint32_t RKCUmem_advise;
typedef uint32_t RKCUmemLocationType;

typedef struct RKCUctx_st *RKCUcontext;
typedef struct RKCUmod_st *RKCUmodule;
typedef struct RKCUfunc_st *RKCUfunction;
typedef struct RKCUstream_st *RKCUstream;
typedef struct RKCUevent_st *RKCUevent;
typedef struct RKCUmemPoolHandle_st *RKCUmemoryPool;
typedef struct RKCUgraph_st *RKCUgraph;
typedef struct RKCUgraphExec_st *RKCUgraphExec;

typedef struct {
  unsigned char bytes[16];
} RKCUuuid;

typedef struct {
  RKCUmemLocationType type;
  int id;
} RKCUmemLocation;

// Of the values of a launch attribute we set two; the rest is room, aligned for pointers.
typedef union {
  _Alignas(8) char pad[64];
  int cooperative;
  struct {
    unsigned int x;
    unsigned int y;
    unsigned int z;
  } clusterDim;
} RKCUlaunchAttributeValue;

typedef struct {
  RKCUlaunchAttributeID id;
  char pad[4];
  RKCUlaunchAttributeValue value;
} RKCUlaunchAttribute;

typedef struct {
  unsigned int gridDimX;
  unsigned int gridDimY;
  unsigned int gridDimZ;
  unsigned int blockDimX;
  unsigned int blockDimY;
  unsigned int blockDimZ;
  unsigned int sharedMemBytes;
  RKCUstream hStream;
  RKCUlaunchAttribute *attrs;
  unsigned int numAttrs;
} RKCUlaunchConfig;

static const uint32_t RKCUDA_SUCCESS = 0;
static const uint32_t RKCUDA_ERROR_INVALID_VALUE = 1;
static const uint32_t RKCUDA_ERROR_OUT_OF_MEMORY = 2;
static const uint32_t RKCUDA_ERROR_NOT_INITIALIZED = 3;
static const uint32_t RKCUDA_ERROR_DEINITIALIZED = 4;
static const uint32_t RKCUDA_ERROR_STUB_LIBRARY = 34;
static const uint32_t RKCUDA_ERROR_DEVICE_UNAVAILABLE = 46;
static const uint32_t RKCUDA_ERROR_NO_DEVICE = 100;
static const uint32_t RKCUDA_ERROR_INVALID_DEVICE = 101;
static const uint32_t RKCUDA_ERROR_DEVICE_NOT_LICENSED = 102;
static const uint32_t RKCUDA_ERROR_INVALID_IMAGE = 200;
static const uint32_t RKCUDA_ERROR_INVALID_CONTEXT = 201;
static const uint32_t RKCUDA_ERROR_MAP_FAILED = 205;
static const uint32_t RKCUDA_ERROR_NO_BINARY_FOR_GPU = 209;
static const uint32_t RKCUDA_ERROR_ECC_UNCORRECTABLE = 214;
static const uint32_t RKCUDA_ERROR_UNSUPPORTED_LIMIT = 215;
static const uint32_t RKCUDA_ERROR_PEER_ACCESS_UNSUPPORTED = 217;
static const uint32_t RKCUDA_ERROR_INVALID_PTX = 218;
static const uint32_t RKCUDA_ERROR_NVLINK_UNCORRECTABLE = 220;
static const uint32_t RKCUDA_ERROR_JIT_COMPILER_NOT_FOUND = 221;
static const uint32_t RKCUDA_ERROR_UNSUPPORTED_PTX_VERSION = 222;
static const uint32_t RKCUDA_ERROR_JIT_COMPILATION_DISABLED = 223;
static const uint32_t RKCUDA_ERROR_CONTAINED = 226;
static const uint32_t RKCUDA_ERROR_INVALID_SOURCE = 300;
static const uint32_t RKCUDA_ERROR_SHARED_OBJECT_INIT_FAILED = 303;
static const uint32_t RKCUDA_ERROR_OPERATING_SYSTEM = 304;
static const uint32_t RKCUDA_ERROR_INVALID_HANDLE = 400;
static const uint32_t RKCUDA_ERROR_ILLEGAL_STATE = 401;
static const uint32_t RKCUDA_ERROR_NOT_FOUND = 500;
static const uint32_t RKCUDA_ERROR_NOT_READY = 600;
static const uint32_t RKCUDA_ERROR_ILLEGAL_ADDRESS = 700;
static const uint32_t RKCUDA_ERROR_LAUNCH_OUT_OF_RESOURCES = 701;
static const uint32_t RKCUDA_ERROR_LAUNCH_TIMEOUT = 702;
static const uint32_t RKCUDA_ERROR_PEER_ACCESS_ALREADY_ENABLED = 704;
static const uint32_t RKCUDA_ERROR_PEER_ACCESS_NOT_ENABLED = 705;
static const uint32_t RKCUDA_ERROR_CONTEXT_IS_DESTROYED = 709;
static const uint32_t RKCUDA_ERROR_ASSERT = 710;
static const uint32_t RKCUDA_ERROR_TOO_MANY_PEERS = 711;
static const uint32_t RKCUDA_ERROR_HARDWARE_STACK_ERROR = 714;
static const uint32_t RKCUDA_ERROR_ILLEGAL_INSTRUCTION = 715;
static const uint32_t RKCUDA_ERROR_MISALIGNED_ADDRESS = 716;
static const uint32_t RKCUDA_ERROR_INVALID_ADDRESS_SPACE = 717;
static const uint32_t RKCUDA_ERROR_INVALID_PC = 718;
static const uint32_t RKCUDA_ERROR_LAUNCH_FAILED = 719;
static const uint32_t RKCUDA_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE = 720;
static const uint32_t RKCUDA_ERROR_TENSOR_MEMORY_LEAK = 721;
static const uint32_t RKCUDA_ERROR_NOT_PERMITTED = 800;
static const uint32_t RKCUDA_ERROR_NOT_SUPPORTED = 801;
static const uint32_t RKCUDA_ERROR_SYSTEM_NOT_READY = 802;
static const uint32_t RKCUDA_ERROR_SYSTEM_DRIVER_MISMATCH = 803;
static const uint32_t RKCUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE = 804;
static const uint32_t RKCUDA_ERROR_MPS_CONNECTION_FAILED = 805;
static const uint32_t RKCUDA_ERROR_MPS_RPC_FAILURE = 806;
static const uint32_t RKCUDA_ERROR_MPS_SERVER_NOT_READY = 807;
static const uint32_t RKCUDA_ERROR_MPS_MAX_CLIENTS_REACHED = 808;
static const uint32_t RKCUDA_ERROR_MPS_MAX_CONNECTIONS_REACHED = 809;
static const uint32_t RKCUDA_ERROR_MPS_CLIENT_TERMINATED = 810;
static const uint32_t RKCUDA_ERROR_TIMEOUT = 909;
static const uint32_t RKCUDA_ERROR_EXTERNAL_DEVICE = 911;
static const uint32_t RKCUDA_ERROR_INVALID_CLUSTER_SIZE = 912;
static const uint32_t RKCUDA_ERROR_UNKNOWN = 999;

static const uint32_t RKCU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK = 1;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_X = 2;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_Y = 3;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_Z = 4;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_X = 5;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_Y = 6;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_Z = 7;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK = 8;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_WARP_SIZE = 10;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_CLOCK_RATE = 13;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT = 16;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_KERNEL_EXEC_TIMEOUT = 17;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_INTEGRATED = 18;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_CAN_MAP_HOST_MEMORY = 19;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_COMPUTE_MODE = 20;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_CONCURRENT_KERNELS = 31;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_UNIFIED_ADDRESSING = 41;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR = 75;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR = 76;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_MULTIPROCESSOR = 81;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_HOST_NATIVE_ATOMIC_SUPPORTED = 86;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_COOPERATIVE_LAUNCH = 95;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN = 97;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_DIRECT_MANAGED_MEM_ACCESS_FROM_HOST = 101;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_MEMORY_POOLS_SUPPORTED = 115;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_SUPPORTED = 116;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_WRITES_ORDERING = 118;
static const uint32_t RKCU_DEVICE_ATTRIBUTE_CLUSTER_LAUNCH = 120;

static const uint32_t RKCU_DEVICE_P2P_ATTRIBUTE_PERFORMANCE_RANK = 1;
static const uint32_t RKCU_DEVICE_P2P_ATTRIBUTE_ACCESS_SUPPORTED = 2;
static const uint32_t RKCU_DEVICE_P2P_ATTRIBUTE_NATIVE_ATOMIC_SUPPORTED = 3;

static const uint32_t RKCU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK = 0;
static const uint32_t RKCU_FUNC_ATTRIBUTE_SHARED_SIZE_BYTES = 1;
static const uint32_t RKCU_FUNC_ATTRIBUTE_LOCAL_SIZE_BYTES = 3;
static const uint32_t RKCU_FUNC_ATTRIBUTE_NUM_REGS = 4;
static const uint32_t RKCU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES = 8;
static const uint32_t RKCU_FUNC_ATTRIBUTE_NON_PORTABLE_CLUSTER_SIZE_ALLOWED = 14;

static const uint32_t RKCU_JIT_INFO_LOG_BUFFER = 3;
static const uint32_t RKCU_JIT_INFO_LOG_BUFFER_SIZE_BYTES = 4;
static const uint32_t RKCU_JIT_ERROR_LOG_BUFFER = 5;
static const uint32_t RKCU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES = 6;

static const uint32_t RKCU_STREAM_NON_BLOCKING = 1;
static const uint32_t RKCU_STREAM_CAPTURE_MODE_THREAD_LOCAL = 1;
static const uint32_t RKCU_EVENT_DEFAULT = 0;
static const uint32_t RKCU_EVENT_DISABLE_TIMING = 2;
static const uint32_t RKCU_MEMPOOL_ATTR_RELEASE_THRESHOLD = 4;
static const uint32_t RKCU_LAUNCH_ATTRIBUTE_COOPERATIVE = 2;
static const uint32_t RKCU_LAUNCH_ATTRIBUTE_CLUSTER_DIMENSION = 4;

static const uint32_t RKCU_GPU_DIRECT_RDMA_WRITES_ORDERING_OWNER = 100;
static const uint32_t RKCU_MEM_ATTACH_GLOBAL = 1;
static const uint32_t RKCU_MEM_ADVISE_SET_PREFERRED_LOCATION = 3;
static const uint32_t RKCU_MEM_ADVISE_SET_ACCESSED_BY = 5;
static const uint32_t RKCU_MEM_LOCATION_TYPE_DEVICE = 1;
static const uint32_t RKCU_MEM_LOCATION_TYPE_HOST = 2;

static const uint32_t RKCU_MEMHOSTALLOC_PORTABLE = 1;
static const uint32_t RKCU_MEMHOSTALLOC_DEVICEMAP = 2;
static const uint32_t RKCU_MEMHOSTALLOC_WRITECOMBINED = 4;

typedef RKCUresult (*RKProc_cuInit)(unsigned int Flags);
typedef RKCUresult (*RKProc_cuDriverGetVersion)(int *driverVersion);
typedef RKCUresult (*RKProc_cuGetErrorName)(RKCUresult error, const char **pStr);
typedef RKCUresult (*RKProc_cuGetErrorString)(RKCUresult error, const char **pStr);

typedef RKCUresult (*RKProc_cuDeviceGetCount)(int *count);
typedef RKCUresult (*RKProc_cuDeviceGet)(RKCUdevice *device, int ordinal);
typedef RKCUresult (*RKProc_cuDeviceGetName)(char *name, int len, RKCUdevice dev);
typedef RKCUresult (*RKProc_cuDeviceGetAttribute)(int *pi, RKCUdevice_attribute attrib, RKCUdevice dev);
typedef RKCUresult (*RKProc_cuDeviceTotalMem_v2)(size_t *bytes, RKCUdevice dev);
typedef RKCUresult (*RKProc_cuDeviceGetUuid_v2)(RKCUuuid *uuid, RKCUdevice dev);
typedef RKCUresult (*RKProc_cuDeviceGetPCIBusId)(char *pciBusId, int len, RKCUdevice dev);
typedef RKCUresult (*RKProc_cuDeviceGetDefaultMemPool)(RKCUmemoryPool *pool_out, RKCUdevice dev);
typedef RKCUresult (*RKProc_cuDeviceCanAccessPeer)(int *canAccessPeer, RKCUdevice dev, RKCUdevice peerDev);
typedef RKCUresult (*RKProc_cuDeviceGetP2PAttribute)(int *value, RKCUdevice_P2PAttribute attrib, RKCUdevice srcDevice, RKCUdevice dstDevice);

typedef RKCUresult (*RKProc_cuDevicePrimaryCtxRetain)(RKCUcontext *pctx, RKCUdevice dev);
typedef RKCUresult (*RKProc_cuDevicePrimaryCtxRelease_v2)(RKCUdevice dev);
typedef RKCUresult (*RKProc_cuCtxPushCurrent_v2)(RKCUcontext ctx);
typedef RKCUresult (*RKProc_cuCtxPopCurrent_v2)(RKCUcontext *pctx);
typedef RKCUresult (*RKProc_cuCtxGetStreamPriorityRange)(int *leastPriority, int *greatestPriority);
typedef RKCUresult (*RKProc_cuCtxEnablePeerAccess)(RKCUcontext peerContext, unsigned int Flags);
typedef RKCUresult (*RKProc_cuCtxDisablePeerAccess)(RKCUcontext peerContext);

typedef RKCUresult (*RKProc_cuStreamCreateWithPriority)(RKCUstream *phStream, unsigned int flags, int priority);
typedef RKCUresult (*RKProc_cuStreamDestroy_v2)(RKCUstream hStream);
typedef RKCUresult (*RKProc_cuStreamQuery)(RKCUstream hStream);
typedef RKCUresult (*RKProc_cuStreamSynchronize)(RKCUstream hStream);
typedef RKCUresult (*RKProc_cuStreamWaitEvent)(RKCUstream hStream, RKCUevent hEvent, unsigned int Flags);
typedef RKCUresult (*RKProc_cuStreamBeginCapture_v2)(RKCUstream hStream, RKCUstreamCaptureMode mode);
typedef RKCUresult (*RKProc_cuStreamEndCapture)(RKCUstream hStream, RKCUgraph *phGraph);

typedef RKCUresult (*RKProc_cuGraphInstantiateWithFlags)(RKCUgraphExec *phGraphExec, RKCUgraph hGraph, unsigned long long flags);
typedef RKCUresult (*RKProc_cuGraphLaunch)(RKCUgraphExec hGraphExec, RKCUstream hStream);
typedef RKCUresult (*RKProc_cuGraphDestroy)(RKCUgraph hGraph);
typedef RKCUresult (*RKProc_cuGraphExecDestroy)(RKCUgraphExec hGraphExec);

typedef RKCUresult (*RKProc_cuEventCreate)(RKCUevent *phEvent, unsigned int Flags);
typedef RKCUresult (*RKProc_cuEventDestroy_v2)(RKCUevent hEvent);
typedef RKCUresult (*RKProc_cuEventRecord)(RKCUevent hEvent, RKCUstream hStream);
typedef RKCUresult (*RKProc_cuEventQuery)(RKCUevent hEvent);
typedef RKCUresult (*RKProc_cuEventSynchronize)(RKCUevent hEvent);
typedef RKCUresult (*RKProc_cuEventElapsedTime)(float *pMilliseconds, RKCUevent hStart, RKCUevent hEnd);

typedef RKCUresult (*RKProc_cuMemGetInfo_v2)(size_t *free, size_t *total);
typedef RKCUresult (*RKProc_cuMemAlloc_v2)(RKCUdeviceptr *dptr, size_t bytesize);
typedef RKCUresult (*RKProc_cuMemFree_v2)(RKCUdeviceptr dptr);
typedef RKCUresult (*RKProc_cuMemAllocAsync)(RKCUdeviceptr *dptr, size_t bytesize, RKCUstream hStream);
typedef RKCUresult (*RKProc_cuMemFreeAsync)(RKCUdeviceptr dptr, RKCUstream hStream);
typedef RKCUresult (*RKProc_cuMemPoolSetAttribute)(RKCUmemoryPool pool, RKCUmemPool_attribute attr, void *value);
typedef RKCUresult (*RKProc_cuMemHostAlloc)(void **pp, size_t bytesize, unsigned int Flags);
typedef RKCUresult (*RKProc_cuMemFreeHost)(void *p);
typedef RKCUresult (*RKProc_cuMemHostGetDevicePointer_v2)(RKCUdeviceptr *pdptr, void *p, unsigned int Flags);
typedef RKCUresult (*RKProc_cuMemAllocManaged)(RKCUdeviceptr *dptr, size_t bytesize, unsigned int flags);
typedef RKCUresult (*RKProc_cuMemAdvise_v2)(RKCUdeviceptr devPtr, size_t count, RKCUmem_advise advice, RKCUmemLocation location);
typedef RKCUresult (*RKProc_cuMemcpyHtoDAsync_v2)(RKCUdeviceptr dstDevice, const void *srcHost, size_t ByteCount, RKCUstream hStream);
typedef RKCUresult (*RKProc_cuMemcpyDtoHAsync_v2)(void *dstHost, RKCUdeviceptr srcDevice, size_t ByteCount, RKCUstream hStream);
typedef RKCUresult (*RKProc_cuMemcpyDtoDAsync_v2)(RKCUdeviceptr dstDevice, RKCUdeviceptr srcDevice, size_t ByteCount, RKCUstream hStream);
typedef RKCUresult (*RKProc_cuMemsetD8Async)(RKCUdeviceptr dstDevice, unsigned char uc, size_t N, RKCUstream hStream);

typedef RKCUresult (*RKProc_cuModuleLoadDataEx)(RKCUmodule *module, const void *image, unsigned int numOptions, RKCUjit_option *options, void **optionValues);
typedef RKCUresult (*RKProc_cuModuleUnload)(RKCUmodule hmod);
typedef RKCUresult (*RKProc_cuModuleGetFunction)(RKCUfunction *hfunc, RKCUmodule hmod, const char *name);
typedef RKCUresult (*RKProc_cuModuleGetGlobal_v2)(RKCUdeviceptr *dptr, size_t *bytes, RKCUmodule hmod, const char *name);
typedef RKCUresult (*RKProc_cuFuncGetAttribute)(int *pi, RKCUfunction_attribute attrib, RKCUfunction hfunc);
typedef RKCUresult (*RKProc_cuFuncSetAttribute)(RKCUfunction hfunc, RKCUfunction_attribute attrib, int value);

typedef RKCUresult (*RKProc_cuLaunchKernel)(RKCUfunction f, unsigned int gridDimX, unsigned int gridDimY, unsigned int gridDimZ, unsigned int blockDimX, unsigned int blockDimY, unsigned int blockDimZ, unsigned int sharedMemBytes, RKCUstream hStream, void **kernelParams, void **extra);
typedef RKCUresult (*RKProc_cuLaunchCooperativeKernel)(RKCUfunction f, unsigned int gridDimX, unsigned int gridDimY, unsigned int gridDimZ, unsigned int blockDimX, unsigned int blockDimY, unsigned int blockDimZ, unsigned int sharedMemBytes, RKCUstream hStream, void **kernelParams);
typedef RKCUresult (*RKProc_cuLaunchKernelEx)(const RKCUlaunchConfig *config, RKCUfunction f, void **kernelParams, void **extra);
typedef RKCUresult (*RKProc_cuOccupancyMaxActiveBlocksPerMultiprocessor)(int *numBlocks, RKCUfunction func, int blockSize, size_t dynamicSMemSize);
typedef RKCUresult (*RKProc_cuOccupancyMaxActiveClusters)(int *numClusters, RKCUfunction func, const RKCUlaunchConfig *config);

#endif
