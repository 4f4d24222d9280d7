// The limit on open files.

#include <dirent.h>
#include <errno.h>
#include <sys/resource.h>

#include "edge.h"

uint64_t edge_open_files(void) {
  DIR *folder = opendir("/dev/fd");
  // Who has no descriptor left has them all.
  if (!folder) return errno == EMFILE ? UINT64_MAX : 0;
  uint64_t count = 0;
  for (const struct dirent *each; (each = readdir(folder));) count += each->d_name[0] != '.';
  closedir(folder);
  // One of them was to look at the others.
  return count - 1;
}

uint64_t edge_raised_limit(uint64_t needed) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return needed;
  if (limit.rlim_cur >= needed) return limit.rlim_cur;
  rlim_t present = limit.rlim_cur;
  limit.rlim_cur = limit.rlim_max < needed ? limit.rlim_max : needed;
  return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : present;
}
