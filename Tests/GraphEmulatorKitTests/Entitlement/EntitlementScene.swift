import HTTPMessages
import JSON
import Testing

/// A tenant with one package, `Campaign`, that fills the group Studio, and one policy for it.
struct EntitlementScene {
  static let root = "/identityGovernance/entitlementManagement"
  static let catalog = "55555555-0000-4000-8000-000000000001"
  static let resource = "55555555-0000-4000-8000-000000000002"
  static let package = "55555555-0000-4000-8000-000000000003"
  static let policy = "55555555-0000-4000-8000-000000000004"
  static let question = "55555555-0000-4000-8000-000000000005"
  static let moment = "2026-01-31T08:15:30.0000000Z"

  let emulator: TestEmulator

  /// - Parameter policy: members of the policy besides its id, name and package.
  init(policy: String = #""requestorSettings": {"scopeType": "NoSubjects", "acceptRequests": true}"#) throws {
    emulator = try TestEmulator.frozen(Self.seed(policy))
  }

  init(emulator: TestEmulator) { self.emulator = emulator }

  private static func seed(_ policy: String) -> String {
    """
    {"users": [{"id": "\(People.adele)", "userPrincipalName": "adele@contoso.example", "displayName": "Adele Vance"},
               {"id": "\(People.alex)", "userPrincipalName": "alex@contoso.example", "displayName": "Alex Wilber",
                "manager@odata.bind": "users/\(People.adele)"},
               {"id": "\(People.diego)", "userPrincipalName": "diego@contoso.example", "displayName": "Diego Siciliani"}],
     "groups": [{"id": "\(People.sales)", "displayName": "Studio"}],
     "identityGovernance": {"entitlementManagement": {
       \(CampaignSeed.members(catalog: catalog, resource: resource, package: package)),
       "accessPackageAssignmentPolicies": [
         {"id": "\(Self.policy)", "displayName": "Everybody", "accessPackageId": "\(package)", \(policy)}]}},
     "settings": {"signIn": {"user": "\(People.adele)"}}}
    """
  }

  /// Sends a request below entitlement management.
  ///
  /// - Parameter user: whose token it bears; nil for a token that says nothing.
  @discardableResult func send(
    _ method: String, _ path: String, _ body: String? = nil, version: String = "v1.0", as user: String? = nil
  ) -> Reply {
    let headers = user.map { [HeaderField("Authorization", "Bearer \(Self.token($0))")] } ?? []
    return emulator.send(method, Self.root + path, body, version: version, headers: headers)
  }

  func get(_ path: String, version: String = "v1.0", as user: String? = nil) -> Reply {
    send("GET", path, version: version, as: user)
  }

  var members: [String] { emulator.get("/groups/\(People.sales)/members?$select=id").values("id") }

  /// A JWT whose payload names a user: `{"oid":"…"}` or `{"upn":"…"}`.
  static func token(_ user: String) -> String {
    let claims = user.contains("@") ? "{\"upn\":\"\(user)\"}" : "{\"oid\":\"\(user)\"}"
    return "\(base64("{\"alg\":\"none\"}")).\(base64(claims)).x"
  }

  private static func base64(_ text: String) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    let bits = text.utf8.reduce(into: "") { bits, byte in
      let digits = String(byte, radix: 2)
      bits += String(repeating: "0", count: 8 - digits.count) + digits
    }
    return stride(from: 0, to: bits.count, by: 6).map { start in
      let part = bits.dropFirst(start).prefix(6)
      let padded = part + String(repeating: "0", count: 6 - part.count)
      return String(digits[Int(padded, radix: 2) ?? 0])
    }.joined()
  }
}
