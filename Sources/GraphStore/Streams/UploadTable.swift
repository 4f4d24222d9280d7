package import HTTPMessages
package import JSON

/// The tables `upload` and `uploadPart`: streams that come in fragments, each session of them until it is whole, given up
/// or over.
///
/// Columns of `upload`: `token`, which is all that a client shows; `object`, the key of the object that gets the bytes, or
/// none where they make one, which `owner` is to contain in the place `containment`; `type`, the stored name of the
/// object's type; `name`, of the stream; `place`, the path that the object is shown at; `properties`, JSON that the object
/// gets with the bytes; `contentType`, where the client said it; `size`, of the whole, once a fragment said it; `received`,
/// how many bytes came so far, from the first on; `isDeferred`, 1 where the client says when it is whole; `expires`, in
/// ticks of the tenant's clock; `whenTaken`, what becomes of a new object whose name another one has (`NameConflict`).
package enum UploadTable {
  static let part = TablePart([
    """
    CREATE TABLE upload (token TEXT PRIMARY KEY, object INTEGER, owner INTEGER, containment TEXT, type TEXT NOT NULL,
      name TEXT NOT NULL, place TEXT NOT NULL, properties TEXT NOT NULL, contentType TEXT, size INTEGER, received INTEGER NOT NULL DEFAULT 0,
      isDeferred INTEGER NOT NULL, expires INTEGER NOT NULL, whenTaken TEXT)
    """,
    "CREATE INDEX upload_expires ON upload (expires)",
    "CREATE TABLE uploadPart (token TEXT NOT NULL, start INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (token, start))",
  ])
  static let name = "upload"
  static let partName = "uploadPart"

  /// Bytes of the whole.
  package static let sizeLimit = 64 << 20
  /// Sessions of a tenant at the same time.
  package static let countLimit = 100
}

/// A stream that is going to come in fragments.
package struct NewUpload: Sendable {
  /// nil: the bytes make a new object.
  package var object: Int64?
  package var owner: Int64?
  /// By which the owner has the new object, where that matters.
  package var containment: String?
  /// Stored name.
  package let type: String
  package let stream: String
  package let place: String
  package var properties: JSONObject
  package var contentType: MediaType?
  package var isDeferred: Bool
  /// What becomes of a new object whose name is taken; nil: names are not looked at.
  package var conflict: NameConflict?

  package init(type: String, stream: String, place: String, properties: JSONObject) {
    (self.type, self.stream, self.place, self.properties) = (type, stream, place, properties)
    isDeferred = false
  }
}

/// A session as it is stored.
package struct StoredUpload: Sendable {
  package let token: String
  package let new: NewUpload
  package let size: Int?
  package let received: Int
  package let expires: Moment
}
