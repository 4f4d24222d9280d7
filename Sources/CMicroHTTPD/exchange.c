// One request: gathering it, until it is complete and can be answered.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "edge.h"

// How far a head may be past its limit before it is cut: what is only somewhat too large is seen whole.
static const size_t framing_room = 1024;

static bool is_loopback(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *peer =
    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (!peer || !peer->client_addr) return false;
  if (peer->client_addr->sa_family == AF_INET) {
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)peer->client_addr;
    return ntohl(v4->sin_addr.s_addr) >> 24 == 127;
  }
  if (peer->client_addr->sa_family != AF_INET6) return false;
  const struct in6_addr *v6 = &((const struct sockaddr_in6 *)peer->client_addr)->sin6_addr;
  return IN6_IS_ADDR_LOOPBACK(v6) || (IN6_IS_ADDR_V4MAPPED(v6) && v6->s6_addr[12] == 127);
}

static void free_exchange(edge_exchange *exchange) {
  if (!exchange) return;
  edge_buffer_free(&exchange->target);
  edge_buffer_free(&exchange->headers);
  edge_buffer_free(&exchange->body);
  edge_buffer_free(&exchange->scratch);
  free(exchange);
}

static int descriptor_of(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

static edge_exchange *make_exchange(
  edge_worker *worker, struct MHD_Connection *connection, uint64_t accepted_ns) {
  edge_exchange *exchange = calloc(1, sizeof *exchange);
  if (!exchange) return NULL;
  exchange->listener = worker->listener;
  exchange->door = worker->door;
  exchange->connection = connection;
  exchange->descriptor = descriptor_of(connection);
  exchange->from_loopback = is_loopback(connection);
  exchange->framing.limit = worker->listener->header_limit + framing_room;
  exchange->framing.body_limit = worker->listener->body_limit;
  edge_begin_phases(exchange, accepted_ns);
  return exchange;
}

static edge_exchange *begin_connection(
  edge_worker *worker, struct MHD_Connection *connection, uint64_t accepted_ns) {
  edge_exchange *exchange = make_exchange(worker, connection, accepted_ns);
  if (exchange && edge_take_place(exchange)) {
    edge_watch(exchange->descriptor, exchange);
    return exchange;
  }
  free_exchange(exchange);
  shutdown(descriptor_of(connection), SHUT_RDWR);
  return NULL;
}

static void end_connection(edge_exchange *exchange) {
  if (!exchange) return;
  edge_leave_place(&exchange->listener->places, exchange);
  edge_watch(exchange->descriptor, NULL);
  if (exchange->refused) edge_linger(exchange->descriptor);
  free_exchange(exchange);
}

void edge_on_connection(
  void *worker, struct MHD_Connection *connection, void **socket_context,
  enum MHD_ConnectionNotificationCode code) {
  if (code == MHD_CONNECTION_NOTIFY_STARTED) {
    uint64_t accepted_ns = edge_note_start(worker, descriptor_of(connection));
    *socket_context = begin_connection(worker, connection, accepted_ns);
    return;
  }
  end_connection(*socket_context);
  *socket_context = NULL;
  edge_worker *own = worker;
  atomic_fetch_sub_explicit(&own->connections, 1, memory_order_relaxed);
  edge_return_file(own->listener);
}

static void restore(edge_buffer *target, int mark, uint8_t character) {
  uint8_t *next = target->bytes, *end = next + target->length;
  while ((next = memchr(next, mark, (size_t)(end - next)))) *next++ = character;
}

// libmicrohttpd shows the target once, before it cuts and decodes it in place.
void *edge_on_target(void *listener, const char *target, struct MHD_Connection *connection) {
  (void)listener;
  const union MHD_ConnectionInfo *info =
    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  edge_exchange *exchange = info ? info->socket_context : NULL;
  if (!exchange) return NULL;
  exchange->target.length = 0;
  if (!edge_buffer_append(&exchange->target, target, strlen(target) + 1)) return NULL;
  restore(&exchange->target, EDGE_QUERY_MARK, '?');
  restore(&exchange->target, EDGE_ARGUMENT_MARK, '&');
  return exchange;
}

// There is room for it.
static void append(edge_buffer *buffer, const void *bytes, size_t count) {
  memcpy(buffer->bytes + buffer->length, bytes, count);
  buffer->length += count;
}

static void append_lowercased(edge_buffer *buffer, const char *text, size_t count) {
  uint8_t *destination = buffer->bytes + buffer->length;
  for (size_t i = 0; i < count; i++) {
    uint8_t byte = (uint8_t)text[i];
    destination[i] = byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
  }
  buffer->length += count;
}

static bool is_blank(char character) { return character == ' ' || character == '\t'; }

static enum MHD_Result pack_header(
  void *buffer, enum MHD_ValueKind kind, const char *name, size_t name_length, const char *value,
  size_t value_length) {
  (void)kind;
  // Blanks around a value are no part of it (RFC 9110, 5.5); the library takes only the leading ones.
  while (value_length > 0 && is_blank(value[value_length - 1])) value_length--;
  uint32_t lengths[2] = {(uint32_t)name_length, (uint32_t)value_length};
  if (!edge_buffer_reserve(buffer, sizeof lengths + name_length + value_length)) return MHD_NO;
  append(buffer, lengths, sizeof lengths);
  append_lowercased(buffer, name, name_length);
  append(buffer, value, value_length);
  return MHD_YES;
}

static void pack_headers(edge_exchange *exchange) {
  MHD_get_connection_values_n(
    exchange->connection, MHD_HEADER_KIND, pack_header, &exchange->headers);
}

static const char *header(edge_exchange *exchange, const char *name) {
  return MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
}

static void begin_request(edge_exchange *exchange) {
  exchange->running = true;
  exchange->heads++;
  atomic_fetch_add_explicit(&exchange->listener->running, 1, memory_order_relaxed);
  exchange->head_state = EDGE_HEAD_COMPLETE;
  exchange->body_state = EDGE_BODY_COMPLETE;
  exchange->refused = false;
  exchange->load = EDGE_LOAD_NONE;
  exchange->reply = NULL;
  exchange->delay_ns = 0;
  exchange->stage = EDGE_HERE;
  edge_buffer_reset(&exchange->headers);
  edge_buffer_reset(&exchange->body);
  edge_buffer_reset(&exchange->scratch);
}

static bool is_within_head(const edge_framing *framing) {
  return framing->state >= EDGE_METHOD && framing->state < EDGE_BODY;
}

// The declared length of the body, 0 if there is none or it is not told (chunked).
static size_t declared_length(edge_exchange *exchange) {
  // Unless further requests have come meanwhile.
  if (exchange->framing.heads == exchange->heads && !is_within_head(&exchange->framing))
    return (size_t)exchange->framing.length;
  const char *text = header(exchange, MHD_HTTP_HEADER_CONTENT_LENGTH);
  return text ? strtoull(text, NULL, 10) : 0;
}

static bool is_large(const edge_exchange *exchange, const char *method) {
  const edge_listener *listener = exchange->listener;
  return listener->is_large
         && listener->is_large(
           listener->context, (const uint8_t *)method, strlen(method), exchange->target.bytes,
           exchange->target.length - 1);
}

// Whether a body of that length, which is one of those that may have `limit` bytes, is more than may come.
static bool is_too_large(
  const edge_exchange *exchange, const char *method, size_t length, size_t limit) {
  if (length <= limit) return false;
  return length > exchange->listener->large_limit || !is_large(exchange, method);
}

// What the declared length may be.
static size_t length_limit(edge_exchange *exchange) {
  return header(exchange, MHD_HTTP_HEADER_CONTENT_RANGE) ? exchange->listener->fragment_limit
                                                         : exchange->listener->body_limit;
}

// Whether the request that the library looks at is the faulty one; then it was not all there, or is made up.
static edge_fault fault(const edge_exchange *exchange) {
  const edge_framing *framing = &exchange->framing;
  return framing->heads == exchange->heads ? framing->fault : EDGE_FAULT_NONE;
}

static edge_head_state state_of_fault(edge_fault fault) {
  switch (fault) {
  case EDGE_FAULT_LINE: return EDGE_HEAD_MALFORMED;
  case EDGE_FAULT_TARGET: return EDGE_HEAD_TARGET_MALFORMED;
  case EDGE_FAULT_TARGET_TOO_LONG: return EDGE_HEAD_TARGET_TOO_LONG;
  case EDGE_FAULT_VERSION: return EDGE_HEAD_VERSION_UNSUPPORTED;
  case EDGE_FAULT_HOST: return EDGE_HEAD_HOST_MALFORMED;
  case EDGE_FAULT_TOO_LARGE: return EDGE_HEAD_TOO_LARGE;
  case EDGE_FAULT_UNFRAMED: return EDGE_HEAD_UNFRAMED;
  case EDGE_FAULT_LATE: return EDGE_HEAD_LATE;
  case EDGE_FAULT_BODY: return EDGE_HEAD_BODY_MALFORMED;
  // The head is well all the same.
  case EDGE_FAULT_BODY_TOO_LARGE:
  case EDGE_FAULT_NONE: return EDGE_HEAD_COMPLETE;
  }
  return EDGE_HEAD_COMPLETE;
}

// Whether the head is well-formed and within its limits.
static edge_head_state measured(const edge_exchange *exchange) {
  edge_listener *listener = exchange->listener;
  edge_head_state state = state_of_fault(fault(exchange));
  if (state != EDGE_HEAD_COMPLETE) return state;
  if (exchange->target.length - 1 > listener->target_limit) return EDGE_HEAD_TARGET_TOO_LONG;
  if (exchange->target.length + exchange->headers.length > listener->header_limit)
    return EDGE_HEAD_TOO_LARGE;
  return EDGE_HEAD_COMPLETE;
}

// Counts what is kept of the body; what there is no room for is not.
static bool hold_body(edge_exchange *exchange, size_t count) {
  if (count == 0) return true;
  if (!edge_has_room_for(exchange->listener, count)) {
    exchange->load = EDGE_LOAD_BYTES;
    exchange->body_state = EDGE_BODY_NOT_KEPT;
    return false;
  }
  exchange->held_bytes += count;
  edge_hold_bytes(exchange->listener, count);
  return true;
}

static void release_body(edge_exchange *exchange) {
  if (exchange->held_bytes > 0) edge_release_bytes(exchange->listener, exchange->held_bytes);
  exchange->held_bytes = 0;
}

static enum MHD_Result accept_head(edge_exchange *exchange, const char *method) {
  begin_request(exchange);
  pack_headers(exchange);
  exchange->head_state = measured(exchange);
  size_t length = declared_length(exchange);
  // The length of a head that is refused itself means nothing.
  if (exchange->head_state == EDGE_HEAD_COMPLETE
      && (fault(exchange) == EDGE_FAULT_BODY_TOO_LARGE
          || is_too_large(exchange, method, length, length_limit(exchange))))
    exchange->body_state = EDGE_BODY_TOO_LARGE;
  bool is_acceptable =
    exchange->head_state == EDGE_HEAD_COMPLETE && exchange->body_state == EDGE_BODY_COMPLETE;
  // Answering at once spares the client the sending.
  if (!is_acceptable || !hold_body(exchange, length)) {
    exchange->refused = true;
    return edge_answer(exchange, method);
  }
  // There is more to come.
  if (exchange->framing.heads == exchange->heads && exchange->framing.state > EDGE_BEFORE_REQUEST)
    edge_enter_phase(exchange, EDGE_IN_BODY);
  return edge_buffer_reserve(&exchange->body, length) ? MHD_YES : MHD_NO;
}

// Whether it was told before, or can be had.
static bool is_held(edge_exchange *exchange, size_t count) {
  size_t length = exchange->body.length + count;
  return length <= exchange->held_bytes || hold_body(exchange, length - exchange->held_bytes);
}

static enum MHD_Result accept_body(edge_exchange *exchange, const char *bytes, size_t *count) {
  size_t received = *count;
  *count = 0;
  // What makes up for a body that did not come.
  if (fault(exchange) == EDGE_FAULT_LATE) return MHD_YES;
  // Without room the rest is thrown away, which is not much: no body passes that is larger than it may be.
  if (exchange->body_state != EDGE_BODY_COMPLETE || !is_held(exchange, received)) return MHD_YES;
  return edge_buffer_append(&exchange->body, bytes, received) ? MHD_YES : MHD_NO;
}

// Where the body is at fault nobody knows what follows, or where.
static void refuse_faulty_body(edge_exchange *exchange) {
  edge_fault found = fault(exchange);
  if (found == EDGE_FAULT_NONE) return;
  exchange->head_state = state_of_fault(found);
  if (found == EDGE_FAULT_BODY_TOO_LARGE) exchange->body_state = EDGE_BODY_TOO_LARGE;
  exchange->refused = true;
  edge_buffer_reset(&exchange->body);
}

// What it inflates to counts as if it had been sent so.
static void decode_body(edge_exchange *exchange, const char *method) {
  const char *encoding = header(exchange, MHD_HTTP_HEADER_CONTENT_ENCODING);
  size_t limit = exchange->listener->body_limit;
  if (encoding && exchange->listener->large_limit > limit && is_large(exchange, method))
    limit = exchange->listener->large_limit;
  exchange->body_state = edge_decode(encoding, &exchange->body, &exchange->scratch, limit);
  if (!is_held(exchange, 0)) edge_buffer_reset(&exchange->body);
}

static enum MHD_Result accept_end(edge_exchange *exchange, const char *method) {
  refuse_faulty_body(exchange);
  if (exchange->load != EDGE_LOAD_NONE) edge_buffer_reset(&exchange->body);
  if (exchange->body_state == EDGE_BODY_COMPLETE && exchange->body.length > 0)
    decode_body(exchange, method);
  return edge_answer(exchange, method);
}

// Called once for the head, for each piece of the body, and once at the end; and again where that call
// suspended the connection.
enum MHD_Result edge_on_request(
  void *listener, struct MHD_Connection *connection, const char *path, const char *method,
  const char *version, const char *bytes, size_t *count, void **request_context) {
  (void)listener, (void)connection, (void)path, (void)version;
  edge_exchange *exchange = *request_context;
  if (!exchange) return MHD_NO;
  if (exchange->stage == EDGE_BACK) return edge_queue_reply(exchange);
  // Resumed before its time: the listener stops.
  if (exchange->stage == EDGE_AWAY) return MHD_NO;
  if (!exchange->running) return accept_head(exchange, method);
  if (*count > 0) return accept_body(exchange, bytes, count);
  return accept_end(exchange, method);
}

void edge_on_completion(
  void *listener, struct MHD_Connection *connection, void **request_context,
  enum MHD_RequestTerminationCode code) {
  (void)connection, (void)code;
  edge_exchange *exchange = *request_context;
  if (!exchange || !exchange->running) return;
  exchange->running = false;
  exchange->stage = EDGE_HERE;
  release_body(exchange);
  // What a large body needed is not kept for the next one, which may never come.
  edge_buffer_reset(&exchange->body);
  edge_buffer_reset(&exchange->scratch);
  bool has_next = exchange->framing.heads > exchange->heads
                  || exchange->framing.state != EDGE_BEFORE_REQUEST;
  edge_enter_phase(exchange, has_next ? EDGE_IN_HEAD : EDGE_IDLE);
  // A reply that was held back and never queued.
  if (exchange->reply) MHD_destroy_response(exchange->reply);
  exchange->reply = NULL;
  atomic_fetch_sub_explicit(&((edge_listener *)listener)->running, 1, memory_order_release);
}
