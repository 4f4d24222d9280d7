#ifndef CSYSTEM_H
#define CSYSTEM_H

/// Returns free memory of the allocator to the system, where the C library can.
void system_release_free_memory(void);

#endif
