import Foundation
import GRDB

/// The table `stream`: the bytes that objects are about, or that properties of theirs have, beside the rows of the objects.
///
/// Columns: `object`, the key of the row, which no row of another table has; `name`, `$value` or the stored path of the
/// property; `type`, the media type that the bytes came with; `tag`, another one for each write; `bytes`.
package enum StreamTable {
  static let creationSQL = [
    """
    CREATE TABLE stream (object INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, tag TEXT NOT NULL,
      bytes BLOB NOT NULL, PRIMARY KEY (object, name))
    """
  ]

  /// The name of what an object itself is about.
  package static let media = "$value"

  static let findingSQL = "SELECT type, tag, bytes FROM stream WHERE object = ?1 AND name = ?2"
}

/// Bytes that a client sends for a stream.
package struct NewStream: Sendable {
  package let bytes: [UInt8]
  /// `image/jpeg`
  package let type: String

  package init(_ bytes: [UInt8], type: String) {
    self.bytes = bytes
    self.type = type
  }
}

/// A stream as it is stored.
package struct StoredStream: Sendable {
  package let type: String
  /// Without quotation marks.
  package let tag: String
  package let bytes: [UInt8]
}

// MARK: Reading

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
}

extension WriteTransaction {
  package func stream(_ name: String, of entity: Entity) throws -> StoredStream? {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: StreamTable.findingSQL), arguments: [entity.key, name])
    return row.map { row in
      let bytes: Data = row[2]
      return StoredStream(type: row[0], tag: row[1], bytes: Array(bytes))
    }
  }

  /// What the stream of an object has as its tag; nil where there are no bytes.
  package func streamTag(_ name: String, of entity: Entity) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT tag FROM stream WHERE object = ? AND name = ?"),
      arguments: [entity.key, name])
  }

  /// All streams of an object, by name.
  package func streams(of entity: Entity) throws -> [(name: String, stream: StoredStream)] {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT name, type, tag, bytes FROM stream WHERE object = ? ORDER BY name"),
      arguments: [entity.key])
    return rows.map { row in
      let bytes: Data = row[3]
      return (row[0], StoredStream(type: row[1], tag: row[2], bytes: Array(bytes)))
    }
  }
}
