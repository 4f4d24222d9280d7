// Reads a stream of requests byte by byte, in whatever pieces it comes.

#include <string.h>

#include "EdgeFraming.h"

// The characters of a token (RFC 9110, 5.6.2), letters in lower case; 0 for all others.
static const uint8_t token[256] = {
  ['!'] = '!', ['#'] = '#', ['$'] = '$', ['%'] = '%', ['&'] = '&', ['\''] = '\'', ['*'] = '*',
  ['+'] = '+', ['-'] = '-', ['.'] = '.', ['^'] = '^', ['_'] = '_', ['`'] = '`', ['|'] = '|',
  ['~'] = '~', ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5',
  ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c',
  ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j',
  ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q',
  ['R'] = 'r', ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x',
  ['Y'] = 'y', ['Z'] = 'z', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e',
  ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l',
  ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's',
  ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z',
};

// What is being read. What passes as it is is written in as long pieces as possible.
typedef struct {
  const uint8_t *next;
  // Of what may be looked at: the end of the bytes, or of what a head may have.
  const uint8_t *end;
  // The first that was read and neither written nor dropped.
  const uint8_t *pending;
  uint8_t *result;
} cursor;

// Writes what has passed. Trailers do not.
static void flush(const edge_framing *framing, cursor *at) {
  size_t count = (size_t)(at->next - at->pending);
  at->pending = at->next;
  if (framing->in_trailer) return;
  memcpy(at->result, at->next - count, count);
  at->result += count;
}

static void drop(const edge_framing *framing, cursor *at) {
  flush(framing, at);
  at->pending = ++at->next;
}

static void write_text(cursor *at, const char *text) {
  size_t length = strlen(text);
  memcpy(at->result, text, length);
  at->result += length;
}

static bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\t'; }

static void begin(edge_framing *framing, edge_framing_state state) {
  framing->state = state;
  framing->matched = 0;
}

// MARK: Faults

static const char version[] = "HTTP/1.1\r\n\r\n";
static const char coding[] = "chunked";

// What makes the present state the end of a request, for a reader that takes anything.
static const char *tail(const edge_framing *framing) {
  if (framing->in_trailer) return "\r\n";
  switch (framing->state) {
  case EDGE_BEFORE_REQUEST:
  case EDGE_BEFORE_REQUEST_LF: return "X / HTTP/1.1\r\n\r\n";
  case EDGE_METHOD: return framing->matched == 0 ? "X / HTTP/1.1\r\n\r\n" : " / HTTP/1.1\r\n\r\n";
  case EDGE_TARGET: return framing->matched == 0 ? "/ HTTP/1.1\r\n\r\n" : " HTTP/1.1\r\n\r\n";
  case EDGE_VERSION: return version + framing->matched;
  case EDGE_FIELD:
  case EDGE_HEAD_LF: return "\r\n";
  // A name of one letter more is none that the library knows: it would look at the value of `Content-Length`.
  case EDGE_NAME: return "X:\r\n\r\n";
  case EDGE_LENGTH: return framing->matched == 0 ? "0\r\n\r\n" : "\r\n\r\n";
  case EDGE_VERSION_END:
  case EDGE_LINE_LF:
  case EDGE_VALUE:
  case EDGE_COOKIE:
  case EDGE_HOST:
  case EDGE_LENGTH_END:
  case EDGE_CODING:
  case EDGE_CODING_END: return "\r\n\r\n";
  case EDGE_BODY: return "";
  case EDGE_CHUNK_SIZE:
  case EDGE_CHUNK_SIZE_END:
  case EDGE_CHUNK_EXTENSION:
  case EDGE_CHUNK_SIZE_LF: return "0\r\n\r\n";
  case EDGE_CHUNK:
  case EDGE_CHUNK_CR:
  case EDGE_CHUNK_LF: return "\r\n0\r\n\r\n";
  }
  return "";
}

static bool is_in_head(const edge_framing *framing) {
  return framing->state < EDGE_BODY && !framing->in_trailer;
}

static void fail(edge_framing *framing, edge_fault fault) {
  if (is_in_head(framing)) framing->heads++;
  // Trailers belong to the body.
  framing->fault = framing->in_trailer && fault != EDGE_FAULT_LATE ? EDGE_FAULT_BODY : fault;
  framing->tail = tail(framing);
  framing->padding = edge_framing_content(framing);
}

