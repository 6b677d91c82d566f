// CMalloc.h — what Swift's Glibc module leaves out of the C library.
#include <malloc.h>
