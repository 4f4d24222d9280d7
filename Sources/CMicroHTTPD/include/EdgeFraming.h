// Where each request of a connection begins and ends, by the bytes that came (RFC 9112).
//
// What a client sends passes through here on its way to the library, whose own reading is lenient: it folds lines,
// takes blanks before a colon, and ends lines and chunks where others see no end. Whoever passed the request on may
// have read it otherwise, so what is not well-formed ends here. The library then gets an end of the request that
// it can take (`edge_framing_end`), and the fault tells what the answer is. What passes is plain: no queries, no
// extensions of chunks, no trailers, no blanks after what frames the body.

#ifndef EDGE_FRAMING_H
#define EDGE_FRAMING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  EDGE_FAULT_NONE = 0,
  // A request line or a header field that is none.
  EDGE_FAULT_LINE,
  EDGE_FAULT_TARGET,
  EDGE_FAULT_TARGET_TOO_LONG,
  EDGE_FAULT_VERSION,
  // None, several, or one that is no host.
  EDGE_FAULT_HOST,
  EDGE_FAULT_TOO_LARGE,
  // Where the body ends cannot be told from the head.
  EDGE_FAULT_UNFRAMED,
  // The chunks of the body are malformed.
  EDGE_FAULT_BODY,
  // They are larger together than a body may be.
  EDGE_FAULT_BODY_TOO_LARGE,
  // It did not come in its time.
  EDGE_FAULT_LATE,
} edge_fault;

typedef enum {
  EDGE_BEFORE_REQUEST = 0,
  EDGE_BEFORE_REQUEST_LF,
  EDGE_METHOD,
  EDGE_TARGET,
  EDGE_VERSION,
  EDGE_VERSION_END,
  EDGE_LINE_LF,
  EDGE_FIELD,
  EDGE_HEAD_LF,
  EDGE_NAME,
  EDGE_VALUE,
  EDGE_COOKIE,
  EDGE_HOST,
  EDGE_LENGTH,
  EDGE_LENGTH_END,
  EDGE_CODING,
  EDGE_CODING_END,
  EDGE_BODY,
  EDGE_CHUNK_SIZE,
  EDGE_CHUNK_SIZE_END,
  EDGE_CHUNK_EXTENSION,
  EDGE_CHUNK_SIZE_LF,
  EDGE_CHUNK,
  EDGE_CHUNK_CR,
  EDGE_CHUNK_LF,
} edge_framing_state;

enum {
  // What `edge_frame` writes is at most so much longer than what it reads.
  EDGE_FRAMING_ROOM = 32,
  EDGE_HOST_LIMIT = 256 + 6,
  // Fields of one head, each pair of a cookie counted too: the library notes each in its limited memory.
  EDGE_FIELD_LIMIT = 256,
};

// What `?` and `&` pass as: no target holds these. The library would note each argument in its limited memory.
enum { EDGE_QUERY_MARK = 1, EDGE_ARGUMENT_MARK = 2 };

// All zero but for the limits at the beginning.
typedef struct {
  edge_framing_state state;
  edge_fault fault;
  // Bytes of one head, and of the lines between the chunks of one body.
  size_t limit;
  // Bytes of all chunks of one body.
  uint64_t body_limit;
  // Requests whose head has ended. With a fault the last one is the faulty one.
  uint64_t heads;
  // Bytes of the present head.
  size_t taken;
  unsigned fields;
  // Of what the present state reads: a name, digits, a text that is compared.
  size_t matched;
  uint8_t name[20];
  // The last one that was valid.
  char host[EDGE_HOST_LIMIT];
  size_t host_length;
  bool has_host;
  bool has_length;
  bool is_chunked;
  bool is_http_1_0;
  bool in_trailer;
  // What the present head says of its body, as far as it is known.
  uint64_t length;
  // Of the body or the present chunk.
  uint64_t remaining;
  // Bytes of the chunks that have begun.
  uint64_t chunked;
  // What the library still has to get for a faulty request: so many bytes of a body, then a text.
  uint64_t padding;
  const char *tail;
} edge_framing;

// Reads `count` bytes, at most up to the first fault, and writes what the library is to see; returns how much.
size_t edge_frame(edge_framing *framing, const uint8_t *bytes, size_t count, uint8_t *result);

// How many of the bytes that follow are content, of which none needs to be looked at.
size_t edge_framing_content(const edge_framing *framing);
// So many of them were passed on without `edge_frame`.
void edge_framing_skip(edge_framing *framing, size_t count);

// Ends the present request with a fault of the caller's; nothing happens between requests.
void edge_framing_fail(edge_framing *framing, edge_fault fault);
// Writes more of the end of a faulty request; returns how much, 0 at the end.
size_t edge_framing_end(edge_framing *framing, uint8_t *bytes, size_t count);

// `uri-host [ ":" port ]` of RFC 9110, 7.2, with a host that is not empty.
bool edge_is_host(const char *text, size_t length);

#endif
