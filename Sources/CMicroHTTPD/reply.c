#include <stdlib.h>
#include <string.h>

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

bool edge_reply_header(edge_exchange *exchange, const char *name, const char *value) {
  return exchange->reply && MHD_add_response_header(exchange->reply, name, value) == MHD_YES;
}
