import GraphEmulatorKit
import HTTPMessages
import JSON
import Testing

/// What an emulator says that its programs need.
struct ReportedPermissions {
  let delegated: [String]
  let application: [String]
  /// For an application by itself: `GET /v1.0/me`.
  let notPossible: [String]
  private let json: JSONObject

  /// - Parameter held: `User.Read,Group.Read.All`, permissions to try.
  init(_ emulator: TestEmulator, with held: String? = nil) throws {
    let query = held.map { "?with=\($0)" } ?? ""
    let reply = Reply(
      emulator.core.respond(
        to: Request(
          method: "GET", target: "/_emulator/tenants/default/permissions\(query)",
          headers: RequestHeaders([HeaderField("Host", "localhost:8585")]), isFromLoopback: true)))
    json = try #require(reply.json.objectValue, "\(reply.text)")
    delegated = try Self.texts(json, "delegated", "permissions")
    application = try Self.texts(json, "application", "permissions")
    notPossible = try Self.texts(json, "application", "notPossible")
  }

  /// What would have been refused.
  func refused(_ member: String) throws -> [String] { try Self.texts(json, "with", member) }

  private static func texts(_ json: JSONObject, _ part: String, _ member: String) throws -> [String] {
    try #require(json[part]?.objectValue?[member]?.arrayValue).compactMap(\.stringValue)
  }
}
