// The compute part of the standard webgpu.h C ABI, and what wgpu-native adds to it, in our own words.
//
// Structs have the fields of the standard in its order, under its names with RKW for WGPU, so that a test can compile
// the two next to each other. Handles are one opaque pointer type. Nothing here needs a WebGPU library to be present
// when the package is built: functions are looked up at run time through the RKWProc types.
// Strings are pointer and length; they do not end with a NUL.
#ifndef RINGKERNEL_WEBGPU_SUBSET_H
#define RINGKERNEL_WEBGPU_SUBSET_H

#include <stddef.h>
#include <stdint.h>

typedef struct RKWObject *RKWHandle;

typedef struct {
  const char *data;
  size_t length;
} RKWStringView;

typedef struct RKWChainedStruct {
  struct RKWChainedStruct *next;
  uint32_t sType;
} RKWChainedStruct;

typedef struct {
  uint64_t id;
} RKWFuture;

typedef void (*RKWRequestAdapterCallback)(uint32_t status, RKWHandle adapter, RKWStringView message, void *userdata1, void *userdata2);
typedef void (*RKWRequestDeviceCallback)(uint32_t status, RKWHandle device, RKWStringView message, void *userdata1, void *userdata2);
typedef void (*RKWDeviceLostCallback)(const RKWHandle *device, uint32_t reason, RKWStringView message, void *userdata1, void *userdata2);
typedef void (*RKWUncapturedErrorCallback)(const RKWHandle *device, uint32_t type, RKWStringView message, void *userdata1, void *userdata2);
typedef void (*RKWPopErrorScopeCallback)(uint32_t status, uint32_t type, RKWStringView message, void *userdata1, void *userdata2);
typedef void (*RKWQueueWorkDoneCallback)(uint32_t status, RKWStringView message, void *userdata1, void *userdata2);
typedef void (*RKWBufferMapCallback)(uint32_t status, RKWStringView message, void *userdata1, void *userdata2);

typedef struct {
  RKWChainedStruct *nextInChain;
  size_t requiredFeatureCount;
  const uint32_t *requiredFeatures;
  const void *requiredLimits;
} RKWInstanceDescriptor;

typedef struct {
  RKWChainedStruct *nextInChain;
  uint32_t featureLevel;
  uint32_t powerPreference;
  uint32_t forceFallbackAdapter;
  uint32_t backendType;
  RKWHandle compatibleSurface;
} RKWRequestAdapterOptions;

typedef struct {
  RKWChainedStruct *nextInChain;
  uint32_t mode;
  RKWRequestAdapterCallback callback;
  void *userdata1;
  void *userdata2;
} RKWRequestAdapterCallbackInfo;

typedef struct {
  RKWChainedStruct *nextInChain;
  uint32_t mode;
  RKWRequestDeviceCallback callback;
  void *userdata1;
  void *userdata2;
} RKWRequestDeviceCallbackInfo;

typedef struct {
  RKWChainedStruct *nextInChain;
  uint32_t mode;
  RKWDeviceLostCallback callback;
  void *userdata1;
  void *userdata2;
} RKWDeviceLostCallbackInfo;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWUncapturedErrorCallback callback;
  void *userdata1;
  void *userdata2;
} RKWUncapturedErrorCallbackInfo;

typedef struct {
  RKWChainedStruct *nextInChain;
  uint32_t mode;
  RKWPopErrorScopeCallback callback;
  void *userdata1;
  void *userdata2;
} RKWPopErrorScopeCallbackInfo;

typedef struct {
  RKWChainedStruct *nextInChain;
  uint32_t mode;
  RKWQueueWorkDoneCallback callback;
  void *userdata1;
  void *userdata2;
} RKWQueueWorkDoneCallbackInfo;

typedef struct {
  RKWChainedStruct *nextInChain;
  uint32_t mode;
  RKWBufferMapCallback callback;
  void *userdata1;
  void *userdata2;
} RKWBufferMapCallbackInfo;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWStringView label;
} RKWQueueDescriptor;

