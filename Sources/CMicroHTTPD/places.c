// Who may stay connected, and for how long it may go on sending or reading.
//
// Any number of clients may connect. There are places for so many of them; who comes when all are taken takes that
// of the connection which has waited longest, for a request or for the rest of one. Where all of them are being
// answered, clients on this machine get one of a few further places, for one request each: the control plane can be
// reached, and to everybody else it can be told that there is no place.

#define _GNU_SOURCE
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "edge.h"

enum { PHASE_BITS = 3 };

static uint64_t value(const edge_exchange *exchange) {
  return atomic_load_explicit(&exchange->phase, memory_order_relaxed);
}

static edge_phase phase_of(uint64_t value) { return value & ((1 << PHASE_BITS) - 1); }

edge_phase edge_present_phase(const edge_exchange *exchange) { return phase_of(value(exchange)); }

// False if it has left the phase meanwhile.
static bool change(edge_exchange *exchange, uint64_t *before, edge_phase phase) {
  return atomic_compare_exchange_strong_explicit(
    &exchange->phase, before, edge_now() << PHASE_BITS | phase, memory_order_relaxed, memory_order_relaxed);
}

// Who is late is told so, and does nothing else before.
static bool may_follow(edge_phase before, edge_phase phase) {
  return before != EDGE_ENDED && (before != EDGE_LATE || phase == EDGE_ANSWERING);
}

edge_phase edge_enter_phase(edge_exchange *exchange, edge_phase phase) {
  uint64_t before = value(exchange);
  while (may_follow(phase_of(before), phase) && !change(exchange, &before, phase)) {}
  return phase_of(before);
}

void edge_begin_phases(edge_exchange *exchange, uint64_t accepted_ns) {
  atomic_store_explicit(&exchange->phase, accepted_ns << PHASE_BITS | EDGE_IDLE, memory_order_relaxed);
}

static uint64_t since_of(uint64_t value) { return value >> PHASE_BITS; }

// MARK: Places

static void insert(edge_places *places, edge_exchange *exchange) {
  exchange->later = places->first;
  if (places->first) places->first->earlier = exchange;
  places->first = exchange;
  exchange->has_place = true;
  places->taken[exchange->place]++;
}

static void remove_from(edge_places *places, edge_exchange *exchange) {
  if (!exchange->has_place) return;
  exchange->has_place = false;
  places->taken[exchange->place]--;
  if (exchange->later) exchange->later->earlier = exchange->earlier;
  if (exchange->earlier)
    exchange->earlier->later = exchange->later;
  else
    places->first = exchange->later;
  exchange->earlier = exchange->later = NULL;
}

// The library closes the connection when it sees its end. The descriptor is valid: who closes it gives up its place
// before.
static void end(edge_places *places, edge_exchange *exchange) {
  shutdown(exchange->descriptor, SHUT_RDWR);
  remove_from(places, exchange);
}

// How ready a connection is to be ended for another one: not at all while it is answered.
static unsigned readiness(edge_phase phase) {
  switch (phase) {
  case EDGE_IDLE:
  case EDGE_IN_HEAD:
  case EDGE_LATE: return 2;
  case EDGE_IN_BODY: return 1;
  case EDGE_ANSWERING:
  case EDGE_WRITING:
  case EDGE_ENDED: return 0;
  }
  return 0;
}

bool edge_waits_longer(edge_wait one, edge_wait other) {
  if (one.readiness != other.readiness) return one.readiness > other.readiness;
  return one.readiness > 0 && one.since < other.since;
}

static edge_wait wait_of(uint64_t value) {
  return (edge_wait){readiness(phase_of(value)), since_of(value)};
}

static edge_exchange *readiest(const edge_places *places, edge_place place, uint64_t *found_value) {
  edge_exchange *found = NULL;
  *found_value = EDGE_ANSWERING;
  for (edge_exchange *each = places->first; each; each = each->later) {
    uint64_t present = value(each);
    if (each->place != place || !edge_waits_longer(wait_of(present), wait_of(*found_value))) continue;
    found = each;
    *found_value = present;
  }
  return found;
}

// What has come and was not read yet is a request that has begun.
static bool has_begun(const edge_exchange *exchange, edge_phase phase) {
  int count = 0;
  return phase == EDGE_IDLE && ioctl(exchange->descriptor, FIONREAD, &count) == 0 && count > 0;
}

// Ends the connection that has waited longest; false if there is none that waits. One whose request has come
// meanwhile is answered, and another one goes.
static bool displace(edge_places *places, edge_place place) {
  for (;;) {
    uint64_t before;
    edge_exchange *found = readiest(places, place, &before);
    if (!found) return false;
    bool is_in_head = has_begun(found, phase_of(before));
    if (!change(found, &before, is_in_head ? EDGE_IN_HEAD : EDGE_ENDED) || is_in_head) continue;
    end(places, found);
    return true;
  }
}

