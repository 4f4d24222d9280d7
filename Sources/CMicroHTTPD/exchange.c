// One request: gathering it, until it is complete and can be answered.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "edge.h"

// How much of a body that turns out too large on the way is still read: the library takes no answer
// before its end.
static const size_t drain_limit = 256 * 1024 * 1024;

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

void edge_on_connection(
  void *listener, struct MHD_Connection *connection, void **socket_context,
  enum MHD_ConnectionNotificationCode code) {
  if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
    if (*socket_context && ((edge_exchange *)*socket_context)->refused) edge_linger(connection);
    free_exchange(*socket_context);
    *socket_context = NULL;
    return;
  }
  edge_exchange *exchange = calloc(1, sizeof *exchange);
  *socket_context = exchange;
  if (!exchange) return;
  exchange->listener = listener;
  exchange->connection = connection;
  exchange->from_loopback = is_loopback(connection);
}

// libmicrohttpd shows the target once, before it cuts and decodes it in place.
void *edge_on_target(void *listener, const char *target, struct MHD_Connection *connection) {
  (void)listener;
  const union MHD_ConnectionInfo *info =
    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  edge_exchange *exchange = info ? info->socket_context : NULL;
  if (!exchange) return NULL;
  exchange->target.length = 0;
  exchange->target_end = target + strlen(target);
  if (!edge_buffer_append(&exchange->target, target, strlen(target) + 1)) return NULL;
  return exchange;
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
  edge_buffer_append(buffer, lengths, sizeof lengths);
  append_lowercased(buffer, name, name_length);
  edge_buffer_append(buffer, value, value_length);
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
  atomic_fetch_add_explicit(&exchange->listener->running, 1, memory_order_relaxed);
  exchange->head_state = EDGE_HEAD_COMPLETE;
  exchange->body_state = EDGE_BODY_COMPLETE;
  exchange->refused = false;
  exchange->discarded = 0;
  exchange->reply = NULL;
  exchange->delay_ns = 0;
  exchange->stage = EDGE_HERE;
  edge_buffer_reset(&exchange->headers);
  edge_buffer_reset(&exchange->body);
  edge_buffer_reset(&exchange->scratch);
}

// The declared length of the body, 0 if there is none or it is not told (chunked).
static size_t declared_length(edge_exchange *exchange) {
  const char *text = header(exchange, MHD_HTTP_HEADER_CONTENT_LENGTH);
  return text ? strtoull(text, NULL, 10) : 0;
}

typedef struct {
  const char *length;
  bool is_chunked;
  bool is_contradicted;
} framing_fields;

static enum MHD_Result compare_framing(
  void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
  (void)kind;
  framing_fields *fields = context;
  const char *text = value ? value : "";
  if (strcasecmp(name, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0) {
    if (fields->is_chunked || strcasecmp(text, "chunked") != 0) fields->is_contradicted = true;
    fields->is_chunked = true;
  }
  if (strcasecmp(name, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0) {
    if (fields->length && strcmp(fields->length, text) != 0) fields->is_contradicted = true;
    fields->length = text;
  }
  return MHD_YES;
}

// RFC 9112, 6.1 and 6.3. The library would wait for the end of the connection, or take the first length
// or coding; whoever passed the request on may have taken another, and seen its end elsewhere.
static bool is_framed(edge_exchange *exchange) {
  framing_fields fields = {0};
  MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, compare_framing, &fields);
  return !fields.is_contradicted && !(fields.is_chunked && fields.length);
}

// The library hands the target over as a C string. In its buffer the version follows after the one byte that
// ends the target; where more stands between them, a NUL has cut the target, and what is left of it is
// another one than was sent.
static bool is_cut(edge_exchange *exchange, const char *version) {
  uintptr_t gap = (uintptr_t)version - (uintptr_t)exchange->target_end;
  return gap > 1 && gap <= exchange->listener->header_limit;
}

// Whether the head is within its limits and the body can be read.
static edge_head_state measured(edge_exchange *exchange, const char *version) {
  edge_listener *listener = exchange->listener;
  if (is_cut(exchange, version)) return EDGE_HEAD_TARGET_MALFORMED;
  if (exchange->target.length - 1 > listener->target_limit) return EDGE_HEAD_TARGET_TOO_LONG;
  if (exchange->target.length + exchange->headers.length > listener->header_limit)
    return EDGE_HEAD_TOO_LARGE;
  return is_framed(exchange) ? EDGE_HEAD_COMPLETE : EDGE_HEAD_UNFRAMED;
}

static enum MHD_Result accept_head(
  edge_exchange *exchange, const char *method, const char *version) {
  begin_request(exchange);
  pack_headers(exchange);
  exchange->head_state = measured(exchange, version);
  size_t length = declared_length(exchange);
  // The length of a head that is refused itself means nothing.
  if (exchange->head_state == EDGE_HEAD_COMPLETE && length > exchange->listener->body_limit)
    exchange->body_state = EDGE_BODY_TOO_LARGE;
  // Answering at once spares the client the sending.
  if (exchange->head_state != EDGE_HEAD_COMPLETE || exchange->body_state != EDGE_BODY_COMPLETE) {
    exchange->refused = true;
    return edge_answer(exchange, method);
  }
  return edge_buffer_reserve(&exchange->body, length) ? MHD_YES : MHD_NO;
}

static enum MHD_Result accept_body(edge_exchange *exchange, const char *bytes, size_t *count) {
  size_t received = *count;
  *count = 0;
  if (exchange->body_state == EDGE_BODY_TOO_LARGE) {
    exchange->discarded += received;
    return exchange->discarded > drain_limit ? MHD_NO : MHD_YES;
  }
  if (received > exchange->listener->body_limit - exchange->body.length) {
    exchange->body_state = EDGE_BODY_TOO_LARGE;
    exchange->discarded = received;
    return MHD_YES;
  }
  return edge_buffer_append(&exchange->body, bytes, received) ? MHD_YES : MHD_NO;
}

static enum MHD_Result accept_end(edge_exchange *exchange, const char *method) {
  if (exchange->body_state == EDGE_BODY_COMPLETE && exchange->body.length > 0)
    exchange->body_state = edge_decode(
      header(exchange, MHD_HTTP_HEADER_CONTENT_ENCODING), &exchange->body, &exchange->scratch,
      exchange->listener->body_limit);
  return edge_answer(exchange, method);
}

// Called once for the head, for each piece of the body, and once at the end; and again where that call
// suspended the connection.
enum MHD_Result edge_on_request(
  void *listener, struct MHD_Connection *connection, const char *path, const char *method,
  const char *version, const char *bytes, size_t *count, void **request_context) {
  (void)listener, (void)connection, (void)path;
  edge_exchange *exchange = *request_context;
  if (!exchange) return MHD_NO;
  if (exchange->stage == EDGE_BACK) return edge_queue_reply(exchange);
  // Resumed before its time: the listener stops.
  if (exchange->stage == EDGE_AWAY) return MHD_NO;
  if (!exchange->running) return accept_head(exchange, method, version);
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
  // A reply that was held back and never queued.
  if (exchange->reply) MHD_destroy_response(exchange->reply);
  exchange->reply = NULL;
  atomic_fetch_sub_explicit(&((edge_listener *)listener)->running, 1, memory_order_release);
}
