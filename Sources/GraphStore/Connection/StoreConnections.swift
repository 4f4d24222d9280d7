import GRDB
import GraphContract

/// All connections of one store, and how they come to rest.
struct StoreConnections: Sendable {
  let disk: TenantDisk
  let readers: ConnectionPool
  /// Made of connections of `readers`.
  let earlier: EarlierStates
  let writer: Writer
  /// Who wants to write waits here and not for the writer's queue, where nobody could stop waiting.
  let turnstile = Turnstile()
  /// Who closes connections waits here: SQLite removes files by their names when it closes the last of them, and those
  /// may be another store's once this one has ended.
  private let closing = Turnstile()
  let clock: @Sendable () -> Duration

  /// - Parameters:
  ///   - writer: the first connection.
  ///   - clock: time since any fixed moment.
  ///   - reread: looks at what others have written while nobody had the database open.
  init(
    _ opening: ConnectionOpening, _ writer: Connection, clock: @escaping @Sendable () -> Duration,
    reread: @escaping @Sendable (Database) throws -> Void
  ) {
    (disk, self.clock) = (opening.disk, clock)
    readers = ConnectionPool(clock: clock, hasRoom: opening.hasRoom, open: opening.reader)
    earlier = EarlierStates(readers)
    self.writer = Writer(writer, clock: clock) { try opening.writer(reread) }
  }

  var lastUse: Duration { max(readers.lastUse, writer.lastUse) }

  /// Whether files are open, or about to be.
  var areOpen: Bool { writer.isOpen || readers.count > 0 }

  /// Gives away half of what is kept; a writer that is busy does so when it looks for the next statement.
  func giveHalf() {
    readers.giveHalf()
    do { try turnstile.pass(.trial) { writer.giveHalf() } } catch {}
  }

  /// Closes those that nobody has used for a while.
  func closeIdle() {
    alone { readers.closeIdle() }
    guard readers.idleCount == 0, earlier.isEmpty, lastUse <= clock() - ConnectionPool.idleTime else {
      return
    }
    rest()
  }

  /// Closes all that nobody uses at the moment; the next who needs one opens it. A state that has to be kept stays open.
  func rest() {
    alone {
      readers.end()
      guard earlier.isEmpty else { return }
      // Somebody may just be writing.
      do {
        try turnstile.pass(.trial) {
          // Where nothing is open, nothing is written to files that are gone.
          disk.endWatch()
          writer.close()
          if readers.count == 0 { disk.noteRest() }
        }
      } catch {}
    }
  }

  /// Closes all for good.
  func end() {
    alone {
      earlier.removeAll()
      readers.end()
      // Somebody may just be asking for room.
      do { try turnstile.pass(.none) { writer.close() } } catch {}
    }
  }

  /// Without a limit nothing ends the waiting.
  private func alone(_ body: () -> Void) {
    do { try closing.pass(.none, body) } catch {}
  }
}
