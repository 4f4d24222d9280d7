import GraphContract

/// All connections of one store, and how they come to rest.
struct StoreConnections: Sendable {
  let disk: TenantDisk
  let readers: ConnectionPool
  /// Made of connections of `readers`.
  let earlier: EarlierStates
  let writer: Writer
  /// Who wants to write waits here and not for the writer's queue, where nobody could stop waiting.
  let turnstile: Turnstile
  let clock: @Sendable () -> Duration

  var lastUse: Duration { max(readers.lastUse, writer.lastUse) }

  /// Gives away half of what is kept; a writer that is busy does so when it looks for the next statement.
  func giveHalf() {
    readers.giveHalf()
    do { try turnstile.pass(.trial) { writer.giveHalf() } } catch {}
  }

  /// Closes those that nobody has used for a while.
  ///
  /// - Returns: whether none is left.
  func closeIdle() -> Bool {
    readers.closeIdle()
    guard readers.idleCount == 0, earlier.isEmpty, lastUse <= clock() - ConnectionPool.idleTime else {
      return false
    }
    return rest()
  }

  /// Closes all that nobody uses at the moment; the next who needs one opens it.
  ///
  /// - Returns: whether none is left; false while somebody writes, and while a state has to be kept open.
  func rest() -> Bool {
    readers.end()
    guard earlier.isEmpty else { return false }
    do {
      try turnstile.pass(.trial) {
        // Where nothing is open, nothing is written to files that are gone.
        disk.endWatch()
        writer.close()
      }
      return true
    } catch { return false }
  }

  /// Closes all for good.
  func end() {
    earlier.removeAll()
    readers.end()
    // Somebody may just be asking for room.
    do { try turnstile.pass(.none) { writer.close() } } catch {}
  }
}
