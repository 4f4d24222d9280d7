// The thread that makes all calls, and what other threads ask of it.

#define _GNU_SOURCE

#include "caller.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>

struct outgoing_caller {
  outgoing_done done;
  CURLM *multi;
  // Calls that the thread has begun; its own.
  call *under_way;

  pthread_mutex_t lock;
  // Below: held by the lock. Calls that the thread has not seen yet, the last first.
  call *fresh;
  pthread_t thread;
  bool runs, stopping, is_joined;
  // Nobody waits for the thread: it frees the caller.
  bool is_orphan;
};

// Idle connections that are kept for the next call.
static const long kept_connections = 16;
// libcurl wakes up earlier where a call needs it.
static const int longest_sleep_ms = 60 * 1000;

// MARK: The thread's own

static void remember(outgoing_caller *caller, call *call) {
  call->previous = NULL;
  call->next = caller->under_way;
  if (call->next) call->next->previous = call;
  caller->under_way = call;
}

static void forget(outgoing_caller *caller, call *call) {
  if (call->next) call->next->previous = call->previous;
  if (call->previous) call->previous->next = call->next;
  else caller->under_way = call->next;
}

static void begin(outgoing_caller *caller, call *call) {
  CURLMcode code = curl_multi_add_handle(caller->multi, call->easy);
  if (code == CURLM_OK) return remember(caller, call);
  call_tell_end(call, OUTGOING_FAILED, curl_multi_strerror(code), caller->done);
  call_free(call);
}

// False once it has to stop.
static bool begin_fresh(outgoing_caller *caller) {
  pthread_mutex_lock(&caller->lock);
  call *next = caller->stopping ? NULL : caller->fresh;
  if (next) caller->fresh = NULL;
  bool goes_on = !caller->stopping;
  pthread_mutex_unlock(&caller->lock);
  while (next) {
    call *call = next;
    next = call->next;
    begin(caller, call);
  }
  return goes_on;
}

static void finish(outgoing_caller *caller, CURL *easy, CURLcode result) {
  call *call = NULL;
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &call);
  forget(caller, call);
  call_tell(call, result, caller->done);
  curl_multi_remove_handle(caller->multi, easy);
  call_free(call);
}

static void finish_done(outgoing_caller *caller) {
  int left;
  CURLMsg *message;
  while ((message = curl_multi_info_read(caller->multi, &left)))
    if (message->msg == CURLMSG_DONE) finish(caller, message->easy_handle, message->data.result);
}

static void sleep_until_news(outgoing_caller *caller) {
  if (curl_multi_poll(caller->multi, NULL, 0, longest_sleep_ms, NULL) == CURLM_OK) return;
  // Without memory or descriptors it does not wait.
  nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
}

static void end_call(outgoing_caller *caller, call *call) {
  call_tell_end(call, OUTGOING_STOPPED, "", caller->done);
  call_free(call);
}

static void end_all(outgoing_caller *caller) {
  call *next;
  while ((next = caller->under_way)) {
    forget(caller, next);
    curl_multi_remove_handle(caller->multi, next->easy);
    end_call(caller, next);
  }
  // None is added any more.
  pthread_mutex_lock(&caller->lock);
  next = caller->fresh;
  caller->fresh = NULL;
  pthread_mutex_unlock(&caller->lock);
  while (next) {
    call *call = next;
    next = call->next;
    end_call(caller, call);
  }
}

// On the thread, which no signal ends: TLS writes while it closes.
static void close_connections(outgoing_caller *caller) {
  pthread_mutex_lock(&caller->lock);
  CURLM *multi = caller->multi;
  caller->multi = NULL;
  pthread_mutex_unlock(&caller->lock);
  curl_multi_cleanup(multi);
}

static void destroy(outgoing_caller *caller) {
  // Of a thread that could not be started.
  if (caller->multi) curl_multi_cleanup(caller->multi);
  pthread_mutex_destroy(&caller->lock);
  free(caller);
}

static void *work(void *argument) {
  outgoing_caller *caller = argument;
  while (begin_fresh(caller)) {
    int running;
    curl_multi_perform(caller->multi, &running);
    finish_done(caller);
    sleep_until_news(caller);
  }
  end_all(caller);
  close_connections(caller);
  pthread_mutex_lock(&caller->lock);
  bool is_orphan = caller->is_orphan;
  pthread_mutex_unlock(&caller->lock);
  if (is_orphan) destroy(caller);
  return NULL;
}

// MARK: From all threads

static void initialize(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

outgoing_caller *outgoing_caller_make(outgoing_done done) {
  outgoing_caller *caller = calloc(1, sizeof *caller);
  if (!caller) return NULL;
  caller->done = done;
  if (pthread_mutex_init(&caller->lock, NULL) == 0) return caller;
  free(caller);
  return NULL;
}

// Signals are for the threads of the program: one that writes to a closed connection is told so by the call itself.
static bool start_thread(outgoing_caller *caller) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  bool has_started = pthread_create(&caller->thread, NULL, work, caller) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return has_started;
}

// With the lock.
static bool start(outgoing_caller *caller) {
  if (caller->runs) return true;
  if (!caller->multi) caller->multi = curl_multi_init();
  if (!caller->multi) return false;
  curl_multi_setopt(caller->multi, CURLMOPT_MAXCONNECTS, kept_connections);
  caller->runs = start_thread(caller);
  return caller->runs;
}

// With the lock. Takes the call unless it returns false.
static bool add(outgoing_caller *caller, call *call) {
  if (caller->stopping || !start(caller)) return false;
  call->next = caller->fresh;
  caller->fresh = call;
  curl_multi_wakeup(caller->multi);
  return true;
}

bool outgoing_caller_post(outgoing_caller *caller, const outgoing_post *post, void *context) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, initialize);
  call *call = call_make(post, context);
  if (!call) return false;
  pthread_mutex_lock(&caller->lock);
  bool is_taken = add(caller, call);
  pthread_mutex_unlock(&caller->lock);
  if (!is_taken) call_free(call);
  return is_taken;
}

void outgoing_caller_stop(outgoing_caller *caller) {
  pthread_mutex_lock(&caller->lock);
  caller->stopping = true;
  bool must_join = caller->runs && !caller->is_joined && !pthread_equal(pthread_self(), caller->thread);
  if (must_join) caller->is_joined = true;
  if (caller->multi) curl_multi_wakeup(caller->multi);
  pthread_mutex_unlock(&caller->lock);
  if (must_join) pthread_join(caller->thread, NULL);
}

void outgoing_caller_free(outgoing_caller *caller) {
  outgoing_caller_stop(caller);
  pthread_mutex_lock(&caller->lock);
  // The last to hold it was told of a call's end, on the thread itself.
  caller->is_orphan = caller->runs && !caller->is_joined;
  bool is_orphan = caller->is_orphan;
  pthread_mutex_unlock(&caller->lock);
  if (is_orphan) pthread_detach(caller->thread);
  else destroy(caller);
}
