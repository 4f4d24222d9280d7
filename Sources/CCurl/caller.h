// What the files of the caller share.

#ifndef CALLER_H
#define CALLER_H

#include <curl/curl.h>
#include <pthread.h>

#include "CCurl.h"

// One call, from its beginning to its end.
typedef struct call {
  CURL *easy;
  struct curl_slist *fields;
  void *context;
  // Of the answer's body.
  uint8_t *kept;
  size_t count;
  // Bytes of the answer's head, all interim answers and trailers included.
  size_t head;
  char reason[CURL_ERROR_SIZE];
  struct call *previous, *next;
} call;

// NULL when it cannot be made.
call *call_make(const outgoing_post *post, void *context);
void call_free(call *call);
// Tells whoever waits for it how it ended.
void call_tell(call *call, CURLcode result, outgoing_done done);
void call_tell_end(call *call, outgoing_end end, const char *reason, outgoing_done done);

#endif