static void fail_for_size(edge_framing *framing) {
  if (framing->state > EDGE_BODY) return fail(framing, EDGE_FAULT_BODY);
  fail(
    framing, framing->state == EDGE_TARGET ? EDGE_FAULT_TARGET_TOO_LONG : EDGE_FAULT_TOO_LARGE);
}

// MARK: The request line

static void begin_request(edge_framing *framing) {
  framing->fields = 0;
  framing->has_host = framing->has_length = framing->is_chunked = framing->is_http_1_0 = false;
  framing->length = framing->chunked = 0;
  begin(framing, EDGE_METHOD);
}

// Empty lines before a request are none of it (RFC 9112, 2.2).
static void read_before_request(edge_framing *framing, cursor *at) {
  bool is_cr = *at->next == '\r';
  if (!is_cr && *at->next != '\n') return begin_request(framing);
  drop(framing, at);
  if (is_cr) framing->state = EDGE_BEFORE_REQUEST_LF;
}

static void read_before_request_lf(edge_framing *framing, cursor *at) {
  if (*at->next != '\n') return fail(framing, EDGE_FAULT_LINE);
  drop(framing, at);
  framing->state = EDGE_BEFORE_REQUEST;
}

// Passes a token; returns how long it was.
static size_t pass_token(cursor *at) {
  const uint8_t *next = at->next, *end = at->end;
  while (next < end && token[*next]) next++;
  size_t count = (size_t)(next - at->next);
  at->next = next;
  return count;
}

static void read_method(edge_framing *framing, cursor *at) {
  framing->matched += pass_token(at);
  if (at->next == at->end) return;
  if (*at->next != ' ' || framing->matched == 0) return fail(framing, EDGE_FAULT_LINE);
  at->next++;
  begin(framing, EDGE_TARGET);
}

// What passes in a target as it is.
static bool is_plain(uint8_t byte) {
  return byte > '?' ? byte != 0x7f : byte > ' ' && byte != '?' && byte != '&';
}

static void end_target(edge_framing *framing, cursor *at) {
  if (*at->next == ' ' && framing->matched > 0) {
    at->next++;
    return begin(framing, EDGE_VERSION);
  }
  bool is_separator = *at->next == ' ' || *at->next == '\r' || *at->next == '\n';
  fail(framing, is_separator ? EDGE_FAULT_LINE : EDGE_FAULT_TARGET);
}

static void read_target(edge_framing *framing, cursor *at) {
  const uint8_t *next = at->next, *end = at->end;
  while (next < end && is_plain(*next)) next++;
  framing->matched += (size_t)(next - at->next);
  at->next = next;
  if (next == end) return;
  if (*next != '?' && *next != '&') return end_target(framing, at);
  framing->matched++;
  drop(framing, at);
  *at->result++ = *next == '?' ? EDGE_QUERY_MARK : EDGE_ARGUMENT_MARK;
}

static void read_last_digit(edge_framing *framing, cursor *at) {
  uint8_t digit = *at->next;
  if (digit < '0' || digit > '9') return fail(framing, EDGE_FAULT_VERSION);
  at->next++;
  framing->is_http_1_0 = digit == '0';
  framing->state = EDGE_VERSION_END;
}

static void read_version(edge_framing *framing, cursor *at) {
  static const size_t name = 5, digit = 7;
  size_t matched = framing->matched;
  while (at->next < at->end && matched < digit && *at->next == version[matched]) {
    at->next++;
    matched++;
  }
  framing->matched = matched;
  if (at->next == at->end) return;
  if (matched == digit) return read_last_digit(framing, at);
  fail(framing, matched < name ? EDGE_FAULT_LINE : EDGE_FAULT_VERSION);
}

// MARK: Header fields

// Lines of a head may end with LF alone (RFC 9112, 2.2), as the library takes it; those of a chunked body must not.
static bool is_bare_end(const edge_framing *framing, const cursor *at) {
  return *at->next == '\n' && !framing->in_trailer;
}