static bool take(edge_places *places, edge_exchange *exchange, edge_place place) {
  if (places->taken[place] >= places->limits[place] && !displace(places, place)) return false;
  exchange->place = place;
  insert(places, exchange);
  return true;
}

bool edge_take_place(edge_exchange *exchange) {
  edge_places *places = &exchange->listener->places;
  bool has_room = edge_make_room(exchange->listener);
  pthread_mutex_lock(&places->lock);
  bool has_place = (has_room && take(places, exchange, EDGE_PLACE))
                   || (exchange->from_loopback && take(places, exchange, EDGE_FURTHER_PLACE));
  pthread_mutex_unlock(&places->lock);
  return has_place;
}

void edge_leave_place(edge_places *places, edge_exchange *exchange) {
  pthread_mutex_lock(&places->lock);
  remove_from(places, exchange);
  pthread_mutex_unlock(&places->lock);
}

bool edge_free_place(edge_places *places) {
  pthread_mutex_lock(&places->lock);
  bool is_free = displace(places, EDGE_PLACE);
  pthread_mutex_unlock(&places->lock);
  return is_free;
}

edge_wait edge_longest_wait(edge_places *places) {
  uint64_t found;
  pthread_mutex_lock(&places->lock);
  readiest(places, EDGE_PLACE, &found);
  pthread_mutex_unlock(&places->lock);
  return wait_of(found);
}

unsigned edge_taken_places(edge_places *places) {
  pthread_mutex_lock(&places->lock);
  unsigned count = places->taken[EDGE_PLACE];
  pthread_mutex_unlock(&places->lock);
  return count;
}

void edge_limit_further_places(edge_places *places, unsigned limit) {
  pthread_mutex_lock(&places->lock);
  places->limits[EDGE_FURTHER_PLACE] = limit;
  pthread_mutex_unlock(&places->lock);
}

void edge_open_places(edge_places *places, const edge_options *options) {
  pthread_mutex_init(&places->lock, NULL);
  places->limits[EDGE_PLACE] = options->connection_limit;
  places->head_ms = options->head_timeout_ms;
  places->body_ms = options->body_timeout_ms;
}

void edge_free_places(edge_places *places) { pthread_mutex_destroy(&places->lock); }

// MARK: Time

// The time for a reply: as long as for a body, and longer for a large one, or one that pauses.
static uint64_t time_to_write(const edge_places *places, const edge_exchange *exchange) {
  static const size_t bytes_a_ms = 64;
  if (places->body_ms == 0) return 0;
  size_t length = atomic_load_explicit(&exchange->reply_length, memory_order_relaxed);
  uint64_t own = atomic_load_explicit(&exchange->reply_ms, memory_order_relaxed);
  return places->body_ms + length / bytes_a_ms + own;
}

// How long a phase may take, in milliseconds; 0: for ever, as far as this file is concerned.
static uint64_t time_for(const edge_places *places, const edge_exchange *exchange, edge_phase phase) {
  switch (phase) {
  case EDGE_IN_HEAD: return places->head_ms;
  case EDGE_IN_BODY: return places->body_ms;
  case EDGE_WRITING: return time_to_write(places, exchange);
  // To be told so it has until the next look.
  case EDGE_LATE: return 1;
  case EDGE_IDLE:
  case EDGE_ANSWERING:
  case EDGE_ENDED: return 0;
  }
  return 0;
}

static bool is_over(const edge_places *places, const edge_exchange *exchange, uint64_t before, uint64_t now) {
  static const uint64_t millisecond = 1000 * 1000;
  uint64_t time = time_for(places, exchange, phase_of(before));
  return time > 0 && now > since_of(before) && (now - since_of(before)) / millisecond > time;
}

// Who still sends is told so, as soon as the library reads on (`intake.c`). Whoever is done meanwhile is not late.
static void end_phase(edge_places *places, edge_exchange *exchange, uint64_t before) {
  edge_phase phase = phase_of(before);
  bool is_sending = phase == EDGE_IN_HEAD || phase == EDGE_IN_BODY;
  if (!change(exchange, &before, is_sending ? EDGE_LATE : EDGE_ENDED)) return;
  if (is_sending)
    shutdown(exchange->descriptor, SHUT_RD);
  else
    end(places, exchange);
}

void edge_end_late(edge_places *places) {
  uint64_t now = edge_now();
  pthread_mutex_lock(&places->lock);
  for (edge_exchange *each = places->first, *later; each; each = later) {
    later = each->later;
    uint64_t before = value(each);
    if (is_over(places, each, before, now)) end_phase(places, each, before);
  }
  pthread_mutex_unlock(&places->lock);
}
