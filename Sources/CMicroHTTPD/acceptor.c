// Takes new connections on a thread of its own.

#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "edge.h"

// As long as there are connections, their time is looked at so often.
static const uint64_t round_ns = 1000 * 1000 * 1000;

// So many are taken before anything else is looked at.
static const unsigned series_limit = 256;

// Without descriptors or memory nobody can be taken: one that waits makes room.
static void make_room(edge_listener *listener) {
  const struct timespec pause = {.tv_nsec = 10 * 1000 * 1000};
  edge_free_place(&listener->places);
  nanosleep(&pause, NULL);
}

// False if there is nobody else, or no room.
static bool accept_one(edge_listener *listener, const edge_door *door) {
  struct sockaddr_storage address;
  socklen_t size = sizeof address;
  int descriptor = accept4(
    door->socket, (struct sockaddr *)&address, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor >= 0 && (unsigned)descriptor < listener->files.descriptor_limit) {
    edge_deal_out(listener, door, descriptor, (struct sockaddr *)&address, size);
    return true;
  }
  if (descriptor >= 0)
    close(descriptor);
  else if (errno == ECONNABORTED || errno == EINTR)
    return true;
  else if (errno == EAGAIN || errno == EWOULDBLOCK)
    return false;
  make_room(listener);
  return false;
}

// Those that were told to go, and those that are new, are open until their threads come to them.
static void wait_for_workers(const edge_listener *listener) {
  static const unsigned patience_ms = 100;
  const struct timespec millisecond = {.tv_nsec = 1000 * 1000};
  unsigned most = edge_place_count(&listener->places) + listener->files.leaving;
  for (unsigned waited = 0; waited < patience_ms && edge_open_connections(listener) >= most; waited++)
    nanosleep(&millisecond, NULL);
}

static void accept_waiting(edge_listener *listener, const edge_door *door) {
  for (unsigned count = 0; count < series_limit && accept_one(listener, door); count++)
    wait_for_workers(listener);
}

// Until somebody comes, or the time of those who are there is to be looked at.
static void wait_for_news(const edge_listener *listener, uint64_t round_end) {
  struct pollfd events[EDGE_DOOR_LIMIT + 1] = {{.fd = listener->bell, .events = POLLIN}};
  for (unsigned i = 0; i < listener->door_count; i++)
    events[i + 1] = (struct pollfd){.fd = listener->doors[i].socket, .events = POLLIN};
  uint64_t now = edge_now();
  uint64_t left = now < round_end ? round_end - now : 0;
  struct timespec time = {
    .tv_sec = (time_t)(left / round_ns), .tv_nsec = (long)(left % round_ns)};
  ppoll(events, listener->door_count + 1, round_end == UINT64_MAX ? NULL : &time, NULL);
}

static void *run(void *context) {
  edge_listener *listener = context;
  uint64_t round_end = UINT64_MAX;
  while (!atomic_load_explicit(&listener->stopping, memory_order_relaxed)) {
    wait_for_news(listener, round_end);
    for (unsigned i = 0; i < listener->door_count; i++) accept_waiting(listener, &listener->doors[i]);
    uint64_t now = edge_now();
    if (round_end != UINT64_MAX && now < round_end) continue;
    edge_end_late(&listener->places);
    // Who is new may have no place yet.
    round_end = edge_open_connections(listener) > 0 ? now + round_ns : UINT64_MAX;
  }
  return NULL;
}

bool edge_start_accepting(edge_listener *listener) {
  listener->bell = eventfd(0, EFD_CLOEXEC);
  if (listener->bell < 0) return false;
  int result = pthread_create(&listener->acceptor, NULL, run, listener);
  if (result == 0) return true;
  close(listener->bell);
  errno = result;
  return false;
}

void edge_stop_accepting(edge_listener *listener) {
  eventfd_write(listener->bell, 1);
  pthread_join(listener->acceptor, NULL);
  close(listener->bell);
  for (unsigned i = 0; i < listener->door_count; i++) close(listener->doors[i].socket);
}
