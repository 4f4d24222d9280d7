// Starting and stopping: the sockets and everything that has threads.

#define _GNU_SOURCE
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "edge.h"

// How long answers that were made at the last moment have to be sent.
static const unsigned parting_ms = 200;

static void fail(edge_failure *failure, int code, const char *text) {
  failure->code = code;
  snprintf(failure->text, sizeof failure->text, "%s", text);
}

static void fail_with_errno(edge_failure *failure) {
  int code = errno;
  fail(failure, code, strerror(code));
}

// `localhost` may name both families; the IPv4 address is what every client can reach.
static const struct addrinfo *preferred(const struct addrinfo *addresses) {
  for (const struct addrinfo *each = addresses; each; each = each->ai_next)
    if (each->ai_family == AF_INET) return each;
  return addresses;
}

static int bound_socket(const struct addrinfo *address) {
  int descriptor = socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -1;
  const int on = 1, off = 0;
  // A restart must not wait for the connections of the last run to time out.
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  // "::" is both families.
  if (address->ai_family == AF_INET6)
    setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  if (bind(descriptor, address->ai_addr, address->ai_addrlen) == 0
      && listen(descriptor, SOMAXCONN) == 0)
    return descriptor;
  int code = errno;
  close(descriptor);
  errno = code;
  return -1;
}

static int listening_socket(const char *host, uint16_t number, edge_failure *failure) {
  char port[8];
  snprintf(port, sizeof port, "%u", number);
  struct addrinfo hints = {
    .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
  struct addrinfo *addresses = NULL;
  int result = getaddrinfo(host, port, &hints, &addresses);
  if (result != 0) {
    fail(failure, 0, gai_strerror(result));
    return -1;
  }
  int descriptor = bound_socket(preferred(addresses));
  if (descriptor < 0) fail_with_errno(failure);
  freeaddrinfo(addresses);
  return descriptor;
}

static uint16_t port_of(int descriptor) {
  struct sockaddr_storage address;
  socklen_t size = sizeof address;
  if (getsockname(descriptor, (struct sockaddr *)&address, &size) != 0) return 0;
  if (address.ss_family == AF_INET6) return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
  return ntohs(((struct sockaddr_in *)&address)->sin_port);
}

static void free_listener(edge_listener *listener) {
  if (!listener) return;
  edge_stop_workers(listener);
  for (unsigned i = 0; i < EDGE_LANE_LIMIT; i++) edge_lane_free(&listener->lanes[i]);
  edge_timer_free(&listener->timer);
  edge_leave_budget(listener);
  edge_free_places(&listener->places);
  free(listener);
}

static bool open_lanes(edge_listener *listener, const edge_options *options) {
  bool opened = true;
  for (unsigned i = 0; i < EDGE_LANE_LIMIT; i++)
    opened = edge_lane_open(&listener->lanes[i], options->lanes[i]) && opened;
  return opened;
}

static void close_doors(const edge_door *doors, unsigned count) {
  for (unsigned i = 0; i < count; i++) close(doors[i].socket);
}

// False with none open.
static bool open_doors(edge_door *doors, const edge_options *options, edge_failure *failure) {
  for (unsigned i = 0; i < options->door_count; i++) {
    const edge_door_options *door = &options->doors[i];
    failure->door = i;
    int socket = listening_socket(options->host, door->port, failure);
    if (socket < 0) {
      close_doors(doors, i);
      return false;
    }
    doors[i] = (edge_door){
      .socket = socket, .port = port_of(socket), .tls = door->certificate && door->private_key};
  }
  return true;
}

static edge_listener *make_listener(const edge_options *options) {
  edge_listener *listener = calloc(1, sizeof *listener);
  if (!listener) return NULL;
  if (!edge_timer_open(&listener->timer)) {
    free(listener);
    return NULL;
  }
  edge_open_places(&listener->places, options);
  if (!open_lanes(listener, options)) {
    free_listener(listener);
    return NULL;
  }
  listener->chooser = options->chooser;
  listener->handler = options->handler;
  listener->context = options->context;
  listener->body_limit = options->body_limit;
  listener->fragment_limit =
    options->fragment_limit > options->body_limit ? options->fragment_limit : options->body_limit;
  listener->large_limit = options->large_limit;
  listener->is_large = options->is_large;
  listener->header_limit = options->header_limit;
  listener->target_limit = options->target_limit;
  listener->held_limit = options->held_limit;
  listener->door_count = options->door_count;
  return listener;
}

static bool start_threads(edge_listener *listener, const edge_options *options, edge_failure *failure) {
  errno = 0;
  if (edge_start_workers(listener, options) && edge_start_accepting(listener)) return true;
  int code = errno;
  fail(failure, code, listener->log[0] ? listener->log : strerror(code));
  unsigned door = listener->worker_count * listener->door_count / edge_worker_count(options);
  failure->door = door < listener->door_count ? door : 0;
  return false;
}

// False with nothing open.
static bool start(edge_listener *listener, const edge_options *options, edge_failure *failure) {
  if (!edge_join_budget(listener, options, failure)) return false;
  if (!open_doors(listener->doors, options, failure)) return false;
  if (start_threads(listener, options, failure)) return true;
  close_doors(listener->doors, options->door_count);
  return false;
}

edge_listener *edge_start(const edge_options *options, edge_failure *failure) {
  *failure = (edge_failure){0};
  if (!edge_can_watch()) {
    fail(failure, 0, "what the library reads cannot be checked, as this is not part of the program");
    return NULL;
  }
  edge_listener *listener = make_listener(options);
  if (!listener) fail_with_errno(failure);
  if (listener && start(listener, options, failure)) return listener;
  free_listener(listener);
  return NULL;
}

void edge_hold_bytes(edge_listener *listener, size_t count) {
  atomic_fetch_add_explicit(&listener->held_bytes, count, memory_order_relaxed);
}

void edge_release_bytes(edge_listener *listener, size_t count) {
  atomic_fetch_sub_explicit(&listener->held_bytes, count, memory_order_relaxed);
}

bool edge_has_room_for(edge_listener *listener, size_t count) {
  size_t held = atomic_load_explicit(&listener->held_bytes, memory_order_relaxed);
  return held <= listener->held_limit && count <= listener->held_limit - held;
}

const char *edge_library_version(void) { return MHD_get_version(); }

uint16_t edge_port(const edge_listener *listener, unsigned door) { return listener->doors[door].port; }

static void wait_for_requests(edge_listener *listener, unsigned deadline_ms) {
  const struct timespec millisecond = {.tv_nsec = 1000 * 1000};
  for (unsigned waited = 0; waited < deadline_ms; waited++) {
    if (atomic_load_explicit(&listener->running, memory_order_acquire) == 0) return;
    nanosleep(&millisecond, NULL);
  }
}

bool edge_stop(edge_listener *listener, unsigned deadline_ms) {
  atomic_store_explicit(&listener->stopping, true, memory_order_relaxed);
  edge_stop_accepting(listener);
  wait_for_requests(listener, deadline_ms);
  const bool all_answered = atomic_load_explicit(&listener->running, memory_order_acquire) == 0;
  atomic_store_explicit(&listener->cancelled, true, memory_order_relaxed);
  edge_wake_work();
  // The library ends the process if it is stopped with a suspended connection.
  for (unsigned i = 0; i < EDGE_LANE_LIMIT; i++) edge_lane_close(&listener->lanes[i]);
  edge_timer_close(&listener->timer);
  // Handlers that were told to stop have said so, and whoever reads is to see it.
  wait_for_requests(listener, parting_ms);
  free_listener(listener);
  return all_answered;
}
