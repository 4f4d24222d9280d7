import GRDB

extension TenantStore {
  /// Runs reads of a request that see what others wrote as late as the settings say, and are counted for that.
  ///
  /// - Parameter moment: of the request.
  /// - Throws: as `read` does, and `TrialEnd` where there may be somebody to wait for: who passes again would be counted
  ///   twice.
  package func readLate<Result>(
    at moment: Moment, isConsistent: Bool = false, limit: RequestLimit = .none, trace: Trace? = nil,
    _ body: (Reader) throws -> Result
  ) throws -> Result {
    guard hidesWrites else {
      return try read(isConsistent: isConsistent, limit: limit, trace: trace, body)
    }
    guard !limit.isTrial else { throw TrialEnd() }
    guard let state = earlier.state(at: moment) else {
      return try read(isConsistent: isConsistent, limit: limit, trace: trace, body)
    }
    return try state.use(limit) { connection in
      try disk.use(connection.systemError, isReading: true) {
        let reader = Reader(connection: connection, settings: settings, trace: trace)
        return try connection.during(limit) { try body(reader) }
      }
    }
  }

  /// Whether anything was written that reads may not see yet.
  package var hidesWrites: Bool { !earlier.isEmpty }

  /// Ends what is kept for reads of earlier moments alone.
  package func forgetStates(overAt moment: Moment) { earlier.endThose(overAt: moment) }

  /// Does a write of a moment so that reads see it as late as the settings say; what is loaded is seen at once, and with
  /// it all that was written before. What happens by itself is seen as soon as what was written before it.
  func hidingAtFirst<Result>(
    _ origin: WriteTransaction.Origin, at moment: Moment, _ db: Database, _ write: () throws -> Result
  ) throws -> Result {
    switch origin {
    case .request: return try hiding(at: moment, db, write)
    case .rule: return try write()
    case .seed:
      let result = try write()
      earlier.removeAll()
      return result
    }
  }

  /// As long as a state is kept, what is written after it stays in the log.
  private func endThoseOfALongLog(_ db: Database) {
    guard earlier.haveGrown(logSize: disk.logSize) else { return }
    earlier.removeAll()
    // Lets the log begin anew, unless somebody still reads; whatever is wrong with the disk the write itself finds.
    _ = try? db.checkpoint(.passive)
  }

  private func hiding<Result>(
    at moment: Moment, _ db: Database, _ write: () throws -> Result
  ) throws -> Result {
    guard let consistency = state.settings.engine.consistency, consistency.reads != 0 else {
      return try write()
    }
    earlier.endThose(overAt: moment)
    endThoseOfALongLog(db)
    let before = try earlier.keep(
      for: EarlierStates.Term(
        reads: consistency.reads, end: consistency.delay.map { moment.adding(atMost: $0) }),
      logSize: disk.logSize)
    let changes = db.totalChangesCount
    do {
      let result = try write()
      // Functions look at the state as writes do.
      if db.totalChangesCount == changes { before.map(earlier.forget) }
      return result
    } catch {
      before.map(earlier.forget)
      throw error
    }
  }
}