// At what can only be the end of a line; a CR is held back until it is known to be part of one.
static void read_line_end(edge_framing *framing, cursor *at, edge_fault fault) {
  if (*at->next == '\r' && at->end - at->next > 1 && at->next[1] == '\n') {
    at->next += 2;
    framing->state = EDGE_FIELD;
  } else if (*at->next == '\r') {
    drop(framing, at);
    framing->state = EDGE_LINE_LF;
  } else if (is_bare_end(framing, at)) {
    at->next++;
    framing->state = EDGE_FIELD;
  } else {
    fail(framing, fault);
  }
}

static void read_line_lf(edge_framing *framing, cursor *at) {
  if (*at->next != '\n') return fail(framing, EDGE_FAULT_LINE);
  drop(framing, at);
  if (!framing->in_trailer) write_text(at, "\r\n");
  framing->state = EDGE_FIELD;
}

static void end_head(edge_framing *framing) {
  if (!framing->has_host && !framing->is_http_1_0) return fail(framing, EDGE_FAULT_HOST);
  if (framing->is_chunked && (framing->has_length || framing->is_http_1_0))
    return fail(framing, EDGE_FAULT_UNFRAMED);
  framing->heads++;
  framing->taken = 0;
  framing->remaining = framing->length;
  edge_framing_state next = framing->length > 0 ? EDGE_BODY : EDGE_BEFORE_REQUEST;
  begin(framing, framing->is_chunked ? EDGE_CHUNK_SIZE : next);
}

static void end_trailer(edge_framing *framing, cursor *at) {
  framing->in_trailer = false;
  framing->taken = 0;
  write_text(at, "\r\n");
  begin(framing, EDGE_BEFORE_REQUEST);
}

static void end_fields(edge_framing *framing, cursor *at, const char *line_end) {
  drop(framing, at);
  if (framing->in_trailer) return end_trailer(framing, at);
  end_head(framing);
  if (!framing->fault) write_text(at, line_end);
}

static void read_field(edge_framing *framing, cursor *at) {
  if (*at->next == '\r') {
    drop(framing, at);
    framing->state = EDGE_HEAD_LF;
  } else if (is_bare_end(framing, at)) {
    end_fields(framing, at, "\n");
  } else if (is_blank(*at->next)) {
    // A folded line (RFC 9112, 5.2).
    fail(framing, EDGE_FAULT_LINE);
  } else {
    begin(framing, EDGE_NAME);
  }
}

static void read_head_lf(edge_framing *framing, cursor *at) {
  if (*at->next != '\n') return fail(framing, EDGE_FAULT_LINE);
  end_fields(framing, at, "\r\n");
}

static void begin_host(edge_framing *framing) {
  if (framing->has_host) return fail(framing, EDGE_FAULT_HOST);
  framing->has_host = true;
  begin(framing, EDGE_HOST);
}

// A second length is refused even where it is the same (RFC 9110, 8.6), like a second coding.
static void begin_framing_field(edge_framing *framing, bool *seen, edge_framing_state state) {
  if (*seen) return fail(framing, EDGE_FAULT_UNFRAMED);
  *seen = true;
  begin(framing, state);
}

static bool is_named(const uint8_t *bytes, const char *name) {
  for (; *name; name++)
    if (token[*bytes++] != (uint8_t)*name) return false;
  return true;
}

static void begin_value(edge_framing *framing, const uint8_t *name, size_t length) {
  if (framing->in_trailer) return begin(framing, EDGE_VALUE);
  if (length == 4 && is_named(name, "host")) return begin_host(framing);
  if (length == 6 && is_named(name, "cookie")) return begin(framing, EDGE_COOKIE);
  if (length == 14 && is_named(name, "content-length"))
    return begin_framing_field(framing, &framing->has_length, EDGE_LENGTH);
  if (length == 17 && is_named(name, "transfer-encoding"))
    return begin_framing_field(framing, &framing->is_chunked, EDGE_CODING);
  begin(framing, EDGE_VALUE);
}

