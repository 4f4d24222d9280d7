import HTTPMessages
import JSON
import Testing

@Suite("A token of who is in more groups than it lists says where they are")
struct GroupOverageTests {
  /// Adele is in so many groups.
  private func signInWith(groups: Int) throws -> SignIn {
    let list = (1...groups).map { number in
      #"{"displayName":"g\#(number)","members@odata.bind":["users/\#(SignIn.adele)"]}"#
    }
    return try SignIn(#", "groups":[\#(list.joined(separator: ","))]"#)
  }

  private func tokens(_ signIn: SignIn, _ scope: String) -> Reply {
    signIn.token([
      "grant_type": "password", "client_id": SignIn.client, "username": "adele@contoso.example",
      "password": "pass-Adele-1", "scope": scope,
    ])
  }

  @Test(arguments: ["id_token", "access_token"]) func thePlaceHasAllOfThem(member: String) throws {
    let signIn = try signInWith(groups: 201)
    let asked = tokens(signIn, "openid api://\(SignIn.client)/access_as_user")
    let claims = try signIn.claims(asked.text(member))
    #expect(claims["groups"] == nil)
    #expect(claims["_claim_names"] == ["groups": "src1"])
    let source = claims["_claim_sources"]?.objectValue?["src1"]?.objectValue
    let root = "https://\(SignIn.host)"
    let path = "/v1.0/users/\(SignIn.adele)/getMemberObjects"
    #expect(source == ["endpoint": .string(root + path)])

    let token = try #require(try tokens(signIn, "User.Read GroupMember.Read.All").text("access_token"))
    let found = signIn.send(
      "POST", path, body: #"{"securityEnabledOnly":false}"#,
      headers: [
        HeaderField("Authorization", "Bearer \(token)"), HeaderField("Content-Type", "application/json"),
      ])
    #expect(found.status == 200)
    let ids = signIn.emulator.get("/groups?$select=id&$top=999").values("id")
    #expect(ids.count == 201)
    #expect(Set(found.json.objectValue?["value"]?.arrayValue?.compactMap(\.stringValue) ?? []) == Set(ids))
  }

  @Test func fewerAreListed() throws {
    let signIn = try signInWith(groups: 200)
    let asked = tokens(signIn, "openid api://\(SignIn.client)/access_as_user")
    for member in ["id_token", "access_token"] {
      let claims = try signIn.claims(asked.text(member))
      #expect(claims["groups"]?.arrayValue?.count == 200)
      #expect(claims["_claim_names"] == nil)
    }
  }
}
