// Lets the framing of requests be checked before the library reads them.
//
// The library reads its sockets by `recv`, and TLS by `gnutls_record_recv`, and offers no place to look at what came.
// So this program has functions of these names: a shared library calls those of the program before those of the
// system. They pass on what they get, except for the library's own reading of a connection that is in the table
// below.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <gnutls/gnutls.h>
#include <string.h>
#include <sys/socket.h>

#include "edge.h"

// By the descriptor of its connection.
static _Atomic(edge_exchange *) exchanges[EDGE_DESCRIPTOR_LIMIT];

bool edge_watch(int descriptor, edge_exchange *exchange) {
  if (descriptor < 0 || descriptor >= EDGE_DESCRIPTOR_LIMIT) return false;
  atomic_store_explicit(&exchanges[descriptor], exchange, memory_order_release);
  return true;
}

static edge_exchange *watched(int descriptor) {
  if (descriptor < 0 || descriptor >= EDGE_DESCRIPTOR_LIMIT) return NULL;
  return atomic_load_explicit(&exchanges[descriptor], memory_order_acquire);
}

typedef struct {
  // As `recv`: negative for nothing yet and for errors.
  ssize_t (*read)(const void *context, void *bytes, size_t count);
  const void *context;
} source;

enum { PIECE = 8 * 1024 };

// Reads and looks at what came; what does not fit is kept for the next time. Returns what was read; `filled` grows
// by what there is to be seen of it.
static ssize_t read_framed(
  edge_exchange *exchange, const source *from, uint8_t *bytes, size_t count, size_t *filled) {
  uint8_t sent[PIECE], shown[PIECE + EDGE_FRAMING_ROOM];
  ssize_t length = from->read(from->context, sent, count);
  if (length <= 0) return length;
  size_t total = edge_frame(&exchange->framing, sent, (size_t)length, shown);
  size_t fitting = total < count ? total : count;
  memcpy(bytes, shown, fitting);
  *filled += fitting;
  exchange->spare_length = total - fitting;
  memcpy(exchange->spare, shown + fitting, exchange->spare_length);
  return length;
}

static ssize_t read_content(
  edge_exchange *exchange, const source *from, uint8_t *bytes, size_t count, size_t *filled) {
  ssize_t length = from->read(from->context, bytes, count);
  if (length <= 0) return length;
  edge_framing_skip(&exchange->framing, (size_t)length);
  *filled += (size_t)length;
  return length;
}

static size_t take_spare(edge_exchange *exchange, uint8_t *bytes, size_t count) {
  if (count > exchange->spare_length) count = exchange->spare_length;
  memcpy(bytes, exchange->spare, count);
  exchange->spare_length -= count;
  memmove(exchange->spare, exchange->spare + count, exchange->spare_length);
  return count;
}

// What is there without reading: what did not fit before, and the end of a faulty request.
static size_t take_known(edge_exchange *exchange, uint8_t *bytes, size_t count) {
  size_t filled = take_spare(exchange, bytes, count);
  if (filled < count && exchange->framing.fault)
    filled += edge_framing_end(&exchange->framing, bytes + filled, count - filled);
  return filled;
}

// Something came, however little.
static void note_arrival(edge_exchange *exchange) {
  if (edge_present_phase(exchange) == EDGE_IDLE) edge_enter_phase(exchange, EDGE_IN_HEAD);
}

// True at the end of a connection that was ended between two requests.
static bool is_over(edge_exchange *exchange) {
  if (edge_present_phase(exchange) != EDGE_LATE || exchange->spare_length > 0) return false;
  edge_framing_fail(&exchange->framing, EDGE_FAULT_LATE);
  return exchange->framing.fault == EDGE_FAULT_NONE;
}

// Fills the bytes. The library waits for the next event once it gets fewer than it asked for: so it is given as much
// as there is. Returns 0 at the end of the connection, `nothing` if there is nothing to be seen.
static ssize_t take(
  edge_exchange *exchange, const source *from, uint8_t *bytes, size_t count, ssize_t nothing) {
  if (is_over(exchange)) return 0;
  size_t filled = take_known(exchange, bytes, count);
  bool is_drained = false;
  while (filled < count && !exchange->framing.fault && !(is_drained && filled > 0)) {
    size_t content = edge_framing_content(&exchange->framing);
    size_t most = content > 0 ? content : PIECE;
    size_t asked = count - filled < most ? count - filled : most;
    ssize_t length =
      (content > 0 ? read_content : read_framed)(exchange, from, bytes + filled, asked, &filled);
    if (length <= 0) return filled > 0 ? (ssize_t)filled : length;
    note_arrival(exchange);
    is_drained = (size_t)length < asked;
    filled += take_known(exchange, bytes + filled, count - filled);
  }
  return filled > 0 ? (ssize_t)filled : nothing;
}

// MARK: Plain connections

static ssize_t read_plain(const void *descriptor, void *bytes, size_t count) {
  return recvfrom(*(const int *)descriptor, bytes, count, 0, NULL, NULL);
}

ssize_t recv(int descriptor, void *bytes, size_t count, int flags) {
  edge_exchange *exchange = flags == 0 ? watched(descriptor) : NULL;
  if (!exchange || exchange->door->tls) {
    ssize_t length = recvfrom(descriptor, bytes, count, flags, NULL, NULL);
    // What leads up to a request takes of its time too.
    if (exchange && length > 0) note_arrival(exchange);
    return length;
  }
  const source from = {read_plain, &descriptor};
  ssize_t length = take(exchange, &from, bytes, count, -1);
  if (exchange->framing.fault && length < 0) errno = EAGAIN;
  return length;
}

// MARK: Connections with TLS

typedef ssize_t (*record_reader)(gnutls_session_t session, void *bytes, size_t count);

static ssize_t read_record(gnutls_session_t session, void *bytes, size_t count) {
  static _Atomic(record_reader) next;
  record_reader reader = atomic_load_explicit(&next, memory_order_relaxed);
  if (!reader) {
    reader = (record_reader)dlsym(RTLD_NEXT, "gnutls_record_recv");
    atomic_store_explicit(&next, reader, memory_order_relaxed);
  }
  return reader(session, bytes, count);
}

static ssize_t read_tls(const void *session, void *bytes, size_t count) {
  return read_record((gnutls_session_t)session, bytes, count);
}

ssize_t gnutls_record_recv(gnutls_session_t session, void *bytes, size_t count) {
  edge_exchange *exchange = watched(gnutls_transport_get_int(session));
  if (!exchange || !exchange->door->tls) return read_record(session, bytes, count);
  const source from = {read_tls, session};
  return take(exchange, &from, bytes, count, GNUTLS_E_AGAIN);
}

// MARK: The start

bool edge_can_watch(void) {
  return dlsym(RTLD_DEFAULT, "recv") == (void *)recv
         && dlsym(RTLD_DEFAULT, "gnutls_record_recv") == (void *)gnutls_record_recv;
}