typedef struct {
  RKWChainedStruct *nextInChain;
  uint32_t maxTextureDimension1D;
  uint32_t maxTextureDimension2D;
  uint32_t maxTextureDimension3D;
  uint32_t maxTextureArrayLayers;
  uint32_t maxBindGroups;
  uint32_t maxBindGroupsPlusVertexBuffers;
  uint32_t maxBindingsPerBindGroup;
  uint32_t maxDynamicUniformBuffersPerPipelineLayout;
  uint32_t maxDynamicStorageBuffersPerPipelineLayout;
  uint32_t maxSampledTexturesPerShaderStage;
  uint32_t maxSamplersPerShaderStage;
  uint32_t maxStorageBuffersPerShaderStage;
  uint32_t maxStorageTexturesPerShaderStage;
  uint32_t maxUniformBuffersPerShaderStage;
  uint64_t maxUniformBufferBindingSize;
  uint64_t maxStorageBufferBindingSize;
  uint32_t minUniformBufferOffsetAlignment;
  uint32_t minStorageBufferOffsetAlignment;
  uint32_t maxVertexBuffers;
  uint64_t maxBufferSize;
  uint32_t maxVertexAttributes;
  uint32_t maxVertexBufferArrayStride;
  uint32_t maxInterStageShaderVariables;
  uint32_t maxColorAttachments;
  uint32_t maxColorAttachmentBytesPerSample;
  uint32_t maxComputeWorkgroupStorageSize;
  uint32_t maxComputeInvocationsPerWorkgroup;
  uint32_t maxComputeWorkgroupSizeX;
  uint32_t maxComputeWorkgroupSizeY;
  uint32_t maxComputeWorkgroupSizeZ;
  uint32_t maxComputeWorkgroupsPerDimension;
  uint32_t maxImmediateSize;
} RKWLimits;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWStringView label;
  size_t requiredFeatureCount;
  const uint32_t *requiredFeatures;
  const RKWLimits *requiredLimits;
  RKWQueueDescriptor defaultQueue;
  RKWDeviceLostCallbackInfo deviceLostCallbackInfo;
  RKWUncapturedErrorCallbackInfo uncapturedErrorCallbackInfo;
} RKWDeviceDescriptor;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWStringView label;
} RKWShaderModuleDescriptor;

typedef struct {
  RKWChainedStruct chain;
  RKWStringView code;
} RKWShaderSourceWGSL;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWStringView label;
  uint64_t usage;
  uint64_t size;
  uint32_t mappedAtCreation;
} RKWBufferDescriptor;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWHandle module;
  RKWStringView entryPoint;
  size_t constantCount;
  const void *constants;
} RKWComputeState;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWStringView label;
  RKWHandle layout;
  RKWComputeState compute;
} RKWComputePipelineDescriptor;

typedef struct {
  RKWChainedStruct *nextInChain;
  uint32_t binding;
  RKWHandle buffer;
  uint64_t offset;
  uint64_t size;
  RKWHandle sampler;
  RKWHandle textureView;
} RKWBindGroupEntry;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWStringView label;
  RKWHandle layout;
  size_t entryCount;
  const RKWBindGroupEntry *entries;
} RKWBindGroupDescriptor;

typedef struct {
  RKWChainedStruct *nextInChain;
  uint32_t type;
  uint32_t hasDynamicOffset;
  uint64_t minBindingSize;
} RKWBufferBindingLayout;

typedef struct {
  RKWChainedStruct *nextInChain;
  uint32_t type;
} RKWSamplerBindingLayout;

typedef struct {
  RKWChainedStruct *nextInChain;
  uint32_t sampleType;
  uint32_t viewDimension;
  uint32_t multisampled;
} RKWTextureBindingLayout;

typedef struct {
  RKWChainedStruct *nextInChain;
  uint32_t access;
  uint32_t format;
  uint32_t viewDimension;
} RKWStorageTextureBindingLayout;

typedef struct {
  RKWChainedStruct *nextInChain;
  uint32_t binding;
  uint64_t visibility;
  uint32_t bindingArraySize;
  RKWBufferBindingLayout buffer;
  RKWSamplerBindingLayout sampler;
  RKWTextureBindingLayout texture;
  RKWStorageTextureBindingLayout storageTexture;
} RKWBindGroupLayoutEntry;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWStringView label;
  size_t entryCount;
  const RKWBindGroupLayoutEntry *entries;
} RKWBindGroupLayoutDescriptor;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWStringView label;
  size_t bindGroupLayoutCount;
  const RKWHandle *bindGroupLayouts;
  uint32_t immediateSize;
} RKWPipelineLayoutDescriptor;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWHandle querySet;
  uint32_t beginningOfPassWriteIndex;
  uint32_t endOfPassWriteIndex;
} RKWPassTimestampWrites;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWStringView label;
  const RKWPassTimestampWrites *timestampWrites;
} RKWComputePassDescriptor;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWStringView label;
  uint32_t type;
  uint32_t count;
} RKWQuerySetDescriptor;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWStringView label;
} RKWCommandEncoderDescriptor;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWStringView label;
} RKWCommandBufferDescriptor;

