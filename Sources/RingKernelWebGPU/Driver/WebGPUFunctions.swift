internal import CWebGPU
internal import RingKernelCore

/// The functions of a WebGPU library, looked up by name.
@safe
struct WebGPUFunctions: Sendable {
  let createInstance: RKWProcCreateInstance
  let instanceProcessEvents: RKWProcInstanceProcessEvents
  let instanceRequestAdapter: RKWProcInstanceRequestAdapter
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
  let deviceCreateCommandEncoder: RKWProcDeviceCreateCommandEncoder
  let commandEncoderBeginComputePass: RKWProcCommandEncoderBeginComputePass
  let commandEncoderCopyBufferToBuffer: RKWProcCommandEncoderCopyBufferToBuffer
  let commandEncoderFinish: RKWProcCommandEncoderFinish
  let computePassEncoderSetPipeline: RKWProcComputePassEncoderSetPipeline
  let computePassEncoderSetBindGroup: RKWProcComputePassEncoderSetBindGroup
  let computePassEncoderDispatchWorkgroups: RKWProcComputePassEncoderDispatchWorkgroups
  let computePassEncoderEnd: RKWProcComputePassEncoderEnd
  let queueSubmit: RKWProcQueueSubmit
  let queueWriteBuffer: RKWProcQueueWriteBuffer
  let queueOnSubmittedWorkDone: RKWProcQueueOnSubmittedWorkDone
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
  let pipelineLayoutRelease: RKWProcRelease
  let queueRelease: RKWProcRelease
  let shaderModuleRelease: RKWProcRelease

