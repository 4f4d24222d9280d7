// Writing at a place, and cutting.
#define _GNU_SOURCE

// What a loss of power leaves: the files as they were synced, and a part of what was written since.
#include "faulty_disk.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

record *record_of(faulty_disk *disk, const char *path) {
  pthread_mutex_lock(&disk->lock);
  record *found = disk->records;
  while (found && strcmp(found->path, path) != 0) found = found->next;
  if (!found) {
    found = calloc(1, sizeof *found);
    found->path = strdup(path);
    found->next = disk->records;
    disk->records = found;
  }
  pthread_mutex_unlock(&disk->lock);
  return found;
}

static void forget(record *record) {
  for (change *next, *one = record->first; one; one = next) {
    next = one->after;
    free(one->old);
    free(one->written);
    free(one);
  }
  record->first = record->last = NULL;
}

void record_synced(faulty_disk *disk, record *record) {
  pthread_mutex_lock(&disk->lock);
  forget(record);
  pthread_mutex_unlock(&disk->lock);
}

void record_change(faulty_file *file, const void *bytes, int64_t length, int64_t offset) {
  if (!file->record) return;
  sqlite3_file *real = file->real;
  change *one = calloc(1, sizeof *one);
  sqlite3_int64 size = 0;
  real->pMethods->xFileSize(real, &size);
  one->offset = offset;
  one->size_before = size;
  one->length = length;
  int64_t end = length < 0 || offset + length > size ? size : offset + length;
  one->old_length = end > offset ? end - offset : 0;
  one->old = malloc((size_t)one->old_length + 1);
  if (one->old_length > 0) real->pMethods->xRead(real, one->old, (int)one->old_length, offset);
  if (length > 0) {
    one->written = malloc((size_t)length);
    memcpy(one->written, bytes, (size_t)length);
  }
  pthread_mutex_lock(&file->disk->lock);
  one->before = file->record->last;
  if (one->before) one->before->after = one;
  else file->record->first = one;
  file->record->last = one;
  pthread_mutex_unlock(&file->disk->lock);
}

// A generator of numbers from a seed (splitmix64).
static uint64_t next(uint64_t *state) {
  uint64_t number = *state += 0x9E3779B97F4A7C15u;
  number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9u;
  number = (number ^ number >> 27) * 0x94D049BB133111EBu;
  return number ^ number >> 31;
}

static void write_at(int descriptor, const unsigned char *bytes, int64_t length, int64_t offset) {
  if (length > 0 && pwrite(descriptor, bytes, (size_t)length, offset) != length) abort();
}

static void undo(int descriptor, change *one) {
  if (ftruncate(descriptor, one->size_before) != 0) abort();
  write_at(descriptor, one->old, one->old_length, one->offset);
}

// Whole sectors of 512 bytes get to the disk or do not.
static bool redo_part(int descriptor, change *one, uint64_t *state) {
  uint64_t choice = next(state) % 3;
  if (choice == 0) return false;
  if (one->length < 0) {
    if (ftruncate(descriptor, one->offset) != 0) abort();
    return true;
  }
  int64_t length = one->length;
  if (choice == 1) length = (int64_t)(next(state) % (uint64_t)(one->length / 512 + 1)) * 512;
  write_at(descriptor, one->written, length, one->offset);
  return length == one->length;
}

static int64_t restore(record *record, uint64_t *state) {
  int descriptor = open(record->path, O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return 0;
  int64_t lost = 0;
  for (change *one = record->last; one; one = one->before) undo(descriptor, one);
  for (change *one = record->first; one; one = one->after) {
    bool is_there = *state != 0 && redo_part(descriptor, one, state);
    lost += is_there ? 0 : 1;
  }
  close(descriptor);
  return lost;
}

int64_t faulty_disk_restore(faulty_disk *disk, uint64_t seed) {
  pthread_mutex_lock(&disk->lock);
  uint64_t state = seed;
  int64_t lost = 0;
  for (record *one = disk->records; one; one = one->next) {
    lost += restore(one, &state);
    forget(one);
  }
  disk->is_off = false;
  pthread_mutex_unlock(&disk->lock);
  return lost;
}
