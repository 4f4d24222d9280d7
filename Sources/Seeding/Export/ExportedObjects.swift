import EntityModel
import GRDB
import GraphStore
import JSON

/// Turns rows into the objects of a seed: every id given, nothing derived, references as paths.
struct ExportedObjects {
  let transaction: WriteTransaction
  let members: SeedMembers
  let paths: ExportedPaths
  /// Where the objects of a type stand that has neither a set nor a parent, by type: the inverse of a reference.
  private let hosts: [String: NavigationProperty]

  init(transaction: WriteTransaction, members: SeedMembers) {
    self.transaction = transaction
    self.members = members
    paths = ExportedPaths(transaction: transaction)
    hosts = Self.hosts(transaction.model, members)
  }

  private static func hosts(_ model: EntityModel, _ members: SeedMembers) -> [String: NavigationProperty] {
    let navigation = model.structuredTypes.filter { $0.kind == .entity }.flatMap(\.navigationProperties)
    let contained = Set(navigation.filter(\.containsTarget).map(\.target))
    var hosts: [String: NavigationProperty] = [:]
    for property in navigation where hosts[property.target] == nil && !contained.contains(property.target) {
      guard let target = model.type(property.target), target.traits.home == nil, !members.isDerived(property),
        case .inverse? = members.schema.storage(of: property, in: model)
      else { continue }
      hosts[property.target] = property
    }
    return hosts
  }

  func isExported(_ entity: Entity) throws -> Bool {
    try transaction.exportRules(for: entity).allSatisfy { try $0.exports(entity, transaction) }
  }

  /// - Parameters:
  ///   - declared: the type that the place declares.
  ///   - column: the reference that the place says already.
  func object(_ entity: Entity, declared: StructuredType, without column: String?) throws -> JSONObject {
    var object: JSONObject = [:]
    if entity.type.name != declared.name { object["@odata.type"] = .string("#" + entity.type.name) }
    object["id"] = .string(entity.id)
    try addProperties(of: entity, to: &object)
    var shown: Set<Int64> = []
    for navigation in entity.type.navigationProperties where navigation.storedName != column {
      try add(navigation, of: entity, &shown, to: &object)
    }
    try addAnnotations(of: entity, to: &object)
    return object
  }

  // MARK: Properties

  private func addProperties(of entity: Entity, to object: inout JSONObject) throws {
    let filled = Set(try transaction.exportRules(for: entity).flatMap { try $0.filled(entity, transaction) })
    for property in entity.type.properties where property.name != "id" && !property.traits.isMaintained {
      if property.traits.derived == "deletedDateTime" {
        object[property.name] = entity.deleted.map(JSONValue.string)
      }
      guard property.traits.derived == nil else { continue }
      let value =
        property.traits.isColumn ? column(property, of: entity) : entity.properties[property.name] ?? .null
      let isNamed = filled.contains(property.name) && (property.isNullable || !value.isNull)
      object[property.name] =
        ExportedValue(members.model).written(value, property) ?? (isNamed ? value : nil)
    }
    for member in entity.properties.members where entity.type.isOpen && DynamicName(member.name) != nil {
      if entity.type.property(member.name) == nil { object[member.name] = member.value }
    }
  }

  private func column(_ property: Property, of entity: Entity) -> JSONValue {
    let value = entity.columns[property.name]
    if case .primitive(.boolean) = property.type.element {
      return value.flatMap(Bool.fromDatabaseValue).map(JSONValue.bool) ?? .null
    }
    switch value?.storage {
    case .int64(let number)?: return .number(String(number))
    case .double(let number)?: return .number("\(number)")
    case .string(let text)?: return .string(text)
    case .null?, .blob?, nil: return .null
    }
  }

  // MARK: Navigation

  /// - Parameter shown: keys of the objects inside that stand in another place already: one of a derived type is in the
  ///   list of its type and in that of its base.
  private func add(
    _ navigation: NavigationProperty, of entity: Entity, _ shown: inout Set<Int64>,
    to object: inout JSONObject
  ) throws {
    guard !members.isDerived(navigation),
      try transaction.exportRules(for: entity).allSatisfy({
        try $0.exports(navigation, of: entity, transaction)
      })
    else { return }
    switch transaction.schema.storage(of: navigation, in: members.model) {
    case .reference(let column)?:
      guard let path = try entity.references[column].flatMap({ try paths.path(of: $0, navigation.target) })
      else { return }
      object[navigation.name + "@odata.bind"] = .string(path)
    case .link(let link)?:
      let keys = try transaction.targets(of: link, source: entity.key)
      let texts = try keys.compactMap { try paths.path(of: $0, navigation.target) }
      if !texts.isEmpty { object[navigation.name + "@odata.bind"] = .array(texts.map(JSONValue.string)) }
    case .contained?: try addChildren(navigation, of: entity, &shown, to: &object)
    case .inverse(let column)?: try addHosted(navigation, column, of: entity, to: &object)
    case .inverseLink?, .home?, .deleted?, nil: break
    }
  }

  private func addChildren(
    _ navigation: NavigationProperty, of entity: Entity, _ shown: inout Set<Int64>,
    to object: inout JSONObject
  ) throws {
    guard let target = members.model.type(navigation.target),
      transaction.schema.table(of: target)?.hasOwner == true
    else { return }
    let rows = try ExportedRows(owner: entity.key, target, transaction)
    try add(rows, target, navigation, without: nil, to: &object) { shown.insert($0.key).inserted }
  }

  private func addHosted(
    _ navigation: NavigationProperty, _ column: String, of entity: Entity, to object: inout JSONObject
  ) throws {
    guard
      hosts[navigation.target].map({
        $0.name == navigation.name && $0.declaringType == navigation.declaringType
      }) == true,
      let target = members.model.type(navigation.target)
    else { return }
    let rows = try ExportedRows(column: column, key: entity.key, target, transaction)
    try add(rows, target, navigation, without: column, to: &object)
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

  // MARK: Annotations

  private func addAnnotations(of entity: Entity, to object: inout JSONObject) throws {
    for rule in transaction.exportRules(for: entity) {
      let found = try rule.annotations(of: entity, reference: paths.path, transaction)
      for member in found.members {
        // Two workloads may each know a part of one annotation.
        if let old = object[member.name]?.objectValue, let new = member.value.objectValue {
          object[member.name] = .object(JSONObject(old.members + new.members))
        } else {
          object[member.name] = member.value
        }
      }
    }
  }
}
