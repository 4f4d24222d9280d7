import JSON
import Testing

/// Users who sign in by other names than their principal name: local accounts and those of other issuers.
@Suite struct UserIdentityTests {
  static let issuer = "contoso.onmicrosoft.com"
  static let password = #""passwordProfile":{"password":"xWwvJ]6NMw+bWH-d"}"#

  static func identity(_ kind: String, _ id: String, _ issuer: String = issuer) -> String {
    #"{"signInType":"\#(kind)","issuer":"\#(issuer)","issuerAssignedId":"\#(id)"}"#
  }

  static func user(_ identities: String, _ rest: String = #","displayName":"John Smith",\#(password)"#)
    -> String
  {
    #"{"identities":[\#(identities)]\#(rest)}"#
  }

  static let john = [
    identity("userName", "johnsmith"), identity("emailAddress", "jsmith@yahoo.com"),
    identity("federated", "5eecb0cd", "facebook.com"),
  ].joined(separator: ",")

  static let select =
    "id,accountEnabled,creationType,displayName,mailNickname,userPrincipalName,identities"

  @Test func theExampleOfThePage() throws {
    let emulator = try TestEmulator.frozen()
    let made = emulator.send("POST", "/users?$select=\(Self.select)", Self.user(Self.john), version: "v1.0")
    let id = try #require(made["id"]?.stringValue)
    #expect(
      made.whole
        == .created(
          "V/users/\(id)",
          """
          {"@odata.context":"V/$metadata#users(\(Self.select))/$entity","displayName":"John Smith",
           "userPrincipalName":"\(id)@\(Self.issuer)","id":"\(id)","accountEnabled":true,
           "creationType":"LocalAccount","identities":[\(Self.john),
            \(Self.identity("userPrincipalName", "\(id)@\(Self.issuer)"))],"mailNickname":"\(id)"}
          """))
    #expect(
      emulator.get(
        "/users?$select=id&$filter=identities/any(c:c/issuerAssignedId%20eq%20'JohnSmith'%20and%20c/issuer%20eq%20'\(Self.issuer)')"
      ).values("id") == [id])
  }

  /// Who signs in elsewhere needs no password, and no name.
  @Test func aFederatedAccount() throws {
    let emulator = try TestEmulator.frozen()
    let federated = Self.identity("federated", "5eecb0cd", "facebook.com")
    let made = emulator.send("POST", "/users?$select=\(Self.select)", Self.user(federated, ""))
    let id = try #require(made["id"]?.stringValue)
    #expect(
      made.whole
        == .created(
          "B/users/\(id)",
          """
          {"@odata.context":"B/$metadata#users(\(Self.select))/$entity","id":"\(id)","accountEnabled":true,
           "creationType":null,"displayName":"unknown",
           "identities":[\(federated),\(Self.identity("userPrincipalName", "\(id)@\(Self.issuer)"))],
           "mailNickname":"\(id)","userPrincipalName":"\(id)@\(Self.issuer)"}
          """))
  }

  @Test func whatIsSaidCounts() throws {
    let emulator = try TestEmulator.frozen()
    let made = emulator.send(
      "POST", "/users?$select=accountEnabled,mailNickname,userPrincipalName,identities",
      Self.user(
        Self.identity("userPrincipalName", "john@contoso.onmicrosoft.com"),
        #","accountEnabled":false,"mailNickname":"j","displayName":"J",\#(Self.password)"#))
    let id = try #require(made.header("Location")?.split(separator: "/").last)
    #expect(
      made.whole
        == .created(
          "B/users/\(id)",
          """
          {"@odata.context":"B/$metadata#users(accountEnabled,mailNickname,userPrincipalName,identities)/$entity",
           "accountEnabled":false,"identities":[\(Self.identity("userPrincipalName", "john@\(Self.issuer)"))],
           "mailNickname":"j","userPrincipalName":"john@contoso.onmicrosoft.com"}
          """))
  }

  static let invalid = WholeAnswer.error(
    400, "Request_BadRequest", "Invalid value specified for property 'identities' of resource 'User'.",
    before: """
      "details":[{"code":"InvalidValue",
       "message":"Invalid value specified for property 'identities' of resource 'User'.","target":"identities"}],
      """)

  @Test(arguments: [
    identity("emailAddress", "jsmith"), identity("emailAddress1", "j smith@x"), identity("userName", "-john"),
    identity("userName", "john smith"), identity("userName", String(repeating: "j", count: 65)),
    identity("federated", ""), identity("federated", "x", ""), identity("", "x"),
    #"{"signInType":"userName"}"#, "{}",
  ]) func isRefused(identity: String) throws {
    let emulator = try TestEmulator.frozen()
    #expect(emulator.send("POST", "/users", Self.user(identity)).whole == Self.invalid)
  }

  /// The principal name and the identity of its kind are one.
  @Test(arguments: [
    identity("userPrincipalName", "bad"), identity("userPrincipalName", "other@\(issuer)"),
    identity("userPrincipalName", "john@\(issuer)") + "," + identity("userPrincipalName", "j@\(issuer)"),
  ]) func identitiesThatDisagree(identities: String) throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let rest = #","displayName":"J","userPrincipalName":"JOHN@\#(Self.issuer)",\#(Self.password)"#
    #expect(emulator.send("POST", "/users", Self.user(identities, rest)).whole == Self.invalid)
    let body = #"{"userPrincipalName":"JOHN@\#(Self.issuer)","identities":[\#(identities)]}"#
    #expect(emulator.send("PATCH", "/users/\(People.adele)", body).whole == Self.invalid)
    let agreeing = Self.user(Self.identity("userPrincipalName", "john@\(Self.issuer)"), rest)
    #expect(emulator.send("POST", "/users", agreeing).status == 201)
  }

  @Test(arguments: [identity("userName", "john"), identity("emailAddress", "j@x.example")])
  func aLocalAccountNeedsAPassword(identity: String) throws {
    let reply = try TestEmulator.frozen().send("POST", "/users", Self.user(identity, #","displayName":"J""#))
    #expect(reply.status == 400)
    #expect(reply.message == "A value is required for property 'password' of resource 'User'.")
  }

  /// Without identities everything is needed as ever.
  @Test(arguments: ["", #""identities":[],"#, #""identities":null,"#])
  func withoutIdentities(identities: String) throws {
    let reply = try TestEmulator.frozen().send(
      "POST", "/users",
      #"{\#(identities)"accountEnabled":true,"displayName":"J","mailNickname":"j",\#(Self.password)}"#)
    #expect(reply.status == 400)
    #expect(reply.errorCodes == ["Request_BadRequest"])
  }

  static let taken = WholeAnswer.error(
    400, "Request_BadRequest", "Another object with the same value for property identities already exists.",
    before: """
      "details":[{"code":"ObjectConflict",
       "message":"Another object with the same value for property identities already exists.","target":"identities"}],
      """)

  @Test func namesAreUniquePerIssuer() throws {
    let emulator = try TestEmulator.frozen()
    #expect(emulator.send("POST", "/users", Self.user(Self.john)).status == 201)
    let again = Self.user(Self.identity("emailAddress", "JSmith@yahoo.com"))
    #expect(emulator.send("POST", "/users", again).whole == Self.taken)
    let elsewhere = Self.user(Self.identity("emailAddress", "jsmith@yahoo.com", "fabrikam.onmicrosoft.com"))
    #expect(emulator.send("POST", "/users", elsewhere).status == 201)
    let twice = Self.user(Self.identity("userName", "x") + "," + Self.identity("userName", "X"))
    #expect(emulator.send("POST", "/users", twice).whole == Self.taken)
  }

  /// The principal name and its identity are one.
  @Test func identitiesAreReplaced() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let path = "/users/\(People.adele)"
    let local = Self.identity("userName", "adele")
    #expect(emulator.send("PATCH", path, Self.user(local, "")).whole == .noContent)
    let kept = Self.identity("userPrincipalName", "adele@contoso.example", "contoso.onmicrosoft.com")
    #expect(
      emulator.get("\(path)?$select=identities")["identities"] == (try JSONValue.parse("[\(local),\(kept)]")))
    let renamed = Self.identity("userPrincipalName", "av@contoso.example")
    #expect(emulator.send("PATCH", path, Self.user(renamed, "")).whole == .noContent)
    #expect(emulator.get("\(path)?$select=userPrincipalName")["userPrincipalName"] == "av@contoso.example")
    #expect(emulator.send("PATCH", "/users/\(People.alex)", Self.user(local, "")).whole == .noContent)
    #expect(emulator.send("PATCH", path, Self.user(local, "")).whole == Self.taken)
  }

  /// As the page of `objectIdentity` says: "This property can also be set to any custom string."
  @Test func aKindMayBeAnyText() throws {
    let emulator = try TestEmulator.frozen(Self.closed)
    let reply = emulator.send("POST", "/users", Self.user(Self.identity("badge", "12", "doors.example")))
    #expect(reply.status == 201)
  }

  private static let closed =
    #"{"organization":[{"displayName":"Contoso","verifiedDomains":[{"name":"\#(issuer)","isInitial":true,"isDefault":true}]}]}"#

  /// Local accounts are issued by the tenant's own domains; an open tenant has them all.
  @Test(arguments: [
    identity("userName", "john", "nope.example"), identity("emailAddress", "j@x.example", "nope.example"),
  ])
  func aLocalAccountIsOfTheTenant(identity: String) throws {
    let emulator = try TestEmulator.frozen(Self.closed)
    #expect(emulator.send("POST", "/users", Self.user(identity)).whole == Self.invalid)
    let own = identity.replacing("nope.example", with: Self.issuer)
    #expect(emulator.send("POST", "/users", Self.user(own)).status == 201)
    #expect(try TestEmulator.frozen().send("POST", "/users", Self.user(identity)).status == 201)
  }

  /// Two who are there never sign in by one name.
  @Test func whoComesBackMayFindTheNameTaken() throws {
    let emulator = try TestEmulator.frozen()
    let body = Self.user(Self.identity("emailAddress", "x@q.example"))
    let first = try #require(emulator.send("POST", "/users", body)["id"]?.stringValue)
    #expect(emulator.send("DELETE", "/users/\(first)").whole == .noContent)
    let second = try #require(emulator.send("POST", "/users", body)["id"]?.stringValue)
    let restore = "/directory/deletedItems/\(first)/restore"
    #expect(emulator.send("POST", restore, version: "v1.0").whole == Self.taken)
    #expect(emulator.get("/users/\(first)").whole == .missingObject(first))
    #expect(emulator.send("DELETE", "/users/\(second)").whole == .noContent)
    #expect(emulator.send("POST", restore, version: "v1.0").status == 200)
  }
}
