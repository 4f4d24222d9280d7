package import GRDB
import GraphStore
package import JSON

/// The applications that a tenant gives tokens to (seed-format section 3).
package enum ClientApplications {
  private static let form = OptionForm.array(
    .object(
      [
        "clientId": .string, "name": .nullableString, "type": .word(["confidential", "public"]),
        "secret": .nullableString, "delegated": .strings, "application": .strings, "redirectUris": .strings,
      ], needing: ["clientId"]))
  private static let order = [
    "clientId", "name", "type", "secret", "delegated", "application", "redirectUris",
  ]

  static func checked(_ value: JSONValue, path: String) throws(OptionMistake) -> [JSONObject] {
    try form.check(value, path)
    return value.arrayValue?.compactMap(\.objectValue) ?? []
  }

  /// What the store holds.
  package static func stored(_ db: Database) throws -> [JSONObject] {
    let text = try EmulatorTable.value(.clientApplications, db)
    return try text.flatMap { try JSONValue.parse($0).arrayValue }?.compactMap(\.objectValue) ?? []
  }

  /// Applications changed by `clientId`: named members are set.
  static func merged(_ old: [JSONObject], with new: [JSONObject]) -> [JSONObject] {
    var all = old
    for application in new {
      let index = all.firstIndex { $0["clientId"] == application["clientId"] }
      var merged = index.map { all[$0] } ?? [:]
      for member in application.members { merged[member.name] = member.value }
      let ordered = JSONObject(
        order.compactMap { name in
          guard let value = merged[name], !value.isNull, value != [] else { return nil }
          return JSONObject.Member(name: name, value: value)
        })
      if let index { all[index] = ordered } else { all.append(ordered) }
    }
    return all
  }
}
