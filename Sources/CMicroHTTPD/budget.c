// Shares out the files that the process may have open, among all of its listeners.
//
// There is one count. A part of the limit is what other files need: databases, what handlers open, calls. The rest is
// for sockets and connections. Each listener has a few connections that nobody else takes the files of, the first one
// more than those that come later; all beyond is for whoever comes. Towards the end of it newcomers take the place of
// the connection that has waited longest, whichever listener it came by; those that were told to go are open until
// their threads come to them. A connection that there is no file for is not accepted yet: it waits in the system's
// queue.

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <time.h>

#include "edge.h"

// Connections of all that were told to go.
enum { MOST_LEAVING = 64 };

// What the first listener keeps, or half of all connections where that is less.
enum { LEAST_OF_FIRST = 32 };

static struct {
  pthread_mutex_t lock;
  edge_listener *first;
  // Files that were open before there was a listener.
  uint64_t base;
  // Connections of all listeners: at most, and those that have places before they take each other's.
  uint64_t room;
  uint64_t quiet;
  // Connections that were told to go and are not closed yet, at most.
  uint64_t leaving;
  // What outlives its connection.
  uint64_t spare;
} budget = {.lock = PTHREAD_MUTEX_INITIALIZER};

static uint64_t smaller(uint64_t one, uint64_t other) { return one < other ? one : other; }

static uint64_t larger(uint64_t one, uint64_t other) { return one > other ? one : other; }

// MARK: Sharing out

// Other files keep half of what is left, or their least where that is more.
static uint64_t files_needed(const edge_demand *all) {
  return budget.base + all->fixed + larger(all->least_others + all->least, 2 * all->least);
}

static uint64_t limit_for(const edge_demand *all) {
  uint64_t most = budget.base + all->fixed + all->wanted_others + all->wanted + MOST_LEAVING;
  return smaller(edge_raised_limit(most), EDGE_DESCRIPTOR_LIMIT);
}

// The further places of a listener: of a quarter of the room, its part.
static uint64_t further_places(const edge_share *share, const edge_demand *all) {
  return larger(1, smaller(EDGE_MOST_FURTHER, budget.room * share->least / (4 * all->least)));
}

// Returns what is to be kept for further places and for those that were told to go. Of each listener's least that is
// all but those that stay.
static uint64_t limit_further_places(const edge_demand *all) {
  uint64_t further = 0, kept = 0;
  for (edge_listener *each = budget.first; each; each = each->share.next) {
    uint64_t count = further_places(&each->share, all);
    edge_limit_further_places(&each->places, (unsigned)count);
    further += count;
    kept += larger(count + 1, each->share.least - each->share.staying);
  }
  return larger(further + budget.leaving, kept);
}

// What its limit leaves for threads of lanes.
static unsigned handlers(const edge_demand *all, uint64_t others) {
  if (all->files_per_request == 0) return UINT16_MAX;
  uint64_t threads = (others - EDGE_LEAST_OTHERS) / all->files_per_request;
  return (unsigned)smaller(larger(threads, all->workers) - all->workers, UINT16_MAX);
}

static void share_out(const edge_demand *all, uint64_t limit) {
  uint64_t left = limit - budget.base - all->fixed;
  uint64_t others = larger(all->least_others, smaller(all->wanted_others, left / 2));
  budget.room = left - others;
  budget.leaving = smaller(MOST_LEAVING, budget.room / 4);
  budget.quiet = budget.room - smaller(limit_further_places(all), budget.room);
  edge_limit_work(handlers(all, others), all->lanes);
}

// MARK: Counting

// With those that listeners may still take.
static uint64_t claimed(void) {
  uint64_t sum = budget.spare;
  for (const edge_listener *each = budget.first; each; each = each->share.next)
    sum += larger(each->share.open, each->share.least);
  return sum;
}

bool edge_take_file(edge_listener *listener) {
  edge_share *share = &listener->share;
  pthread_mutex_lock(&budget.lock);
  uint64_t most = (uint64_t)share->wanted + EDGE_MOST_FURTHER + budget.leaving;
  bool is_taken = share->open < share->least || (share->open < most && claimed() < budget.room);
  share->open += is_taken;
  pthread_mutex_unlock(&budget.lock);
  return is_taken;
}

void edge_return_file(edge_listener *listener) {
  pthread_mutex_lock(&budget.lock);
  listener->share.open--;
  pthread_mutex_unlock(&budget.lock);
}

bool edge_has_connections(const edge_listener *listener) {
  pthread_mutex_lock(&budget.lock);
  bool has_some = listener->share.open > 0;
  pthread_mutex_unlock(&budget.lock);
  return has_some;
}

bool edge_take_spare_file(void) {
  pthread_mutex_lock(&budget.lock);
  bool is_taken = claimed() < budget.quiet;
  budget.spare += is_taken;
  pthread_mutex_unlock(&budget.lock);
  return is_taken;
}