typedef struct {
  RKWChainedStruct *nextInChain;
  RKWStringView vendor;
  RKWStringView architecture;
  RKWStringView device;
  RKWStringView description;
  uint32_t backendType;
  uint32_t adapterType;
  uint32_t vendorID;
  uint32_t deviceID;
  uint32_t subgroupMinSize;
  uint32_t subgroupMaxSize;
} RKWAdapterInfo;

typedef struct {
  size_t featureCount;
  const uint32_t *features;
} RKWSupportedFeatures;

// Values of the standard's enumerations.
static const uint32_t RKWCallbackMode_AllowSpontaneous = 3;
static const uint32_t RKWRequestAdapterStatus_Success = 1;
static const uint32_t RKWRequestDeviceStatus_Success = 1;
static const uint32_t RKWMapAsyncStatus_Success = 1;
static const uint32_t RKWQueueWorkDoneStatus_Success = 1;
static const uint32_t RKWPopErrorScopeStatus_Success = 1;
static const uint32_t RKWErrorType_NoError = 1;
static const uint32_t RKWErrorType_Validation = 2;
static const uint32_t RKWErrorType_OutOfMemory = 3;
static const uint32_t RKWAdapterType_DiscreteGPU = 1;
static const uint32_t RKWAdapterType_IntegratedGPU = 2;
static const uint32_t RKWAdapterType_CPU = 3;
static const uint32_t RKWBackendType_D3D11 = 3;
static const uint32_t RKWBackendType_D3D12 = 4;
static const uint32_t RKWBackendType_Metal = 5;
static const uint32_t RKWBackendType_Vulkan = 6;
static const uint32_t RKWBackendType_OpenGL = 7;
static const uint32_t RKWBackendType_OpenGLES = 8;
static const uint32_t RKWDeviceLostReason_Unknown = 1;
static const uint32_t RKWDeviceLostReason_Destroyed = 2;
static const uint32_t RKWDeviceLostReason_FailedCreation = 4;
static const uint32_t RKWQueryType_Timestamp = 2;
static const uint32_t RKWErrorFilter_Validation = 1;
static const uint32_t RKWErrorFilter_OutOfMemory = 2;
static const uint32_t RKWErrorFilter_Internal = 3;
static const uint32_t RKWSType_ShaderSourceWGSL = 2;
static const uint32_t RKWFeatureLevel_Core = 2;
static const uint32_t RKWBufferBindingType_Uniform = 2;
static const uint32_t RKWBufferBindingType_Storage = 3;
static const uint32_t RKWBufferBindingType_ReadOnlyStorage = 4;
static const uint32_t RKWFeatureName_TimestampQuery = 9;
static const uint32_t RKWFeatureName_ShaderF16 = 0x0B;
static const uint32_t RKWFeatureName_Subgroups = 0x12;

// Features of wgpu-native.
static const uint32_t RKWNativeFeature_MappablePrimaryBuffers = 0x3000E;
static const uint32_t RKWNativeFeature_ShaderF64 = 0x3001D;
static const uint32_t RKWNativeFeature_Subgroup = 0x30021;
static const uint32_t RKWNativeFeature_SubgroupBarrier = 0x30023;
static const uint32_t RKWNativeFeature_ShaderInt64 = 0x30026;
static const uint32_t RKWNativeFeature_ShaderFloat32Atomic = 0x30027;
static const uint32_t RKWNativeFeature_ShaderInt64AtomicMinMax = 0x3002C;
static const uint32_t RKWNativeFeature_ShaderInt64AtomicAllOps = 0x3002D;

// Flags.
static const uint64_t RKWBufferUsage_MapRead = 1;
static const uint64_t RKWBufferUsage_MapWrite = 2;
static const uint64_t RKWBufferUsage_CopySrc = 4;
static const uint64_t RKWBufferUsage_CopyDst = 8;
static const uint64_t RKWBufferUsage_Uniform = 0x40;
static const uint64_t RKWBufferUsage_Storage = 0x80;
static const uint64_t RKWBufferUsage_QueryResolve = 0x200;
static const uint64_t RKWMapMode_Read = 1;
static const uint64_t RKWMapMode_Write = 2;
static const uint64_t RKWShaderStage_Compute = 4;

