package import EntityModel
package import OData

extension BoundPath {
  /// Whether rules may do what the operation at the end does: they know of objects of the types that it is bound to as we
  /// say, and not of those for which only the service publishes such a base.
  package func isKnown(_ operation: Operation, in version: ServiceVersion) -> Bool {
    guard case .structured(let name)? = operation.binding?.element, let bound = version.model.type(name)
    else {
      return true
    }
    return type.isKind(of: bound)
  }
}
