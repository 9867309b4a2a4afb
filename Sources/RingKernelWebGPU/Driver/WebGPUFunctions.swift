internal import CWebGPU
internal import RingKernelCore

/// The functions of a WebGPU library, looked up by name.
@safe
struct WebGPUFunctions: Sendable {
  let createInstance: RKWProcCreateInstance
  let instanceProcessEvents: RKWProcInstanceProcessEvents
  let instanceEnumerateAdapters: RKWProcInstanceEnumerateAdapters
  let adapterGetInfo: RKWProcAdapterGetInfo
  let adapterInfoFreeMembers: RKWProcAdapterInfoFreeMembers
  let adapterGetLimits: RKWProcAdapterGetLimits
  let adapterGetFeatures: RKWProcAdapterGetFeatures
  let supportedFeaturesFreeMembers: RKWProcSupportedFeaturesFreeMembers
  let adapterRequestDevice: RKWProcAdapterRequestDevice
  let devicePoll: RKWProcDevicePoll
  let deviceGetQueue: RKWProcDeviceGetQueue
  let devicePushErrorScope: RKWProcDevicePushErrorScope
  let devicePopErrorScope: RKWProcDevicePopErrorScope
  let deviceCreateShaderModule: RKWProcDeviceCreateShaderModule
  let deviceCreateComputePipeline: RKWProcDeviceCreateComputePipeline
  let deviceCreateBindGroupLayout: RKWProcDeviceCreateBindGroupLayout
  let deviceCreatePipelineLayout: RKWProcDeviceCreatePipelineLayout
  let deviceCreateBindGroup: RKWProcDeviceCreateBindGroup
  let deviceCreateBuffer: RKWProcDeviceCreateBuffer
  let deviceCreateQuerySet: RKWProcDeviceCreateQuerySet
  let deviceCreateCommandEncoder: RKWProcDeviceCreateCommandEncoder
  let commandEncoderBeginComputePass: RKWProcCommandEncoderBeginComputePass
  let commandEncoderCopyBufferToBuffer: RKWProcCommandEncoderCopyBufferToBuffer
  let commandEncoderResolveQuerySet: RKWProcCommandEncoderResolveQuerySet
  let commandEncoderFinish: RKWProcCommandEncoderFinish
  let computePassEncoderSetPipeline: RKWProcComputePassEncoderSetPipeline
  let computePassEncoderSetBindGroup: RKWProcComputePassEncoderSetBindGroup
  let computePassEncoderDispatchWorkgroups: RKWProcComputePassEncoderDispatchWorkgroups
  let computePassEncoderEnd: RKWProcComputePassEncoderEnd
  let queueSubmit: RKWProcQueueSubmit
  let queueWriteBuffer: RKWProcQueueWriteBuffer
  let queueGetTimestampPeriod: RKWProcQueueGetTimestampPeriod
  let bufferMapAsync: RKWProcBufferMapAsync
  let bufferGetConstMappedRange: RKWProcBufferGetConstMappedRange
  let bufferUnmap: RKWProcBufferUnmap

  let adapterRelease: RKWProcRelease
  let bindGroupRelease: RKWProcRelease
  let bindGroupLayoutRelease: RKWProcRelease
  let bufferRelease: RKWProcRelease
  let commandBufferRelease: RKWProcRelease
  let commandEncoderRelease: RKWProcRelease
  let computePassEncoderRelease: RKWProcRelease
  let computePipelineRelease: RKWProcRelease
  let deviceRelease: RKWProcRelease
  let instanceRelease: RKWProcRelease
  let pipelineLayoutRelease: RKWProcRelease
  let querySetRelease: RKWProcRelease
  let queueRelease: RKWProcRelease
  let shaderModuleRelease: RKWProcRelease

