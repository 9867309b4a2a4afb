// A WebGPU library that goes wrong when it is told to: every function that the package uses, passed on to the real
// library, with a fault where one is asked for, and a count of what is alive.
//
// To leave a function out, it is renamed when this file is compiled: -DwgpuQueueSubmit=left_out.
#include "webgpu_faults.h"

#include <dlfcn.h>
#include <stdatomic.h>
#include <stdlib.h>

static void *opened;

int faults_library(const char *path) {
  if (!opened) opened = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  return opened != NULL;
}

static void *library(void) {
  // Without the real library there is nothing to pass calls on to.
  if (!opened) abort();
  return opened;
}

// The real function behind the one that this macro stands in; found once.
#define REAL(type, name)                           \
  static RKWProc##type real;                       \
  if (!real) real = (RKWProc##type)dlsym(library(), name)

static uint32_t version;
static atomic_long alive[FaultKinds], made[FaultKinds], calls[FaultPlaces];
static int failKind, failHow, losePlace;
static long failNumber, loseNumber;
static RKWHandle device;
static RKWUncapturedErrorCallbackInfo uncaptured;
static _Thread_local uint32_t injected;

static const RKWStringView words = {"forced", 6};

void faults_version(uint32_t packed) { version = packed; }

void faults_fail(int kind, long number, int how) {
  for (int each = 0; each < FaultKinds; each++) made[each] = 0;
  failKind = kind;
  failHow = how;
  failNumber = number;
}

void faults_lose(int place, long number) {
  for (int each = 0; each < FaultPlaces; each++) calls[each] = 0;
  losePlace = place;
  loseNumber = number;
}

long faults_made(int kind) { return made[kind]; }
long faults_calls(int place) { return calls[place]; }
long faults_alive(int kind) { return alive[kind]; }

// Counts a call; takes the device away, really, where that was asked for.
static void pass(int place) {
  if (atomic_fetch_add(&calls[place], 1) + 1 != loseNumber || place != losePlace) return;
  ((void (*)(RKWHandle))dlsym(library(), "wgpuDeviceDestroy"))(device);
}

// Whether this creation is to fail, and how.
static int fault(int kind) {
  long number = atomic_fetch_add(&made[kind], 1) + 1;
  return kind == failKind && number == failNumber ? failHow : FaultNone;
}

// Reports the fault as the library does: what is invalid to the error scope, lack of memory, for which nobody has
// opened a scope, to the device's callback.
static RKWHandle give(int kind, int how, RKWHandle handle) {
  if (how == FaultInvalid) injected = RKWErrorType_Validation;
  if (how == FaultMemory) {
    injected = RKWErrorType_NoError;
    uncaptured.callback(&device, RKWErrorType_OutOfMemory, words, uncaptured.userdata1, uncaptured.userdata2);
  }
  if (handle) alive[kind]++;
  return handle;
}

#define CREATE(type, kind, descriptorType)                                                       \
  RKWHandle wgpu##type(RKWHandle self, const descriptorType *descriptor) {                       \
    REAL(type, "wgpu" #type);                                                                    \
    int how = fault(kind);                                                                       \
    return how == FaultNull ? NULL : give(kind, how, real(self, descriptor));                    \
  }

#define RELEASE(name, kind)                                                     \
  void wgpu##name##Release(RKWHandle self) {                                    \
    static RKWProcRelease real;                                                 \
    if (!real) real = (RKWProcRelease)dlsym(library(), "wgpu" #name "Release"); \
    alive[kind]--;                                                              \
    real(self);                                                                 \
  }

uint32_t wgpuGetVersion(void) {
  REAL(GetVersion, "wgpuGetVersion");
  return version ? version : real();
}

RKWHandle wgpuCreateInstance(const RKWInstanceDescriptor *descriptor) {
  REAL(CreateInstance, "wgpuCreateInstance");
  int how = fault(FaultInstance);
  return how == FaultNull ? NULL : give(FaultInstance, FaultNone, real(descriptor));
}

void wgpuInstanceProcessEvents(RKWHandle self) {
  REAL(InstanceProcessEvents, "wgpuInstanceProcessEvents");
  real(self);
}

size_t wgpuInstanceEnumerateAdapters(RKWHandle self, const void *options, RKWHandle *adapters) {
  REAL(InstanceEnumerateAdapters, "wgpuInstanceEnumerateAdapters");
  size_t count = real(self, options, adapters);
  if (adapters) alive[FaultAdapter] += (long)count;
  return count;
}

uint32_t wgpuAdapterGetInfo(RKWHandle self, RKWAdapterInfo *info) {
  REAL(AdapterGetInfo, "wgpuAdapterGetInfo");
  alive[FaultInfo]++;
  return real(self, info);
}

void wgpuAdapterInfoFreeMembers(RKWAdapterInfo info) {
  REAL(AdapterInfoFreeMembers, "wgpuAdapterInfoFreeMembers");
  alive[FaultInfo]--;
  real(info);
}

uint32_t wgpuAdapterGetLimits(RKWHandle self, RKWLimits *limits) {
  REAL(AdapterGetLimits, "wgpuAdapterGetLimits");
  return real(self, limits);
}

void wgpuAdapterGetFeatures(RKWHandle self, RKWSupportedFeatures *features) {
  REAL(AdapterGetFeatures, "wgpuAdapterGetFeatures");
  alive[FaultInfo]++;
  real(self, features);
}

void wgpuSupportedFeaturesFreeMembers(RKWSupportedFeatures features) {
  REAL(SupportedFeaturesFreeMembers, "wgpuSupportedFeaturesFreeMembers");
  alive[FaultInfo]--;
  real(features);
}

static RKWRequestDeviceCallbackInfo wanted;

static void deviceOpened(uint32_t status, RKWHandle handle, RKWStringView message, void *user1, void *user2) {
  if (handle) {
    device = handle;
    alive[FaultDevice]++;
  }
  wanted.callback(status, handle, message, user1, user2);
}

RKWFuture wgpuAdapterRequestDevice(RKWHandle self, const RKWDeviceDescriptor *descriptor,
                                   RKWRequestDeviceCallbackInfo callback) {
  REAL(AdapterRequestDevice, "wgpuAdapterRequestDevice");
  if (fault(FaultDevice) != FaultNone) {
    callback.callback(RKWRequestDeviceStatus_Success + 2, NULL, words, callback.userdata1, callback.userdata2);
    return (RKWFuture){0};
  }
  uncaptured = descriptor->uncapturedErrorCallbackInfo;
  wanted = callback;
  callback.callback = deviceOpened;
  return real(self, descriptor, callback);
}

uint32_t wgpuDevicePoll(RKWHandle self, uint32_t wait, const uint64_t *index) {
  REAL(DevicePoll, "wgpuDevicePoll");
  pass(FaultPoll);
  return real(self, wait, index);
}

RKWHandle wgpuDeviceGetQueue(RKWHandle self) {
  REAL(DeviceGetQueue, "wgpuDeviceGetQueue");
  return give(FaultQueue, FaultNone, fault(FaultQueue) == FaultNull ? NULL : real(self));
}

void wgpuDevicePushErrorScope(RKWHandle self, uint32_t filter) {
  REAL(DevicePushErrorScope, "wgpuDevicePushErrorScope");
  injected = 0;
  real(self, filter);
}

static void popped(uint32_t status, uint32_t type, RKWStringView message, void *user1, void *user2) {
  RKWPopErrorScopeCallback callback = (RKWPopErrorScopeCallback)user2;
  callback(status, injected ? injected : type, injected ? words : message, user1, NULL);
}

RKWFuture wgpuDevicePopErrorScope(RKWHandle self, RKWPopErrorScopeCallbackInfo callback) {
  REAL(DevicePopErrorScope, "wgpuDevicePopErrorScope");
  callback.userdata2 = (void *)callback.callback;
  callback.callback = popped;
  return real(self, callback);
}

RKWHandle wgpuDeviceCreateBuffer(RKWHandle self, const RKWBufferDescriptor *descriptor) {
  REAL(DeviceCreateBuffer, "wgpuDeviceCreateBuffer");
  pass(FaultBufferCreation);
  int how = fault(FaultBuffer);
  if (how == FaultNull) return NULL;
  RKWBufferDescriptor copy = *descriptor;
  // A buffer for nothing is invalid: whoever uses it all the same is punished as with the real fault.
  if (how != FaultNone) copy.usage = 0;
  return give(FaultBuffer, how, real(self, &copy));
}

RKWHandle wgpuDeviceCreateCommandEncoder(RKWHandle self, const RKWCommandEncoderDescriptor *descriptor) {
  REAL(DeviceCreateCommandEncoder, "wgpuDeviceCreateCommandEncoder");
  pass(FaultEncoding);
  if (fault(FaultEncoder) == FaultNull) return NULL;
  return give(FaultEncoder, FaultNone, real(self, descriptor));
}

RKWHandle wgpuCommandEncoderBeginComputePass(RKWHandle self, const RKWComputePassDescriptor *descriptor) {
  REAL(CommandEncoderBeginComputePass, "wgpuCommandEncoderBeginComputePass");
  if (fault(FaultPass) == FaultNull) return NULL;
  return give(FaultPass, FaultNone, real(self, descriptor));
}

RKWHandle wgpuCommandEncoderFinish(RKWHandle self, const RKWCommandBufferDescriptor *descriptor) {
  REAL(CommandEncoderFinish, "wgpuCommandEncoderFinish");
  pass(FaultFinish);
  if (fault(FaultCommands) == FaultNull) return NULL;
  return give(FaultCommands, FaultNone, real(self, descriptor));
}

void wgpuCommandEncoderCopyBufferToBuffer(RKWHandle self, RKWHandle source, uint64_t offset, RKWHandle target,
                                          uint64_t place, uint64_t count) {
  REAL(CommandEncoderCopyBufferToBuffer, "wgpuCommandEncoderCopyBufferToBuffer");
  real(self, source, offset, target, place, count);
}

void wgpuCommandEncoderResolveQuerySet(RKWHandle self, RKWHandle queries, uint32_t first, uint32_t count,
                                       RKWHandle target, uint64_t place) {
  REAL(CommandEncoderResolveQuerySet, "wgpuCommandEncoderResolveQuerySet");
  real(self, queries, first, count, target, place);
}

void wgpuComputePassEncoderSetPipeline(RKWHandle self, RKWHandle pipeline) {
  REAL(ComputePassEncoderSetPipeline, "wgpuComputePassEncoderSetPipeline");
  real(self, pipeline);
}

void wgpuComputePassEncoderSetBindGroup(RKWHandle self, uint32_t number, RKWHandle group, size_t count,
                                        const uint32_t *offsets) {
  REAL(ComputePassEncoderSetBindGroup, "wgpuComputePassEncoderSetBindGroup");
  real(self, number, group, count, offsets);
}

void wgpuComputePassEncoderDispatchWorkgroups(RKWHandle self, uint32_t x, uint32_t y, uint32_t z) {
  REAL(ComputePassEncoderDispatchWorkgroups, "wgpuComputePassEncoderDispatchWorkgroups");
  real(self, x, y, z);
}

void wgpuComputePassEncoderEnd(RKWHandle self) {
  REAL(ComputePassEncoderEnd, "wgpuComputePassEncoderEnd");
  real(self);
}

void wgpuQueueSubmit(RKWHandle self, size_t count, const RKWHandle *commands) {
  REAL(QueueSubmit, "wgpuQueueSubmit");
  real(self, count, commands);
  // Lost behind the submission: what was submitted is on its way.
  pass(FaultSubmit);
}

void wgpuQueueWriteBuffer(RKWHandle self, RKWHandle buffer, uint64_t place, const void *bytes, size_t count) {
  REAL(QueueWriteBuffer, "wgpuQueueWriteBuffer");
  pass(FaultWrite);
  real(self, buffer, place, bytes, count);
}

float wgpuQueueGetTimestampPeriod(RKWHandle self) {
  REAL(QueueGetTimestampPeriod, "wgpuQueueGetTimestampPeriod");
  return real(self);
}

RKWFuture wgpuBufferMapAsync(RKWHandle self, uint64_t mode, size_t place, size_t count, RKWBufferMapCallbackInfo call) {
  REAL(BufferMapAsync, "wgpuBufferMapAsync");
  pass(FaultMap);
  return real(self, mode, place, count, call);
}

const void *wgpuBufferGetConstMappedRange(RKWHandle self, size_t place, size_t count) {
  REAL(BufferGetConstMappedRange, "wgpuBufferGetConstMappedRange");
  return real(self, place, count);
}

void wgpuBufferUnmap(RKWHandle self) {
  REAL(BufferUnmap, "wgpuBufferUnmap");
  real(self);
}

CREATE(DeviceCreateShaderModule, FaultShader, RKWShaderModuleDescriptor)
CREATE(DeviceCreateComputePipeline, FaultPipeline, RKWComputePipelineDescriptor)
CREATE(DeviceCreateBindGroupLayout, FaultLayout, RKWBindGroupLayoutDescriptor)
CREATE(DeviceCreatePipelineLayout, FaultPipelineLayout, RKWPipelineLayoutDescriptor)
CREATE(DeviceCreateBindGroup, FaultGroup, RKWBindGroupDescriptor)
CREATE(DeviceCreateQuerySet, FaultQueries, RKWQuerySetDescriptor)

RELEASE(Instance, FaultInstance)
RELEASE(Adapter, FaultAdapter)
RELEASE(Device, FaultDevice)
RELEASE(Queue, FaultQueue)
RELEASE(Buffer, FaultBuffer)
RELEASE(ShaderModule, FaultShader)
RELEASE(ComputePipeline, FaultPipeline)
RELEASE(BindGroupLayout, FaultLayout)
RELEASE(PipelineLayout, FaultPipelineLayout)
RELEASE(BindGroup, FaultGroup)
RELEASE(QuerySet, FaultQueries)
RELEASE(CommandEncoder, FaultEncoder)
RELEASE(CommandBuffer, FaultCommands)
RELEASE(ComputePassEncoder, FaultPass)
