// What the loader knows of a library, which Swift's module of the C library does not show.
#pragma once

// The file that a function was loaded from; null where the loader does not say.
const char *rk_loaded_file(const void *function);
