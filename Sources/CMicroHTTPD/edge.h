// What the files of this target share.

#ifndef EDGE_H
#define EDGE_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "CMicroHTTPD.h"
#include "EdgeFraming.h"

// Stacks of threads that call handlers. An answer can be nested as deep as a chain of references is long, and is
// read and written by recursion: what threads get by default depends on the system's limits.
enum { EDGE_STACK_SIZE = 8 * 1024 * 1024 };

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

// Threads that call the handler for requests which may take long, the first that came first.
typedef struct {
  pthread_mutex_t lock;
  pthread_cond_t changed;
  // Those that wait, linked by `next`.
  edge_exchange *first;
  edge_exchange *last;
  unsigned waiting;
  pthread_t *threads;
  unsigned limit;
  unsigned started;
  // Threads that have nothing to do, or were not yet told so.
  unsigned idle;
  bool closed;
} edge_lane;

// A socket that is listened on.
typedef struct {
  int socket;
  uint16_t port;
  bool tls;
} edge_door;

// One of the library's daemons, with one thread.
typedef struct {
  edge_listener *listener;
  const edge_door *door;
  struct MHD_Daemon *daemon;
  // Those that it was dealt and has not closed yet.
  atomic_uint connections;
} edge_worker;

// What a listener has of the files that the process may have open (`budget.c`, which has the lock).
typedef struct {
  // The next listener of the process.
  edge_listener *next;
  // Sockets, bells, and what the library's threads wait with.
  unsigned fixed;
  unsigned workers;
  unsigned lanes;
  unsigned lane_threads;
  unsigned files_per_request;
  // Connections that nobody else's listener takes the files of, and how many of these may stay.
  unsigned least;
  unsigned staying;
  // Connections that it wants at most, those that leave not counted.
  unsigned wanted;
  // Those that are open, from before they are accepted until their descriptor is to be closed.
  unsigned open;
} edge_share;

typedef enum {
  EDGE_PLACE = 0,
  // For one request, where all others are taken and clients on this machine would be shut out.
  EDGE_FURTHER_PLACE,
  EDGE_PLACE_KINDS,
} edge_place;

// The connections that may stay.
typedef struct {
  pthread_mutex_t lock;
  // All of them, linked by `later`.
  edge_exchange *first;
  unsigned taken[EDGE_PLACE_KINDS];
  unsigned limits[EDGE_PLACE_KINDS];
  uint64_t head_ms;
  uint64_t body_ms;
} edge_places;

struct edge_listener {
  edge_door doors[EDGE_DOOR_LIMIT];
  unsigned door_count;
  // Those of the first door come first, and each door has as many.
  edge_worker *workers;
  unsigned worker_count;
  pthread_t acceptor;
  // Rings when it is to stop.
  int bell;
  edge_share share;
  // By descriptor, the number of the thread from 1 on that a connection was dealt to and has not begun with.
  _Atomic uint16_t *dealt;
  edge_places places;
  edge_timer timer;
  edge_lane lanes[EDGE_LANE_LIMIT];
  edge_chooser chooser;
  edge_handler handler;
  void *context;
  size_t body_limit;
  size_t fragment_limit;
  size_t large_limit;
  edge_large_judge is_large;
  size_t header_limit;
  size_t target_limit;
  atomic_bool stopping;
  // Nobody waits any more for the handlers that run.
  atomic_bool cancelled;
  // Requests whose head was read and whose answer is not written yet.
  atomic_uint running;
  // Bytes of the bodies that come in and of those that wait for their clients to read.
  _Atomic size_t held_bytes;
  size_t held_limit;
  // The library's last words of its start, which come from the thread that starts it.
  pthread_t starter;
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
  EDGE_HERE = 0,
  // The library has suspended the connection: the request is in its lane, or its reply is held back, or pauses.
  // Until it is resumed nothing is read from it or written.
  EDGE_AWAY,
  // Resumed: what reply there is can be queued, or goes on.
  EDGE_BACK,
} edge_stage;

// What a connection is at.
typedef enum {
  // Between two requests.
  EDGE_IDLE = 0,
  EDGE_IN_HEAD,
  EDGE_IN_BODY,
  // The request is with its handler or waits for it, or its reply is held back.
  EDGE_ANSWERING,
  EDGE_WRITING,
  // Its place is another's, and nothing of it is answered any more.
  EDGE_ENDED,
  // It did not send in time what it had begun. Nothing more is read; it is told so, if nobody needs its place before.
  EDGE_LATE,
} edge_phase;

