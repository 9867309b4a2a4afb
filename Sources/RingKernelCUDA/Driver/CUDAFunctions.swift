internal import CCUDA
internal import RingKernelCore

/// The functions of the driver, looked up by name: the table of calls, nothing is judged here.
@safe
struct CUDAFunctions: Sendable {
  let initialize: RKProc_cuInit
  let driverGetVersion: RKProc_cuDriverGetVersion
  let getErrorName: RKProc_cuGetErrorName
  let getErrorString: RKProc_cuGetErrorString
  let deviceGetCount: RKProc_cuDeviceGetCount
  let deviceGet: RKProc_cuDeviceGet
  let deviceGetName: RKProc_cuDeviceGetName
  let deviceGetAttribute: RKProc_cuDeviceGetAttribute
  let deviceTotalMem: RKProc_cuDeviceTotalMem_v2
  let deviceGetUuid: RKProc_cuDeviceGetUuid_v2
  let deviceGetPCIBusId: RKProc_cuDeviceGetPCIBusId
  let deviceGetDefaultMemPool: RKProc_cuDeviceGetDefaultMemPool
  let deviceCanAccessPeer: RKProc_cuDeviceCanAccessPeer
  let deviceGetP2PAttribute: RKProc_cuDeviceGetP2PAttribute
  let devicePrimaryCtxRetain: RKProc_cuDevicePrimaryCtxRetain
  let devicePrimaryCtxRelease: RKProc_cuDevicePrimaryCtxRelease_v2
  let ctxPushCurrent: RKProc_cuCtxPushCurrent_v2
  let ctxPopCurrent: RKProc_cuCtxPopCurrent_v2
  let ctxGetStreamPriorityRange: RKProc_cuCtxGetStreamPriorityRange
  let ctxEnablePeerAccess: RKProc_cuCtxEnablePeerAccess
  let ctxDisablePeerAccess: RKProc_cuCtxDisablePeerAccess
  let streamCreateWithPriority: RKProc_cuStreamCreateWithPriority
  let streamDestroy: RKProc_cuStreamDestroy_v2
  let streamQuery: RKProc_cuStreamQuery
  let streamSynchronize: RKProc_cuStreamSynchronize
  let streamWaitEvent: RKProc_cuStreamWaitEvent
  let streamBeginCapture: RKProc_cuStreamBeginCapture_v2
  let streamEndCapture: RKProc_cuStreamEndCapture
  let graphInstantiate: RKProc_cuGraphInstantiateWithFlags
  let graphLaunch: RKProc_cuGraphLaunch
  let graphDestroy: RKProc_cuGraphDestroy
  let graphExecDestroy: RKProc_cuGraphExecDestroy
  let eventCreate: RKProc_cuEventCreate
  let eventDestroy: RKProc_cuEventDestroy_v2
  let eventRecord: RKProc_cuEventRecord
  let eventQuery: RKProc_cuEventQuery
  let eventSynchronize: RKProc_cuEventSynchronize
  let eventElapsedTime: RKProc_cuEventElapsedTime
  let memGetInfo: RKProc_cuMemGetInfo_v2
  let memAlloc: RKProc_cuMemAlloc_v2
  let memFree: RKProc_cuMemFree_v2
  let memAllocAsync: RKProc_cuMemAllocAsync
  let memFreeAsync: RKProc_cuMemFreeAsync
  let memPoolSetAttribute: RKProc_cuMemPoolSetAttribute
  let memHostAlloc: RKProc_cuMemHostAlloc
  let memFreeHost: RKProc_cuMemFreeHost
  let memHostGetDevicePointer: RKProc_cuMemHostGetDevicePointer_v2
  let memAllocManaged: RKProc_cuMemAllocManaged
  /// Of CUDA 12.2 and later; nil in an older driver.
  let memAdvise: RKProc_cuMemAdvise_v2?
  let memcpyHtoDAsync: RKProc_cuMemcpyHtoDAsync_v2
  let memcpyDtoHAsync: RKProc_cuMemcpyDtoHAsync_v2
  let memcpyDtoDAsync: RKProc_cuMemcpyDtoDAsync_v2
  let memsetD8Async: RKProc_cuMemsetD8Async
  let moduleLoadDataEx: RKProc_cuModuleLoadDataEx
  let moduleUnload: RKProc_cuModuleUnload
  let moduleGetFunction: RKProc_cuModuleGetFunction
  let moduleGetGlobal: RKProc_cuModuleGetGlobal_v2
  let funcGetAttribute: RKProc_cuFuncGetAttribute
  let funcSetAttribute: RKProc_cuFuncSetAttribute
  let launchKernel: RKProc_cuLaunchKernel
  let launchCooperativeKernel: RKProc_cuLaunchCooperativeKernel
  let launchKernelEx: RKProc_cuLaunchKernelEx
  let occupancyMaxActiveBlocksPerMultiprocessor: RKProc_cuOccupancyMaxActiveBlocksPerMultiprocessor
  let occupancyMaxActiveClusters: RKProc_cuOccupancyMaxActiveClusters

