// The structs that cross the boundary: what a compiler makes of them is checked here once for every machine that the
// package is built on.
#include "cuda_subset.h"
#include "gdrapi_subset.h"
#include "nvrtc_subset.h"

_Static_assert(sizeof(void *) != 8 || sizeof(RKCUlaunchAttribute) == 72, "an attribute: 8 bytes, then 64");
_Static_assert(sizeof(void *) != 8 || sizeof(RKCUlaunchConfig) == 56, "a launch: 32-bit sizes, then pointers");
_Static_assert(sizeof(RKCUdeviceptr) == 8, "addresses of devices have 64 bits");
_Static_assert(sizeof(void *) != 8 || offsetof(RKgdr_info_v2_t, flags) == 36, "what GDRCopy tells of a mapping");
