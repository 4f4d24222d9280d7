// The least that an HTTP server on libmicrohttpd can do: one prepared answer for every request.
//
//   floor PORT THREADS HEADERS BODY
//
// Port 0 picks a free one; the first line of the output tells which. HEADERS is a file of lines
// "Name: value", BODY a file sent byte for byte. Flags, options and the number of threads are those
// of graph-emulator's own listener, so that the difference in speed between the two is what
// graph-emulator itself costs.

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct MHD_Response *prepared;

// The answer is queued at the second call: at the first the library would close the connection.
static enum MHD_Result answer(
  void *closure, struct MHD_Connection *connection, const char *path, const char *method,
  const char *version, const char *bytes, size_t *count, void **context) {
  (void)closure, (void)path, (void)method, (void)version, (void)bytes;
  if (!*context) {
    *context = connection;
    return MHD_YES;
  }
  if (*count > 0) {
    *count = 0;
    return MHD_YES;
  }
  return MHD_queue_response(connection, MHD_HTTP_OK, prepared);
}

static size_t keep_encoded(void *closure, struct MHD_Connection *connection, char *text) {
  (void)closure, (void)connection;
  return strlen(text);
}

static char *contents(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0) return NULL;
  *size = (size_t)ftell(file);
  rewind(file);
  char *text = calloc(*size + 1, 1);
  if (text && fread(text, 1, *size, file) != *size) text = NULL;
  fclose(file);
  return text;
}

static int add_headers(char *text) {
  for (char *line = strtok(text, "\r\n"); line; line = strtok(NULL, "\r\n")) {
    char *colon = strchr(line, ':');
    if (!colon) return 0;
    *colon = 0;
    const char *value = colon + 1 + strspn(colon + 1, " ");
    if (MHD_add_response_header(prepared, line, value) != MHD_YES) return 0;
  }
  return 1;
}

int main(int count, char **arguments) {
  if (count != 5) return fprintf(stderr, "usage: floor PORT THREADS HEADERS BODY\n"), 2;
  unsigned threads = (unsigned)atoi(arguments[2]);
  size_t headers_size, body_size;
  char *headers = contents(arguments[3], &headers_size), *body = contents(arguments[4], &body_size);
  if (!headers || !body) return perror("floor"), 1;
  prepared = MHD_create_response_from_buffer(body_size, body, MHD_RESPMEM_PERSISTENT);
  if (!prepared || !add_headers(headers)) return fprintf(stderr, "floor: bad headers\n"), 1;
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_port = htons((uint16_t)atoi(arguments[1])),
    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
  };
  // A pool of one is refused: that is the daemon's own thread.
  struct MHD_OptionItem pool[] = {
    {threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, threads, NULL},
    {MHD_OPTION_END, 0, NULL}};
  struct MHD_Daemon *daemon = MHD_start_daemon(
    MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO | MHD_USE_ITC, 0, NULL, NULL, answer, NULL,
    MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_UNESCAPE_CALLBACK, keep_encoded, NULL,
    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32 * 1024, MHD_OPTION_CONNECTION_LIMIT, 4096u,
    MHD_OPTION_CONNECTION_TIMEOUT, 30u, MHD_OPTION_ARRAY, pool, MHD_OPTION_END);
  if (!daemon) return perror("floor"), 1;
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
  printf("Listening on http://127.0.0.1:%u\n", (unsigned)info->port);
  fflush(stdout);
  for (;;) pause();
}
