// Calls of endpoints outside, over libcurl: what comes back is bounded, and so is how long it may take.
//
// One thread makes all calls of a caller, so that a slow endpoint costs a descriptor and no thread. It begins with the
// first call. Redirections are answers; there are no cookies, no proxies and no credentials.

#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Makes calls; safe from all threads.
typedef struct outgoing_caller outgoing_caller;

// A POST.
typedef struct {
  // `http` or `https`, without user info; the path and the query are encoded.
  const char *url;
  const char *content_type;
  const uint8_t *body;
  size_t length;
  // For the whole answer, the connection included.
  uint32_t timeout_ms;
  // A file of the certificates that are trusted, in PEM; NULL: those of the system.
  const char *authorities;
} outgoing_post;

typedef enum {
  OUTGOING_ANSWERED,
  OUTGOING_TIMED_OUT,
  OUTGOING_FAILED,
  // The caller was told to stop.
  OUTGOING_STOPPED,
} outgoing_end;

// What has come of a call.
typedef struct {
  outgoing_end end;
  int status;
  // Empty when there is none.
  const char *content_type;
  // The beginning, `OUTGOING_BODY_LIMIT` bytes at most.
  const uint8_t *body;
  size_t length;
  // Of a call that failed.
  const char *reason;
} outgoing_answer;

// Nobody needs more of an answer; the connection is closed there. The same for its head, past which the call fails.
#define OUTGOING_BODY_LIMIT (64 << 10)

// Called once for each call, on the caller's thread, which waits for it; the answer is gone when it returns.
typedef void (*outgoing_done)(void *context, const outgoing_answer *answer);

// NULL without memory.
outgoing_caller *outgoing_caller_make(outgoing_done done);

// Returns at once; what the call points to is copied. False when the call cannot be made, or the caller has stopped:
// nothing is heard of it any more.
bool outgoing_caller_post(outgoing_caller *caller, const outgoing_post *post, void *context);

// Ends what is under way, and waits for that unless the caller's own thread asks for it.
void outgoing_caller_stop(outgoing_caller *caller);

// Stops it too. Nothing may be asked of it afterwards.
void outgoing_caller_free(outgoing_caller *caller);

#endif
