// CXXHash.h — the one door to xxHash, of which XXH3 with 64 bits is used.
#ifndef ANDU_CXXHASH_H
#define ANDU_CXXHASH_H
// Compiled with what calls it: twice as fast as the library that distributions build.
#define XXH_INLINE_ALL
#include <xxhash.h>

// Swift cannot see macros that rename functions.
static inline XXH64_hash_t xxh3_64bits(const void *bytes, size_t count) {
  return XXH3_64bits(bytes, count);
}

#endif
