@_exported public import RingKernelHost

#if Macros
@_exported public import RingKernelDSL
#endif
