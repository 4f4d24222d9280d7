import Foundation
import HTTPMessages
import JSON
import Testing

/// Who owns a new group: whoever the body names; else, of a Microsoft 365 group, who signed in.
@Suite struct GroupOwnerTests {
  static let unified = #""mailEnabled":true,"groupTypes":["Unified"]"#
  static let security = #""mailEnabled":false"#

  static func binding(_ owners: [String]) -> String {
    #","owners@odata.bind":[\#(owners.map { "\"https://graph.microsoft.com/v1.0/users/\($0)\"" }.joined(separator: ","))]"#
  }

  /// The kind of the group, what its body says of owners, and who owns it when Adele made it.
  static let signedIn: [(String, String, [String])] = [
    (unified, "", [People.adele]), (unified, binding([]), [People.adele]),
    (unified, binding([People.adele]), [People.adele]), (unified, binding([People.diego]), [People.diego]),
    (unified, binding([People.diego, People.adele]), [People.diego, People.adele]),
    (security, "", []), (security, binding([People.adele]), [People.adele]),
    (security, binding([People.alex]), [People.alex]),
  ]

  @Test(arguments: signedIn, ["beta", "v1.0"])
  func ofWhoSignedIn(group: (String, String, [String]), version: String) throws {
    #expect(try owners(of: group.0, naming: group.1, version: version) == group.2)
  }

  @Test(arguments: [(unified, "", []), (security, "", []), (unified, binding([People.alex]), [People.alex])])
  func ofAnApplication(kind: String, naming: String, expected: [String]) throws {
    let claims = Data(#"{"idtyp":"app","appid":"\#(People.nobody)","roles":["Group.Create"]}"#.utf8)
    let token = HeaderField("Authorization", "Bearer e30.\(claims.base64EncodedString()).x")
    #expect(try owners(of: kind, naming: naming, headers: [token]) == expected)
  }

  private func owners(
    of kind: String, naming: String, version: String = "v1.0", headers: [HeaderField] = []
  ) throws -> [String] {
    let emulator = try TestEmulator.frozen(People.seed)
    let body = #"{"displayName":"Board","mailNickname":"board","securityEnabled":true,\#(kind)\#(naming)}"#
    let made = emulator.send("POST", "/groups", body, version: version, headers: headers)
    #expect(made.status == 201, "\(made.text)")
    let id = try #require(made["id"]?.stringValue)
    let owners = emulator.get("/groups/\(id)/owners?$select=id")
    return owners.values("id")
  }
}
