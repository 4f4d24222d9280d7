// The reply to a request, and how much of all replies is held.

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "edge.h"

// The body of a reply, counted for as long as the library has it.
typedef struct {
  edge_listener *listener;
  size_t length;
  // The library has asked for it.
  bool asked;
  uint8_t bytes[];
} reply_body;

static reply_body *make_body(edge_listener *listener, size_t capacity) {
  reply_body *body = malloc(sizeof *body + capacity);
  if (!body) return NULL;
  body->listener = listener;
  body->length = 0;
  body->asked = false;
  return body;
}

static void free_body(void *context) {
  reply_body *body = context;
  edge_release_bytes(body->listener, body->length);
  free(body);
}

static void set_length(reply_body *body, size_t length) {
  body->length = length;
  edge_hold_bytes(body->listener, length);
}

static reply_body *copy_of(edge_listener *listener, const void *bytes, size_t length) {
  reply_body *body = make_body(listener, length);
  if (!body) return NULL;
  memcpy(body->bytes, bytes, length);
  set_length(body, length);
  return body;
}

static void begin_reply(
  edge_exchange *exchange, unsigned status, size_t length, struct MHD_Response *reply) {
  if (exchange->reply) MHD_destroy_response(exchange->reply);
  exchange->status = status;
  exchange->reply = reply;
  atomic_store_explicit(&exchange->reply_length, length, memory_order_relaxed);
  atomic_store_explicit(&exchange->reply_ms, 0, memory_order_relaxed);
}

static void begin_whole_reply(edge_exchange *exchange, unsigned status, reply_body *body) {
  if (!body) return begin_reply(exchange, status, 0, NULL);
  struct MHD_Response *reply = MHD_create_response_from_buffer_with_free_callback_cls(
    body->length, body->bytes, free_body, body);
  begin_reply(exchange, status, body->length, reply);
  if (!reply) free_body(body);
}

void edge_reply(edge_exchange *exchange, unsigned status, const void *body, size_t length) {
  if (length > 0)
    return begin_whole_reply(exchange, status, copy_of(exchange->listener, body, length));
  begin_reply(
    exchange, status, 0, MHD_create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT));
}

// The body in gzip, NULL if it is not smaller.
static reply_body *compressed(edge_listener *listener, const void *bytes, size_t length) {
  z_stream stream = {0};
  if (length > UINT32_MAX / 2) return NULL;
  // Speed counts, not the last per cent; with less memory than usual there is less to set up.
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 4, Z_DEFAULT_STRATEGY) != Z_OK)
    return NULL;
  reply_body *body = make_body(listener, length);
  stream.next_in = (void *)bytes;
  stream.avail_in = (uInt)length;
  stream.next_out = body ? body->bytes : NULL;
  stream.avail_out = (uInt)length;
  bool fits = body && deflate(&stream, Z_FINISH) == Z_STREAM_END;
  size_t shorter = stream.total_out;
  deflateEnd(&stream);
  if (!fits) {
    free(body);
    return NULL;
  }
  // What was not needed is given back.
  reply_body *smaller = realloc(body, sizeof *body + shorter);
  body = smaller ? smaller : body;
  set_length(body, shorter);
  return body;
}

void edge_reply_compressed(
  edge_exchange *exchange, unsigned status, const void *body, size_t length) {
  reply_body *shorter = compressed(exchange->listener, body, length);
  if (!shorter) return edge_reply(exchange, status, body, length);
  begin_whole_reply(exchange, status, shorter);
  edge_reply_header(exchange, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
}

static ssize_t read_cut_body(void *context, uint64_t position, char *destination, size_t room) {
  reply_body *body = context;
  bool first = !body->asked;
  body->asked = true;
  // An error at the very first call leaves the library waiting for its next event, with the
  // connection still open; "nothing yet" makes it ask again at once.
  if (first && body->length == 0) return 0;
  if (position >= body->length) return MHD_CONTENT_READER_END_WITH_ERROR;
  size_t count = body->length - position;
  if (count > room) count = room;
  memcpy(destination, body->bytes + position, count);
  return (ssize_t)count;
}

void edge_reply_cut(
  edge_exchange *exchange, unsigned status, const void *body, size_t length, size_t cut) {
  if (cut >= length) return edge_reply(exchange, status, body, length);
  reply_body *copy = copy_of(exchange->listener, body, cut);
  if (!copy) return;
  struct MHD_Response *reply =
    MHD_create_response_from_callback(length, 4096, read_cut_body, copy, free_body);
  begin_reply(exchange, status, cut, reply);
  if (!reply) free_body(copy);
}

// A body that goes out piece by piece.
typedef struct {
  edge_exchange *exchange;
  reply_body *body;
  size_t piece;
  uint64_t pause_ns;
  // Where the next pause comes.
  size_t end;
  bool paused;
} slow_body;

static void free_slow_body(void *context) {
  slow_body *slow = context;
  free_body(slow->body);
  free(slow);
}

// No bytes yet: the library asks again after the pause.
static ssize_t begin_pause(slow_body *slow) {
  slow->paused = true;
  return edge_pause(slow->exchange, slow->pause_ns) ? 0 : MHD_CONTENT_READER_END_WITH_ERROR;
}

static ssize_t read_slow_body(void *context, uint64_t position, char *destination, size_t room) {
  slow_body *slow = context;
  if (position >= slow->end) {
    if (!slow->paused) return begin_pause(slow);
    // Resumed before its time: the listener stops.
    if (slow->exchange->stage == EDGE_AWAY) return MHD_CONTENT_READER_END_WITH_ERROR;
    slow->paused = false;
    slow->end += slow->piece;
  }
  size_t count = (slow->end < slow->body->length ? slow->end : slow->body->length) - position;
  if (count > room) count = room;
  memcpy(destination, slow->body->bytes + position, count);
  return (ssize_t)count;
}

static slow_body *make_slow_body(
  edge_exchange *exchange, reply_body *body, size_t piece, uint64_t pause_ns) {
  slow_body *slow = body ? malloc(sizeof *slow) : NULL;
  if (slow)
    *slow = (slow_body){
      .exchange = exchange, .body = body, .piece = piece, .pause_ns = pause_ns, .end = piece};
  else if (body)
    free_body(body);
  return slow;
}

void edge_reply_slowly(
  edge_exchange *exchange, unsigned status, const void *body, size_t length, size_t piece,
  uint64_t pause_ns) {
  if (piece == 0 || piece >= length) return edge_reply(exchange, status, body, length);
  slow_body *slow =
    make_slow_body(exchange, copy_of(exchange->listener, body, length), piece, pause_ns);
  if (!slow) return begin_reply(exchange, status, 0, NULL);
  struct MHD_Response *reply =
    MHD_create_response_from_callback(length, 4096, read_slow_body, slow, free_slow_body);
  begin_reply(exchange, status, length, reply);
  uint64_t pauses = (length - 1) / piece;
  atomic_store_explicit(
    &exchange->reply_ms, pauses * (pause_ns / 1000000 + 1), memory_order_relaxed);
  if (!reply) free_slow_body(slow);
}

void edge_delay(edge_exchange *exchange, uint64_t nanoseconds) {
  exchange->delay_ns = nanoseconds;
}

bool edge_reply_header(edge_exchange *exchange, const char *name, const char *value) {
  return exchange->reply && MHD_add_response_header(exchange->reply, name, value) == MHD_YES;
}
