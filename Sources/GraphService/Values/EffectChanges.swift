import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// Changes an object as a PATCH would that names what the effect names.
struct EffectChanges {
  let scope: EffectScope
  let changes: [EffectChange]

  private var model: EntityModel { scope.version.model }

  func apply(to object: Entity) throws -> Entity {
    // What stays of a complex value is in the draft already.
    try EntityUpdate(model: model, transaction: scope.transaction, merging: .none)
      .apply(draft(of: object), to: object)
  }

  private func draft(of object: Entity) throws -> Draft {
    var changed = ChangedObject(type: scope.target.type(of: object), properties: object.properties)
    try change(&changed, EffectValues(scope: scope, object: object))
    var draft = Draft(type: changed.type, properties: changed.draftProperties)
    for case .contain(let navigation, let value) in changes {
      draft.children += try children(navigation, value, changed.type)
    }
    return draft
  }

  /// The values alone, of an object that is about to be made.
  func values(of object: Entity) throws -> JSONObject {
    var changed = ChangedObject(type: scope.target.type(of: object), properties: object.properties)
    try change(&changed, EffectValues(scope: scope, object: object))
    return changed.draftProperties
  }

  private func change(_ changed: inout ChangedObject, _ values: EffectValues) throws {
    for change in changes {
      switch change {
      case .set(let member): try set(member, in: &changed, values)
      case .append(let member): try append(member, to: &changed, values)
      case .remove(let path, let conditions):
        try remove(path, EffectConditions(values: values, conditions: conditions), from: &changed)
      case .amend(let path, let conditions, let members):
        try amend(path, EffectConditions(values: values, conditions: conditions), members, in: &changed)
      case .contain: break
      }
    }
  }

  private func set(_ member: EffectMember, in changed: inout ChangedObject, _ values: EffectValues) throws {
    let property = EffectValues.property(at: member.path[...], of: changed.type, model)
    guard property != nil || member.isUnshown, let value = try values.value(member.value, as: property)
    else { return }
    changed.set(member.path, to: value)
  }

  private func append(
    _ member: EffectMember, to changed: inout ChangedObject, _ values: EffectValues
  ) throws {
    guard let property = EffectValues.property(at: member.path[...], of: changed.type, model),
      let value = try values.value(member.value, as: property)
    else { return }
    let added = property.type.isCollection ? value.arrayValue ?? [value] : [value]
    changed.set(member.path, to: .array(changed.elements(at: member.path) + added))
  }

  private func remove(
    _ path: [String], _ conditions: EffectConditions, from changed: inout ChangedObject
  ) throws {
    guard EffectValues.property(at: path[...], of: changed.type, model) != nil else { return }
    let kept = try changed.elements(at: path).filter {
      try !conditions.hold(for: $0.objectValue ?? ["value": $0])
    }
    changed.set(path, to: .array(kept))
  }

  private func amend(
    _ path: [String], _ conditions: EffectConditions, _ members: [EffectMember],
    in changed: inout ChangedObject
  ) throws {
    guard let property = EffectValues.property(at: path[...], of: changed.type, model) else { return }
    let amended = try changed.elements(at: path).map { element in
      guard let object = element.objectValue, try conditions.hold(for: object),
        let new = try conditions.values.value(.object(members), as: property)?.objectValue
      else { return element }
      return .object(new.members.reduce(into: object) { $0[$1.name] = $1.value })
    }
    changed.set(path, to: .array(amended))
  }

  /// What is contained from now on, as it was sent.
  private func children(
    _ navigation: String, _ value: EffectValue, _ type: StructuredType
  ) throws -> [NestedDrafts] {
    guard type.navigationProperty(navigation) != nil, let objects = try scope.sentValue(value) else {
      return []
    }
    let binder = PayloadBinder(model: model, purpose: .update, readOnly: .ignore, takesChildren: true)
    let body = JSONValue.object([navigation: objects.isNull ? [] : objects])
    do { return try binder.bind(body, as: type).children } catch { throw BodyFailure.payload(error) }
  }
}

/// What an object has while an effect changes it.
private struct ChangedObject {
  let type: StructuredType
  /// By stored names.
  var properties: JSONObject
  private var changed: Set<String> = []

  init(type: StructuredType, properties: JSONObject) {
    (self.type, self.properties) = (type, properties)
  }

  /// Those that a change has named.
  var draftProperties: JSONObject {
    JSONObject(
      changed.sorted().map { JSONObject.Member(name: $0, value: properties[$0] ?? .null) })
  }

  mutating func set(_ path: [String], to value: JSONValue) {
    let path = stored(path)
    properties = properties.setting(path[...], to: value)
    changed.insert(path[0])
  }

  func elements(at path: [String]) -> [JSONValue] {
    properties.value(at: stored(path)[...])?.arrayValue ?? []
  }

  private func stored(_ path: [String]) -> [String] {
    [path.first.flatMap(type.property)?.storedName ?? path[0]] + path.dropFirst()
  }
}
