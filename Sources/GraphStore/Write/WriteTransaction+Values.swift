package import EntityModel
package import JSON

extension WriteTransaction {
  /// The value of a property as the store keeps it.
  package func whole(_ value: JSONValue, of property: Property) -> JSONValue {
    WholeValue(model: model).value(value, as: property.type)
  }
}
