import EntityModel
import Foundation
import GRDB
package import HTTPMessages
import JSON

extension WriteTransaction {
  /// - Returns: nil where too many are open.
  package func begin(_ upload: NewUpload, until expires: Moment) throws -> StoredUpload? {
    try removeExpiredUploads()
    let count = try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM upload")) ?? 0
    guard count < UploadTable.countLimit else { return nil }
    let token = tenant.identifiers.guid()
    let sql = """
      INSERT INTO upload (token, object, owner, containment, type, name, place, properties, contentType, isDeferred, expires,
        whenTaken)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    try run(
      sql, addingTo: UploadTable.name,
      [
        token, upload.object, upload.owner, upload.containment, upload.type, upload.stream, upload.place,
        JSONValue.object(upload.properties).text, upload.contentType?.text, upload.isDeferred, expires.ticks,
        upload.conflict?.rawValue,
      ])
    return StoredUpload(token: token, new: upload, size: nil, received: 0, expires: expires)
  }

  /// nil for one that is over, or never was.
  package func upload(_ token: String) throws -> StoredUpload? {
    let sql = """
      SELECT object, owner, type, name, place, properties, contentType, isDeferred, size, received, expires, containment,
        whenTaken
      FROM upload WHERE token = ? AND expires > ?
      """
    let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [token, moment.ticks])
    return try row.flatMap { row in
      guard let expires = Moment(ticks: row[10]),
        let properties = try JSONValue.parse(row[5] as String).objectValue
      else { return nil }
      var new = NewUpload(type: row[2], stream: row[3], place: row[4], properties: properties)
      new.containment = row[11]
      new.conflict = (row[12] as String?).flatMap(NameConflict.init)
      (new.object, new.owner, new.isDeferred) = (row[0], row[1], row[7])
      new.contentType = (row[6] as String?).flatMap(MediaType.init)
      return StoredUpload(token: token, new: new, size: row[8], received: row[9], expires: expires)
    }
  }

  /// Adds the fragment that follows those that are there.
  ///
  /// - Parameters:
  ///   - size: of the whole, as the client says.
  ///   - type: of the whole, where nobody said it before.
  package func add(_ bytes: [UInt8], to upload: StoredUpload, size: Int, type: MediaType?) throws
    -> StoredUpload
  {
    try run(
      "INSERT INTO uploadPart (token, start, bytes) VALUES (?, ?, ?)", addingTo: UploadTable.partName,
      [upload.token, upload.received, Data(bytes)])
    let received = upload.received + bytes.count
    try db.cachedStatement(
      sql: "UPDATE upload SET size = ?, received = ?, contentType = coalesce(contentType, ?) WHERE token = ?"
    ).execute(arguments: [size, received, type?.text, upload.token])
    var new = upload.new
    new.contentType = new.contentType ?? type
    return StoredUpload(
      token: upload.token, new: new, size: size, received: received, expires: upload.expires)
  }

  /// All bytes of a session, which ends.
  package func end(_ upload: StoredUpload) throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(upload.received)
    let parts = try Data.fetchCursor(
      db.cachedStatement(sql: "SELECT bytes FROM uploadPart WHERE token = ? ORDER BY start"),
      arguments: [upload.token])
    while let part = try parts.next() { bytes += part }
    try remove(upload)
    return bytes
  }

  package func remove(_ upload: StoredUpload) throws { try removeUpload(upload.token) }

  /// An object goes for good: so do the sessions of bytes that it was to get, or that were to make what is below it.
  func removeUploads(below entity: Entity) throws {
    guard try isThere(UploadTable.name) else { return }
    var condition = "object = ?1 OR owner = ?1"
    var arguments: StatementArguments = [entity.key]
    if let parent = entity.type.traits.siblingName?.parent, !parent.isEmpty {
      let path = literal("$." + parent.joined(separator: "."))
      condition += " OR (owner IS ?2 AND json_extract(properties, \(path)) = ?3)"
      arguments += [entity.owner, entity.id]
    }
    let sql = "SELECT token FROM upload WHERE \(condition)"
    let tokens = try String.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
    for token in tokens { try removeUpload(token) }
  }

  private func removeUpload(_ token: String) throws {
    try run("DELETE FROM uploadPart WHERE token = ?", changing: UploadTable.partName, [token])
    try run("DELETE FROM upload WHERE token = ?", changing: UploadTable.name, [token])
  }

  private func removeExpiredUploads() throws {
    try run(
      "DELETE FROM uploadPart WHERE token IN (SELECT token FROM upload WHERE expires <= ?)",
      changing: UploadTable.partName, [moment.ticks])
    try run("DELETE FROM upload WHERE expires <= ?", changing: UploadTable.name, [moment.ticks])
  }
}
