// Open files: each operation is checked, and then done by the base.
#include "faulty_disk.h"

#include <stddef.h>

static faulty_file *file_of(sqlite3_file *file) { return (faulty_file *)file; }
static sqlite3_file *real_of(sqlite3_file *file) { return file_of(file)->real; }
static const sqlite3_io_methods *methods_of(sqlite3_file *file) { return real_of(file)->pMethods; }

static int close_file(sqlite3_file *file) { return methods_of(file)->xClose(real_of(file)); }

static int read_file(sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset) {
  int result = faulty_disk_check(file_of(file)->disk, FAULTY_READ, SQLITE_IOERR_READ);
  return result != SQLITE_OK ? result : methods_of(file)->xRead(real_of(file), bytes, length, offset);
}

static int write_file(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset) {
  int result = faulty_disk_check(file_of(file)->disk, FAULTY_WRITE, SQLITE_IOERR_WRITE);
  if (result != SQLITE_OK) {
    // A disk that becomes full may have room for a beginning.
    if (!file_of(file)->disk->is_off && length > 1) {
      record_change(file_of(file), bytes, length / 2, offset);
      methods_of(file)->xWrite(real_of(file), bytes, length / 2, offset);
    }
    return result;
  }
  record_change(file_of(file), bytes, length, offset);
  return methods_of(file)->xWrite(real_of(file), bytes, length, offset);
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
  int result = faulty_disk_check(file_of(file)->disk, FAULTY_TRUNCATE, SQLITE_IOERR_TRUNCATE);
  if (result != SQLITE_OK) return result;
  record_change(file_of(file), NULL, -1, size);
  return methods_of(file)->xTruncate(real_of(file), size);
}

static int sync_file(sqlite3_file *file, int flags) {
  int result = faulty_disk_check(file_of(file)->disk, FAULTY_SYNC, SQLITE_IOERR_FSYNC);
  if (result != SQLITE_OK) return result;
  result = methods_of(file)->xSync(real_of(file), flags);
  if (result == SQLITE_OK && file_of(file)->record) record_synced(file_of(file)->disk, file_of(file)->record);
  return result;
}

static int size_of_file(sqlite3_file *file, sqlite3_int64 *size) {
  if (file_of(file)->disk->is_off) return SQLITE_IOERR_FSTAT;
  return methods_of(file)->xFileSize(real_of(file), size);
}

static int lock_file(sqlite3_file *file, int level) { return methods_of(file)->xLock(real_of(file), level); }
static int unlock_file(sqlite3_file *file, int level) { return methods_of(file)->xUnlock(real_of(file), level); }

static int is_reserved(sqlite3_file *file, int *out) {
  return methods_of(file)->xCheckReservedLock(real_of(file), out);
}

static int control_file(sqlite3_file *file, int operation, void *argument) {
  return methods_of(file)->xFileControl(real_of(file), operation, argument);
}

static int sector_size(sqlite3_file *file) { return methods_of(file)->xSectorSize(real_of(file)); }

static int characteristics(sqlite3_file *file) {
  return methods_of(file)->xDeviceCharacteristics(real_of(file));
}

static int map_shared(sqlite3_file *file, int page, int size, int extend, void volatile **out) {
  return methods_of(file)->xShmMap(real_of(file), page, size, extend, out);
}

static int lock_shared(sqlite3_file *file, int offset, int count, int flags) {
  return methods_of(file)->xShmLock(real_of(file), offset, count, flags);
}

static void barrier(sqlite3_file *file) { methods_of(file)->xShmBarrier(real_of(file)); }
static int unmap_shared(sqlite3_file *file, int remove) { return methods_of(file)->xShmUnmap(real_of(file), remove); }

const sqlite3_io_methods faulty_methods = {
    .iVersion = 2, // Without mapped pages, so that all reads are seen.
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_of_file,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = is_reserved,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = barrier,
    .xShmUnmap = unmap_shared,
};
