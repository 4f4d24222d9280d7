#include "CSystem.h"

#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
#endif

// A function of glibc that its Swift module does not show.
void system_release_free_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
