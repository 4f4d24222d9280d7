import EntityModel
import JSON

/// Numbers that a double cannot hold, `Edm.Int64` and `Edm.Decimal`, as text and back (`IEEE754Compatible`, OData JSON
/// Format 4.01, section 3.2).
struct LargeNumbers {
  enum Form {
    case text
    case number
  }

  let model: EntityModel
  let form: Form

  func payload(_ payload: JSONObject, _ shape: PayloadShape) -> JSONObject {
    switch shape {
    case .object(let type): object(payload, type)
    case .value(let type):
      JSONObject(
        payload.members.map { member in
          let value = member.name == "value" ? self.value(member.value, type) : count(member)
          return JSONObject.Member(name: member.name, value: value)
        })
    case .links: payload
    }
  }

  func value(_ value: JSONValue, _ type: TypeReference) -> JSONValue {
    switch value {
    case .array(let elements): .array(elements.map { self.value($0, type) })
    case .object(let inner): structured(inner, type.elementName)
    case .number, .string: isLarge(type) ? converted(value) : value
    case .null, .bool: value
    }
  }

  func object(_ object: JSONObject, _ declared: StructuredType) -> JSONObject {
    let annotated = object["@odata.type"]?.stringValue.flatMap { model.type(annotation: $0) }
    let type = annotated ?? declared
    return JSONObject(
      object.members.map { member in
        let value: JSONValue
        switch type.member(member.name) {
        case .property(let property): value = self.value(member.value, property.type)
        case .navigation(let navigation):
          value = self.value(member.value, TypeReference(.structured(navigation.target)))
        case nil: value = count(member)
        }
        return JSONObject.Member(name: member.name, value: value)
      })
  }

  private func structured(_ object: JSONObject, _ name: String) -> JSONValue {
    .object(model.type(name).map { self.object(object, $0) } ?? object)
  }

  /// Counts are large numbers too.
  private func count(_ member: JSONObject.Member) -> JSONValue {
    member.name.hasSuffix("@odata.count") ? converted(member.value) : member.value
  }

  private func isLarge(_ type: TypeReference) -> Bool {
    type.element == .primitive(.int64) || type.element == .primitive(.decimal)
  }

  private func converted(_ value: JSONValue) -> JSONValue {
    switch (value, form) {
    case (.number(let text), .text): .string(text)
    // What is no number is left for the binder to refuse.
    case (.string(let text), .number): (try? JSONValue.parse(text)).flatMap(Self.number) ?? value
    default: value
    }
  }

  private static func number(_ value: JSONValue) -> JSONValue? {
    if case .number = value { value } else { nil }
  }
}
