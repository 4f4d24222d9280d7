import GraphStore
import JSON

/// Settings of groups that the tenant has, made from a template: values that nobody names have the template's (page
/// "Create settings").
struct GroupSettingRule: EntityRule {
  let types = [DirectoryType.setting]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let id = new.properties["templateId"]?.stringValue ?? ""
    guard let template = SettingTemplates.template(id) else {
      throw DirectoryError.invalidValue("templateId", of: "DirectorySetting")
    }
    new.properties["templateId"] = .string(template.id)
    new.properties["displayName"] = .string(template.name)
    new.properties["values"] = try Self.values(new.properties["values"], template, before: nil)
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard let template = SettingTemplates.template(old.string("templateId") ?? "") else { return }
    new.properties["values"] = try Self.values(
      new.properties["values"], template, before: old.properties["values"])
  }

  /// All values of the template: those that are said, else those that there were, else the template's.
  private static func values(
    _ said: JSONValue?, _ template: SettingTemplates.Template, before: JSONValue?
  ) throws -> JSONValue {
    let (said, before) = (texts(said), texts(before))
    let names = Set(template.values.map(\.name))
    guard said.keys.allSatisfy(names.contains) else {
      throw DirectoryError.invalidValue("values", of: "DirectorySetting")
    }
    return .array(
      template.values.map { value in
        let text = said[value.name] ?? before[value.name] ?? .string(value.standard)
        return ["name": .string(value.name), "value": text]
      })
  }

  private static func texts(_ values: JSONValue?) -> [String: JSONValue] {
    Dictionary(
      Credentials.objects(values).compactMap { value in
        value["name"]?.stringValue.map { ($0, value["value"] ?? .null) }
      }
    ) { _, last in last }
  }
}
