#ifndef FAULTY_DISK_H
#define FAULTY_DISK_H

#include <stdbool.h>
#include <stdint.h>

/// A file system layer of SQLite (`sqlite3_vfs`) over another one, that fails when it is told to and forgets at a loss
/// of power what was not synced.
typedef struct faulty_disk faulty_disk;

/// Where a disk can fail. Those of temporary files count too.
typedef enum {
  FAULTY_OPEN = 0,
  FAULTY_READ,
  FAULTY_WRITE,
  FAULTY_SYNC,
  FAULTY_TRUNCATE,
  FAULTY_OPERATIONS
} faulty_operation;

/// Registers a layer; it is never given back, since SQLite keeps its name.
faulty_disk *faulty_disk_make(const char *name, const char *base);

/// Lets the n-th operation from now on fail with a result of SQLite.
///
/// \param number the system's number for the failure.
/// \param count how many in a row fail.
void faulty_disk_fail(faulty_disk *disk, faulty_operation operation, int64_t nth, int64_t count, int result, int number);

/// Lets nothing fail any more, and counts from zero.
void faulty_disk_mend(faulty_disk *disk);

/// How many operations there were since the last time the disk was mended or told to fail.
int64_t faulty_disk_count(faulty_disk *disk, faulty_operation operation);

/// How many of them failed.
int64_t faulty_disk_failures(faulty_disk *disk);

/// From here on what is written can be lost until it is synced.
void faulty_disk_note_unsynced(faulty_disk *disk);

/// Cuts the power at the n-th write, sync or truncation from now on: all that is asked of the disk fails from there.
void faulty_disk_cut_power(faulty_disk *disk, int64_t nth);

bool faulty_disk_has_power(faulty_disk *disk);

/// Gives the power back. Of each file's writes since its last sync a part is there, as the seed says: all of some, a
/// beginning of others, nothing of the rest; of none of them with seed 0.
///
/// \returns how many writes were lost in whole or in part.
int64_t faulty_disk_restore(faulty_disk *disk, uint64_t seed);

#endif
