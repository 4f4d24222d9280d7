// The library's daemons: one for each thread that reads and writes.
//
// A daemon with a pool of threads would take the connections of its socket by itself, unevenly. These have no
// socket, and are dealt connections (`acceptor.c`).

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "edge.h"

// A connection's memory holds the request's head, what is noted of it (56 bytes a field) and the reply's head. What
// does not fit the library refuses by itself, with HTML and without our headers: heads are cut before that
// (`framing.c`). All of it is zeroed for each request, which 64 KB in all keeps unnoticeable.
static const size_t head_room = 40 * 1024;

// What the library says while it starts is the only reason given for a refused certificate.
static void on_log(void *context, const char *format, va_list arguments) {
  edge_listener *listener = context;
  if (!pthread_equal(pthread_self(), listener->starter)
      || atomic_load_explicit(&listener->started, memory_order_relaxed))
    return;
  vsnprintf(listener->log, sizeof listener->log, format, arguments);
  listener->log[strcspn(listener->log, "\n")] = 0;
}

// No older protocol than TLS 1.2, which nobody needs any more (RFC 8996).
static const char priorities[] = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";

// Arguments stay as sent too: nobody reads them decoded, so decoding would be wasted.
static size_t keep_encoded(void *context, struct MHD_Connection *connection, char *text) {
  (void)context, (void)connection;
  return strlen(text);
}

static struct MHD_Daemon *start_daemon(
  edge_worker *worker, const edge_options *options, const edge_door_options *door) {
  edge_listener *listener = worker->listener;
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_NO_LISTEN_SOCKET | MHD_USE_TURBO
                   | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
  struct MHD_OptionItem plain[] = {{MHD_OPTION_END, 0, NULL}};
  struct MHD_OptionItem tls[] = {
    {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)door->certificate},
    {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)door->private_key},
    {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)priorities},
    {MHD_OPTION_END, 0, NULL}};
  if (worker->door->tls) flags |= MHD_USE_TLS;
  // clang-format off
  return MHD_start_daemon(
    flags, 0, NULL, NULL, edge_on_request, listener,
    MHD_OPTION_EXTERNAL_LOGGER, on_log, (void *)listener,
    MHD_OPTION_URI_LOG_CALLBACK, edge_on_target, (void *)listener,
    MHD_OPTION_UNESCAPE_CALLBACK, keep_encoded, (void *)NULL,
    MHD_OPTION_NOTIFY_CONNECTION, edge_on_connection, (void *)worker,
    MHD_OPTION_NOTIFY_COMPLETED, edge_on_completion, (void *)listener,
    MHD_OPTION_CONNECTION_MEMORY_LIMIT, options->header_limit + head_room,
    // Who stays connected is decided in `places.c`.
    MHD_OPTION_CONNECTION_LIMIT, (unsigned)EDGE_DESCRIPTOR_LIMIT,
    MHD_OPTION_CONNECTION_TIMEOUT, options->idle_timeout,
    MHD_OPTION_THREAD_STACK_SIZE, (size_t)EDGE_STACK_SIZE,
    MHD_OPTION_ARRAY, worker->door->tls ? tls : plain,
    MHD_OPTION_END);
  // clang-format on
}

bool edge_start_workers(edge_listener *listener, const edge_options *options) {
  unsigned count = edge_worker_count(options), each = count / listener->door_count;
  listener->starter = pthread_self();
  listener->dealt = calloc(EDGE_DESCRIPTOR_LIMIT, sizeof *listener->dealt);
  listener->workers = calloc(count, sizeof *listener->workers);
  if (!listener->workers || !listener->dealt) return false;
  for (; listener->worker_count < count; listener->worker_count++) {
    edge_worker *worker = &listener->workers[listener->worker_count];
    unsigned door = listener->worker_count / each;
    worker->listener = listener;
    worker->door = &listener->doors[door];
    worker->daemon = start_daemon(worker, options, &options->doors[door]);
    if (!worker->daemon) return false;
  }
  atomic_store_explicit(&listener->started, true, memory_order_relaxed);
  return true;
}

void edge_stop_workers(edge_listener *listener) {
  for (unsigned i = 0; i < listener->worker_count; i++) MHD_stop_daemon(listener->workers[i].daemon);
  free(listener->workers);
  free(listener->dealt);
}

// When each connection was accepted, by its descriptor.
static _Atomic uint64_t accepted_ns[EDGE_DESCRIPTOR_LIMIT];

// The one with the fewest connections.
static edge_worker *next_worker(const edge_listener *listener, const edge_door *door) {
  unsigned count = listener->worker_count / listener->door_count;
  edge_worker *next = listener->workers + count * (unsigned)(door - listener->doors), *end = next + count;
  for (edge_worker *each = next + 1; each < end; each++)
    if (atomic_load_explicit(&each->connections, memory_order_relaxed)
        < atomic_load_explicit(&next->connections, memory_order_relaxed))
      next = each;
  return next;
}

// Notes whom the connection is dealt to, 0 for nobody, and takes back what was noted of its descriptor.
static void note_dealt(edge_listener *listener, int descriptor, unsigned number) {
  unsigned before =
    atomic_exchange_explicit(&listener->dealt[descriptor], (uint16_t)number, memory_order_relaxed);
  if (before == 0) return;
  atomic_fetch_sub_explicit(&listener->workers[before - 1].connections, 1, memory_order_relaxed);
  edge_return_file(listener);
}

void edge_deal_out(
  edge_listener *listener, const edge_door *door, int descriptor, const struct sockaddr *address,
  socklen_t size) {
  edge_worker *worker = next_worker(listener, door);
  // The library may have closed the one before for want of memory, without a word: its descriptor was free again.
  note_dealt(listener, descriptor, (unsigned)(worker - listener->workers) + 1);
  atomic_store_explicit(&accepted_ns[descriptor], edge_now(), memory_order_relaxed);
  atomic_fetch_add_explicit(&worker->connections, 1, memory_order_relaxed);
  // It closes what it does not take.
  if (MHD_add_connection(worker->daemon, descriptor, address, size) == MHD_NO)
    note_dealt(listener, descriptor, 0);
}

uint64_t edge_note_start(edge_worker *worker, int descriptor) {
  atomic_store_explicit(&worker->listener->dealt[descriptor], 0, memory_order_relaxed);
  return atomic_load_explicit(&accepted_ns[descriptor], memory_order_relaxed);
}

unsigned edge_connections(const edge_listener *listener, unsigned thread) {
  if (thread >= listener->worker_count) return 0;
  return atomic_load_explicit(&listener->workers[thread].connections, memory_order_relaxed);
}
