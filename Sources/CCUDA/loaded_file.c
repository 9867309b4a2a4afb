#define _GNU_SOURCE
#include "loaded_file.h"
#include <dlfcn.h>

const char *rk_loaded_file(const void *function) {
  Dl_info found;
  return dladdr(function, &found) ? found.dli_fname : 0;
}
