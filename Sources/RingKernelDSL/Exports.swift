@_exported public import RingKernelCompute
