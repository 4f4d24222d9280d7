import EntityModel
import GraphStore
import JSON
import OData
import Planning

/// Which objects, and which elements of collections, are meant.
struct EffectConditions {
  let values: EffectValues
  let conditions: [EffectCondition]

  func hold(for object: Entity) throws -> Bool {
    try conditions.allSatisfy { condition in
      try holds(
        condition,
        requested(condition)
          ?? condition.paths.flatMap { try values.scope.values(at: $0[...], of: object) })
    }
  }

  /// Of an element of a collection.
  func hold(for element: JSONObject) throws -> Bool {
    try conditions.allSatisfy { condition in
      try holds(
        condition, requested(condition) ?? condition.paths.flatMap { element.values(at: $0[...]) })
    }
  }

  /// nil where it is no value of the request that is tested.
  private func requested(_ condition: EffectCondition) throws -> [JSONValue]? {
    guard let value = condition.requested else { return nil }
    return try values.value(value, as: nil).map { $0.arrayValue ?? [$0] } ?? []
  }

  private func holds(_ condition: EffectCondition, _ found: [JSONValue]) throws -> Bool {
    switch condition.test {
    case .equals(let value):
      // What the request does not give is not asked.
      guard let wanted = try values.value(value, as: nil) else { return true }
      // Nobody asks whom anything could concern.
      if case .caller = value, wanted.isNull { return false }
      // Of a collection any element will do.
      let texts = wanted.arrayValue?.map(\.folded) ?? [wanted.folded]
      return found.isEmpty ? wanted.isNull : found.contains { texts.contains($0.folded) }
    case .contains(let value):
      guard let wanted = try values.value(value, as: nil)?.stringValue?.lowercased() else { return false }
      return found.contains { $0.stringValue?.lowercased().contains(wanted) == true }
    case .given(let isGiven): return found.contains { !$0.isMissing } == isGiven
    case .unlike(let pattern):
      guard let pattern = Pattern(pattern) else { return false }
      return !found.contains { $0.stringValue.map(pattern.matches) == true }
    case .some(let like):
      let matching = EffectConditions(values: values, conditions: like)
      return try found.contains { try $0.objectValue.map(matching.hold) == true }
    case .noneIn(let place, let like):
      let matching = EffectConditions(values: values, conditions: like)
      return try found.compactMap(\.stringValue).contains { try !matching.hold(ofOne: $0, in: place) }
    }
  }

  /// Of the object with an id that a set has, or a singleton contains.
  private func hold(ofOne id: String, in place: [String]) throws -> Bool {
    guard let collection = values.scope.version.collection(at: place) else { return true }
    return try values.scope.transaction.entities(of: collection.source, parent: nil, id: id)
      .contains { try hold(for: $0) }
  }
}

extension JSONValue {
  /// null, and what is empty.
  var isMissing: Bool { isNull || stringValue?.isEmpty == true || arrayValue?.isEmpty == true }

  fileprivate var folded: JSONValue { stringValue.map { .string($0.lowercased()) } ?? self }
}
