// What the files of this target share.

#ifndef EDGE_H
#define EDGE_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "CMicroHTTPD.h"

// The exchanges of a listener whose replies are held back, and the thread that wakes them.
typedef struct {
  pthread_mutex_t lock;
  pthread_cond_t changed;
  pthread_t thread;
  bool started;
  bool closed;
  // A binary heap with the earliest first.
  edge_exchange **held;
  size_t count;
  size_t capacity;
} edge_timer;

struct edge_listener {
  struct MHD_Daemon *daemon;
  edge_timer timer;
  edge_handler handler;
  void *context;
  size_t body_limit;
  size_t header_limit;
  size_t target_limit;
  uint16_t port;
  bool tls;
  atomic_bool stopping;
  // Requests whose head was read and whose answer is not written yet.
  atomic_uint running;
  // The library's last words of its start.
  atomic_bool started;
  char log[256];
};

typedef struct {
  uint8_t *bytes;
  size_t length;
  size_t capacity;
} edge_buffer;

// Makes room for `more` bytes beyond the length; false if memory is out.
bool edge_buffer_reserve(edge_buffer *buffer, size_t more);
bool edge_buffer_append(edge_buffer *buffer, const void *bytes, size_t count);
void edge_buffer_free(edge_buffer *buffer);
// Empties the buffer for the next request and gives back memory that only a large one needed.
void edge_buffer_reset(edge_buffer *buffer);

// Replaces `body` by what it inflates to, using `scratch` for the work. `encoding` may be NULL.
edge_body_state edge_decode(
  const char *encoding, edge_buffer *body, edge_buffer *scratch, size_t limit);

typedef enum {
  EDGE_DELAY_NONE = 0,
  // The library has suspended the connection: until it is resumed nothing is read from it or written.
  EDGE_DELAY_HELD,
  EDGE_DELAY_OVER,
} edge_delay_state;

// The state of a connection, used for one request after the other.
struct edge_exchange {
  edge_listener *listener;
  struct MHD_Connection *connection;
  bool from_loopback;
  // The head of the present request was seen: it counts as running.
  bool running;
  // It was answered before its body came: the client may be sending still.
  bool refused;
  edge_head_state head_state;
  edge_body_state body_state;
  // Bytes of a body that is too large, read and thrown away.
  size_t discarded;
  // Where the target ends in the library's buffer; only compared, never read.
  const char *target_end;
  edge_buffer target;
  edge_buffer headers;
  edge_buffer body;
  edge_buffer scratch;
  unsigned status;
  struct MHD_Response *reply;
  uint64_t delay_ns;
  // On the monotonic clock.
  uint64_t due_ns;
  edge_delay_state delay_state;
};

// Keeps a connection that is about to be closed until its client has stopped sending.
void edge_linger(struct MHD_Connection *connection);

bool edge_timer_open(edge_timer *timer);
// Suspends the connection for the delay of its reply; then the library calls `edge_on_request` again.
// MHD_NO after the timer was closed, or when memory or threads are out.
enum MHD_Result edge_hold(edge_exchange *exchange);
// Resumes everything that is held, before its time: it is to be closed unanswered.
void edge_timer_close(edge_timer *timer);
// No connection may be left.
void edge_timer_free(edge_timer *timer);

// The callbacks of libmicrohttpd; the closure of each is the listener.
void *edge_on_target(void *listener, const char *target, struct MHD_Connection *connection);
void edge_on_connection(
  void *listener, struct MHD_Connection *connection, void **socket_context,
  enum MHD_ConnectionNotificationCode code);
enum MHD_Result edge_on_request(
  void *listener, struct MHD_Connection *connection, const char *path, const char *method,
  const char *version, const char *bytes, size_t *count, void **request_context);
void edge_on_completion(
  void *listener, struct MHD_Connection *connection, void **request_context,
  enum MHD_RequestTerminationCode code);

#endif
