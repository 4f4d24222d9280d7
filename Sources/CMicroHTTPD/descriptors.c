// How many connections the limit on open files leaves room for.

#include <sys/resource.h>

#include "edge.h"

// What the rest of the process may want: databases, their logs, files that are read.
static const rlim_t others = 512;

// The limit after it was raised as far as it is needed, if the process may do that.
static rlim_t raised_limit(rlim_t needed) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return needed;
  if (limit.rlim_cur >= needed) return limit.rlim_cur;
  rlim_t present = limit.rlim_cur;
  limit.rlim_cur = limit.rlim_max < needed ? limit.rlim_max : needed;
  return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : present;
}

static unsigned smaller(rlim_t one, unsigned other) { return one < other ? (unsigned)one : other; }

unsigned edge_descriptor_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return EDGE_DESCRIPTOR_LIMIT;
  return smaller(limit.rlim_cur > 2 * others ? limit.rlim_cur - others / 4 : limit.rlim_cur, EDGE_DESCRIPTOR_LIMIT);
}

unsigned edge_allow_connections(unsigned wanted, unsigned further) {
  rlim_t limit = smaller(raised_limit((rlim_t)wanted + further + others), EDGE_DESCRIPTOR_LIMIT);
  // Where there is too little for all, connections get half of it.
  rlim_t room = limit > 2 * others ? limit - others : limit / 2;
  return smaller(room > further ? room - further : 1, wanted);
}