// Adds to a text of which a part came in another piece; what does not fit is only counted.
static void keep(edge_framing *framing, void *text, size_t size, const uint8_t *bytes, size_t count) {
  size_t room = framing->matched < size ? size - framing->matched : 0;
  if (room > 0) memcpy((uint8_t *)text + framing->matched, bytes, count < room ? count : room);
  framing->matched += count;
}

static void read_name(edge_framing *framing, cursor *at) {
  const uint8_t *name = at->next;
  size_t length = pass_token(at);
  if (framing->matched > 0 || at->next == at->end) {
    keep(framing, framing->name, sizeof framing->name, name, length);
    name = framing->name;
    length = framing->matched;
  }
  if (at->next == at->end) return;
  framing->matched = length;
  if (*at->next != ':' || length == 0) return fail(framing, EDGE_FAULT_LINE);
  if (++framing->fields > EDGE_FIELD_LIMIT) return fail(framing, EDGE_FAULT_TOO_LARGE);
  at->next++;
  begin_value(framing, name, length);
}

static bool ends_value(uint8_t byte) {
  return byte <= '\r' && (byte == '\r' || byte == '\n' || byte == 0);
}

// Whether one of eight bytes is less than 14, as all are that end a value.
static bool may_end_value(const uint8_t *bytes) {
  static const uint64_t ones = UINT64_MAX / 255;
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return ((word - ones * 14) & ~word & ones * 128) != 0;
}

static void pass_value(cursor *at) {
  const uint8_t *next = at->next, *end = at->end;
  while (end - next >= 8 && !may_end_value(next)) next += 8;
  while (next < end && !ends_value(*next)) next++;
  at->next = next;
}

static void read_value(edge_framing *framing, cursor *at) {
  pass_value(at);
  if (at->next < at->end) read_line_end(framing, at, EDGE_FAULT_LINE);
}

static void read_cookie(edge_framing *framing, cursor *at) {
  const uint8_t *start = at->next;
  pass_value(at);
  for (; start < at->next; start++) {
    if (*start != ';' || ++framing->fields <= EDGE_FIELD_LIMIT) continue;
    at->next = start;
    return fail(framing, EDGE_FAULT_TOO_LARGE);
  }
  if (at->next < at->end) read_line_end(framing, at, EDGE_FAULT_LINE);
}

// Hosts of a connection are mostly the same: what it has sent is known.
static bool is_valid_host(edge_framing *framing, const char *text, size_t length) {
  while (length > 0 && is_blank((uint8_t)*text)) text++, length--;
  while (length > 0 && is_blank((uint8_t)text[length - 1])) length--;
  if (length > 0 && length == framing->host_length && memcmp(framing->host, text, length) == 0)
    return true;
  if (length > EDGE_HOST_LIMIT || !edge_is_host(text, length)) return false;
  memmove(framing->host, text, length);
  framing->host_length = length;
  return true;
}

static void read_host(edge_framing *framing, cursor *at) {
  const uint8_t *text = at->next;
  pass_value(at);
  size_t length = (size_t)(at->next - text);
  if (framing->matched > 0 || at->next == at->end) {
    framing->host_length = 0;
    keep(framing, framing->host, EDGE_HOST_LIMIT, text, length);
    text = (const uint8_t *)framing->host;
    length = framing->matched;
  }
  if (at->next == at->end) return;
  if (length > EDGE_HOST_LIMIT || !is_valid_host(framing, (const char *)text, length))
    return fail(framing, EDGE_FAULT_HOST);
  read_line_end(framing, at, EDGE_FAULT_LINE);
}

// MARK: Fields that frame the body

// More digits than make sense are not passed on: what is left is too large for any limit all the same.
static void read_length_digit(edge_framing *framing, cursor *at) {
  static const size_t digits = 18;
  if (framing->matched++ >= digits) return drop(framing, at);
  framing->length = framing->length * 10 + (*at->next - '0');
  at->next++;
}

static void read_length(edge_framing *framing, cursor *at) {
  uint8_t byte = *at->next;
  if (byte >= '0' && byte <= '9') return read_length_digit(framing, at);
  if (framing->matched > 0) {
    framing->state = EDGE_LENGTH_END;
  } else if (is_blank(byte)) {
    drop(framing, at);
  } else {
    fail(framing, EDGE_FAULT_UNFRAMED);
  }
}

