#include <stdlib.h>
#include <string.h>

#include "edge.h"

// For each of thousands of connections.
static const size_t kept_capacity = 16 * 1024;

bool edge_buffer_reserve(edge_buffer *buffer, size_t more) {
  if (more <= buffer->capacity - buffer->length) return true;
  if (more > SIZE_MAX / 2 - buffer->length) return false;
  size_t needed = buffer->length + more;
  size_t capacity = buffer->capacity < 256 ? 256 : buffer->capacity * 2;
  if (capacity < needed) capacity = needed;
  uint8_t *bytes = realloc(buffer->bytes, capacity);
  if (!bytes) return false;
  buffer->bytes = bytes;
  buffer->capacity = capacity;
  return true;
}

bool edge_buffer_append(edge_buffer *buffer, const void *bytes, size_t count) {
  if (count == 0) return true;
  if (!edge_buffer_reserve(buffer, count)) return false;
  memcpy(buffer->bytes + buffer->length, bytes, count);
  buffer->length += count;
  return true;
}

void edge_buffer_free(edge_buffer *buffer) {
  free(buffer->bytes);
  *buffer = (edge_buffer){0};
}

void edge_buffer_reset(edge_buffer *buffer) {
  if (buffer->capacity > kept_capacity) edge_buffer_free(buffer);
  buffer->length = 0;
}
