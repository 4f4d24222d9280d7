import EntityModel
import GraphStore
import JSON
import OData
import Tenants

/// The bytes of streams in seeds and exports: `"@emulator.streams":{"$value":{"contentType":"image/png","bytes":"…"}}`, by
/// the name of the property, `$value` for what the object itself is about; the bytes as Base64.
enum SeedStreams {
  static let annotation = "@emulator.streams"
  static let type = "contentType"
  static let bytes = "bytes"
}

extension SeedLoad {
  /// Writes what a seed says of the bytes of an object.
  ///
  /// - Returns: the object as it is then.
  func writeStreams(of object: SeedObject, _ entity: Entity) throws -> Entity {
    guard let value = object.draft.annotations[SeedStreams.annotation] else { return entity }
    guard let streams = value.objectValue else {
      throw object.mistake("no streams by their names", at: path(object))
    }
    var entity = entity
    for member in streams.members {
      let stream = try stream(member, object)
      guard let traits = traits(member.name, entity) else {
        throw object.mistake("a \(entity.type.shortName) has no stream '\(member.name)'", at: path(object))
      }
      // What the same seed says once more is no change.
      let known = try transaction.stream(member.name, of: entity)
      guard known?.bytes != stream.bytes || known?.type != stream.type else { continue }
      entity = try transaction.write(stream, to: member.name, of: entity, traits)
    }
    return entity
  }

  private func stream(_ member: JSONObject.Member, _ object: SeedObject) throws -> NewStream {
    guard let text = member.value.objectValue?[SeedStreams.bytes]?.stringValue,
      let bytes = text.isEmpty ? [] : Base64.bytes(text)
    else {
      throw object.mistake("bytes as Base64 expected", at: "\(path(object)).\(member.name)")
    }
    let type = member.value.objectValue?[SeedStreams.type]?.stringValue
    return NewStream(bytes, type: type ?? "application/octet-stream")
  }

  private func traits(_ name: String, _ entity: Entity) -> StreamTraits? {
    if name == StreamTable.media { return entity.type.hasStream ? entity.type.traits.stream : nil }
    return entity.type.property(name).flatMap { $0.isStream ? $0.traits.stream : nil }
  }

  private func path(_ object: SeedObject) -> String { "\(object.draft.path).\(SeedStreams.annotation)" }
}