// Functions: RKWProcX is the type of wgpuX.
typedef uint32_t (*RKWProcGetVersion)(void);
typedef RKWHandle (*RKWProcCreateInstance)(const RKWInstanceDescriptor *);
typedef void (*RKWProcInstanceProcessEvents)(RKWHandle);
typedef RKWFuture (*RKWProcInstanceRequestAdapter)(RKWHandle, const RKWRequestAdapterOptions *, RKWRequestAdapterCallbackInfo);
typedef size_t (*RKWProcInstanceEnumerateAdapters)(RKWHandle, const void *, RKWHandle *);
typedef uint32_t (*RKWProcAdapterGetInfo)(RKWHandle, RKWAdapterInfo *);
typedef void (*RKWProcAdapterInfoFreeMembers)(RKWAdapterInfo);
typedef uint32_t (*RKWProcAdapterGetLimits)(RKWHandle, RKWLimits *);
typedef void (*RKWProcAdapterGetFeatures)(RKWHandle, RKWSupportedFeatures *);
typedef void (*RKWProcSupportedFeaturesFreeMembers)(RKWSupportedFeatures);
typedef RKWFuture (*RKWProcAdapterRequestDevice)(RKWHandle, const RKWDeviceDescriptor *, RKWRequestDeviceCallbackInfo);
typedef uint32_t (*RKWProcDevicePoll)(RKWHandle, uint32_t, const uint64_t *);
typedef RKWHandle (*RKWProcDeviceGetQueue)(RKWHandle);
typedef void (*RKWProcDevicePushErrorScope)(RKWHandle, uint32_t);
typedef RKWFuture (*RKWProcDevicePopErrorScope)(RKWHandle, RKWPopErrorScopeCallbackInfo);
typedef RKWHandle (*RKWProcDeviceCreateShaderModule)(RKWHandle, const RKWShaderModuleDescriptor *);
typedef RKWHandle (*RKWProcDeviceCreateComputePipeline)(RKWHandle, const RKWComputePipelineDescriptor *);
typedef RKWHandle (*RKWProcDeviceCreateBindGroupLayout)(RKWHandle, const RKWBindGroupLayoutDescriptor *);
typedef RKWHandle (*RKWProcDeviceCreatePipelineLayout)(RKWHandle, const RKWPipelineLayoutDescriptor *);
typedef RKWHandle (*RKWProcDeviceCreateBindGroup)(RKWHandle, const RKWBindGroupDescriptor *);
typedef RKWHandle (*RKWProcDeviceCreateBuffer)(RKWHandle, const RKWBufferDescriptor *);
typedef RKWHandle (*RKWProcDeviceCreateQuerySet)(RKWHandle, const RKWQuerySetDescriptor *);
typedef RKWHandle (*RKWProcDeviceCreateCommandEncoder)(RKWHandle, const RKWCommandEncoderDescriptor *);
typedef RKWHandle (*RKWProcCommandEncoderBeginComputePass)(RKWHandle, const RKWComputePassDescriptor *);
typedef void (*RKWProcCommandEncoderCopyBufferToBuffer)(RKWHandle, RKWHandle, uint64_t, RKWHandle, uint64_t, uint64_t);
typedef void (*RKWProcCommandEncoderResolveQuerySet)(RKWHandle, RKWHandle, uint32_t, uint32_t, RKWHandle, uint64_t);
typedef RKWHandle (*RKWProcCommandEncoderFinish)(RKWHandle, const RKWCommandBufferDescriptor *);
typedef void (*RKWProcComputePassEncoderSetPipeline)(RKWHandle, RKWHandle);
typedef void (*RKWProcComputePassEncoderSetBindGroup)(RKWHandle, uint32_t, RKWHandle, size_t, const uint32_t *);
typedef void (*RKWProcComputePassEncoderDispatchWorkgroups)(RKWHandle, uint32_t, uint32_t, uint32_t);
typedef void (*RKWProcComputePassEncoderEnd)(RKWHandle);
typedef void (*RKWProcQueueSubmit)(RKWHandle, size_t, const RKWHandle *);
typedef void (*RKWProcQueueWriteBuffer)(RKWHandle, RKWHandle, uint64_t, const void *, size_t);
typedef float (*RKWProcQueueGetTimestampPeriod)(RKWHandle);
typedef RKWFuture (*RKWProcQueueOnSubmittedWorkDone)(RKWHandle, RKWQueueWorkDoneCallbackInfo);
typedef RKWFuture (*RKWProcBufferMapAsync)(RKWHandle, uint64_t, size_t, size_t, RKWBufferMapCallbackInfo);
typedef const void *(*RKWProcBufferGetConstMappedRange)(RKWHandle, size_t, size_t);
typedef void (*RKWProcBufferUnmap)(RKWHandle);
typedef void (*RKWProcRelease)(RKWHandle);

#endif
