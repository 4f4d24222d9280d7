// Starting and stopping: the socket, the daemon and its threads.

#define _GNU_SOURCE
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "edge.h"

// A connection's memory holds the request's head, what is noted of it and the reply's head. Heads that
// do not fit at all the library refuses by itself, with HTML and without our headers, so there is room
// for those that are somewhat too large. All of it is zeroed for each request, which 64 KB in all keeps
// unnoticeable.
static const size_t head_room = 40 * 1024;

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

static int listening_socket(const edge_options *options, edge_failure *failure) {
  char port[8];
  snprintf(port, sizeof port, "%u", options->port);
  struct addrinfo hints = {
    .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
  struct addrinfo *addresses = NULL;
  int result = getaddrinfo(options->host, port, &hints, &addresses);
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

// What the library says while it starts is the only reason given for a refused certificate.
static void on_log(void *context, const char *format, va_list arguments) {
  edge_listener *listener = context;
  if (atomic_load_explicit(&listener->started, memory_order_relaxed)) return;
  vsnprintf(listener->log, sizeof listener->log, format, arguments);
  listener->log[strcspn(listener->log, "\n")] = 0;
}

// Arguments stay as sent too: nobody reads them decoded, so decoding would be wasted.
static size_t keep_encoded(void *context, struct MHD_Connection *connection, char *text) {
  (void)context, (void)connection;
  return strlen(text);
}

static struct MHD_Daemon *start_daemon(
  edge_listener *listener, const edge_options *options, int descriptor) {
  unsigned flags =
    MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
  struct MHD_OptionItem details[4] = {{MHD_OPTION_END, 0, NULL}};
  int count = 0;
  // A pool of one is refused: that is the daemon's own thread.
  if (options->threads > 1)
    details[count++] =
      (struct MHD_OptionItem){MHD_OPTION_THREAD_POOL_SIZE, (intptr_t)options->threads, NULL};
  if (listener->tls) {
    flags |= MHD_USE_TLS;
    details[count++] =
      (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)options->certificate};
    details[count++] =
      (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)options->private_key};
  }
  details[count] = (struct MHD_OptionItem){MHD_OPTION_END, 0, NULL};
  // clang-format off
  return MHD_start_daemon(
    flags, options->port, NULL, NULL, edge_on_request, listener,
    MHD_OPTION_EXTERNAL_LOGGER, on_log, (void *)listener,
    MHD_OPTION_LISTEN_SOCKET, descriptor,
    MHD_OPTION_URI_LOG_CALLBACK, edge_on_target, (void *)listener,
    MHD_OPTION_UNESCAPE_CALLBACK, keep_encoded, (void *)NULL,
    MHD_OPTION_NOTIFY_CONNECTION, edge_on_connection, (void *)listener,
    MHD_OPTION_NOTIFY_COMPLETED, edge_on_completion, (void *)listener,
    MHD_OPTION_CONNECTION_MEMORY_LIMIT, options->header_limit + head_room,
    MHD_OPTION_CONNECTION_LIMIT, options->connection_limit,
    MHD_OPTION_CONNECTION_TIMEOUT, options->idle_timeout,
    MHD_OPTION_THREAD_STACK_SIZE, (size_t)EDGE_STACK_SIZE,
    MHD_OPTION_ARRAY, details,
    MHD_OPTION_END);
  // clang-format on
}

static void free_listener(edge_listener *listener) {
  if (!listener) return;
  for (unsigned i = 0; i < EDGE_LANE_LIMIT; i++) edge_lane_free(&listener->lanes[i]);
  edge_timer_free(&listener->timer);
  free(listener);
}

static bool open_lanes(edge_listener *listener, const edge_options *options) {
  bool opened = true;
  for (unsigned i = 0; i < EDGE_LANE_LIMIT; i++)
    opened = edge_lane_open(&listener->lanes[i], options->lanes[i]) && opened;
  return opened;
}

static edge_listener *make_listener(const edge_options *options, uint16_t port) {
  edge_listener *listener = calloc(1, sizeof *listener);
  if (!listener) return NULL;
  if (!edge_timer_open(&listener->timer)) {
    free(listener);
    return NULL;
  }
  if (!open_lanes(listener, options)) {
    free_listener(listener);
    return NULL;
  }
  listener->chooser = options->chooser;
  listener->handler = options->handler;
  listener->context = options->context;
  listener->body_limit = options->body_limit;
  listener->header_limit = options->header_limit;
  listener->target_limit = options->target_limit;
  listener->tls = options->certificate && options->private_key;
  listener->port = port;
  return listener;
}

static bool start(
  edge_listener *listener, const edge_options *options, int descriptor, edge_failure *failure) {
  errno = 0;
  listener->daemon = start_daemon(listener, options, descriptor);
  if (listener->daemon) {
    atomic_store_explicit(&listener->started, true, memory_order_relaxed);
    return true;
  }
  int code = errno;
  fail(failure, code, listener->log[0] ? listener->log : strerror(code));
  return false;
}

edge_listener *edge_start(const edge_options *options, edge_failure *failure) {
  *failure = (edge_failure){0};
  if (!edge_can_watch()) {
    fail(failure, 0, "what the library reads cannot be checked, as this is not part of the program");
    return NULL;
  }
  int descriptor = listening_socket(options, failure);
  if (descriptor < 0) return NULL;
  edge_listener *listener = make_listener(options, port_of(descriptor));
  if (!listener) fail_with_errno(failure);
  if (listener && start(listener, options, descriptor, failure)) return listener;
  free_listener(listener);
  close(descriptor);
  return NULL;
}

uint16_t edge_port(const edge_listener *listener) { return listener->port; }

static void wait_for_requests(edge_listener *listener, unsigned deadline_ms) {
  const struct timespec millisecond = {.tv_nsec = 1000 * 1000};
  for (unsigned waited = 0; waited < deadline_ms; waited++) {
    if (atomic_load_explicit(&listener->running, memory_order_acquire) == 0) return;
    nanosleep(&millisecond, NULL);
  }
}

void edge_stop(edge_listener *listener, unsigned deadline_ms) {
  atomic_store_explicit(&listener->stopping, true, memory_order_relaxed);
  int descriptor = MHD_quiesce_daemon(listener->daemon);
  if (descriptor >= 0) close(descriptor);
  wait_for_requests(listener, deadline_ms);
  atomic_store_explicit(&listener->cancelled, true, memory_order_relaxed);
  // The library ends the process if it is stopped with a suspended connection.
  for (unsigned i = 0; i < EDGE_LANE_LIMIT; i++) edge_lane_close(&listener->lanes[i]);
  edge_timer_close(&listener->timer);
  // Handlers that were told to stop have said so, and whoever reads is to see it.
  wait_for_requests(listener, parting_ms);
  MHD_stop_daemon(listener->daemon);
  free_listener(listener);
}