  init(_ library: DynamicLibrary) throws(DynamicLibraryError) {
    func find<Function>(_ symbol: String) throws(DynamicLibraryError) -> Function {
      try unsafe library.symbol(symbol, as: Function.self)
    }
    initialize = try find("cuInit")
    unsafe driverGetVersion = try find("cuDriverGetVersion")
    unsafe getErrorName = try find("cuGetErrorName")
    unsafe getErrorString = try find("cuGetErrorString")
    unsafe deviceGetCount = try find("cuDeviceGetCount")
    unsafe deviceGet = try find("cuDeviceGet")
    unsafe deviceGetName = try find("cuDeviceGetName")
    unsafe deviceGetAttribute = try find("cuDeviceGetAttribute")
    unsafe deviceTotalMem = try find("cuDeviceTotalMem_v2")
    unsafe deviceGetUuid = try find("cuDeviceGetUuid_v2")
    unsafe deviceGetPCIBusId = try find("cuDeviceGetPCIBusId")
    unsafe deviceGetDefaultMemPool = try find("cuDeviceGetDefaultMemPool")
    unsafe deviceCanAccessPeer = try find("cuDeviceCanAccessPeer")
    unsafe deviceGetP2PAttribute = try find("cuDeviceGetP2PAttribute")
    unsafe devicePrimaryCtxRetain = try find("cuDevicePrimaryCtxRetain")
    devicePrimaryCtxRelease = try find("cuDevicePrimaryCtxRelease_v2")
    unsafe ctxPushCurrent = try find("cuCtxPushCurrent_v2")
    unsafe ctxPopCurrent = try find("cuCtxPopCurrent_v2")
    unsafe ctxGetStreamPriorityRange = try find("cuCtxGetStreamPriorityRange")
    unsafe ctxEnablePeerAccess = try find("cuCtxEnablePeerAccess")
    unsafe ctxDisablePeerAccess = try find("cuCtxDisablePeerAccess")
    unsafe streamCreateWithPriority = try find("cuStreamCreateWithPriority")
    unsafe streamDestroy = try find("cuStreamDestroy_v2")
    unsafe streamQuery = try find("cuStreamQuery")
    unsafe streamSynchronize = try find("cuStreamSynchronize")
    unsafe streamWaitEvent = try find("cuStreamWaitEvent")
    unsafe streamBeginCapture = try find("cuStreamBeginCapture_v2")
    unsafe streamEndCapture = try find("cuStreamEndCapture")
    unsafe graphInstantiate = try find("cuGraphInstantiateWithFlags")
    unsafe graphLaunch = try find("cuGraphLaunch")
    unsafe graphDestroy = try find("cuGraphDestroy")
    unsafe graphExecDestroy = try find("cuGraphExecDestroy")
    unsafe eventCreate = try find("cuEventCreate")
    unsafe eventDestroy = try find("cuEventDestroy_v2")
    unsafe eventRecord = try find("cuEventRecord")
    unsafe eventQuery = try find("cuEventQuery")
    unsafe eventSynchronize = try find("cuEventSynchronize")
    unsafe eventElapsedTime = try find("cuEventElapsedTime")
    unsafe memGetInfo = try find("cuMemGetInfo_v2")
    unsafe memAlloc = try find("cuMemAlloc_v2")
    memFree = try find("cuMemFree_v2")
    unsafe memAllocAsync = try find("cuMemAllocAsync")
    unsafe memFreeAsync = try find("cuMemFreeAsync")
    unsafe memPoolSetAttribute = try find("cuMemPoolSetAttribute")
    unsafe memHostAlloc = try find("cuMemHostAlloc")
    unsafe memFreeHost = try find("cuMemFreeHost")
    unsafe memHostGetDevicePointer = try find("cuMemHostGetDevicePointer_v2")
    unsafe memAllocManaged = try find("cuMemAllocManaged")
    memAdvise = try? unsafe library.symbol("cuMemAdvise_v2", as: RKProc_cuMemAdvise_v2.self)
    unsafe memcpyHtoDAsync = try find("cuMemcpyHtoDAsync_v2")
    unsafe memcpyDtoHAsync = try find("cuMemcpyDtoHAsync_v2")
    unsafe memcpyDtoDAsync = try find("cuMemcpyDtoDAsync_v2")
    unsafe memsetD8Async = try find("cuMemsetD8Async")
    unsafe moduleLoadDataEx = try find("cuModuleLoadDataEx")
    unsafe moduleUnload = try find("cuModuleUnload")
    unsafe moduleGetFunction = try find("cuModuleGetFunction")
    unsafe moduleGetGlobal = try find("cuModuleGetGlobal_v2")
    unsafe funcGetAttribute = try find("cuFuncGetAttribute")
    unsafe funcSetAttribute = try find("cuFuncSetAttribute")
    unsafe launchKernel = try find("cuLaunchKernel")
    unsafe launchCooperativeKernel = try find("cuLaunchCooperativeKernel")
    unsafe launchKernelEx = try find("cuLaunchKernelEx")
    unsafe occupancyMaxActiveBlocksPerMultiprocessor = try find("cuOccupancyMaxActiveBlocksPerMultiprocessor")
    unsafe occupancyMaxActiveClusters = try find("cuOccupancyMaxActiveClusters")
  }
}
