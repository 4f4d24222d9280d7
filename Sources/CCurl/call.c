// A single call: what libcurl may do for it, and what is kept of its answer.

#include "caller.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// MARK: What comes back

// libcurl gives it up when fewer bytes are taken than there are.
static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
  call *call = context;
  size_t length = size * count, room = OUTGOING_BODY_LIMIT - call->count;
  size_t taken = length < room ? length : room;
  uint8_t *kept = realloc(call->kept, call->count + taken + 1);
  if (!kept) return 0;
  memcpy(kept + call->count, bytes, taken);
  call->kept = kept;
  call->count += taken;
  return taken;
}

static size_t take_head(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes;
  call *call = context;
  call->head += size * count;
  return call->head > OUTGOING_BODY_LIMIT ? 0 : size * count;
}

// MARK: What is sent

// The first option that is not taken makes all the others fail.
#define SET(option, value) (is_set = is_set && curl_easy_setopt(easy, option, value) == CURLE_OK)

static bool set_protocols(CURL *easy) {
  bool is_set = true;
#if LIBCURL_VERSION_NUM >= 0x075500
  SET(CURLOPT_PROTOCOLS_STR, "http,https");
#else
  SET(CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
  SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  SET(CURLOPT_FOLLOWLOCATION, 0L);
  SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  SET(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  // An endpoint is on this machine or named: nothing stands between, whatever the environment says.
  SET(CURLOPT_PROXY, "");
  return is_set;
}

static bool set_limits(CURL *easy, const outgoing_post *post) {
  bool is_set = true;
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_TIMEOUT_MS, (long)post->timeout_ms);
  SET(CURLOPT_CONNECTTIMEOUT_MS, (long)post->timeout_ms);
#if LIBCURL_VERSION_NUM >= 0x075700
  // A name server that does not answer is not waited for at the end.
  SET(CURLOPT_QUICK_EXIT, 1L);
#endif
  return is_set;
}

static bool set_callbacks(CURL *easy, call *call) {
  bool is_set = true;
  SET(CURLOPT_PRIVATE, call);
  SET(CURLOPT_ERRORBUFFER, call->reason);
  SET(CURLOPT_WRITEFUNCTION, take_body);
  SET(CURLOPT_WRITEDATA, call);
  SET(CURLOPT_HEADERFUNCTION, take_head);
  SET(CURLOPT_HEADERDATA, call);
  return is_set;
}

static bool set_message(CURL *easy, const outgoing_post *post, call *call) {
  bool is_set = true;
  SET(CURLOPT_URL, post->url);
  SET(CURLOPT_POST, 1L);
  SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)post->length);
  SET(CURLOPT_COPYPOSTFIELDS, post->length ? (const char *)post->body : "");
  SET(CURLOPT_HTTPHEADER, call->fields);
  if (post->authorities) SET(CURLOPT_CAINFO, post->authorities);
  return is_set;
}

// A list that cannot be made longer stays as it is.
static bool add_field(call *call, const char *name, const char *value) {
  size_t length = strlen(name) + strlen(value) + sizeof ": ";
  char *field = malloc(length);
  if (!field) return false;
  snprintf(field, length, "%s: %s", name, value);
  struct curl_slist *longer = curl_slist_append(call->fields, field);
  free(field);
  if (!longer) return false;
  call->fields = longer;
  return true;
}

static bool prepare(call *call, const outgoing_post *post) {
  call->easy = curl_easy_init();
  // A field without a value is not sent: nobody is asked whether a long body may come.
  return call->easy && add_field(call, "Content-Type", post->content_type)
         && add_field(call, "Expect", "") && set_protocols(call->easy) && set_limits(call->easy, post)
         && set_callbacks(call->easy, call) && set_message(call->easy, post, call);
}

// MARK: Its life

call *call_make(const outgoing_post *post, void *context) {
  call *made = calloc(1, sizeof *made);
  if (!made) return NULL;
  made->context = context;
  if (prepare(made, post)) return made;
  call_free(made);
  return NULL;
}

void call_free(call *call) {
  if (call->easy) curl_easy_cleanup(call->easy);
  curl_slist_free_all(call->fields);
  free(call->kept);
  free(call);
}

void call_tell_end(call *call, outgoing_end end, const char *reason, outgoing_done done) {
  outgoing_answer answer = {.end = end, .content_type = "", .reason = reason};
  done(call->context, &answer);
}

static void tell_answer(call *call, long status, outgoing_done done) {
  const char *type = NULL;
  curl_easy_getinfo(call->easy, CURLINFO_CONTENT_TYPE, &type);
  outgoing_answer answer = {
    .end = OUTGOING_ANSWERED, .status = (int)status, .content_type = type ? type : "",
    .body = call->kept, .length = call->count, .reason = "",
  };
  done(call->context, &answer);
}

void call_tell(call *call, CURLcode result, outgoing_done done) {
  long status = 0;
  curl_easy_getinfo(call->easy, CURLINFO_RESPONSE_CODE, &status);
  // Only what is longer than what is kept was given up.
  bool is_enough = result == CURLE_WRITE_ERROR && call->count == OUTGOING_BODY_LIMIT;
  if (result == CURLE_OK || is_enough) return tell_answer(call, status, done);
  if (result == CURLE_OPERATION_TIMEDOUT) return call_tell_end(call, OUTGOING_TIMED_OUT, "", done);
  if (call->head > OUTGOING_BODY_LIMIT)
    return call_tell_end(call, OUTGOING_FAILED, "The head of its answer is too long", done);
  // libcurl would tell how long that took, which differs from call to call.
  if (result == CURLE_COULDNT_CONNECT)
    return call_tell_end(call, OUTGOING_FAILED, "No connection could be made", done);
  const char *reason = call->reason[0] ? call->reason : curl_easy_strerror(result);
  call_tell_end(call, OUTGOING_FAILED, reason, done);
}
