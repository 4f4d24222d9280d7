import EntityModel
import GraphContract
import GraphStore
import JSON

extension UnfitHolder {
  /// - Throws: `GraphError` for an object that does not have such things.
  func check(_ holder: Entity) throws(GraphError) { try check(holder.properties) }

  /// - Parameter values: what the object has.
  func check(_ values: JSONObject) throws(GraphError) {
    guard let value = values[property], !value.isNull else { return }
    throw refusal.error
  }
}

extension StreamTraits {
  /// Bytes give an object values. Where it has what objects with such a value do not have, it takes no bytes either.
  ///
  /// - Throws: `GraphError` in the words of what it has.
  func checkHoldings(of entity: Entity, _ transaction: WriteTransaction) throws {
    let values = Set(type.prefix(1) + tags + [length, bytes].compactMap(\.self))
    for navigation in entity.type.navigationProperties {
      guard let unfit = navigation.traits.notOf, values.contains(unfit.property) else { continue }
      guard try transaction.shown(by: navigation, of: entity).isEmpty else { throw unfit.refusal.error }
    }
  }
}

extension Refusal {
  var error: GraphError { GraphError(status, code, message) }
}
