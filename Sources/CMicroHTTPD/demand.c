// How many files listeners need, and how many they want.

#include "edge.h"

// What the rest of the process may want beside what requests open: more tenants, files that are read.
static const uint64_t others = 512;

// The bell that stops the acceptor; sockets come to that.
enum { BELL_FILES = 1, WORKER_FILES = 2 };

static uint64_t larger(uint64_t one, uint64_t other) { return one > other ? one : other; }

unsigned edge_worker_count(const edge_options *options) {
  return (options->threads > 0 ? options->threads : 1) * options->door_count;
}

edge_share edge_share_of(const edge_options *options) {
  edge_share share = {
    .workers = edge_worker_count(options),
    .files_per_request = options->files_per_request,
    .wanted = options->connection_limit,
  };
  share.fixed = BELL_FILES + options->door_count + WORKER_FILES * share.workers;
  // Two that stay, one for a request where those are being answered, one that was told to go; and twice that where
  // there are several threads, which begin with connections in any order.
  share.least = share.workers > 1 ? 8 : 4;
  share.staying = share.least / 2;
  for (unsigned i = 0; i < EDGE_LANE_LIMIT; i++) {
    share.lanes += options->lanes[i] > 0;
    share.lane_threads += options->lanes[i];
  }
  return share;
}

edge_demand edge_demand_of(const edge_listener *first) {
  edge_demand all = {.least_others = EDGE_LEAST_OTHERS, .wanted_others = others};
  for (const edge_listener *each = first; each; each = each->share.next) {
    const edge_share *share = &each->share;
    all.fixed += share->fixed;
    all.least += share->least;
    all.wanted += larger(share->wanted, share->least) + EDGE_MOST_FURTHER;
    all.workers += share->workers;
    all.least_others += (uint64_t)share->files_per_request * share->workers;
    all.wanted_others += (uint64_t)share->files_per_request * (share->workers + share->lane_threads);
    all.files_per_request = larger(all.files_per_request, share->files_per_request);
    if (all.lanes < share->lanes) all.lanes = share->lanes;
  }
  all.least_others += all.files_per_request * all.lanes;
  return all;
}
