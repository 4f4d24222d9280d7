import HTTPMessages
import JSON
import Testing

@Suite("Whose the requests are whose token alone says it")
struct TenantChoiceTests {
  private static let main = "99999999-0000-4000-8000-000000000000"

  private let emulator: TestEmulator

  init() throws { emulator = try TestEmulator(#"{"organization":[{"id":"\#(Self.main)"}]}"#) }

  private func make(_ organization: String) {
    let body = #"{"id":"shop","seed":{"organization":[{"id":"\#(organization)"}]}}"#
    #expect(emulator.send("POST", "/tenants", body, version: "_emulator").status == 201)
  }

  /// The organization that a token of one leads to.
  private func found(_ organization: String) -> String? {
    let answer = emulator.send("GET", "/organization?$select=id", headers: [token(organization)])
    return answer["value"]?.arrayValue?.first?.objectValue?["id"]?.stringValue
  }

  // MARK: Parts of batches

  private static let shop = "99999999-0000-4000-8000-000000000001"

  private func token(_ organization: String?) -> HeaderField {
    var claims: JSONObject = [
      "roles": ["Organization.Read.All"], "idtyp": "app", "appid": .string(UnsignedToken.application),
    ]
    if let organization { claims["tid"] = .string(organization) }
    return UnsignedToken.header(claims)
  }

  /// The answers of a batch with one part.
  private func batch(
    _ organization: String, part: HeaderField, and fields: [String] = [],
    url: String = "/organization?$select=id",
    version: String = "beta", headers: [HeaderField] = []
  ) -> Reply {
    let own = [#""\#(part.name)":"\#(part.value)""#] + fields
    return emulator.batch(
      #"{"id":"1","method":"GET","url":"\#(url)","headers":{\#(own.joined(separator: ","))}}"#,
      version: version, headers: [token(organization)] + headers)
  }

  @Test(
    "A part whose token is of another tenant was served from that of its batch, which names none",
    arguments: [
      (main, shop, "'default' and 'shop'"), (shop, main, "'shop' and 'default'"),
      (shop, "99999999-0000-4000-8000-00000000000f", "'shop' and 'default'"),
    ])
  func partWithATokenOfAnother(batch: String, part: String, names: String) throws {
    make(Self.shop)
    let reply = self.batch(batch, part: token(part))
    #expect(reply.status == 200)
    let parts = try #require(reply["responses"]?.arrayValue)
    #expect(parts.count == 1)
    let answer = try #require(parts.first?.objectValue)
    #expect(answer["status"] == .number(400))
    #expect(answer["headers"] == ["Content-Type": "application/json"])
    let error = try #require(answer["body"]?.objectValue?["error"]?.objectValue)
    #expect(error.names == ["code", "message", "innerError"])
    #expect(error["code"] == "BadRequest")
    #expect(
      error["message"]
        == .string(
          "The request is for two tenants, \(names): the token of a part must be of the tenant of its batch, unless port, header or path name one."
        ))
  }

  /// The organization that the only part was answered from.
  private func found(_ reply: Reply) -> JSONValue? {
    reply["responses"]?.arrayValue?.first?.objectValue?["body"]?.objectValue?["value"]?.arrayValue?.first?
      .objectValue?["id"]
  }

  @Test("Beside a name the token of a part does not count, and one that says no tenant says nothing else")
  func partsThatAreServed() throws {
    make(Self.shop)
    let name = HeaderField("x-emulator-tenant", "default")
    #expect(found(batch(Self.shop, part: token(Self.shop))) == .string(Self.shop))
    #expect(found(batch(Self.shop, part: token(nil))) == .string(Self.shop))
    #expect(found(batch(Self.main, part: token(Self.shop), headers: [name])) == .string(Self.main))
    #expect(
      found(batch(Self.main, part: token(Self.shop), version: "tenants/default/beta")) == .string(Self.main))
    #expect(
      found(batch(Self.main, part: token(Self.shop), and: [#""x-emulator-tenant":"default""#]))
        == .string(Self.main))
    let url = "/tenants/default/beta/organization?$select=id"
    #expect(found(batch(Self.main, part: token(Self.shop), url: url)) == .string(Self.main))
  }

  @Test("One that is made anew under a name is known by its own organization alone")
  func anew() throws {
    var last = "99999999-0000-4000-8000-000000000100"
    for number in 101...120 {
      let organization = "99999999-0000-4000-8000-000000000\(number)"
      make(organization)
      #expect(found(organization) == organization)
      #expect(found(last) != organization)
      #expect(found(Self.main) == Self.main)
      #expect(emulator.send("DELETE", "/tenants/shop", version: "_emulator").status == 204)
      last = organization
    }
  }
}
