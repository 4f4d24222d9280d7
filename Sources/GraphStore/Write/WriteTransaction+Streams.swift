package import EntityModel
import Foundation
import GRDB
import HTTPMessages
import JSON

extension WriteTransaction {
  /// Gives a stream of an object other bytes, with what the model and the rules make of them.
  ///
  /// - Parameters:
  ///   - name: `StreamTable.media`, or the stored path of a property.
  ///   - traits: what the model says of the stream.
  /// - Returns: the object as it is stored then.
  package func write(
    _ stream: NewStream, to name: String, of entity: Entity, _ traits: StreamTraits
  ) throws -> Entity {
    var old = entity
    let tag = tenant.identifiers.guid()
    try put(stream, name, tag, entity.key)
    for rule in rules.streamRules(for: entity.type) {
      try run(rule, .willWriteStream, of: entity.type.name) {
        try rule.willWrite(stream, to: name, of: &old, self)
      }
    }
    if old.id != entity.id { try rename(entity, to: old.id) }
    return try update(entity.called(old.id)) { new in
      new.properties = old.properties
      new.properties.tell(of: stream, tag, as: traits)
      tell(stream.type, at: traits.type, of: &new)
      guard name == StreamTable.media else { return }
      new.properties.annotate(stream, tag)
      if let bytes = traits.bytes {
        new.properties[bytes] = .string(Data(stream.bytes).base64EncodedString())
      }
    }
  }

  /// - Parameter path: of a member of a complex value it is kept whole, as all of its kind are.
  private func tell(_ type: MediaType, at path: [String], of entity: inout Entity) {
    guard let name = path.first else { return }
    entity.properties = entity.properties.setting(path[...], to: .string(type.text))
    guard let property = entity.type.property(name), let value = entity.properties[name] else { return }
    entity.properties[name] = whole(value, of: property)
  }

  /// Takes the bytes of a property away.
  package func removeStream(_ name: String, of entity: Entity) throws {
    try run(
      "DELETE FROM stream WHERE object = ? AND name = ?", changing: StreamTable.name, [entity.key, name])
    _ = try update(entity) { _ in }
  }

  /// The object goes for good.
  func removeStreams(of entity: Entity) throws {
    guard model.hasStreams(entity.type) else { return }
    try run("DELETE FROM stream WHERE object = ?", changing: StreamTable.name, [entity.key])
  }

  func put(_ stream: NewStream, _ name: String, _ tag: String, _ key: Int64) throws {
    let sql = "INSERT OR REPLACE INTO stream (object, name, type, tag, bytes) VALUES (?, ?, ?, ?, ?)"
    try run(sql, addingTo: StreamTable.name, [key, name, stream.type.text, tag, Data(stream.bytes)])
  }

  /// Some objects are called by what their bytes are, as photos by their size.
  private func rename(_ entity: Entity, to id: String) throws {
    guard let table = schema.table(of: entity.type) else { throw StoreError.unknownType(entity.type.name) }
    try db.cachedStatement(sql: "UPDATE \(quoted(table.name)) SET id = ? WHERE key = ?")
      .execute(arguments: [id, entity.key])
  }
}

extension JSONObject {
  /// Sets what follows from the bytes of a stream.
  mutating func tell(of stream: NewStream, _ tag: String, as traits: StreamTraits) {
    if let length = traits.length { self[length] = .number(String(stream.bytes.count)) }
    for name in traits.tags { self[name] = .string("\"\(tag)\"") }
  }

  /// Sets what an object says of the bytes that it is about.
  mutating func annotate(_ stream: NewStream, _ tag: String) {
    self[MediaAnnotation.type] = .string(stream.type.text)
    self[MediaAnnotation.tag] = .string("\"\(tag)\"")
  }
}

// MARK: Looking

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
