#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "edge.h"

static void begin_reply(edge_exchange *exchange, unsigned status, struct MHD_Response *reply) {
  if (exchange->reply) MHD_destroy_response(exchange->reply);
  exchange->status = status;
  exchange->reply = reply;
}

void edge_reply(edge_exchange *exchange, unsigned status, const void *body, size_t length) {
  // MUST_COPY never writes through the pointer.
  begin_reply(
    exchange, status,
    MHD_create_response_from_buffer(
      length, length ? (void *)body : "", length ? MHD_RESPMEM_MUST_COPY : MHD_RESPMEM_PERSISTENT));
}

// The body in gzip in memory of its own, NULL if it is not smaller.
static void *compressed(const void *body, size_t length, size_t *result_length) {
  z_stream stream = {0};
  if (length > UINT32_MAX / 2) return NULL;
  // Speed counts, not the last per cent; with less memory than usual there is less to set up.
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 4, Z_DEFAULT_STRATEGY) != Z_OK)
    return NULL;
  uint8_t *result = malloc(length);
  stream.next_in = (void *)body;
  stream.avail_in = (uInt)length;
  stream.next_out = result;
  stream.avail_out = (uInt)length;
  bool fits = result && deflate(&stream, Z_FINISH) == Z_STREAM_END;
  *result_length = stream.total_out;
  deflateEnd(&stream);
  if (fits) return result;
  free(result);
  return NULL;
}

void edge_reply_compressed(
  edge_exchange *exchange, unsigned status, const void *body, size_t length) {
  size_t shorter = 0;
  void *bytes = compressed(body, length, &shorter);
  if (!bytes) return edge_reply(exchange, status, body, length);
  struct MHD_Response *reply =
    MHD_create_response_from_buffer(shorter, bytes, MHD_RESPMEM_MUST_FREE);
  if (!reply) free(bytes);
  begin_reply(exchange, status, reply);
  edge_reply_header(exchange, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
}

typedef struct {
  size_t cut;
  bool asked;
  uint8_t bytes[];
} cut_body;

static ssize_t read_cut_body(void *context, uint64_t position, char *destination, size_t room) {
  cut_body *body = context;
  bool first = !body->asked;
  body->asked = true;
  // An error at the very first call leaves the library waiting for its next event, with the
  // connection still open; "nothing yet" makes it ask again at once.
  if (first && body->cut == 0) return 0;
  if (position >= body->cut) return MHD_CONTENT_READER_END_WITH_ERROR;
  size_t count = body->cut - position;
  if (count > room) count = room;
  memcpy(destination, body->bytes + position, count);
  return (ssize_t)count;
}

void edge_reply_cut(
  edge_exchange *exchange, unsigned status, const void *body, size_t length, size_t cut) {
  if (cut >= length) return edge_reply(exchange, status, body, length);
  cut_body *copy = malloc(sizeof *copy + cut);
  if (!copy) return;
  copy->cut = cut;
  copy->asked = false;
  memcpy(copy->bytes, body, cut);
  struct MHD_Response *reply =
    MHD_create_response_from_callback(length, 4096, read_cut_body, copy, free);
  if (!reply) free(copy);
  begin_reply(exchange, status, reply);
}

void edge_delay(edge_exchange *exchange, uint64_t nanoseconds) {
  exchange->delay_ns = nanoseconds;
}

bool edge_reply_header(edge_exchange *exchange, const char *name, const char *value) {
  return exchange->reply && MHD_add_response_header(exchange->reply, name, value) == MHD_YES;
}
