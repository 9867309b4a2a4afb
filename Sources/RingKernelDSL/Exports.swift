@_exported public import RingKernelCompute
@_exported public import RingKernelDevice
