import EntityModel
import GraphStore
import JSON
import OData
import Planning

/// What the values of an effect are in one request.
struct EffectValues {
  let scope: EffectScope
  /// nil: the one of the path.
  var object: Entity?
  /// Of an object that is about to be made; nil: there is none.
  var properties: JSONObject?
  /// What such an object is going to refer to.
  private var references: [BoundReference] = []
  /// One element of a collection, while values are made of each.
  var item: JSONValue?

  init(scope: EffectScope, object: Entity?, item: JSONValue? = nil) {
    (self.scope, self.object, self.item) = (scope, object, item)
  }

  init(_ scope: EffectScope, making properties: JSONObject, references: [BoundReference] = []) {
    (self.scope, self.properties, self.references) = (scope, properties, references)
  }

  /// - Parameter property: what the value is for; nil for one that no property is to have.
  /// - Returns: nil for what the request does not give.
  func value(_ value: EffectValue, as property: Property?) throws -> JSONValue? {
    switch value {
    case .literal(let literal): literal
    case .moment: .string(scope.transaction.moment.seconds)
    case .caller: try scope.transaction.callerIdentifier.map(JSONValue.string) ?? .null
    case .user: try user()
    case .userValue(let names): try scope.user().flatMap { try scope.value(at: names, of: $0) }
    case .identity: try property.flatMap(scope.transaction.caller) ?? .null
    case .parameter(let names):
      names.isEmpty ? .object(JSONObject(scope.parameters)) : scope.parameters.value(at: names[...])
    case .property(let names): try ownValue(at: names)
    case .owner(let names): try scope.around?.value(at: names[...]) ?? owned(names)
    case .twin(let names): try scope.twin.flatMap { try scope.value(at: names, of: $0) }
    case .made(let names): try scope.made.flatMap { try scope.value(at: names, of: $0) }
    case .identifier: .string(scope.transaction.tenant.identifiers.guid())
    case .array(let elements): .array(try elements.compactMap { try self.value($0, as: property) })
    case .object(let members): .object(try object(members, as: property))
    case .merged(let parts): try merged(parts, as: property)
    case .all(let parts, let exceptions, let only): .array(try all(parts, exceptions, only))
    case .any(let value): .bool(try self.value(value, as: nil)?.isMissing == false)
    case .joined(let parts): try joined(parts)
    case .without(let text, let lead, let anywhere):
      try self.value(text, as: nil)?.stringValue.map {
        .string(anywhere.reduce($0.without(lead)) { $0.replacing($1, with: "") })
      }
    case .key(let url): try self.value(url, as: nil)?.stringValue.map { .string($0.lastKey.withoutSet) }
    case .brief(let text): try self.value(text, as: nil)?.stringValue.map { .string($0.brief) }
    case .lasting(let moments): try lasting(moments)
    case .last(let elements): try self.value(elements, as: nil)?.arrayValue?.last
    case .first(let values): try first(values, as: property)
    case .conditional(let conditions, let first, let other):
      try one(of: first, other, where: conditions, as: property)
    case .choice(let text, let cases): try chosen(text, cases, as: property)
    case .each(let elements, let made): try each(elements, made, as: property)
    case .item(let names): item?.value(at: names[...])
    }
  }

  private func user() throws -> JSONValue? {
    guard scope.transaction.caller != nil else { return nil }
    return try scope.transaction.callerIdentifier.map(JSONValue.string)
  }

  /// What the nearest object of the path has: of the type at the beginning of the names, where one stands there.
  private func owned(_ names: [String]) throws -> JSONValue? {
    let type = names.first.flatMap { $0.contains(".") ? $0 : nil }
    let owner = try type.map(scope.nearestObject) ?? scope.owner()
    return try owner.flatMap { try scope.value(at: names, of: $0) }.flatMap { $0.isNull ? nil : $0 }
  }

  private func merged(_ parts: [EffectValue], as property: Property?) throws -> JSONValue {
    var merged: JSONObject = [:]
    for part in parts {
      for member in try value(part, as: property)?.objectValue?.members ?? [] {
        merged[member.name] = member.value
      }
    }
    return .object(merged)
  }

  /// What the object has that the effect is about, with or without a row.
  private func ownValue(at names: [String]) throws -> JSONValue? {
    if let properties { return try properties.value(at: names[...]) ?? referredValue(at: names) }
    if let object = try object ?? scope.target.lastEntity(scope.walked, scope.transaction) {
      return try scope.value(at: names, of: object)
    }
    return try scope.boundProperties().value(at: names[...])
  }

