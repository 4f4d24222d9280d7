import EntityModel
import GraphContract
import GraphStore
import JSON

extension UnfitHolder {
  /// - Throws: `GraphError` for an object that does not have such things.
  func check(_ holder: Entity) throws(GraphError) {
    guard let value = holder.properties[property], !value.isNull else { return }
    throw refusal.error
  }
}

extension Refusal {
  var error: GraphError { GraphError(status, code, message) }
}
