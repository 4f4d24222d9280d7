import GRDB
import GraphContract

extension TenantStore {
  /// Where the database is.
  package var path: String { disk.file.path }

  /// Copies the database, as the last write left it, to a file that is whole as soon as it has its name. What waits to
  /// be told to endpoints outside stays here alone.
  package func copy(to path: String, limit: RequestLimit = .none) throws {
    try direct(limit: limit) { db in try copy(db, to: path) }
  }

  /// - Parameter writes: the `writeCount` of the state that is wanted.
  /// - Returns: false when there is another by now, and nothing was copied.
  package func copy(to path: String, ifWritten writes: Int, limit: RequestLimit = .none) throws -> Bool {
    try direct(limit: limit) { db in
      guard writeCount == writes else { return false }
      try copy(db, to: path)
      return true
    }
  }

  private func copy(_ db: Database, to path: String) throws {
    try disk.check()
    let change: ((Database) throws -> Void)? = try Outbox.hasMessages(db) ? { try Outbox.clear($0) } : nil
    try DatabaseCopy(path: path).make(of: db, check: { try disk.checkPages() }, change)
  }

  /// Copies the database to another one that is made of it; whoever opens that makes it its own (`adopt`).
  package func fork(to path: String, limit: RequestLimit = .none) throws {
    try direct(limit: limit) { db in
      try disk.check()
      try DatabaseFile(path: path, layer: disk.file.layer)
        .make(of: DatabaseBytes(db), isLasting: durability != .process) { try disk.checkPages() }
    }
  }

  /// Makes the copy of another's database this one's own.
  ///
  /// - Parameter rows: what it does not share with that; nil for none.
  package func adopt(_ rows: [EmulatorRow: String?]) throws {
    try writing { db in
      try db.inTransaction(.immediate) {
        try Outbox.clear(db)
        for (row, value) in rows { try EmulatorTable.replace(row, value, db) }
        return .commit
      }
      note(try whatWaits(db))
    }
  }

  /// Makes the database what a copy of it is; whoever reads meanwhile sees the old state or the new one.
  ///
  /// - Parameters:
  ///   - path: of the copy, in which it is noted that it was used.
  ///   - willReplace: gets the clock of the copy, before anybody sees what is in it.
  /// - Throws: `StoreError` for a file that is no copy of this program and version.
  package func restore(
    from path: String, limit: RequestLimit = .none, willReplace: (_ clock: String?) throws -> Void
  ) throws {
    try writing(limit) { db in
      try disk.check()
      try DatabaseCopy(path: path).use { copy in
        try Self.checkVersion(copy, path)
        try schema.complete(copy, path, with: schema.allColumns)
        try copy.inTransaction {
          try Self.carryOver(from: db, to: copy)
          return .commit
        }
        try willReplace(EmulatorTable.value(.clock, copy))
        try copy.backup(to: db)
      }
      state.tables.forget()
      disk.noteWrite()
      state.noteOrganization()
      state.raiseLastKey(to: try Self.lastKey(schema, db))
      let settings = state.settingsBook.settings(try EmulatorTable.settings(db))
      state.identifiers.course = try RandomCourse.kept(settings.engine, db)
      note(Left(settings: settings), try whatWaits(db))
      earlier.removeAll()
    }
  }

  /// Gives a copy what stays the tenant's whatever state it goes back to.
  private static func carryOver(from db: Database, to copy: Database) throws {
    try ChangeLog.leaveOut(db, copy)
    for row in EmulatorRow.allCases where row.survivesClearing && row != .schema && row != .model {
      try EmulatorTable.replace(row, EmulatorTable.value(row, db), copy)
    }
  }
}