void edge_return_spare_file(void) {
  pthread_mutex_lock(&budget.lock);
  budget.spare--;
  pthread_mutex_unlock(&budget.lock);
}

// MARK: Making room

// Of all listeners that have more than nobody takes from them, and of the one that somebody comes to.
static edge_listener *longest_waiting(const edge_listener *own) {
  edge_listener *found = NULL;
  edge_wait longest = {0};
  for (edge_listener *each = budget.first; each; each = each->share.next) {
    if (each != own && edge_taken_places(&each->places) <= each->share.staying) continue;
    edge_wait wait = edge_longest_wait(&each->places);
    if (!edge_waits_longer(wait, longest)) continue;
    longest = wait;
    found = each;
  }
  return found;
}

static bool end_longest_waiting(const edge_listener *own) {
  edge_listener *found = longest_waiting(own);
  return found && edge_free_place(&found->places);
}

// Connections that have places to stay, with those that listeners may still take. Who was told to go has none.
static uint64_t placed(void) {
  uint64_t sum = budget.spare;
  for (edge_listener *each = budget.first; each; each = each->share.next)
    sum += larger(edge_taken_places(&each->places), each->share.staying);
  return sum;
}

bool edge_make_room(edge_listener *listener) {
  pthread_mutex_lock(&budget.lock);
  bool has_room = edge_taken_places(&listener->places) < listener->share.staying
                  || placed() < budget.quiet || end_longest_waiting(listener);
  pthread_mutex_unlock(&budget.lock);
  return has_room;
}

static void end_surplus(void) {
  for (uint64_t count = placed(); count > budget.quiet && end_longest_waiting(NULL);) count--;
}

void edge_end_surplus(void) {
  pthread_mutex_lock(&budget.lock);
  end_surplus();
  pthread_mutex_unlock(&budget.lock);
}

// MARK: Listeners

static void insert(edge_listener *listener) {
  listener->share.next = budget.first;
  budget.first = listener;
}

static bool remove_listener(const edge_listener *listener) {
  for (edge_listener **each = &budget.first; *each; each = &(*each)->share.next) {
    if (*each != listener) continue;
    *each = listener->share.next;
    return true;
  }
  return false;
}

static void share_out_again(void) {
  if (!budget.first) return;
  edge_demand all = edge_demand_of(budget.first);
  share_out(&all, larger(limit_for(&all), files_needed(&all)));
}

static bool fail(edge_failure *failure, uint64_t limit, uint64_t needed) {
  *failure = (edge_failure){.code = EMFILE, .file_limit = limit, .files_needed = needed};
  snprintf(failure->text, sizeof failure->text, "too few files may be open");
  return false;
}

// Until those that had to go for the new listener are closed. Those that are being answered are waited for, but not
// for long.
static bool wait_for_room(void) {
  static const unsigned patience_ms = 2000;
  const struct timespec millisecond = {.tv_nsec = 1000 * 1000};
  for (unsigned waited = 0; claimed() > budget.room && waited < patience_ms; waited++) {
    end_surplus();
    pthread_mutex_unlock(&budget.lock);
    nanosleep(&millisecond, NULL);
    pthread_mutex_lock(&budget.lock);
  }
  return claimed() <= budget.room;
}

static void keep_for_first(void) {
  edge_share *share = &budget.first->share;
  share->least = (unsigned)larger(share->least, smaller(LEAST_OF_FIRST, budget.room / 2));
  share->staying = share->least / 2;
}

static bool join(edge_failure *failure) {
  edge_demand all = edge_demand_of(budget.first);
  uint64_t limit = limit_for(&all), needed = files_needed(&all);
  if (limit < needed) return fail(failure, limit, needed);
  share_out(&all, limit);
  if (!budget.first->share.next) {
    keep_for_first();
    all = edge_demand_of(budget.first);
    share_out(&all, limit);
  }
  // With all that are being answered there would have to be as many more.
  return wait_for_room() || fail(failure, limit, limit + claimed() - budget.room);
}

bool edge_join_budget(edge_listener *listener, const edge_options *options, edge_failure *failure) {
  listener->share = edge_share_of(options);
  pthread_mutex_lock(&budget.lock);
  if (!budget.first) budget.base = smaller(edge_open_files(), edge_raised_limit(0));
  insert(listener);
  bool has_joined = join(failure);
  if (!has_joined) {
    remove_listener(listener);
    share_out_again();
  }
  pthread_mutex_unlock(&budget.lock);
  return has_joined;
}

void edge_leave_budget(edge_listener *listener) {
  pthread_mutex_lock(&budget.lock);
  if (remove_listener(listener)) share_out_again();
  pthread_mutex_unlock(&budget.lock);
}
