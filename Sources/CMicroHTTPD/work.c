// Counts the threads of lanes that are at work, of all listeners together: each may open files.
//
// Where few files may be open, fewer threads are at work than lanes have. Of the lanes that have the same number one
// thread may always be, so that no kind of request keeps out another.

#include "edge.h"

static struct {
  pthread_mutex_t lock;
  pthread_cond_t changed;
  unsigned limit;
  unsigned lanes;
  unsigned at_work[EDGE_LANE_LIMIT];
} work = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 0, {0}};

// With the one that each number may always have.
static unsigned claimed(void) {
  unsigned sum = 0;
  for (unsigned i = 0; i < EDGE_LANE_LIMIT; i++)
    sum += work.at_work[i] == 0 && i < work.lanes ? 1 : work.at_work[i];
  return sum;
}

static bool may_begin(const edge_listener *listener, unsigned lane) {
  return work.at_work[lane] == 0 || claimed() < work.limit
         || atomic_load_explicit(&listener->cancelled, memory_order_relaxed);
}

void edge_limit_work(unsigned handlers, unsigned lanes) {
  pthread_mutex_lock(&work.lock);
  work.limit = handlers;
  work.lanes = lanes;
  pthread_cond_broadcast(&work.changed);
  pthread_mutex_unlock(&work.lock);
}

void edge_begin_work(const edge_listener *listener, unsigned lane) {
  if (listener->share.files_per_request == 0) return;
  pthread_mutex_lock(&work.lock);
  while (!may_begin(listener, lane)) pthread_cond_wait(&work.changed, &work.lock);
  work.at_work[lane]++;
  pthread_mutex_unlock(&work.lock);
}

void edge_end_work(const edge_listener *listener, unsigned lane) {
  if (listener->share.files_per_request == 0) return;
  pthread_mutex_lock(&work.lock);
  work.at_work[lane]--;
  pthread_cond_broadcast(&work.changed);
  pthread_mutex_unlock(&work.lock);
}

void edge_wake_work(void) {
  pthread_mutex_lock(&work.lock);
  pthread_cond_broadcast(&work.changed);
  pthread_mutex_unlock(&work.lock);
}
