// Signals with their details, and memory without a file.
#define _GNU_SOURCE

#include "CSystem.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// Of this thread: how deep it is in work on mapped files, and whether a page of them was gone.
static _Thread_local volatile sig_atomic_t depth;
static _Thread_local volatile sig_atomic_t lost;

static struct sigaction earlier;
static uintptr_t page_size;

// What the signal would have done without us.
static void pass_on(int number, siginfo_t *info, void *context) {
  if (earlier.sa_flags & SA_SIGINFO) {
    earlier.sa_sigaction(number, info, context);
  } else if (earlier.sa_handler != SIG_DFL && earlier.sa_handler != SIG_IGN) {
    earlier.sa_handler(number);
  } else {
    // The access is made again, and ends the process.
    signal(number, SIG_DFL);
  }
}

static void page_is_gone(int number, siginfo_t *info, void *context) {
  int before = errno;
  if (depth > 0 && info->si_code > 0) {
    void *page = (void *)((uintptr_t)info->si_addr & ~(page_size - 1));
    // Zeros in its place let the access end; whoever made it is told afterwards.
    if (mmap(page, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == page) {
      lost = 1;
      errno = before;
      return;
    }
  }
  errno = before;
  pass_on(number, info, context);
}

static void install(void) {
  page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
  struct sigaction action = {.sa_sigaction = page_is_gone, .sa_flags = SA_SIGINFO | SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, &earlier);
}

void system_pages_begin(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, install);
  if (depth == 0) lost = 0;
  depth += 1;
}

bool system_pages_lost(void) { return lost != 0; }

bool system_pages_end(void) {
  depth -= 1;
  return lost != 0;
}
