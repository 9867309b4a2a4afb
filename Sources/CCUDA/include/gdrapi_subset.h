// What we call of GDRCopy, which shows memory of a device to the host: of `gdrapi.h`, version 2, with names of our own.
//
// All but `gdr_open` answer 0 or an errno. The library follows no rules for threads: one connection, one caller at a time.
#ifndef RK_GDRAPI_SUBSET_H
#define RK_GDRAPI_SUBSET_H
#include <stddef.h>
#include <stdint.h>

typedef struct RKgdr *RKgdr_t;

typedef struct {
  unsigned long h;
} RKgdr_mh_t;

// The two bits of `flags` say whether it is mapped, and so that writes are combined. Version 2.5 has added a word; there
// is room for more.
typedef struct {
  uint64_t va;
  uint64_t mapped_size;
  uint32_t page_size;
  uint64_t tm_cycles;
  uint32_t cycles_per_ms;
  unsigned flags;
  uint32_t room[6];
} RKgdr_info_v2_t;

// What is pinned begins at a multiple of it and has as many bytes.
static const uint32_t RKGPU_PAGE_SIZE = 65536;

typedef RKgdr_t (*RKProc_gdr_open)(void);
typedef int (*RKProc_gdr_close)(RKgdr_t g);
typedef int (*RKProc_gdr_pin_buffer)(RKgdr_t g, unsigned long addr, size_t size, uint64_t p2p_token, uint32_t va_space, RKgdr_mh_t *handle);
typedef int (*RKProc_gdr_unpin_buffer)(RKgdr_t g, RKgdr_mh_t handle);
typedef int (*RKProc_gdr_get_info_v2)(RKgdr_t g, RKgdr_mh_t handle, RKgdr_info_v2_t *info);
typedef int (*RKProc_gdr_map)(RKgdr_t g, RKgdr_mh_t handle, void **va, size_t size);
typedef int (*RKProc_gdr_unmap)(RKgdr_t g, RKgdr_mh_t handle, void *va, size_t size);

#endif
