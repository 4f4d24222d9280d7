// What the parts of the layer share.
#ifndef FAULTY_DISK_PARTS_H
#define FAULTY_DISK_PARTS_H

#include "FaultyDisk.h"

#include <pthread.h>
#include <sqlite3.h>

// One write or truncation that was not synced.
typedef struct change {
  struct change *before; // The one made before it, nil for the first.
  struct change *after;
  int64_t offset;
  int64_t size_before;  // Of the file.
  int64_t length;       // -1 for a truncation to `offset`.
  int64_t old_length;   // How many bytes were there in its place, from `offset` on.
  unsigned char *old;   // Them.
  unsigned char *written;
} change;

// The changes of one file, whoever has it open.
typedef struct record {
  struct record *next;
  char *path;
  change *first;
  change *last;
} record;

struct faulty_disk {
  sqlite3_vfs layer;
  sqlite3_vfs *base;
  pthread_mutex_t lock;
  int64_t counts[FAULTY_OPERATIONS];
  faulty_operation operation;
  int64_t nth; // 0: nothing fails.
  int64_t count;
  int result;
  int number;
  int64_t failures;
  bool is_off;
  int64_t changes_left; // Until the power goes; 0: it stays.
  bool notes_unsynced;
  record *records;
};

// An open file; that of the base follows it in memory.
typedef struct {
  sqlite3_file methods;
  faulty_disk *disk;
  record *record; // nil for one that is not noted.
  sqlite3_file *real;
} faulty_file;

// SQLITE_OK, or what the operation is to fail with.
int faulty_disk_check(faulty_disk *disk, faulty_operation operation, int result_without_power);

// The record of a file, made at its first use.
record *record_of(faulty_disk *disk, const char *path);
// Notes a change before it is made; with length -1 a truncation.
void record_change(faulty_file *file, const void *bytes, int64_t length, int64_t offset);
// All of the file is on the disk.
void record_synced(faulty_disk *disk, record *record);

extern const sqlite3_io_methods faulty_methods;

#endif
