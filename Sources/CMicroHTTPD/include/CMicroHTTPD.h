// HTTP/1.1 by the system's libmicrohttpd: one call of a handler for each complete request.
//
// A listener owns one or two doors, which are sockets with threads that read and write, and lanes: further threads
// for requests that may take long, whichever door they came in by. Each reading thread waits with epoll and reads a request to its end; then the handler
// is called on that thread, or on one of the lane that the request is given to.

#ifndef CMICROHTTPD_H
#define CMICROHTTPD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct edge_listener edge_listener;

// The answer under way to one request; valid only while its handler runs.
typedef struct edge_exchange edge_exchange;

typedef enum {
  EDGE_BODY_COMPLETE = 0,
  // More bytes than `body_limit`, as sent or after inflating; they were thrown away.
  EDGE_BODY_TOO_LARGE = 1,
  // The Content-Encoding is known but the bytes are not in it.
  EDGE_BODY_UNDECODABLE = 2,
  EDGE_BODY_UNSUPPORTED_ENCODING = 3,
  // There was no room for it (`edge_load`); it was thrown away.
  EDGE_BODY_NOT_KEPT = 4,
} edge_body_state;

typedef enum {
  EDGE_HEAD_COMPLETE = 0,
  // The target is longer than `target_limit`.
  EDGE_HEAD_TARGET_TOO_LONG = 1,
  // Target and header fields have more than `header_limit` bytes.
  EDGE_HEAD_TOO_LARGE = 2,
  // Where the body ends cannot be told: another transfer coding than chunked, or several lengths.
  EDGE_HEAD_UNFRAMED = 3,
  // The target holds a control character; it is cut there.
  EDGE_HEAD_TARGET_MALFORMED = 4,
  // The request line or a header field is none; what was seen of the head may be made up.
  EDGE_HEAD_MALFORMED = 5,
  // There is no Host field, or there are several, or it holds no host.
  EDGE_HEAD_HOST_MALFORMED = 6,
  // Another protocol than HTTP/1.0 and HTTP/1.1.
  EDGE_HEAD_VERSION_UNSUPPORTED = 7,
  // The whole of it did not come in its time; what was seen of the head may be made up.
  EDGE_HEAD_LATE = 8,
  // The head is complete, but the chunks of the body are malformed.
  EDGE_HEAD_BODY_MALFORMED = 9,
} edge_head_state;

// Why a request is not to be served, for now.
typedef enum {
  EDGE_LOAD_NONE = 0,
  // There is no place for its connection; it ends with the answer.
  EDGE_LOAD_CONNECTIONS = 1,
  // More bytes are held for clients than may be: bodies that come in, and answers that nobody reads.
  EDGE_LOAD_BYTES = 2,
} edge_load;

// One request as it was sent; every pointer is valid only while the handler runs.
typedef struct {
  const char *method;
  // The request target undecoded: `%2F` is still `%2F`, and the query is part of it.
  const char *target;
  size_t target_length;
  // The header fields in the order sent, each as two uint32_t (length of the name, length of the
  // value) in host order, then the name in lower case and the value, without terminators.
  const uint8_t *headers;
  size_t headers_length;
  // In every state but complete there is no body, and the connection ends with the answer.
  edge_head_state head_state;
  // Where it is not none the body may not have been waited for.
  edge_load load;
  const uint8_t *body;
  size_t body_length;
  edge_body_state body_state;
  // The Content-Encoding that is not supported; NULL in every other state.
  const char *content_encoding;
  uint16_t local_port;
  // Of the listener's door that takes TLS; 0 where there is none.
  uint16_t secure_port;
  // The peer is on this machine's loopback interface.
  bool from_loopback;
  bool over_tls;
  // The handler may give the request to its lane instead of answering it.
  bool is_trial;
  bool in_lane;
  // How long it has waited for a thread of its lane.
  uint64_t waited_ns;
} edge_request;

// Where a request is answered.
typedef struct {
  // It is tried on the thread that read it.
  bool here;
  // The number of a lane, or EDGE_NO_LANE: then it is answered here whatever it takes.
  unsigned lane;
} edge_choice;

// Whether a request is one whose body may have up to `large_limit` bytes. Asked where it has more than others may.
typedef bool (*edge_large_judge)(
  void *context, const uint8_t *method, size_t method_length, const uint8_t *target, size_t target_length);

enum { EDGE_LANE_LIMIT = 4, EDGE_NO_LANE = EDGE_LANE_LIMIT };

// Asked for each request before its handler is called, on the thread that read it.
typedef edge_choice (*edge_chooser)(
  void *context, const uint8_t *method, size_t method_length, const uint8_t *target, size_t target_length);

// Returns false for a trial that comes to nothing: no reply is begun, and the handler is called once more on a
// thread of the request's lane.
typedef bool (*edge_handler)(void *context, const edge_request *request, edge_exchange *exchange);

typedef struct {
  // 0: any free port; `edge_port` tells which.
  uint16_t port;
  // PEM texts; both NULL: plain HTTP. They are not needed after the start.
  const char *certificate;
  const char *private_key;
} edge_door_options;

