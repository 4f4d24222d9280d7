extension Reader {
  /// nil where the object has no such bytes.
  ///
  /// - Parameter key: of the object.
  package func stream(_ name: String, of key: Int64) throws -> StoredStream? {
    guard !withholdsRows else { return nil }
    var found: StoredStream?
    try connection.streamStatement().forEachRow([.integer(key), .text(name)]) { row in
      found = StoredStream(type: row.string(0) ?? "", tag: row.string(1) ?? "", bytes: row.bytes(2))
      return false
    }
    return found
  }

  /// Whether the object has such bytes, which are not read.
  ///
  /// - Throws: what SQLite says, or that the time of the request is over.
  package func hasStream(_ name: String, of key: Int64) throws -> Bool {
    var isThere = false
    try connection.streamStatement().forEachRow([.integer(key), .text(name)]) { _ in
      isThere = true
      return false
    }
    return isThere
  }
}
