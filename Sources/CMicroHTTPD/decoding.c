// Content-Encoding of request bodies (RFC 9110, section 8.4), and files in gzip.

#include <string.h>
#include <strings.h>
#include <zlib.h>

#include "edge.h"

// zlib's window bits: 15 plus 16 reads gzip, 15 the zlib format, -15 deflate without a wrapper.
enum { GZIP = 15 + 16, ZLIB = 15, BARE = -15 };

// A first byte of the zlib format names method 8 and the first two are a multiple of 31
// (RFC 1950, 2.2). "deflate" means that format, but some clients send the bare one.
static int deflate_format(const edge_buffer *body) {
  if (body->length < 2) return ZLIB;
  unsigned first = body->bytes[0], second = body->bytes[1];
  return (first & 0x0f) == 8 && (first * 256 + second) % 31 == 0 ? ZLIB : BARE;
}

// Room for the next piece of output, one byte past the limit at most: that byte tells "too large".
static size_t next_room(size_t length, size_t limit) {
  size_t room = limit + 1 - length;
  return room < 64 * 1024 ? room : 64 * 1024;
}

static edge_body_state inflate_all(
  z_stream *stream, const edge_buffer *body, edge_buffer *output, size_t limit, int format) {
  stream->next_in = body->bytes;
  stream->avail_in = (uInt)body->length;
  for (;;) {
    size_t room = next_room(output->length, limit);
    if (!edge_buffer_reserve(output, room)) return EDGE_BODY_TOO_LARGE;
    stream->next_out = output->bytes + output->length;
    stream->avail_out = (uInt)room;
    int result = inflate(stream, Z_NO_FLUSH);
    output->length += room - stream->avail_out;
    if (output->length > limit) return EDGE_BODY_TOO_LARGE;
    if (result == Z_STREAM_END) {
      // A gzip file may have several members (RFC 1952, 2.2).
      if (stream->avail_in == 0) return EDGE_BODY_COMPLETE;
      if (format != GZIP || inflateReset(stream) != Z_OK) return EDGE_BODY_UNDECODABLE;
    } else if (result != Z_OK) {
      return EDGE_BODY_UNDECODABLE;
    }
  }
}

static edge_body_state inflate_body(
  edge_buffer *body, edge_buffer *scratch, size_t limit, int format) {
  if (body->length > UINT32_MAX) return EDGE_BODY_TOO_LARGE;
  z_stream stream = {0};
  if (inflateInit2(&stream, format) != Z_OK) return EDGE_BODY_UNDECODABLE;
  scratch->length = 0;
  edge_body_state state = inflate_all(&stream, body, scratch, limit, format);
  inflateEnd(&stream);
  edge_buffer inflated = *scratch;
  *scratch = *body;
  *body = inflated;
  return state;
}

edge_body_state edge_decode(
  const char *encoding, edge_buffer *body, edge_buffer *scratch, size_t limit) {
  if (!encoding || !*encoding || strcasecmp(encoding, "identity") == 0) return EDGE_BODY_COMPLETE;
  if (strcasecmp(encoding, "gzip") == 0 || strcasecmp(encoding, "x-gzip") == 0)
    return inflate_body(body, scratch, limit, GZIP);
  if (strcasecmp(encoding, "deflate") == 0)
    return inflate_body(body, scratch, limit, deflate_format(body));
  return EDGE_BODY_UNSUPPORTED_ENCODING;
}

edge_body_state edge_inflate(
  const uint8_t *bytes, size_t length, size_t limit, uint8_t **inflated, size_t *inflated_length) {
  *inflated = NULL;
  *inflated_length = 0;
  if (length > UINT32_MAX) return EDGE_BODY_TOO_LARGE;
  z_stream stream = {0};
  if (inflateInit2(&stream, GZIP) != Z_OK) return EDGE_BODY_UNDECODABLE;
  // zlib reads what it is given, though its interface does not say so.
  edge_buffer input = {.bytes = (uint8_t *)bytes, .length = length}, output = {0};
  edge_body_state state = inflate_all(&stream, &input, &output, limit, GZIP);
  inflateEnd(&stream);
  if (state == EDGE_BODY_COMPLETE) {
    *inflated = output.bytes;
    *inflated_length = output.length;
  } else {
    edge_buffer_free(&output);
  }
  return state;
}
