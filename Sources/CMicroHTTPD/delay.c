// Replies that are held back for a time, or pause in the middle, without a thread for each.
//
// The library suspends the connection of such a reply: it forgets it until it is resumed, its idle
// timeout included. One thread for each listener, started by the first delay, resumes each in its time.

#define _GNU_SOURCE
#include <stdlib.h>
#include <time.h>

#include "edge.h"

static const uint64_t second = 1000 * 1000 * 1000;

uint64_t edge_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * second + (uint64_t)time.tv_nsec;
}

// The end of a delay, in 292 years at the latest.
static uint64_t after(uint64_t delay) {
  uint64_t start = edge_now();
  return delay < INT64_MAX - start ? start + delay : INT64_MAX;
}

static bool make_room(edge_timer *timer) {
  if (timer->count < timer->capacity) return true;
  size_t capacity = timer->capacity < 64 ? 64 : timer->capacity * 2;
  edge_exchange **held = realloc(timer->held, capacity * sizeof *held);
  if (!held) return false;
  timer->held = held;
  timer->capacity = capacity;
  return true;
}

static void insert(edge_timer *timer, edge_exchange *exchange) {
  size_t place = timer->count++;
  for (; place > 0; place = (place - 1) / 2) {
    edge_exchange *parent = timer->held[(place - 1) / 2];
    if (parent->due_ns <= exchange->due_ns) break;
    timer->held[place] = parent;
  }
  timer->held[place] = exchange;
}

// The child of a place that is due first; beyond the count if there is none.
static size_t earlier_child(const edge_timer *timer, size_t place) {
  size_t left = 2 * place + 1, right = left + 1;
  if (right >= timer->count) return left;
  return timer->held[right]->due_ns < timer->held[left]->due_ns ? right : left;
}

static edge_exchange *remove_first(edge_timer *timer) {
  edge_exchange *first = timer->held[0], *moved = timer->held[--timer->count];
  size_t place = 0, child;
  while ((child = earlier_child(timer, place)) < timer->count
         && timer->held[child]->due_ns < moved->due_ns) {
    timer->held[place] = timer->held[child];
    place = child;
  }
  timer->held[place] = moved;
  return first;
}

static void resume_due(edge_timer *timer) {
  uint64_t time = edge_now();
  while (timer->count > 0 && timer->held[0]->due_ns <= time) {
    edge_exchange *exchange = remove_first(timer);
    exchange->stage = EDGE_BACK;
    MHD_resume_connection(exchange->connection);
  }
}

static void wait_for_next(edge_timer *timer) {
  if (timer->count == 0) {
    pthread_cond_wait(&timer->changed, &timer->lock);
    return;
  }
  uint64_t due = timer->held[0]->due_ns;
  struct timespec end = {.tv_sec = (time_t)(due / second), .tv_nsec = (long)(due % second)};
  pthread_cond_timedwait(&timer->changed, &timer->lock, &end);
}

static void *run(void *context) {
  edge_timer *timer = context;
  pthread_mutex_lock(&timer->lock);
  while (!timer->closed) {
    resume_due(timer);
    wait_for_next(timer);
  }
  pthread_mutex_unlock(&timer->lock);
  return NULL;
}

static bool start_thread(edge_timer *timer) {
  if (timer->started) return true;
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_attr_setstacksize(&attributes, 64 * 1024);
  timer->started = pthread_create(&timer->thread, &attributes, run, timer) == 0;
  pthread_attr_destroy(&attributes);
  return timer->started;
}

static bool hold(edge_timer *timer, edge_exchange *exchange, uint64_t delay) {
  if (timer->closed || !make_room(timer) || !start_thread(timer)) return false;
  exchange->due_ns = after(delay);
  // One that comes from its lane is suspended already.
  if (exchange->stage != EDGE_AWAY) MHD_suspend_connection(exchange->connection);
  exchange->stage = EDGE_AWAY;
  insert(timer, exchange);
  // The thread sleeps until what was first.
  if (timer->held[0] == exchange) pthread_cond_signal(&timer->changed);
  return true;
}

bool edge_pause(edge_exchange *exchange, uint64_t nanoseconds) {
  edge_timer *timer = &exchange->listener->timer;
  pthread_mutex_lock(&timer->lock);
  bool held = hold(timer, exchange, nanoseconds);
  pthread_mutex_unlock(&timer->lock);
  return held;
}

bool edge_hold(edge_exchange *exchange) {
  // What the handler has read is of no use any more.
  edge_buffer_reset(&exchange->body);
  edge_buffer_reset(&exchange->scratch);
  return edge_pause(exchange, exchange->delay_ns);
}

bool edge_timer_open(edge_timer *timer) {
  pthread_condattr_t attributes;
  if (pthread_condattr_init(&attributes) != 0) return false;
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  bool opened = pthread_cond_init(&timer->changed, &attributes) == 0;
  pthread_condattr_destroy(&attributes);
  if (opened) pthread_mutex_init(&timer->lock, NULL);
  return opened;
}

void edge_timer_close(edge_timer *timer) {
  pthread_mutex_lock(&timer->lock);
  timer->closed = true;
  for (size_t i = 0; i < timer->count; i++) MHD_resume_connection(timer->held[i]->connection);
  timer->count = 0;
  pthread_cond_signal(&timer->changed);
  pthread_mutex_unlock(&timer->lock);
  if (timer->started) pthread_join(timer->thread, NULL);
}

void edge_timer_free(edge_timer *timer) {
  pthread_cond_destroy(&timer->changed);
  pthread_mutex_destroy(&timer->lock);
  free(timer->held);
}
