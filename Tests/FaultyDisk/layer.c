// Copies of texts.
#define _GNU_SOURCE

// The layer itself: opening, and what it is told to fail.
#include "faulty_disk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int faulty_disk_check(faulty_disk *disk, faulty_operation operation, int result_without_power) {
  pthread_mutex_lock(&disk->lock);
  int result = SQLITE_OK;
  bool changes = operation == FAULTY_WRITE || operation == FAULTY_SYNC || operation == FAULTY_TRUNCATE;
  if (changes && disk->changes_left > 0 && --disk->changes_left == 0) disk->is_off = true;
  if (disk->is_off) {
    result = result_without_power;
    disk->number = EIO;
  } else {
    int64_t number = ++disk->counts[operation];
    bool fails = disk->nth > 0 && operation == disk->operation && number >= disk->nth &&
                 number - disk->nth < disk->count;
    if (fails) {
      disk->failures += 1;
      result = disk->result;
    }
  }
  pthread_mutex_unlock(&disk->lock);
  return result;
}

static faulty_disk *disk_of(sqlite3_vfs *layer) { return (faulty_disk *)layer; }

static int open_file(sqlite3_vfs *layer, const char *name, sqlite3_file *opened, int flags, int *out) {
  faulty_disk *disk = disk_of(layer);
  faulty_file *file = (faulty_file *)opened;
  // Without methods SQLite does not close it.
  file->methods.pMethods = NULL;
  int result = faulty_disk_check(disk, FAULTY_OPEN, SQLITE_CANTOPEN);
  if (result != SQLITE_OK) return result;
  file->disk = disk;
  file->real = (sqlite3_file *)(file + 1);
  result = disk->base->xOpen(disk->base, name, file->real, flags, out);
  if (result != SQLITE_OK) return result;
  file->record = name && disk->notes_unsynced ? record_of(disk, name) : NULL;
  file->methods.pMethods = &faulty_methods;
  return SQLITE_OK;
}

static int delete_file(sqlite3_vfs *layer, const char *name, int sync) {
  faulty_disk *disk = disk_of(layer);
  if (disk->is_off) return SQLITE_IOERR_DELETE;
  int result = disk->base->xDelete(disk->base, name, sync);
  if (result == SQLITE_OK && disk->notes_unsynced) record_synced(disk, record_of(disk, name));
  return result;
}

static int access_file(sqlite3_vfs *layer, const char *name, int flags, int *out) {
  faulty_disk *disk = disk_of(layer);
  if (disk->is_off) return SQLITE_IOERR_ACCESS;
  return disk->base->xAccess(disk->base, name, flags, out);
}

static int full_name(sqlite3_vfs *layer, const char *name, int length, char *out) {
  faulty_disk *disk = disk_of(layer);
  return disk->base->xFullPathname(disk->base, name, length, out);
}

static int random_bytes(sqlite3_vfs *layer, int length, char *out) {
  return disk_of(layer)->base->xRandomness(disk_of(layer)->base, length, out);
}

static int pause_for(sqlite3_vfs *layer, int microseconds) {
  return disk_of(layer)->base->xSleep(disk_of(layer)->base, microseconds);
}

static int current_time(sqlite3_vfs *layer, double *out) {
  return disk_of(layer)->base->xCurrentTime(disk_of(layer)->base, out);
}

static int current_time_64(sqlite3_vfs *layer, sqlite3_int64 *out) {
  return disk_of(layer)->base->xCurrentTimeInt64(disk_of(layer)->base, out);
}

// The number of the failure, as the system would tell it.
static int last_error(sqlite3_vfs *layer, int length, char *out) {
  (void)length, (void)out;
  return disk_of(layer)->number;
}

faulty_disk *faulty_disk_make(const char *name, const char *base) {
  faulty_disk *disk = calloc(1, sizeof *disk);
  disk->base = sqlite3_vfs_find(base);
  pthread_mutex_init(&disk->lock, NULL);
  disk->layer = (sqlite3_vfs){
      .iVersion = 2,
      .szOsFile = (int)sizeof(faulty_file) + disk->base->szOsFile,
      .mxPathname = disk->base->mxPathname,
      .zName = strdup(name),
      .xOpen = open_file,
      .xDelete = delete_file,
      .xAccess = access_file,
      .xFullPathname = full_name,
      .xRandomness = random_bytes,
      .xSleep = pause_for,
      .xCurrentTime = current_time,
      .xGetLastError = last_error,
      .xCurrentTimeInt64 = current_time_64,
  };
  return sqlite3_vfs_register(&disk->layer, 0) == SQLITE_OK ? disk : NULL;
}

void faulty_disk_fail(
    faulty_disk *disk, faulty_operation operation, int64_t nth, int64_t count, int result, int number) {
  faulty_disk_mend(disk);
  pthread_mutex_lock(&disk->lock);
  disk->operation = operation;
  disk->nth = nth;
  disk->count = count;
  disk->result = result;
  disk->number = number;
  pthread_mutex_unlock(&disk->lock);
}

void faulty_disk_mend(faulty_disk *disk) {
  pthread_mutex_lock(&disk->lock);
  memset(disk->counts, 0, sizeof disk->counts);
  disk->nth = 0;
  disk->changes_left = 0;
  disk->failures = 0;
  pthread_mutex_unlock(&disk->lock);
}

int64_t faulty_disk_count(faulty_disk *disk, faulty_operation operation) {
  pthread_mutex_lock(&disk->lock);
  int64_t count = disk->counts[operation];
  pthread_mutex_unlock(&disk->lock);
  return count;
}

int64_t faulty_disk_failures(faulty_disk *disk) {
  pthread_mutex_lock(&disk->lock);
  int64_t failures = disk->failures;
  pthread_mutex_unlock(&disk->lock);
  return failures;
}

void faulty_disk_note_unsynced(faulty_disk *disk) { disk->notes_unsynced = true; }

bool faulty_disk_has_power(faulty_disk *disk) {
  pthread_mutex_lock(&disk->lock);
  bool has_power = !disk->is_off;
  pthread_mutex_unlock(&disk->lock);
  return has_power;
}

void faulty_disk_cut_power(faulty_disk *disk, int64_t nth) {
  pthread_mutex_lock(&disk->lock);
  disk->changes_left = nth;
  pthread_mutex_unlock(&disk->lock);
}
