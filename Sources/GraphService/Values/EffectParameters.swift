import EntityModel
import JSON

/// Parameters of which objects are made: as they were sent, with their annotations and with the objects in them.
struct EffectParameters {
  let model: EntityModel
  let operation: Operation

  /// By the names of the declaration.
  func named(_ sent: JSONObject) -> [String: JSONValue] {
    var named: [String: JSONValue] = [:]
    for member in sent.members {
      guard let parameter = declared(member.name) else { continue }
      named[parameter.name] = ModelNames(model: model).named(member.value, model.structured(parameter.type))
    }
    return named
  }

  /// A body with the names of the model.
  static func named(_ body: JSONValue, as type: StructuredType, _ model: EntityModel) -> JSONValue {
    ModelNames(model: model).named(body, type)
  }

  private func declared(_ name: String) -> Operation.Parameter? {
    operation.parameters.first { $0.name.lowercased() == name.lowercased() }
  }
}

/// Values as they were sent, but for the names of members: clients write these in whatever case, and the table names them as
/// the model does.
private struct ModelNames {
  let model: EntityModel

  func named(_ value: JSONValue, _ type: StructuredType?) -> JSONValue {
    switch value {
    case .array(let elements): .array(elements.map { named($0, type) })
    case .object(let object):
      .object(
        named(object, object["@odata.type"]?.stringValue.flatMap { model.type(annotation: $0) } ?? type))
    case .null, .bool, .number, .string: value
    }
  }

  private func named(_ object: JSONObject, _ type: StructuredType?) -> JSONObject {
    JSONObject(
      object.members.map { member in
        switch type?.member(member.name) {
        case .property(let property):
          JSONObject.Member(
            name: property.name, value: named(member.value, model.structured(property.type)))
        case .navigation(let navigation):
          JSONObject.Member(name: navigation.name, value: named(member.value, model.type(navigation.target)))
        case nil: member
        }
      })
  }
}
