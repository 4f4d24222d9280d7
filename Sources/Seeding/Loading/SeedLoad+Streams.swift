import EntityModel
import GraphStore
import HTTPMessages
import JSON
import OData
import Tenants

/// The bytes of streams in seeds and exports: `"@emulator.streams":{"$value":{"contentType":"image/png","bytes":"…"}}`, by
/// the name of the property, `$value` for what the object itself is about; the bytes as Base64.
enum SeedStreams {
  static let annotation = "@emulator.streams"
  static let type = "contentType"
  static let bytes = "bytes"

  fileprivate static let members = [type, bytes]
}

extension SeedLoad {
  /// Writes what a seed says of the bytes of an object.
  ///
  /// - Returns: whether any were others than those that were there.
  func writeStreams(of object: SeedObject, to entity: inout Entity) throws -> Bool {
    guard let value = object.draft.annotations[SeedStreams.annotation] else { return false }
    guard let streams = value.objectValue else {
      throw object.mistake("no streams by their names", at: path(object))
    }
    var isChange = false
    for member in streams.members {
      let stream = try stream(member, object)
      guard let traits = traits(member.name, entity) else {
        throw object.mistake("a \(entity.type.shortName) has no stream '\(member.name)'", at: path(object))
      }
      // What the same seed says once more is no change.
      let known = try transaction.stream(member.name, of: entity)
      guard known?.bytes != stream.bytes || known?.type != stream.type.text else { continue }
      entity = try transaction.write(stream, to: member.name, of: entity, traits)
      isChange = true
    }
    return isChange
  }

  private func stream(_ member: JSONObject.Member, _ object: SeedObject) throws -> NewStream {
    let path = "\(path(object)).\(member.name)"
    let said = member.value.objectValue ?? [:]
    if let other = said.members.first(where: { !SeedStreams.members.contains($0.name) }) {
      throw object.mistake(
        "a stream has '\(SeedStreams.type)' and '\(SeedStreams.bytes)', no '\(other.name)'", at: path)
    }
    guard let bytes = said[SeedStreams.bytes]?.stringValue.flatMap(Base64.bytes) else {
      throw object.mistake("bytes as Base64 expected", at: path)
    }
    return NewStream(bytes, type: try type(said, object, "\(path).\(SeedStreams.type)"))
  }

  private func type(_ said: JSONObject, _ object: SeedObject, _ path: String) throws -> MediaType {
    guard let value = said[SeedStreams.type], !value.isNull else { return .anyBytes }
    guard let text = value.stringValue else {
      throw object.mistake("a media type such as image/png expected, not \(value.kindName)", at: path)
    }
    guard let type = MediaType(text) else {
      // It may hold line breaks, and the mistake is one sentence.
      let escaped = JSONValue.string(text).text.dropFirst().dropLast()
      throw object.mistake("'\(escaped)' is no media type such as image/png", at: path)
    }
    return type
  }

  /// - Parameter name: as the store calls it: with the names of the complex properties that it is in.
  private func traits(_ name: String, _ entity: Entity) -> StreamTraits? {
    if name == StreamTable.media { return entity.type.hasStream ? entity.type.traits.stream : nil }
    var type: StructuredType? = entity.type
    var property: Property?
    for name in name.split(separator: "/") {
      property = type?.properties.first { $0.storedName == name }
      type = property.flatMap { $0.complexName }.flatMap { transaction.model.type($0) }
    }
    return property.flatMap { $0.isStream ? $0.traits.stream : nil }
  }

  private func path(_ object: SeedObject) -> String { "\(object.draft.path).\(SeedStreams.annotation)" }
}

extension Property {
  fileprivate var complexName: String? { if case .structured(let name) = type.element { name } else { nil } }
}
