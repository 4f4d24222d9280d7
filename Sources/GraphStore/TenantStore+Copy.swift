import GRDB
import GraphContract

extension TenantStore {
  /// Where the database is.
  package var path: String { disk.file.path }

  /// Copies the database, as the last write left it, to a file that is whole as soon as it has its name. What waits to
  /// be told to endpoints outside stays here alone.
  ///
  /// - Parameter rows: what the copy has of its own; nil for none.
  package func copy(
    to path: String, with rows: [EmulatorRow: String?] = [:], limit: RequestLimit = .none
  ) throws {
    try direct(limit: limit) { db in try copy(db, to: path, with: rows) }
  }

  /// - Parameter writes: the `writeCount` of the state that is wanted.
  /// - Returns: false when there is another by now, and nothing was copied.
  package func copy(to path: String, ifWritten writes: Int, limit: RequestLimit = .none) throws -> Bool {
    try direct(limit: limit) { db in
      guard writeCount == writes else { return false }
      try copy(db, to: path, with: [:])
      return true
    }
  }

  private func copy(_ db: Database, to path: String, with rows: [EmulatorRow: String?]) throws {
    try disk.check()
    try DatabaseCopy(path: path).make(of: db) { copy in
      try copy.execute(sql: "DELETE FROM outbox")
      for (row, value) in rows { try EmulatorTable.replace(row, value, copy) }
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
        try Self.carryOver(from: db, to: copy)
        try willReplace(EmulatorTable.value(.clock, copy))
        try copy.backup(to: db)
      }
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
    for row in EmulatorRow.allCases where row.survivesClearing && row != .schema {
      try EmulatorTable.replace(row, EmulatorTable.value(row, db), copy)
    }
  }
}
