import EntityModel
import Foundation
import GraphStore
import JSON

/// Turns rows into the objects of a seed: every id given, nothing derived, references as paths.
struct ExportedObjects {
  let transaction: WriteTransaction
  private let paths: ExportedPaths
  private let annotations: ExportedAnnotations
  private let types: ExportedTypes

  init(transaction: WriteTransaction, members: SeedMembers) {
    self.transaction = transaction
    paths = ExportedPaths(transaction: transaction)
    annotations = ExportedAnnotations(transaction)
    types = ExportedTypes(transaction, members)
  }

  func isExported(_ entity: Entity) throws -> Bool {
    try types.exported(entity.type).rules.allSatisfy { try $0.exports(entity, transaction) }
  }

  /// - Parameters:
  ///   - declared: the type that the place declares.
  ///   - column: the reference that the place says already.
  func object(_ entity: Entity, declared: StructuredType, without column: String?) throws -> JSONObject {
    let type = try types.exported(entity.type)
    var object: JSONObject = [:]
    if entity.type.name != declared.name { object["@odata.type"] = .string("#" + entity.type.name) }
    if type.type.otherKeyName == nil { object["id"] = .string(entity.id) }
    let filled = Set(try type.rules.flatMap { try $0.filled(entity, transaction) })
    object.members += type.members(of: entity, filled: filled)
    var shown: Set<Int64> = []
    for exported in type.navigations where column == nil || exported.column != column {
      try add(exported, of: entity, type.rules, &shown, to: &object)
    }
    for inner in type.inner {
      let said = object[inner.name]?.objectValue
      var value = said ?? [:]
      for exported in inner.navigations { try add(exported, of: entity, type.rules, &shown, to: &value) }
      if said != nil || !value.isEmpty { object[inner.name] = .object(value) }
    }
    object.members += try annotations.all(of: entity, type.rules).members
    try addStreams(of: entity, to: &object)
    return object
  }

  // MARK: Navigation

  /// - Parameter shown: keys of the objects inside that stand in another place already: one of a derived type is in the
  ///   list of its type and in that of its base.
  private func add(
    _ exported: ExportedNavigation, of entity: Entity, _ rules: [any ExportRule], _ shown: inout Set<Int64>,
    to object: inout JSONObject
  ) throws {
    let navigation = exported.navigation
    guard try rules.allSatisfy({ try $0.exports(navigation, of: entity, transaction) }) else { return }
    switch exported.place {
    case .reference(let column):
      guard let path = try entity.references[column].flatMap({ try paths.path(of: $0, navigation.target) })
      else { return }
      object[navigation.name + "@odata.bind"] = .string(path)
    case .link(let link):
      let keys = try transaction.targets(of: link, source: entity.key)
      let texts = try keys.compactMap { try paths.path(of: $0, navigation.target) }
      if !texts.isEmpty { object[navigation.name + "@odata.bind"] = .array(texts.map(JSONValue.string)) }
    case .children(let rows, let target):
      let children = rows.of(entity.key)
      try add(children, target, navigation, without: nil, to: &object) { shown.insert($0.key).inserted }
    case .hosted(let rows, let target, let column):
      try add(rows.of(entity.key), target, navigation, without: column, to: &object)
    }
  }

  private func add(
    _ rows: ExportedRows, _ target: StructuredType, _ navigation: NavigationProperty, without column: String?,
    to object: inout JSONObject, where isWanted: (Entity) -> Bool = { _ in true }
  ) throws {
    var values: [JSONValue] = []
    try rows.forEach { child in
      guard isWanted(child), try isExported(child) else { return }
      values.append(.object(try self.object(child, declared: target, without: column)))
    }
    guard let first = values.first else { return }
    object[navigation.name] = navigation.isCollection ? .array(values) : first
  }

  // MARK: Streams

  private func addStreams(of entity: Entity, to object: inout JSONObject) throws {
    // Whoever loads the object gives it a tag.
    for member in entity.type.traits.entityTag?.members ?? [] { object[member.name] = nil }
    guard transaction.model.hasStreams(entity.type) else { return }
    let streams = try transaction.streams(of: entity)
    guard !streams.isEmpty else { return }
    // Whoever loads the bytes gives them tags of their own.
    for name in streams.flatMap({ entity.type.tagNames(ofStream: $0.name) }) { object[name] = nil }
    object[SeedStreams.annotation] = .object(
      JSONObject(
        streams.map { name, stream in
          let bytes = Data(stream.bytes).base64EncodedString()
          return JSONObject.Member(
            name: name,
            value: [SeedStreams.type: .string(stream.type), SeedStreams.bytes: .string(bytes)])
        }))
  }
}

extension StructuredType {
  /// The properties that have the tag of a stream.
  ///
  /// - Parameter name: as the store calls it.
  fileprivate func tagNames(ofStream name: String) -> [String] {
    if name == StreamTable.media { return traits.stream.tags }
    return properties.first { $0.isStream && $0.storedName == name }?.traits.stream.tags ?? []
  }
}
