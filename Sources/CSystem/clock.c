#include "CSystem.h"

#include <time.h>

void system_wall_clock(int64_t *seconds, int64_t *nanoseconds) {
  struct timespec now = {0};
  timespec_get(&now, TIME_UTC);
  *seconds = now.tv_sec;
  *nanoseconds = now.tv_nsec;
}