// The state of a connection, used for one request after the other.
struct edge_exchange {
  edge_listener *listener;
  const edge_door *door;
  int descriptor;
  edge_place place;
  bool has_place;
  edge_exchange *earlier;
  edge_exchange *later;
  // The phase and when it began.
  _Atomic uint64_t phase;
  _Atomic size_t reply_length;
  // Milliseconds that the reply takes however fast its client reads.
  _Atomic uint64_t reply_ms;
  struct MHD_Connection *connection;
  bool from_loopback;
  // The head of the present request was seen: it counts as running.
  bool running;
  // It was answered before its body came: the client may be sending still.
  bool refused;
  edge_head_state head_state;
  edge_body_state body_state;
  // Of the listener's held bytes, those of the present body.
  size_t held_bytes;
  edge_load load;
  // What came up to now, which can be more than the library has looked at.
  edge_framing framing;
  // Heads that the library has looked at.
  uint64_t heads;
  // What was to be seen and did not fit.
  uint8_t spare[EDGE_FRAMING_ROOM];
  size_t spare_length;
  edge_buffer target;
  edge_buffer headers;
  edge_buffer body;
  edge_buffer scratch;
  unsigned status;
  struct MHD_Response *reply;
  uint64_t delay_ns;
  // On the monotonic clock.
  uint64_t due_ns;
  edge_stage stage;
  const char *method;
  // When it came to its lane, on the monotonic clock.
  uint64_t entered_ns;
  edge_exchange *next;
};

uint64_t edge_now(void);

// Connections whose descriptor is past it are not served.
enum { EDGE_DESCRIPTOR_LIMIT = 1 << 17 };

// Whether the library's reading can be watched: not where this code is in a shared library that the program has
// loaded late.
bool edge_can_watch(void);
// From now on what is read from the descriptor passes through the framing of the exchange; NULL ends that.
// False for a descriptor past the limit.
bool edge_watch(int descriptor, edge_exchange *exchange);

// Of all doors together.
unsigned edge_worker_count(const edge_options *options);

// The least that the rest of the process needs beside what requests open, timers and calls to endpoints of notifications
// among it; and further places of a listener, at most.
enum { EDGE_LEAST_OTHERS = 16, EDGE_MOST_FURTHER = 32 };

// What listeners need and want together: connections, and other files.
typedef struct {
  uint64_t fixed;
  uint64_t least;
  uint64_t wanted;
  // Files that are none of the listeners' own.
  uint64_t least_others;
  uint64_t wanted_others;
  uint64_t workers;
  uint64_t files_per_request;
  // Lanes of the same number have one thread at work at least, whichever listener's it is.
  unsigned lanes;
} edge_demand;

edge_share edge_share_of(const edge_options *options);
// Of this listener and all that follow it.
edge_demand edge_demand_of(const edge_listener *first);

// Files of the process that are open; as many as there can be where not even that can be looked at.
uint64_t edge_open_files(void);
// The limit on open files, after it was raised as far as it is needed, if the process may do that.
uint64_t edge_raised_limit(uint64_t needed);

// Gives the listener its part of the files, before it opens any; others may have to make room. False where that would
// be too little to serve anybody; `failure` says how many it takes.
bool edge_join_budget(edge_listener *listener, const edge_options *options, edge_failure *failure);
// After its files are closed. Nothing for one that has no part.
void edge_leave_budget(edge_listener *listener);
// Before a connection is accepted; false if it has to wait until others are closed.
bool edge_take_file(edge_listener *listener);
void edge_return_file(edge_listener *listener);
bool edge_has_connections(const edge_listener *listener);
// Whether a connection, whose file was taken, may stay; if need be another one has been ended for it.
bool edge_make_room(edge_listener *listener);
// Where there were more connections when a further listener came: ends those too many.
void edge_end_surplus(void);
// For what outlives its connection; false if it would be missed.
bool edge_take_spare_file(void);
void edge_return_spare_file(void);

// How many threads of lanes may be at work at the same time, all listeners together, and how many lanes one has at
// most.
void edge_limit_work(unsigned handlers, unsigned lanes);
// Waits until one more may be; who is told to stop does not wait.
void edge_begin_work(const edge_listener *listener, unsigned lane);
void edge_end_work(const edge_listener *listener, unsigned lane);
// Those who wait are to see that they are told to stop.
void edge_wake_work(void);

