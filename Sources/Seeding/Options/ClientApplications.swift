package import GRDB
import GraphStore
package import JSON
import OData
import Tenants

/// The applications that a tenant gives tokens to (seed-format section 3).
package enum ClientApplications {
  private static let form = OptionForm.array(
    .object(
      [
        "clientId": .string, "name": .nullableString, "type": .word(["confidential", "public"]),
        "secret": .nullable(.filledString), "delegated": .strings, "application": .strings,
        "redirectUris": .strings,
        "certificates": .strings,
      ], needing: ["clientId"]))
  private static let order = [
    "clientId", "name", "type", "secret", "certificates", "delegated", "application", "redirectUris",
  ]

  static func checked(
    _ value: JSONValue, path: String, _ checks: ApplicationChecks
  ) throws(OptionMistake) -> [JSONObject] {
    try form.check(value, path)
    let applications = value.arrayValue?.compactMap(\.objectValue) ?? []
    var seen: Set<String> = []
    for (index, application) in applications.enumerated() {
      let place = "\(path)[\(index)]"
      try check(application, place, checks)
      guard seen.insert(id(application)).inserted else {
        throw OptionMistake("\(place).clientId", "'\(text(application))' is listed twice")
      }
    }
    return applications
  }

  private static func check(
    _ application: JSONObject, _ path: String, _ checks: ApplicationChecks
  ) throws(OptionMistake) {
    guard !text(application).isEmpty else {
      throw OptionMistake("\(path).clientId", "a text expected that is not empty")
    }
    for list in ApplicationChecks.List.allCases {
      for (index, entry) in (application[list.rawValue]?.arrayValue ?? []).enumerated() {
        if let mistake = checks.mistake(entry.stringValue ?? "", in: list) {
          throw OptionMistake("\(path).\(list.rawValue)[\(index)]", mistake)
        }
      }
    }
  }

  private static func text(_ application: JSONObject) -> String { application["clientId"]?.stringValue ?? "" }

  /// As ids are compared: a GUID may be written in two ways.
  private static func id(_ application: JSONObject) -> String {
    let text = text(application)
    return (Guid.normalized(text) ?? text).lowercased()
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
      let index = all.firstIndex { id($0) == id(application) }
      var merged = index.map { all[$0] } ?? [:]
      for member in application.members { merged[member.name] = member.value }
      merged["clientId"] = index.flatMap { all[$0]["clientId"] } ?? application["clientId"]
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
