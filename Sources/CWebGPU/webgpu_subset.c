// The structs that cross the boundary by value or carry 64-bit fields behind 32-bit ones: what a compiler makes of
// them is checked here once for every machine that the package is built on.
#include "webgpu_subset.h"

_Static_assert(sizeof(void *) != 8 || sizeof(RKWStringView) == 16, "a string is pointer and length");
_Static_assert(sizeof(void *) != 8 || sizeof(RKWLimits) == 152, "limits: 32-bit fields around three of 64");
_Static_assert(sizeof(void *) != 8 || sizeof(RKWBindGroupEntry) == 56, "an entry of a bind group");
