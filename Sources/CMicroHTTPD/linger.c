// Lets a client that is still sending read why its request was refused.
//
// A refusal goes out before the body came, and then the connection is closed. To close a socket whose
// bytes nobody read resets it, and a reset can overtake the answer. So a copy of the descriptor keeps
// the connection, and a thread of its own reads and throws away what still comes (RFC 9112, 9.6).

#define _GNU_SOURCE
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "edge.h"

// So much is thrown away for so long, on so many connections at once, while there are files to spare; past that they
// are reset.
static const size_t byte_limit = 256 * 1024 * 1024;
static const int second_limit = 10;
static const unsigned connection_limit = 32;

static atomic_uint lingering;

static void end(void) {
  edge_return_spare_file();
  atomic_fetch_sub_explicit(&lingering, 1, memory_order_relaxed);
}

static bool is_over(const struct timespec *end) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec > end->tv_sec || (now.tv_sec == end->tv_sec && now.tv_nsec >= end->tv_nsec);
}

static void discard(int descriptor) {
  static const int quiet_ms = 2000;
  char bytes[16 * 1024];
  struct timespec end;
  clock_gettime(CLOCK_MONOTONIC, &end);
  end.tv_sec += second_limit;
  for (size_t total = 0; total < byte_limit && !is_over(&end);) {
    struct pollfd event = {.fd = descriptor, .events = POLLIN};
    if (poll(&event, 1, quiet_ms) <= 0) return;
    ssize_t count = recv(descriptor, bytes, sizeof bytes, MSG_DONTWAIT);
    if (count <= 0) return;
    total += (size_t)count;
  }
}

static void *linger(void *context) {
  int descriptor = (int)(intptr_t)context;
  // The answer is written; its end tells the client to stop sending.
  shutdown(descriptor, SHUT_WR);
  discard(descriptor);
  close(descriptor);
  end();
  return NULL;
}

static bool start(int descriptor) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, 64 * 1024);
  pthread_t thread;
  int result = pthread_create(&thread, &attributes, linger, (void *)(intptr_t)descriptor);
  pthread_attr_destroy(&attributes);
  return result == 0;
}

static bool begin(void) {
  bool is_within = atomic_fetch_add_explicit(&lingering, 1, memory_order_relaxed) < connection_limit;
  if (is_within && edge_take_spare_file()) return true;
  atomic_fetch_sub_explicit(&lingering, 1, memory_order_relaxed);
  return false;
}

void edge_linger(int connection) {
  if (!begin()) return;
  int descriptor = dup(connection);
  if (descriptor >= 0 && start(descriptor)) return;
  if (descriptor >= 0) close(descriptor);
  end();
}
