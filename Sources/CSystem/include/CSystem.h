#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Returns free memory of the allocator to the system, where the C library can.
void system_release_free_memory(void);

/// How many files the process may have open at the same time.
uint64_t system_file_limit(void);

/// Fills memory with random bytes of the operating system.
void system_random(void *bytes, size_t count);

/// What the machine's clock shows: seconds since 1970-01-01T00:00:00Z, and the part of the next.
void system_wall_clock(int64_t *seconds, int64_t *nanoseconds);

/// Begins work of this thread on files that are mapped into memory. Until it ends, a page that the file has no longer,
/// or that the disk does not give, reads as zeros in place of ending the process (SIGBUS).
void system_pages_begin(void);

/// Whether that has happened since the outermost beginning.
bool system_pages_lost(void);

/// Ends the work; true when the pages that were read are not to be trusted.
bool system_pages_end(void);

#endif
