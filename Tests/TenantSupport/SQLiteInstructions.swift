import GRDB
import GRDBSQLite
package import GraphStore

/// What statements cost whatever the machine has to do besides.
package enum SQLiteInstructions {
  /// A class because SQLite counts in it through a pointer.
  private final class Counter { var value = 0 }

  /// How many instructions of SQLite's virtual machine the writer of a store runs for something.
  package static func count(_ store: TenantStore, _ body: () throws -> Void) throws -> Int {
    let counter = Counter()
    try store.direct { db in
      sqlite3_progress_handler(
        db.sqliteConnection, 1,
        { pointer in
          if let pointer { Unmanaged<Counter>.fromOpaque(pointer).takeUnretainedValue().value += 1 }
          return 0
        }, Unmanaged.passUnretained(counter).toOpaque())
    }
    try body()
    try store.direct { sqlite3_progress_handler($0.sqliteConnection, 0, nil, nil) }
    return withExtendedLifetime(counter) { counter.value }
  }
}
