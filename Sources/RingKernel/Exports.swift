@_exported public import RingKernelCore
#if Macros
@_exported public import RingKernelDSL
#endif