static void read_coding(edge_framing *framing, cursor *at) {
  uint8_t byte = *at->next;
  if (framing->matched == 0 && is_blank(byte)) return drop(framing, at);
  if (token[byte] != (uint8_t)coding[framing->matched]) return fail(framing, EDGE_FAULT_UNFRAMED);
  at->next++;
  if (coding[++framing->matched] == 0) framing->state = EDGE_CODING_END;
}

// Blanks after a value are no part of it (RFC 9110, 5.5); the library would not know it again.
static void read_framing_field_end(edge_framing *framing, cursor *at) {
  if (is_blank(*at->next)) return drop(framing, at);
  read_line_end(framing, at, EDGE_FAULT_UNFRAMED);
}

// MARK: Chunks

static int hexadecimal(uint8_t byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  byte |= 0x20;
  return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

static void read_chunk_size(edge_framing *framing, cursor *at) {
  int digit = hexadecimal(*at->next);
  if (digit >= 0 && framing->remaining >> 56 == 0) {
    framing->remaining = framing->remaining << 4 | (unsigned)digit;
    framing->matched++;
    drop(framing, at);
  } else if (digit >= 0 || framing->matched == 0) {
    fail(framing, EDGE_FAULT_BODY);
  } else {
    framing->state = EDGE_CHUNK_SIZE_END;
  }
}

static void read_chunk_size_end(edge_framing *framing, cursor *at) {
  uint8_t byte = *at->next;
  if (byte != ';' && byte != '\r' && !is_blank(byte)) return fail(framing, EDGE_FAULT_BODY);
  drop(framing, at);
  if (byte == ';') framing->state = EDGE_CHUNK_EXTENSION;
  if (byte == '\r') framing->state = EDGE_CHUNK_SIZE_LF;
}

// Nobody looks at extensions. One that ends with LF alone is another one to who waits for CR (RFC 9112, 7.1.1).
static void read_chunk_extension(edge_framing *framing, cursor *at) {
  flush(framing, at);
  pass_value(at);
  at->pending = at->next;
  if (at->next == at->end) return;
  if (*at->next != '\r') return fail(framing, EDGE_FAULT_BODY);
  drop(framing, at);
  framing->state = EDGE_CHUNK_SIZE_LF;
}

static void write_chunk_size(cursor *at, uint64_t size) {
  int shift = 60;
  while (shift > 0 && size >> shift == 0) shift -= 4;
  for (; shift >= 0; shift -= 4) *at->result++ = (uint8_t)"0123456789abcdef"[size >> shift & 15];
  write_text(at, "\r\n");
}

static void read_chunk_size_lf(edge_framing *framing, cursor *at) {
  if (*at->next != '\n') return fail(framing, EDGE_FAULT_BODY);
  drop(framing, at);
  // Whoever sends without end would be answered at the end only.
  if (framing->remaining > framing->body_limit - framing->chunked)
    return fail(framing, EDGE_FAULT_BODY_TOO_LARGE);
  framing->chunked += framing->remaining;
  write_chunk_size(at, framing->remaining);
  framing->in_trailer = framing->remaining == 0;
  framing->state = framing->in_trailer ? EDGE_FIELD : EDGE_CHUNK;
}

static void read_chunk_cr(edge_framing *framing, cursor *at) {
  if (*at->next != '\r') return fail(framing, EDGE_FAULT_BODY);
  drop(framing, at);
  framing->state = EDGE_CHUNK_LF;
}

static void read_chunk_lf(edge_framing *framing, cursor *at) {
  if (*at->next != '\n') return fail(framing, EDGE_FAULT_BODY);
  drop(framing, at);
  write_text(at, "\r\n");
  framing->taken = 0;
  begin(framing, EDGE_CHUNK_SIZE);
}

// MARK: The whole

// Reads what belongs to the present state: at least one byte, unless the state changes.
static void read(edge_framing *framing, cursor *at) {
  switch (framing->state) {
  case EDGE_BEFORE_REQUEST: return read_before_request(framing, at);
  case EDGE_BEFORE_REQUEST_LF: return read_before_request_lf(framing, at);
  case EDGE_METHOD: return read_method(framing, at);
  case EDGE_TARGET: return read_target(framing, at);
  case EDGE_VERSION: return read_version(framing, at);
  case EDGE_VERSION_END: return read_line_end(framing, at, EDGE_FAULT_LINE);
  case EDGE_LINE_LF: return read_line_lf(framing, at);
  case EDGE_FIELD: return read_field(framing, at);
  case EDGE_HEAD_LF: return read_head_lf(framing, at);
  case EDGE_NAME: return read_name(framing, at);
  case EDGE_VALUE: return read_value(framing, at);
  case EDGE_COOKIE: return read_cookie(framing, at);
  case EDGE_HOST: return read_host(framing, at);
  case EDGE_LENGTH: return read_length(framing, at);
  case EDGE_CODING: return read_coding(framing, at);
  case EDGE_LENGTH_END:
  case EDGE_CODING_END: return read_framing_field_end(framing, at);
  case EDGE_CHUNK_SIZE: return read_chunk_size(framing, at);
  case EDGE_CHUNK_SIZE_END: return read_chunk_size_end(framing, at);
  case EDGE_CHUNK_EXTENSION: return read_chunk_extension(framing, at);
  case EDGE_CHUNK_SIZE_LF: return read_chunk_size_lf(framing, at);
  case EDGE_CHUNK_CR: return read_chunk_cr(framing, at);
  case EDGE_CHUNK_LF: return read_chunk_lf(framing, at);
  case EDGE_BODY:
  case EDGE_CHUNK: return;
  }
}

static bool is_in_content(const edge_framing *framing) {
  return framing->state == EDGE_BODY || framing->state == EDGE_CHUNK;
}

static void pass_content(edge_framing *framing, cursor *at, const uint8_t *end) {
  size_t count = (size_t)(end - at->next);
  if (count > framing->remaining) count = (size_t)framing->remaining;
  at->next += count;
  edge_framing_skip(framing, count);
}

// Reads up to content, to the end of a head or to the limit for one.
static void read_lines(edge_framing *framing, cursor *at, const uint8_t *end) {
  const uint8_t *start = at->next;
  size_t left = framing->limit - framing->taken;
  at->end = (size_t)(end - start) > left ? start + left : end;
  do {
    read(framing, at);
  } while (at->next < at->end && !framing->fault && !is_in_content(framing)
           && framing->state != EDGE_BEFORE_REQUEST);
  // What ended a request begins nothing.
  if (framing->state != EDGE_BEFORE_REQUEST) framing->taken += (size_t)(at->next - start);
}

size_t edge_frame(edge_framing *framing, const uint8_t *bytes, size_t count, uint8_t *result) {
  const uint8_t *end = bytes + count;
  cursor at = {.next = bytes, .end = end, .pending = bytes, .result = result};
  while (at.next < end && !framing->fault) {
    if (is_in_content(framing))
      pass_content(framing, &at, end);
    else if (framing->taken >= framing->limit)
      fail_for_size(framing);
    else
      read_lines(framing, &at, end);
  }
  flush(framing, &at);
  return (size_t)(at.result - result);
}

size_t edge_framing_content(const edge_framing *framing) {
  if (!is_in_content(framing)) return 0;
  return framing->remaining < SIZE_MAX ? (size_t)framing->remaining : SIZE_MAX;
}

void edge_framing_skip(edge_framing *framing, size_t count) {
  framing->remaining -= count;
  if (framing->remaining > 0) return;
  framing->state = framing->state == EDGE_BODY ? EDGE_BEFORE_REQUEST : EDGE_CHUNK_CR;
}

void edge_framing_fail(edge_framing *framing, edge_fault fault) {
  if (framing->state != EDGE_BEFORE_REQUEST && !framing->fault) fail(framing, fault);
}

size_t edge_framing_end(edge_framing *framing, uint8_t *bytes, size_t count) {
  size_t padding = framing->padding < count ? (size_t)framing->padding : count;
  memset(bytes, 0, padding);
  framing->padding -= padding;
  size_t length = strlen(framing->tail);
  if (length > count - padding) length = count - padding;
  memcpy(bytes + padding, framing->tail, length);
  framing->tail += length;
  return padding + length;
}
