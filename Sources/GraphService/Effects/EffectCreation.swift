import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// Makes objects as a POST to their collection would.
struct EffectCreation {
  let call: EffectCall
  /// What leads to the collection from the object that the operation is bound to; nil: the collection of the path.
  let navigation: String?

  func objects(_ value: EffectValue) throws -> [Entity] {
    guard let value = try call.sentValue(value), let collection else { return [] }
    return try (value.arrayValue ?? [value]).map {
      try CreateRequest(target: call.target).create($0, collection, call.walked, call.transaction)
    }
  }

  /// Those that are there and refer to the same as one of the values, as they were sent.
  func likenesses(_ value: EffectValue, by reference: String) throws -> [Entity] {
    guard let value = try call.sentValue(value), let collection else { return [] }
    let there = try call.transaction.entities(of: collection.source, parent: call.walked.parent)
    return try (value.arrayValue ?? [value]).flatMap { value in
      let key = try key(of: draft(of: value, collection.type), reference)
      return there.filter { key != nil && $0.references[reference] == key }
    }
  }

  private func draft(of value: JSONValue, _ type: StructuredType) throws(BodyFailure) -> Draft {
    let binder = PayloadBinder(
      model: call.version.model, purpose: .update, readOnly: .ignore, takesChildren: false)
    do { return try binder.bind(value, as: type) } catch { throw .payload(error) }
  }

  /// - Throws: `ReferenceFailure`
  private func key(of draft: Draft, _ reference: String) throws -> Int64? {
    guard let bound = draft.references.first(where: { $0.navigation.storedName == reference }),
      let url = bound.targets?.first
    else { return nil }
    let resolver = ReferenceResolver(model: call.version.model, transaction: call.transaction)
    return try resolver.entity(url, for: bound.navigation)?.key
  }

  private var collection: PathPlan.Collection? {
    guard let navigation else {
      guard case .collection(let collection) = call.target.plan.end else { return nil }
      return collection
    }
    guard let hop = call.target.plan.hops.last else { return nil }
    return call.version.collection(navigation, of: hop.type, below: hop.rowlessPath)
  }
}

extension EffectCall {
  /// A value of which an object is to be made: a parameter as it was sent, with all its annotations.
  func sentValue(_ value: EffectValue) throws -> JSONValue? {
    guard case .parameter(let names) = value, names.count == 1, let name = names.first?.lowercased() else {
      return try EffectValues(call: self, object: nil).value(value, as: nil)
    }
    return sent.members.first { $0.name.lowercased() == name }?.value
  }
}
