// What the limit on open files leaves for connections.

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/resource.h>

#include "edge.h"

// What the rest of the process may want beside what requests open: more tenants, files that are read.
static const rlim_t others = 512;

// The least of that, timers and calls to endpoints of notifications among it, and the fewest connections that are worth a start.
enum { LEAST_OTHERS = 16, LEAST_CONNECTIONS = 8 };

// The bell that stops the acceptor; its sockets come to that.
enum { BELL_FILES = 1, WORKER_FILES = 2 };

// Those that are open, one of them to look at the others.
static rlim_t open_files(void) {
  DIR *folder = opendir("/dev/fd");
  // Who has no descriptor left has them all.
  if (!folder) return errno == EMFILE ? RLIM_INFINITY : 0;
  rlim_t count = 0;
  for (const struct dirent *each; (each = readdir(folder));) count += each->d_name[0] != '.';
  closedir(folder);
  return count - 1;
}

// The limit after it was raised as far as it is needed, if the process may do that.
static rlim_t raised_limit(rlim_t needed) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return needed;
  if (limit.rlim_cur >= needed) return limit.rlim_cur;
  rlim_t present = limit.rlim_cur;
  limit.rlim_cur = limit.rlim_max < needed ? limit.rlim_max : needed;
  return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : present;
}

static rlim_t smaller(rlim_t one, rlim_t other) { return one < other ? one : other; }

static rlim_t larger(rlim_t one, rlim_t other) { return one > other ? one : other; }

unsigned edge_worker_count(const edge_options *options) {
  return (options->threads > 0 ? options->threads : 1) * options->door_count;
}

typedef struct {
  unsigned lanes;
  // All that they have.
  unsigned threads;
} lane_count;

static lane_count lanes_of(const edge_options *options) {
  lane_count count = {0};
  for (unsigned i = 0; i < EDGE_LANE_LIMIT; i++) {
    count.lanes += options->lanes[i] > 0;
    count.threads += options->lanes[i];
  }
  return count;
}

static bool fail(edge_failure *failure, rlim_t limit, rlim_t needed) {
  *failure = (edge_failure){.code = EMFILE, .file_limit = limit, .files_needed = needed};
  snprintf(failure->text, sizeof failure->text, "too few files may be open");
  return false;
}

// Where there is too little for all, connections get half of it.
static void share(
  const edge_options *options, edge_files *files, rlim_t limit, rlim_t left, rlim_t least, rlim_t wanted) {
  rlim_t rest = larger(least, smaller(wanted, left / 2)), room = left - rest;
  files->further = (unsigned)smaller(32, room / 4);
  files->leaving = (unsigned)smaller(64, room / 4);
  files->connections = (unsigned)smaller(options->connection_limit, room - files->further - files->leaving);
  files->descriptor_limit = (unsigned)(limit - rest);
  rlim_t threads = options->files_per_request > 0 ? (rest - LEAST_OTHERS) / options->files_per_request : UINT16_MAX;
  files->handlers = (unsigned)smaller(threads - edge_worker_count(options), UINT16_MAX);
}

bool edge_share_files(const edge_options *options, edge_files *files, edge_failure *failure) {
  lane_count count = lanes_of(options);
  unsigned workers = edge_worker_count(options);
  rlim_t open = open_files();
  rlim_t own = BELL_FILES + options->door_count + (rlim_t)WORKER_FILES * workers;
  rlim_t least = LEAST_OTHERS + (rlim_t)options->files_per_request * (workers + count.lanes);
  rlim_t wanted = others + (rlim_t)options->files_per_request * (workers + count.threads);
  rlim_t most = smaller(open, EDGE_DESCRIPTOR_LIMIT) + own + wanted + options->connection_limit + 32 + 64;
  rlim_t limit = smaller(raised_limit(most), EDGE_DESCRIPTOR_LIMIT);
  rlim_t needed = smaller(open, limit) + own + least + LEAST_CONNECTIONS;
  if (limit < needed) return fail(failure, limit, needed);
  share(options, files, limit, limit - open - own, least, wanted);
  return true;
}
