// The umbrella's users write one import: the core is part of it.
@_exported public import RingKernelCore