  /// Looks every function up.
  ///
  /// - Throws: The first that the library lacks.
  init(_ library: DynamicLibrary) throws(DynamicLibraryError) {
    unsafe createInstance = try unsafe library.symbol("wgpuCreateInstance", as: RKWProcCreateInstance.self)
    unsafe instanceProcessEvents = try unsafe library.symbol(
      "wgpuInstanceProcessEvents",
      as: RKWProcInstanceProcessEvents.self
    )
    unsafe instanceRequestAdapter = try unsafe library.symbol(
      "wgpuInstanceRequestAdapter",
      as: RKWProcInstanceRequestAdapter.self
    )
    unsafe instanceEnumerateAdapters = try unsafe library.symbol(
      "wgpuInstanceEnumerateAdapters",
      as: RKWProcInstanceEnumerateAdapters.self
    )
    unsafe adapterGetInfo = try unsafe library.symbol("wgpuAdapterGetInfo", as: RKWProcAdapterGetInfo.self)
    unsafe adapterInfoFreeMembers = try unsafe library.symbol(
      "wgpuAdapterInfoFreeMembers",
      as: RKWProcAdapterInfoFreeMembers.self
    )
    unsafe adapterGetLimits = try unsafe library.symbol("wgpuAdapterGetLimits", as: RKWProcAdapterGetLimits.self)
    unsafe adapterGetFeatures = try unsafe library.symbol("wgpuAdapterGetFeatures", as: RKWProcAdapterGetFeatures.self)
    unsafe supportedFeaturesFreeMembers = try unsafe library.symbol(
      "wgpuSupportedFeaturesFreeMembers",
      as: RKWProcSupportedFeaturesFreeMembers.self
    )
    unsafe adapterRequestDevice = try unsafe library.symbol(
      "wgpuAdapterRequestDevice",
      as: RKWProcAdapterRequestDevice.self
    )
    unsafe devicePoll = try unsafe library.symbol("wgpuDevicePoll", as: RKWProcDevicePoll.self)
    unsafe deviceGetQueue = try unsafe library.symbol("wgpuDeviceGetQueue", as: RKWProcDeviceGetQueue.self)
    unsafe devicePushErrorScope = try unsafe library.symbol(
      "wgpuDevicePushErrorScope",
      as: RKWProcDevicePushErrorScope.self
    )
    unsafe devicePopErrorScope = try unsafe library.symbol(
      "wgpuDevicePopErrorScope",
      as: RKWProcDevicePopErrorScope.self
    )
    unsafe deviceCreateShaderModule = try unsafe library.symbol(
      "wgpuDeviceCreateShaderModule",
      as: RKWProcDeviceCreateShaderModule.self
    )
    unsafe deviceCreateComputePipeline = try unsafe library.symbol(
      "wgpuDeviceCreateComputePipeline",
      as: RKWProcDeviceCreateComputePipeline.self
    )
    unsafe deviceCreateBindGroupLayout = try unsafe library.symbol(
      "wgpuDeviceCreateBindGroupLayout",
      as: RKWProcDeviceCreateBindGroupLayout.self
    )
    unsafe deviceCreatePipelineLayout = try unsafe library.symbol(
      "wgpuDeviceCreatePipelineLayout",
      as: RKWProcDeviceCreatePipelineLayout.self
    )
    unsafe deviceCreateBindGroup = try unsafe library.symbol(
      "wgpuDeviceCreateBindGroup",
      as: RKWProcDeviceCreateBindGroup.self
    )
    unsafe deviceCreateBuffer = try unsafe library.symbol("wgpuDeviceCreateBuffer", as: RKWProcDeviceCreateBuffer.self)
    unsafe deviceCreateCommandEncoder = try unsafe library.symbol(
      "wgpuDeviceCreateCommandEncoder",
      as: RKWProcDeviceCreateCommandEncoder.self
    )
    unsafe commandEncoderBeginComputePass = try unsafe library.symbol(
      "wgpuCommandEncoderBeginComputePass",
      as: RKWProcCommandEncoderBeginComputePass.self
    )
    unsafe commandEncoderCopyBufferToBuffer = try unsafe library.symbol(
      "wgpuCommandEncoderCopyBufferToBuffer",
      as: RKWProcCommandEncoderCopyBufferToBuffer.self
    )
    unsafe commandEncoderFinish = try unsafe library.symbol(
      "wgpuCommandEncoderFinish",
      as: RKWProcCommandEncoderFinish.self
    )
    unsafe computePassEncoderSetPipeline = try unsafe library.symbol(
      "wgpuComputePassEncoderSetPipeline",
      as: RKWProcComputePassEncoderSetPipeline.self
    )
    unsafe computePassEncoderSetBindGroup = try unsafe library.symbol(
      "wgpuComputePassEncoderSetBindGroup",
      as: RKWProcComputePassEncoderSetBindGroup.self
    )
    unsafe computePassEncoderDispatchWorkgroups = try unsafe library.symbol(
      "wgpuComputePassEncoderDispatchWorkgroups",
      as: RKWProcComputePassEncoderDispatchWorkgroups.self
    )
    unsafe computePassEncoderEnd = try unsafe library.symbol(
      "wgpuComputePassEncoderEnd",
      as: RKWProcComputePassEncoderEnd.self
    )
    unsafe queueSubmit = try unsafe library.symbol("wgpuQueueSubmit", as: RKWProcQueueSubmit.self)
    unsafe queueWriteBuffer = try unsafe library.symbol("wgpuQueueWriteBuffer", as: RKWProcQueueWriteBuffer.self)
    unsafe queueOnSubmittedWorkDone = try unsafe library.symbol(
      "wgpuQueueOnSubmittedWorkDone",
      as: RKWProcQueueOnSubmittedWorkDone.self
    )
    unsafe bufferMapAsync = try unsafe library.symbol("wgpuBufferMapAsync", as: RKWProcBufferMapAsync.self)
    unsafe bufferGetConstMappedRange = try unsafe library.symbol(
      "wgpuBufferGetConstMappedRange",
      as: RKWProcBufferGetConstMappedRange.self
    )
    unsafe bufferUnmap = try unsafe library.symbol("wgpuBufferUnmap", as: RKWProcBufferUnmap.self)
    unsafe adapterRelease = try unsafe library.symbol("wgpuAdapterRelease", as: RKWProcRelease.self)
    unsafe bindGroupRelease = try unsafe library.symbol("wgpuBindGroupRelease", as: RKWProcRelease.self)
    unsafe bindGroupLayoutRelease = try unsafe library.symbol("wgpuBindGroupLayoutRelease", as: RKWProcRelease.self)
    unsafe bufferRelease = try unsafe library.symbol("wgpuBufferRelease", as: RKWProcRelease.self)
    unsafe commandBufferRelease = try unsafe library.symbol("wgpuCommandBufferRelease", as: RKWProcRelease.self)
    unsafe commandEncoderRelease = try unsafe library.symbol("wgpuCommandEncoderRelease", as: RKWProcRelease.self)
    unsafe computePassEncoderRelease = try unsafe library.symbol(
      "wgpuComputePassEncoderRelease",
      as: RKWProcRelease.self
    )
    unsafe computePipelineRelease = try unsafe library.symbol("wgpuComputePipelineRelease", as: RKWProcRelease.self)
    unsafe deviceRelease = try unsafe library.symbol("wgpuDeviceRelease", as: RKWProcRelease.self)
    unsafe pipelineLayoutRelease = try unsafe library.symbol("wgpuPipelineLayoutRelease", as: RKWProcRelease.self)
    unsafe queueRelease = try unsafe library.symbol("wgpuQueueRelease", as: RKWProcRelease.self)
    unsafe shaderModuleRelease = try unsafe library.symbol("wgpuShaderModuleRelease", as: RKWProcRelease.self)
  }
}
