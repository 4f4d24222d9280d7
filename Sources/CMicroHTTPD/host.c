// What a Host field may hold (RFC 3986, 3.2.2 and 3.2.3).

#include <string.h>

#include "EdgeFraming.h"

static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

static bool is_hexadecimal(char byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

// unreserved / sub-delims
static bool is_plain(char byte) {
  if (is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) return true;
  return byte != 0 && strchr("-._~!$&'()*+,;=", byte);
}

// The length of the name that the text begins with.
static size_t name_length(const char *text, size_t length) {
  size_t place = 0;
  while (place < length) {
    bool is_encoded = length - place > 2 && text[place] == '%' && is_hexadecimal(text[place + 1])
                      && is_hexadecimal(text[place + 2]);
    if (!is_encoded && !is_plain(text[place])) break;
    place += is_encoded ? 3 : 1;
  }
  return place;
}

// The length of the address in brackets that the text begins with, 0 if it is none.
static size_t literal_length(const char *text, size_t length) {
  size_t place = 1;
  while (place < length && (is_plain(text[place]) || text[place] == ':')) place++;
  return place > 2 && place < length && text[place] == ']' ? place + 1 : 0;
}

static bool is_port(const char *text, size_t length) {
  unsigned number = 0;
  for (size_t place = 0; place < length; place++) {
    if (!is_digit(text[place])) return false;
    number = number * 10 + (unsigned)(text[place] - '0');
    if (number > UINT16_MAX) return false;
  }
  return true;
}

bool edge_is_host(const char *text, size_t length) {
  if (length == 0) return false;
  size_t end = text[0] == '[' ? literal_length(text, length) : name_length(text, length);
  if (end == 0) return false;
  return end == length || (text[end] == ':' && is_port(text + end + 1, length - end - 1));
}
