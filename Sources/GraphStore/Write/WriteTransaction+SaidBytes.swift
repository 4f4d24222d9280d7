import EntityModel
import GRDB
import HTTPMessages
import JSON
import OData

/// Bytes that an object is about and that a property of it has as Base64 (`Emulator.BytesIn`): both are the same, whichever
/// of them was written.
extension WriteTransaction {
  /// Of a new object, with what follows from them; nil where its properties say no bytes.
  func takeSaidBytes(of new: inout NewEntity) -> SaidStream? {
    guard new.type.saysBytes else { return nil }
    var properties = JSONObject(new.properties.map { JSONObject.Member(name: $0.key, value: $0.value) })
    guard let said = said(in: &properties, of: new.type) else { return nil }
    new.properties = Dictionary(properties.members.map { ($0.name, $0.value) }) { $1 }
    return said
  }

  /// Stores those that a change says; where it clears them, there are none any more.
  func storeSaidBytes(of new: inout Entity, changing old: Entity) throws {
    guard new.type.saysBytes, let name = new.type.traits.stream.bytes else { return }
    let (before, now) = (old.string(name), new.string(name))
    // Whoever writes the stream itself has stored it, under a tag of its own.
    guard now != before, new.string(MediaAnnotation.tag) == old.string(MediaAnnotation.tag) else { return }
    new.properties[MediaAnnotation.type] = nil
    new.properties[MediaAnnotation.tag] = nil
    if let said = said(in: &new.properties, of: new.type) { return try store(said, of: new) }
    if let length = new.type.traits.stream.length { new.properties[length] = .number("0") }
    try run(
      "DELETE FROM stream WHERE object = ? AND name = ?", changing: StreamTable.name,
      [new.key, StreamTable.media])
  }

  func store(_ said: SaidStream, of entity: Entity) throws {
    try put(said.stream, StreamTable.media, said.tag, entity.key)
  }

  /// A copy has the tag and the type of what it is a copy of.
  private func said(in properties: inout JSONObject, of type: StructuredType) -> SaidStream? {
    let traits = type.traits.stream
    guard let bytes = traits.bytes.flatMap({ properties[$0]?.stringValue }).flatMap(Base64.bytes) else {
      return nil
    }
    let known = properties[MediaAnnotation.tag]?.stringValue?.filter { $0 != "\"" }
    let named =
      properties[MediaAnnotation.type] ?? (traits.type.isEmpty ? nil : properties.value(at: traits.type[...]))
    let stream = NewStream(bytes, type: named?.stringValue.flatMap(MediaType.init) ?? .anyBytes)
    let said = SaidStream(stream: stream, tag: known ?? tenant.identifiers.guid())
    properties.tell(of: stream, said.tag, as: traits)
    properties.annotate(stream, said.tag)
    return said
  }
}

/// Bytes that the properties of an object say.
struct SaidStream {
  let stream: NewStream
  let tag: String
}

extension StructuredType {
  /// Whether a property has the bytes that its objects are about.
  fileprivate var saysBytes: Bool { hasStream && traits.stream.bytes != nil }
}