  /// Looks every function up.
  ///
  /// - Throws: The first that the library lacks.
  init(_ library: DynamicLibrary) throws(DynamicLibraryError) {
    func find<Function>(_ name: String) throws(DynamicLibraryError) -> Function {
      try unsafe library.symbol(name, as: Function.self)
    }
    unsafe createInstance = try unsafe find("wgpuCreateInstance")
    unsafe instanceProcessEvents = try unsafe find("wgpuInstanceProcessEvents")
    unsafe instanceEnumerateAdapters = try unsafe find("wgpuInstanceEnumerateAdapters")
    unsafe adapterGetInfo = try unsafe find("wgpuAdapterGetInfo")
    unsafe adapterInfoFreeMembers = try unsafe find("wgpuAdapterInfoFreeMembers")
    unsafe adapterGetLimits = try unsafe find("wgpuAdapterGetLimits")
    unsafe adapterGetFeatures = try unsafe find("wgpuAdapterGetFeatures")
    unsafe supportedFeaturesFreeMembers = try unsafe find("wgpuSupportedFeaturesFreeMembers")
    unsafe adapterRequestDevice = try unsafe find("wgpuAdapterRequestDevice")
    unsafe devicePoll = try unsafe find("wgpuDevicePoll")
    unsafe deviceGetQueue = try unsafe find("wgpuDeviceGetQueue")
    unsafe devicePushErrorScope = try unsafe find("wgpuDevicePushErrorScope")
    unsafe devicePopErrorScope = try unsafe find("wgpuDevicePopErrorScope")
    unsafe deviceCreateShaderModule = try unsafe find("wgpuDeviceCreateShaderModule")
    unsafe deviceCreateComputePipeline = try unsafe find("wgpuDeviceCreateComputePipeline")
    unsafe deviceCreateBindGroupLayout = try unsafe find("wgpuDeviceCreateBindGroupLayout")
    unsafe deviceCreatePipelineLayout = try unsafe find("wgpuDeviceCreatePipelineLayout")
    unsafe deviceCreateBindGroup = try unsafe find("wgpuDeviceCreateBindGroup")
    unsafe deviceCreateBuffer = try unsafe find("wgpuDeviceCreateBuffer")
    unsafe deviceCreateQuerySet = try unsafe find("wgpuDeviceCreateQuerySet")
    unsafe deviceCreateCommandEncoder = try unsafe find("wgpuDeviceCreateCommandEncoder")
    unsafe commandEncoderBeginComputePass = try unsafe find("wgpuCommandEncoderBeginComputePass")
    unsafe commandEncoderCopyBufferToBuffer = try unsafe find("wgpuCommandEncoderCopyBufferToBuffer")
    unsafe commandEncoderResolveQuerySet = try unsafe find("wgpuCommandEncoderResolveQuerySet")
    unsafe commandEncoderFinish = try unsafe find("wgpuCommandEncoderFinish")
    unsafe computePassEncoderSetPipeline = try unsafe find("wgpuComputePassEncoderSetPipeline")
    unsafe computePassEncoderSetBindGroup = try unsafe find("wgpuComputePassEncoderSetBindGroup")
    unsafe computePassEncoderDispatchWorkgroups = try unsafe find("wgpuComputePassEncoderDispatchWorkgroups")
    unsafe computePassEncoderEnd = try unsafe find("wgpuComputePassEncoderEnd")
    unsafe queueSubmit = try unsafe find("wgpuQueueSubmit")
    unsafe queueWriteBuffer = try unsafe find("wgpuQueueWriteBuffer")
    unsafe queueGetTimestampPeriod = try unsafe find("wgpuQueueGetTimestampPeriod")
    unsafe bufferMapAsync = try unsafe find("wgpuBufferMapAsync")
    unsafe bufferGetConstMappedRange = try unsafe find("wgpuBufferGetConstMappedRange")
    unsafe bufferUnmap = try unsafe find("wgpuBufferUnmap")

    unsafe adapterRelease = try unsafe find("wgpuAdapterRelease")
    unsafe bindGroupRelease = try unsafe find("wgpuBindGroupRelease")
    unsafe bindGroupLayoutRelease = try unsafe find("wgpuBindGroupLayoutRelease")
    unsafe bufferRelease = try unsafe find("wgpuBufferRelease")
    unsafe commandBufferRelease = try unsafe find("wgpuCommandBufferRelease")
    unsafe commandEncoderRelease = try unsafe find("wgpuCommandEncoderRelease")
    unsafe computePassEncoderRelease = try unsafe find("wgpuComputePassEncoderRelease")
    unsafe computePipelineRelease = try unsafe find("wgpuComputePipelineRelease")
    unsafe deviceRelease = try unsafe find("wgpuDeviceRelease")
    unsafe instanceRelease = try unsafe find("wgpuInstanceRelease")
    unsafe pipelineLayoutRelease = try unsafe find("wgpuPipelineLayoutRelease")
    unsafe querySetRelease = try unsafe find("wgpuQuerySetRelease")
    unsafe queueRelease = try unsafe find("wgpuQueueRelease")
    unsafe shaderModuleRelease = try unsafe find("wgpuShaderModuleRelease")
  }
}
