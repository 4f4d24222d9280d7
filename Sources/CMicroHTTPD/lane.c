// Threads beside the library's, so that none of those runs anything slow.
//
// The library suspends the connection of a request that enters a lane. A thread of the lane calls the handler, writes
// the reply into the exchange and resumes the connection; what is sent is sent by the library's thread again.

#include <stdlib.h>

#include "edge.h"

static void append(edge_lane *lane, edge_exchange *exchange) {
  exchange->next = NULL;
  if (lane->last)
    lane->last->next = exchange;
  else
    lane->first = exchange;
  lane->last = exchange;
  lane->waiting++;
}

static edge_exchange *remove_first(edge_lane *lane) {
  edge_exchange *first = lane->first;
  lane->first = first->next;
  if (!lane->first) lane->last = NULL;
  lane->waiting--;
  return first;
}

// The next one in line; NULL when the lane is closed.
static edge_exchange *next(edge_lane *lane) {
  pthread_mutex_lock(&lane->lock);
  lane->idle++;
  while (!lane->closed && !lane->first) pthread_cond_wait(&lane->changed, &lane->lock);
  lane->idle--;
  edge_exchange *exchange = lane->closed ? NULL : remove_first(lane);
  pthread_mutex_unlock(&lane->lock);
  return exchange;
}

static void call_handler(edge_exchange *exchange, const edge_lane *lane) {
  const edge_listener *listener = exchange->listener;
  unsigned number = (unsigned)(lane - listener->lanes);
  edge_begin_work(listener, number);
  edge_call_handler(exchange, false);
  edge_end_work(listener, number);
}

static void answer(edge_exchange *exchange, const edge_lane *lane) {
  call_handler(exchange, lane);
  if (exchange->delay_ns == 0)
    exchange->stage = EDGE_BACK;
  else if (edge_hold(exchange))
    return;
  // The connection belongs to the library's thread again from here on.
  MHD_resume_connection(exchange->connection);
}

static void *run(void *context) {
  edge_exchange *exchange;
  while ((exchange = next(context))) answer(exchange, context);
  return NULL;
}

static bool start_thread(edge_lane *lane) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_attr_setstacksize(&attributes, EDGE_STACK_SIZE);
  bool started = pthread_create(&lane->threads[lane->started], &attributes, run, lane) == 0;
  pthread_attr_destroy(&attributes);
  if (started) lane->started++;
  return started;
}

// Whether somebody will come for one more: a thread that has nothing to do, a new one, or where none can be started one
// of those that work.
static bool is_served(edge_lane *lane) {
  if (lane->idle > lane->waiting) return true;
  return (lane->started < lane->limit && start_thread(lane)) || lane->started > 0;
}

bool edge_lane_enter(edge_lane *lane, edge_exchange *exchange) {
  pthread_mutex_lock(&lane->lock);
  bool entered = !lane->closed && is_served(lane);
  if (entered) {
    exchange->entered_ns = edge_now();
    exchange->stage = EDGE_AWAY;
    MHD_suspend_connection(exchange->connection);
    append(lane, exchange);
    pthread_cond_signal(&lane->changed);
  }
  pthread_mutex_unlock(&lane->lock);
  return entered;
}

bool edge_lane_open(edge_lane *lane, unsigned limit) {
  pthread_mutex_init(&lane->lock, NULL);
  pthread_cond_init(&lane->changed, NULL);
  lane->threads = calloc(limit, sizeof *lane->threads);
  lane->limit = limit;
  return lane->threads || limit == 0;
}

void edge_lane_close(edge_lane *lane) {
  pthread_mutex_lock(&lane->lock);
  lane->closed = true;
  while (lane->first) MHD_resume_connection(remove_first(lane)->connection);
  pthread_cond_broadcast(&lane->changed);
  pthread_mutex_unlock(&lane->lock);
  for (unsigned i = 0; i < lane->started; i++) pthread_join(lane->threads[i], NULL);
}

void edge_lane_free(edge_lane *lane) {
  pthread_cond_destroy(&lane->changed);
  pthread_mutex_destroy(&lane->lock);
  free(lane->threads);
}
