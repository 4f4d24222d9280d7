package import HTTPMessages

/// The table `stream`: the bytes that objects are about, or that properties of theirs have, beside the rows of the objects.
///
/// Columns: `object`, the key of the row, which no row of another table has; `name`, `$value` or the stored path of the
/// property; `type`, the media type that the bytes came with; `tag`, another one for each write; `bytes`.
package enum StreamTable {
  static let part = TablePart([
    """
    CREATE TABLE stream (object INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, tag TEXT NOT NULL,
      bytes BLOB NOT NULL, PRIMARY KEY (object, name))
    """
  ])
  static let name = "stream"

  /// The name of what an object itself is about.
  package static let media = "$value"

  static let findingSQL = "SELECT type, tag, bytes FROM stream WHERE object = ?1 AND name = ?2"
}

/// Bytes that a client sends for a stream.
package struct NewStream: Sendable {
  package let bytes: [UInt8]
  package let type: MediaType

  package init(_ bytes: [UInt8], type: MediaType) {
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

/// What an object says of the bytes that it is about (OData JSON Format 4.01, 4.6.13 and 4.6.14).
package enum MediaAnnotation {
  package static let type = "@odata.mediaContentType"
  package static let tag = "@odata.mediaEtag"
}