enum { EDGE_DOOR_LIMIT = 2 };

typedef struct {
  const char *host;
  edge_door_options doors[EDGE_DOOR_LIMIT];
  unsigned door_count;
  // Of each door.
  unsigned threads;
  size_t body_limit;
  // Of a body with a length and a Content-Range, which is a fragment of something larger; at least `body_limit`.
  size_t fragment_limit;
  // Of a body with a length, and of what any inflates to, where the judge says so; NULL: there are none.
  size_t large_limit;
  edge_large_judge is_large;
  // Bytes of the target and all header fields of one request. Far past it the library itself answers,
  // with 414 or 431 and a page of HTML (docs/architecture.md, "What the library answers").
  size_t header_limit;
  size_t target_limit;
  // How many connections there are at the same time, as far as the limit on open files allows, which all listeners of
  // the process share. Past it, who comes takes the place of the one that has waited longest.
  unsigned connection_limit;
  // The time for a whole head and a whole body, from their first byte on; 0: for ever. An answer may take the time
  // of a body and a second for each 64,000 bytes.
  uint64_t head_timeout_ms;
  uint64_t body_timeout_ms;
  // Bytes of all bodies that come in and of all answers that were not read yet; past it requests have a load.
  size_t held_limit;
  // Seconds without a byte from or to the client; 0: for ever.
  unsigned idle_timeout;
  // How many threads each lane has at most; they are started as they are needed. 0: there is no such lane.
  unsigned lanes[EDGE_LANE_LIMIT];
  // How many files the handler may open for one request. Where the limit on open files is low, fewer threads of lanes are
  // at work at the same time, of all listeners together. 0: it opens none.
  unsigned files_per_request;
  edge_chooser chooser;
  edge_handler handler;
  void *context;
} edge_options;

// Why a start failed: `code` is an errno value, or 0 where there is none.
typedef struct {
  int code;
  char text[256];
  // The door that could not be opened.
  unsigned door;
  // With EMFILE: how many files the process may have open, and how many it would have to.
  uint64_t file_limit;
  uint64_t files_needed;
} edge_failure;

// Returns NULL and fills `failure` if the address cannot be listened on, or too few files may be open to serve anybody
// there beside those that the process serves already. Then nothing is open that was not before.
edge_listener *edge_start(const edge_options *options, edge_failure *failure);

// Of the library that this process has loaded: "0.9.75".
const char *edge_library_version(void);

uint16_t edge_port(const edge_listener *listener, unsigned door);

// How many connections one of the threads has, counted from 0; those of the first door come first.
unsigned edge_connections(const edge_listener *listener, unsigned thread);

// Refuses new connections and gives the requests under way `deadline_ms` to be answered. Then handlers are told
// to stop (`edge_must_stop`), who waits in a lane or has a held reply is closed unanswered, and the threads are
// joined: it must not be called from a handler, and a handler that does not return holds it up. False: not all were
// answered by then.
bool edge_stop(edge_listener *listener, unsigned deadline_ms);

// Sets the status and the body, which is copied. To HEAD the length is told and the body kept back.
void edge_reply(edge_exchange *exchange, unsigned status, const void *body, size_t length);

// Like `edge_reply`, with the body in gzip if that makes it smaller; then it adds Content-Encoding.
void edge_reply_compressed(
  edge_exchange *exchange, unsigned status, const void *body, size_t length);

// Like `edge_reply`, but the connection breaks off after `cut` bytes of the body.
void edge_reply_cut(
  edge_exchange *exchange, unsigned status, const void *body, size_t length, size_t cut);

// Like `edge_reply`, but the body goes out in pieces of so many bytes, with a pause after each. No thread waits for
// that, and pauses are none of the time that the client has to read.
void edge_reply_slowly(
  edge_exchange *exchange, unsigned status, const void *body, size_t length, size_t piece,
  uint64_t pause_ns);

// Adds a field to the reply begun. Returns false for a name or value that HTTP does not allow, and
// for Content-Length and Transfer-Encoding, which follow from the body.
bool edge_reply_header(edge_exchange *exchange, const char *name, const char *value);

// Holds the reply back for so long after the handler has returned. No thread waits for that, and the
// idle timeout begins anew after it. Meanwhile nothing is read from the client: whether it has gone is
// seen after the delay, and one that has closed its own direction counts as gone.
void edge_delay(edge_exchange *exchange, uint64_t nanoseconds);

// The listener has stopped waiting for the handler's answer.
bool edge_must_stop(const edge_exchange *exchange);

// The client has closed the connection, or its own direction of it. Asks the kernel, so not to be asked all
// the time.
bool edge_has_client_left(const edge_exchange *exchange);

// Inflates what gzip has made, of one member or of several, to memory that `free` gives back. Any other state than
// complete leaves none: there is more than `limit`, or the bytes are not in that format, or not all of them are there.
edge_body_state edge_inflate(
  const uint8_t *bytes, size_t length, size_t limit, uint8_t **inflated, size_t *inflated_length);

// A handler that returns without a reply closes the connection without an answer.

#endif
