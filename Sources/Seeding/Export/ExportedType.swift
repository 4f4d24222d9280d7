import EntityModel
import GRDB
import GraphStore
import JSON

/// What an export writes of the objects of one type, found out once for all of them.
struct ExportedType {
  let type: StructuredType
  let rules: [any ExportRule]
  /// Those that some object has something at.
  let navigations: [ExportedNavigation]
  /// Those of complex values.
  let inner: [Inner]
  private let model: EntityModel
  /// Of what the stored text may hold and an export writes: places in the order of the model.
  private let places: [String: Int]
  /// Of what an export may write where the stored text says nothing: columns, defaults, the moment of deletion.
  private let untold: [Int]
  /// Names of what whoever loads an object without a word of it gives it.
  private let given: Set<String>

  init(
    _ type: StructuredType, _ rules: [any ExportRule], _ navigations: [ExportedNavigation],
    inner: [Inner], _ model: EntityModel
  ) {
    (self.type, self.rules, self.navigations, self.model) = (type, rules, navigations, model)
    self.inner = inner
    var (places, untold): ([String: Int], [Int]) = ([:], [])
    for (place, property) in type.properties.enumerated()
    where property.name != "id" && !property.traits.isMaintained {
      let derived = property.traits.derived
      if derived == nil, !property.traits.isColumn { places[property.name] = place }
      if derived == nil ? property.traits.isColumn || property.defaultValue != nil : derived == Self.deletion
      {
        untold.append(place)
      }
    }
    (self.places, self.untold) = (places, untold)
    let creation = type.traits.creation
    given = Set(
      ((creation?.ownDefaults ?? []) + (creation?.ownFollowing.flatMap(\.members) ?? [])).map(\.name))
  }

  /// A complex value in which objects stand that belong to the object.
  struct Inner {
    let name: String
    let navigations: [ExportedNavigation]
  }

  private static let deletion = "deletedDateTime"

  // MARK: Properties

  private typealias Found = (place: Int, value: JSONValue)

  /// Properties in the order of the model, then members that no type declares.
  ///
  /// - Parameter filled: names of those that are written where they are null or empty too.
  func members(of entity: Entity, filled: Set<String>) -> [JSONObject.Member] {
    let filled = filled.union(given)
    var (found, others): ([Found], [JSONObject.Member]) = ([], [])
    for member in entity.properties.members {
      if let place = places[member.name] {
        add(member.value, at: place, filled, to: &found)
      } else if type.dynamicName(member.name) != nil, type.property(member.name) == nil {
        others.append(member)
      }
    }
    addUntold(of: entity, filled, to: &found)
    return found.map { JSONObject.Member(name: type.properties[$0.place].name, value: $0.value) } + others
  }

  private func add(_ value: JSONValue, at place: Int, _ filled: Set<String>, to found: inout [Found]) {
    let property = type.properties[place]
    let isNamed = filled.contains(property.name) && (property.isNullable || !value.isNull)
    guard let written = ExportedValue(model).written(value, property) ?? (isNamed ? value : nil) else {
      return
    }
    found.append((place, written))
  }

  private func addUntold(of entity: Entity, _ filled: Set<String>, to found: inout [Found]) {
    let before = found.count
    for place in untold.union(filled.compactMap { places[$0] }) {
      let property = type.properties[place]
      if property.traits.derived == Self.deletion {
        if let moment = entity.deleted { found.append((place, .string(moment))) }
      } else if property.traits.isColumn {
        add(entity.columnValue(property), at: place, filled, to: &found)
      } else if entity.properties[property.name] == nil {
        add(.null, at: place, filled, to: &found)
      }
    }
    if found.count > before { found.sort { $0.place < $1.place } }
  }
}

extension [Int] {
  fileprivate func union(_ others: [Int]) -> [Int] {
    self + others.filter { !contains($0) }
  }
}

extension Entity {
  /// The value of a property that has a column.
  fileprivate func columnValue(_ property: Property) -> JSONValue {
    let value = columns[property.name]
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
}