// False if not all could be started; those that were are to be stopped.
bool edge_start_workers(edge_listener *listener, const edge_options *options);
void edge_stop_workers(edge_listener *listener);
void edge_deal_out(
  edge_listener *listener, const edge_door *door, int descriptor, const struct sockaddr *address,
  socklen_t size);
// The library has begun with a connection, and will tell when it is closed. Returns when it was accepted.
uint64_t edge_note_start(edge_worker *worker, int descriptor);

bool edge_start_accepting(edge_listener *listener);
void edge_stop_accepting(edge_listener *listener);

void edge_open_places(edge_places *places, const edge_options *options);
void edge_free_places(edge_places *places);
void edge_limit_further_places(edge_places *places, unsigned limit);
// Those to stay.
unsigned edge_taken_places(edge_places *places);
// How ready the connection is to be ended that has waited longest, 0 if there is none, and since when it waits.
typedef struct {
  unsigned readiness;
  uint64_t since;
} edge_wait;
edge_wait edge_longest_wait(edge_places *places);
bool edge_waits_longer(edge_wait one, edge_wait other);
// Gives the connection a place, if need be that of one that waits. Without a place it is to be closed.
bool edge_take_place(edge_exchange *exchange);
// Before its descriptor is closed.
void edge_leave_place(edge_places *places, edge_exchange *exchange);
// Ends the connection that has waited longest; false if there is none.
bool edge_free_place(edge_places *places);
// Ends those that have taken too long.
void edge_end_late(edge_places *places);
// Returns the phase before. Where that is the end, the connection stays in it; from being late only the answer leads on.
edge_phase edge_enter_phase(edge_exchange *exchange, edge_phase phase);
edge_phase edge_present_phase(const edge_exchange *exchange);
// A connection waits for its first request from when it was accepted, however late its thread begins with it.
void edge_begin_phases(edge_exchange *exchange, uint64_t accepted_ns);

// Counts bytes that are held for a client.
void edge_hold_bytes(edge_listener *listener, size_t count);
void edge_release_bytes(edge_listener *listener, size_t count);
// Whether so many more are within the limit.
bool edge_has_room_for(edge_listener *listener, size_t count);

// Keeps a connection that is about to be closed until its client has stopped sending.
void edge_linger(int descriptor);

// Calls the handler, here or in the request's lane, and sees to the reply.
enum MHD_Result edge_answer(edge_exchange *exchange, const char *method);
// False for a trial that came to nothing.
bool edge_call_handler(edge_exchange *exchange, bool is_trial);
// MHD_NO closes the connection without an answer.
enum MHD_Result edge_queue_reply(edge_exchange *exchange);

bool edge_lane_open(edge_lane *lane, unsigned limit);
// Takes the exchange, whose connection is to be suspended; false after the lane was closed, or when threads are out.
bool edge_lane_enter(edge_lane *lane, edge_exchange *exchange);
// Resumes everything that waits, to be closed unanswered, and joins the threads.
void edge_lane_close(edge_lane *lane);
// No connection may be left.
void edge_lane_free(edge_lane *lane);

bool edge_timer_open(edge_timer *timer);
// Holds the reply back for its delay, on a connection that is suspended or is to be; then the library calls
// `edge_on_request` again. False after the timer was closed, or when memory or threads are out.
bool edge_hold(edge_exchange *exchange);
// Suspends a connection in the middle of its reply, which the library asks for again after that time. False as above.
bool edge_pause(edge_exchange *exchange, uint64_t nanoseconds);
// Resumes everything that is held, before its time: it is to be closed unanswered.
void edge_timer_close(edge_timer *timer);
// No connection may be left.
void edge_timer_free(edge_timer *timer);

// The callbacks of libmicrohttpd; the closure of each is the listener, of connections their worker.
void *edge_on_target(void *listener, const char *target, struct MHD_Connection *connection);
void edge_on_connection(
  void *worker, struct MHD_Connection *connection, void **socket_context,
  enum MHD_ConnectionNotificationCode code);
enum MHD_Result edge_on_request(
  void *listener, struct MHD_Connection *connection, const char *path, const char *method,
  const char *version, const char *bytes, size_t *count, void **request_context);
void edge_on_completion(
  void *listener, struct MHD_Connection *connection, void **request_context,
  enum MHD_RequestTerminationCode code);

#endif
