#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <stddef.h>

/// Returns free memory of the allocator to the system, where the C library can.
void system_release_free_memory(void);

/// Fills memory with random bytes of the operating system.
void system_random(void *bytes, size_t count);

#endif
