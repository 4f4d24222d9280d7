import EntityModel
import JSON

/// What a property shows that nobody has written (`Emulator.Otherwise`).
struct OtherwiseValue {
  /// Of a version, or the store's own: what its types do not have is passed over.
  let model: EntityModel

  /// nil where that is null.
  func value(of property: Property) -> JSONValue? {
    property.traits.otherwise.map {
      WholeValue(model: model).value(declared($0, property.type), as: property.type)
    }
  }

  private func declared(_ value: JSONValue, _ type: TypeReference) -> JSONValue {
    guard case .structured(let name) = type.element, let type = model.type(name),
      let object = value.objectValue
    else { return value }
    return .object(
      JSONObject(
        object.members.compactMap { member in
          type.property(member.name).map {
            JSONObject.Member(name: member.name, value: declared(member.value, $0.type))
          }
        }))
  }
}
