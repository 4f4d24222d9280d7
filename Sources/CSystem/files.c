#include "CSystem.h"

#include <sys/resource.h>

uint64_t system_file_limit(void) {
  struct rlimit limit;
  return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 0;
}
