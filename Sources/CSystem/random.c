#include "CSystem.h"

#include <stdlib.h>

#ifdef __linux__
#include <errno.h>
#include <sys/random.h>
#endif

void system_random(void *bytes, size_t count) {
#ifdef __linux__
  unsigned char *next = bytes;
  while (count > 0) {
    ssize_t filled = getrandom(next, count, 0);
    if (filled < 0) {
      if (errno == EINTR) continue;
      abort(); // A kernel without getrandom; guessable ids would be worse.
    }
    next += filled;
    count -= (size_t)filled;
  }
#else
  arc4random_buf(bytes, count);
#endif
}
