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
    let token = UnsignedToken.header([
      "roles": ["Organization.Read.All"], "idtyp": "app", "appid": .string(UnsignedToken.application),
      "tid": .string(organization),
    ])
    let answer = emulator.send("GET", "/organization?$select=id", headers: [token])
    return answer["value"]?.arrayValue?.first?.objectValue?["id"]?.stringValue
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
