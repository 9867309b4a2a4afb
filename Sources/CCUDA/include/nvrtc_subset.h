// The part of NVRTC that we call, in our own words.
//
// Names are the official ones with RK before them, so that a test can compile the two next to each other. Functions are
// looked up at run time through the RKProc types.
#ifndef RINGKERNEL_NVRTC_SUBSET_H
#define RINGKERNEL_NVRTC_SUBSET_H

#include <stddef.h>
#include <stdint.h>

typedef struct RK_nvrtcProgram *RKnvrtcProgram;
typedef uint32_t RKnvrtcResult;

static const uint32_t RKNVRTC_SUCCESS = 0;
static const uint32_t RKNVRTC_ERROR_OUT_OF_MEMORY = 1;
static const uint32_t RKNVRTC_ERROR_INVALID_INPUT = 3;
static const uint32_t RKNVRTC_ERROR_INVALID_OPTION = 5;
static const uint32_t RKNVRTC_ERROR_COMPILATION = 6;

typedef RKnvrtcResult (*RKProc_nvrtcVersion)(int *major, int *minor);
typedef const char *(*RKProc_nvrtcGetErrorString)(RKnvrtcResult result);
typedef RKnvrtcResult (*RKProc_nvrtcGetNumSupportedArchs)(int *numArchs);
typedef RKnvrtcResult (*RKProc_nvrtcGetSupportedArchs)(int *supportedArchs);
typedef RKnvrtcResult (*RKProc_nvrtcCreateProgram)(RKnvrtcProgram *prog, const char *src, const char *name, int numHeaders, const char *const *headers, const char *const *includeNames);
typedef RKnvrtcResult (*RKProc_nvrtcDestroyProgram)(RKnvrtcProgram *prog);
typedef RKnvrtcResult (*RKProc_nvrtcCompileProgram)(RKnvrtcProgram prog, int numOptions, const char *const *options);
typedef RKnvrtcResult (*RKProc_nvrtcGetPTXSize)(RKnvrtcProgram prog, size_t *ptxSizeRet);
typedef RKnvrtcResult (*RKProc_nvrtcGetPTX)(RKnvrtcProgram prog, char *ptx);
typedef RKnvrtcResult (*RKProc_nvrtcGetCUBINSize)(RKnvrtcProgram prog, size_t *cubinSizeRet);
typedef RKnvrtcResult (*RKProc_nvrtcGetCUBIN)(RKnvrtcProgram prog, char *cubin);
typedef RKnvrtcResult (*RKProc_nvrtcGetProgramLogSize)(RKnvrtcProgram prog, size_t *logSizeRet);
typedef RKnvrtcResult (*RKProc_nvrtcGetProgramLog)(RKnvrtcProgram prog, char *log);

#endif