  /// Of an object that the one that is made refers to.
  private func referredValue(at names: [String]) throws -> JSONValue? {
    guard names.count > 1, let reference = references.first(where: { $0.navigation.name == names[0] }),
      let url = reference.targets?.first
    else { return nil }
    let resolver = ReferenceResolver(model: scope.version.model, transaction: scope.transaction)
    guard let object = try resolver.entity(url, for: reference.navigation) else { return nil }
    return try scope.values(at: names.dropFirst(), of: object).first { !$0.isNull }
  }

  private func one(
    of value: EffectValue, _ other: EffectValue?, where conditions: [EffectCondition], as property: Property?
  ) throws -> JSONValue? {
    let holds = try EffectConditions(values: self, conditions: conditions).hold(for: [:] as JSONObject)
    return try (holds ? value : other).flatMap { try self.value($0, as: property) }
  }

  private func all(
    _ parts: [EffectValue], _ exceptions: [EffectCondition], _ only: [EffectCondition]
  ) throws -> [JSONValue] {
    let exceptions = exceptions.isEmpty ? nil : EffectConditions(values: self, conditions: exceptions)
    let only = EffectConditions(values: self, conditions: only)
    return try parts.flatMap { try value($0, as: nil).map { $0.arrayValue ?? [$0] } ?? [] }.filter {
      let element = $0.objectValue ?? ["value": $0]
      return try !$0.isNull && exceptions?.hold(for: element) != true && only.hold(for: element)
    }
  }

  /// nil where one of the parts is no text.
  private func joined(_ parts: [EffectValue]) throws -> JSONValue? {
    var text = ""
    for part in parts {
      guard let value = try value(part, as: nil)?.stringValue else { return nil }
      text += value
    }
    return .string(text)
  }

  /// nil where one of the two is no moment, and where the second is before the first.
  private func lasting(_ moments: [EffectValue]) throws -> JSONValue? {
    let texts = try moments.compactMap { try value($0, as: nil)?.stringValue }
    let ticks = texts.compactMap { (Moment($0) ?? Moment($0 + "Z"))?.ticks }
    guard ticks.count == 2, ticks[0] <= ticks[1] else { return nil }
    return .string(Ticks.durationText(ticks[1] - ticks[0]))
  }

  private func first(_ values: [EffectValue], as property: Property?) throws -> JSONValue? {
    for value in values {
      if let found = try self.value(value, as: property), !found.isNull, found != [] { return found }
    }
    return nil
  }

  private func chosen(
    _ text: EffectValue, _ cases: [EffectMember], as property: Property?
  ) throws -> JSONValue? {
    let found = try value(text, as: nil)
    let name = found?.stringValue ?? found?.boolValue.map { "\($0)" }
    return try cases.first { $0.name == name }.flatMap { try value($0.value, as: property) }
  }

  private func each(
    _ elements: EffectValue, _ made: EffectValue, as property: Property?
  ) throws -> JSONValue? {
    guard let elements = try value(elements, as: nil)?.arrayValue else { return nil }
    return .array(
      try elements.compactMap { element in
        var values = self
        values.item = element
        return try values.value(made, as: property)
      })
  }

  private func object(_ members: [EffectMember], as property: Property?) throws -> JSONObject {
    let type = property.flatMap { scope.version.model.structured($0.type) }
    var object: JSONObject = [:]
    for member in members {
      let inner = type.flatMap { Self.property(at: member.path[...], of: $0, scope.version.model) }
      guard let value = try value(member.value, as: inner) else { continue }
      object = object.setting(member.path[...], to: value)
    }
    return object
  }

  /// The property at the end of a path; nil where the type has none.
  static func property(
    at path: ArraySlice<String>, of type: StructuredType, _ model: EntityModel
  ) -> Property? {
    guard let name = path.first, let property = type.property(name) else { return nil }
    let rest = path.dropFirst()
    guard !rest.isEmpty else { return property }
    return model.structured(property.type).flatMap { Self.property(at: rest, of: $0, model) }
  }
}

extension JSONObject {
  /// Without an order: values are looked up in it by their names.
  fileprivate init(_ values: [String: JSONValue]) {
    self.init(values.map { Member(name: $0.key, value: $0.value) })
  }
}
