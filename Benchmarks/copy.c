// The least that a copy of a database can cost: its bytes, read and written in pieces.
//
//   copy FILE TARGET TIMES      prints the median in microseconds
#define _GNU_SOURCE

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 1 << 20 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void copy(const char *source, const char *target, char *piece) {
  unlink(target);
  int from = open(source, O_RDONLY), to = open(target, O_CREAT | O_EXCL | O_WRONLY, 0600);
  if (from < 0) fail(source);
  if (to < 0) fail(target);
  for (ssize_t count; (count = read(from, piece, PIECE)) != 0;) {
    if (count < 0 || write(to, piece, (size_t)count) != count) fail(target);
  }
  close(from);
  close(to);
}

static int compare(const void *one, const void *other) {
  double a = *(const double *)one, b = *(const double *)other;
  return (a > b) - (a < b);
}

int main(int count, char **arguments) {
  int times = count == 4 ? atoi(arguments[3]) : 0;
  if (times < 1) return 2;
  double *taken = calloc((size_t)times, sizeof *taken);
  char *piece = malloc(PIECE);
  if (!taken || !piece) fail("memory");
  for (int i = 0; i < times; i++) {
    double start = now();
    copy(arguments[1], arguments[2], piece);
    taken[i] = now() - start;
  }
  unlink(arguments[2]);
  qsort(taken, (size_t)times, sizeof *taken, compare);
  printf("%.0f\n", taken[times / 2]);
  return 0;
}
