// CXXHash.h — the one door to xxHash, of which XXH3 with 64 bits is used.
#ifndef ANDU_CXXHASH_H
#define ANDU_CXXHASH_H
#include <xxhash.h>

#endif
