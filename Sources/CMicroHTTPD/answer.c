// One request that is complete: choosing where it is answered, calling the handler, queueing its reply.

#define _GNU_SOURCE
#include <poll.h>
#include <string.h>

#include "edge.h"

static const char *content_encoding(edge_exchange *exchange) {
  if (exchange->body_state != EDGE_BODY_UNSUPPORTED_ENCODING) return NULL;
  return MHD_lookup_connection_value(
    exchange->connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_ENCODING);
}

static size_t target_length(const edge_exchange *exchange) { return exchange->target.length - 1; }

static edge_load load_of(const edge_exchange *exchange) {
  if (exchange->load != EDGE_LOAD_NONE) return exchange->load;
  if (exchange->place == EDGE_FURTHER_PLACE) return EDGE_LOAD_CONNECTIONS;
  return edge_has_room_for(exchange->listener, 0) ? EDGE_LOAD_NONE : EDGE_LOAD_BYTES;
}

static uint16_t secure_port(const edge_listener *listener) {
  for (unsigned i = 0; i < listener->door_count; i++)
    if (listener->doors[i].tls) return listener->doors[i].port;
  return 0;
}

bool edge_call_handler(edge_exchange *exchange, bool is_trial) {
  edge_listener *listener = exchange->listener;
  bool complete = exchange->body_state == EDGE_BODY_COMPLETE;
  bool in_lane = exchange->stage == EDGE_AWAY;
  edge_request request = {
    .method = exchange->method,
    .target = (const char *)exchange->target.bytes,
    .target_length = target_length(exchange),
    .headers = exchange->headers.bytes,
    .headers_length = exchange->headers.length,
    .head_state = exchange->head_state,
    .load = load_of(exchange),
    .body = exchange->body.bytes,
    .body_length = complete ? exchange->body.length : 0,
    .body_state = exchange->body_state,
    .content_encoding = content_encoding(exchange),
    .local_port = exchange->door->port,
    .secure_port = secure_port(listener),
    .from_loopback = exchange->from_loopback,
    .over_tls = exchange->door->tls,
    .is_trial = is_trial,
    .in_lane = in_lane,
    .waited_ns = in_lane ? edge_now() - exchange->entered_ns : 0,
  };
  return listener->handler(listener->context, &request, exchange);
}

enum MHD_Result edge_queue_reply(edge_exchange *exchange) {
  if (!exchange->reply) return MHD_NO;
  edge_enter_phase(exchange, EDGE_WRITING);
  // A body that was refused must not be read as the next request, and a further place is for one.
  if (exchange->refused || exchange->place == EDGE_FURTHER_PLACE
      || atomic_load_explicit(&exchange->listener->stopping, memory_order_relaxed))
    MHD_add_response_header(exchange->reply, MHD_HTTP_HEADER_CONNECTION, "close");
  enum MHD_Result result =
    MHD_queue_response(exchange->connection, exchange->status, exchange->reply);
  MHD_destroy_response(exchange->reply);
  exchange->reply = NULL;
  return result;
}

static edge_choice choice_for(const edge_exchange *exchange) {
  edge_listener *listener = exchange->listener;
  // To refuse it takes no time, and is not to wait for those who are at work.
  if (exchange->head_state != EDGE_HEAD_COMPLETE) return (edge_choice){true, EDGE_NO_LANE};
  edge_choice choice = listener->chooser(
    listener->context, (const uint8_t *)exchange->method, strlen(exchange->method),
    exchange->target.bytes, target_length(exchange));
  if (load_of(exchange) != EDGE_LOAD_NONE) choice.here = true;
  return choice;
}

// Its end came when its time was over: the connection is closed for reading, and nothing may take long any more.
static void refuse_late(edge_exchange *exchange) {
  exchange->head_state = EDGE_HEAD_LATE;
  exchange->refused = true;
  edge_buffer_reset(&exchange->body);
}

enum MHD_Result edge_answer(edge_exchange *exchange, const char *method) {
  edge_listener *listener = exchange->listener;
  exchange->method = method;
  edge_phase before = edge_enter_phase(exchange, EDGE_ANSWERING);
  if (before == EDGE_ENDED) return MHD_NO;
  if (before == EDGE_LATE) refuse_late(exchange);
  edge_choice choice = choice_for(exchange);
  bool has_lane = choice.lane < EDGE_LANE_LIMIT;
  if ((choice.here || !has_lane) && edge_call_handler(exchange, has_lane)) {
    if (exchange->delay_ns == 0) return edge_queue_reply(exchange);
    return edge_hold(exchange) ? MHD_YES : MHD_NO;
  }
  if (!has_lane) return MHD_NO;
  return edge_lane_enter(&listener->lanes[choice.lane], exchange) ? MHD_YES : MHD_NO;
}

bool edge_must_stop(const edge_exchange *exchange) {
  return atomic_load_explicit(&exchange->listener->cancelled, memory_order_relaxed);
}

// Of a suspended connection the library hears nothing itself.
bool edge_has_client_left(const edge_exchange *exchange) {
  struct pollfd event = {.fd = exchange->descriptor, .events = POLLRDHUP};
  return poll(&event, 1, 0) > 0 && (event.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}
