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

static void pause_for(unsigned milliseconds) {
  const struct timespec pause = {.tv_nsec = (long)milliseconds * 1000 * 1000};
  nanosleep(&pause, NULL);
}

// Without memory, or where the process has more files open than it should, nobody can be taken: one that waits makes
// room.
static void free_one(edge_listener *listener) {
  edge_free_place(&listener->places);
  pause_for(10);
}

// Somebody waits whose file was taken. False if there is nobody else, or no room.
static bool accept_counted(edge_listener *listener, const edge_door *door) {
  struct sockaddr_storage address;
  socklen_t size = sizeof address;
  int descriptor = accept4(
    door->socket, (struct sockaddr *)&address, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor >= 0 && descriptor < EDGE_DESCRIPTOR_LIMIT) {
    edge_deal_out(listener, door, descriptor, (struct sockaddr *)&address, size);
    return true;
  }
  int code = errno;
  if (descriptor >= 0) close(descriptor);
  edge_return_file(listener);
  if (descriptor < 0 && (code == ECONNABORTED || code == EINTR)) return true;
  if (descriptor < 0 && (code == EAGAIN || code == EWOULDBLOCK)) return false;
  free_one(listener);
  return false;
}

// Those that were told to go, and those that are new, are open until their threads come to them: whoever comes
// meanwhile waits in the system's queue, and is not turned away.
static bool accept_one(edge_listener *listener, const edge_door *door) {
  if (edge_take_file(listener)) return accept_counted(listener, door);
  pause_for(1);
  return false;
}

static void accept_waiting(edge_listener *listener, const edge_door *door) {
  for (unsigned count = 0; count < series_limit && accept_one(listener, door); count++) {}
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
    edge_end_surplus();
    // Who is new may have no place yet.
    round_end = edge_has_connections(listener) ? now + round_ns : UINT64_MAX;
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
