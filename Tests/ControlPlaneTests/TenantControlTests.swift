import Foundation
import HTTPMessages
import JSON
import Testing

@Suite("Tenants through the control plane")
struct TenantControlTests {
  private static let tenants = "/_emulator/tenants"

  /// What a seed says and nobody takes is told, as where it is merged in.
  @Test func whatASeedSaysInVain() throws {
    let emulator = try ControlledEmulator()
    let host = [HeaderField("Host", "localhost:8585")]
    let seed = #"{"users":[{"userPrincipalName":"adele@contoso.example","memberOf":[]}]}"#
    let made = emulator.send("POST", Self.tenants, #"{"id":"shop","seed":\#(seed)}"#, headers: host)
    #expect(made.status == 201)
    #expect(
      made.text
        == #"{"id":"shop","graphUrl":"http://localhost:8585/tenants/shop","ignored":["seed: $.users[0].memberOf"]}"#
    )
    #expect(
      emulator.send("GET", Self.tenants + "/shop", headers: host).text
        == #"{"id":"shop","graphUrl":"http://localhost:8585/tenants/shop"}"#)
  }

  @Test("A tenant is made empty, from a seed or as a fork, listed, and removed")
  func life() throws {
    let emulator = try ControlledEmulator()
    let host = [HeaderField("Host", "localhost:8585")]
    func send(_ method: String, _ path: String, _ body: String = "") -> Response {
      emulator.send(method, Self.tenants + path, body, headers: host)
    }
    let made = send(
      "POST", "", #"{"id":"shop","seed":{"users":[{"userPrincipalName":"adele@contoso.example"}]}}"#)
    #expect(made.status == 201)
    #expect(made.text == #"{"id":"shop","graphUrl":"http://localhost:8585/tenants/shop"}"#)
    #expect(made.header("Location") == "http://localhost:8585/_emulator/tenants/shop")
    #expect(send("GET", "/shop").text == made.text)
    #expect(send("POST", "", #"{"id":"empty"}"#).status == 201)
    #expect(send("POST", "", #"{"id":"twin","forkOf":"shop","settings":{"pageSize":5}}"#).status == 201)
    #expect(Self.users(of: "empty", emulator) == [])
    #expect(send("GET", "/twin/settings").text == #"{"pageSize":5}"#)
    let shop = send("GET", "/shop/export").text
    #expect(send("POST", "/twin/reset").text == #"{"created":1,"changed":0,"ignored":[]}"#)
    #expect(send("GET", "/twin/settings").text == #"{"pageSize":5}"#)
    #expect(emulator.send("DELETE", "/tenants/twin/beta/users/adele@contoso.example").status == 204)
    #expect(send("GET", "/shop/export").text == shop)
    #expect(
      send("GET", "").text
        == #"{"value":[{"id":"default","graphUrl":"http://localhost:8585/tenants/default"},"#
        + #"{"id":"empty","graphUrl":"http://localhost:8585/tenants/empty"},"#
        + #"{"id":"shop","graphUrl":"http://localhost:8585/tenants/shop"},"#
        + #"{"id":"twin","graphUrl":"http://localhost:8585/tenants/twin"}]}"#)
    let removed = send("DELETE", "/shop")
    #expect(removed.status == 204 && removed.body.isEmpty)
    #expect(
      send("GET", "/shop").text
        == #"{"error":{"code":"TenantNotFound","message":"There is no tenant 'shop'."}}"#)
    #expect(send("POST", "", #"{"id":"shop"}"#).status == 201)
    #expect(Self.users(of: "shop", emulator) == [])
  }

  private static func users(of tenant: String, _ emulator: ControlledEmulator) -> [JSONValue]? {
    emulator.send("GET", "/tenants/\(tenant)/beta/users").json.objectValue?["value"]?.arrayValue
  }

  @Test("The tenant of requests that name none stays")
  func main() throws {
    let answer = try ControlledEmulator().send("DELETE", Self.tenants + "/default")
    #expect(answer.status == 409)
    #expect(
      answer.text
        == #"{"error":{"code":"TenantInUse","message":"The tenant 'default' has the requests that name none: it can be reset, and not be removed."}}"#
    )
  }

  private static let rule = "body: $.id: 1 to 63 of a-z, 0-9 and - expected, the first of them no -"

  @Test(
    "What cannot be a tenant leaves none behind",
    arguments: [
      ("", 400, "BadRequest", "body: line 1, column 1: a value expected"),
      ("{}", 400, "BadRequest", "body: $: 'id' is missing"),
      (#"{"id":7}"#, 400, "BadRequest", "body: $.id: a string expected"),
      (#"{"id":".."}"#, 400, "BadRequest", rule), (#"{"id":"a%2Fb"}"#, 400, "BadRequest", rule),
      (#"{"id":"a/b"}"#, 400, "BadRequest", rule), (#"{"id":"a\u0000"}"#, 400, "BadRequest", rule),
      (#"{"id":"a\n"}"#, 400, "BadRequest", rule), (#"{"id":"-a"}"#, 400, "BadRequest", rule),
      (#"{"id":"A"}"#, 400, "BadRequest", rule), (#"{"id":""}"#, 400, "BadRequest", rule),
      (#"{"id":"\#(String(repeating: "a", count: 300))"}"#, 400, "BadRequest", rule),
      (#"{"id":"a","id":"b"}"#, 400, "BadRequest", "body: line 1, column 15: member 'id' occurs twice"),
      (
        #"{"id":"a","name":true}"#, 400, "BadRequest",
        "body: $.name: there is no 'name'; there are forkOf, id, port, seed, settings"
      ),
      (
        #"{"id":"a","port":0}"#, 400, "BadRequest",
        "body: $.port: true, false or an integer from 1 to 65535 expected"
      ),
      (#"{"id":"a","port":true}"#, 409, "PortUnavailable", "This emulator does not listen anywhere."),
      (#"{"id":"a","seed":[]}"#, 400, "BadRequest", "body: $.seed: an object expected"),
      (
        #"{"id":"a","seed":{},"forkOf":"default"}"#, 400, "BadRequest",
        "body: $.forkOf: a tenant begins with a seed or as a fork, not as both"
      ),
      (
        #"{"id":"a","settings":{"pageSize":0}}"#, 400, "BadRequest",
        "body: $.settings.pageSize: an integer from 1 to 999 expected"
      ),
      (#"{"id":"a","forkOf":"x"}"#, 404, "TenantNotFound", "There is no tenant 'x'."),
      (#"{"id":"a","forkOf":"../x"}"#, 404, "TenantNotFound", "There is no tenant '../x'."),
      (#"{"id":"default"}"#, 409, "TenantExists", "There is a tenant 'default' already."),
      (
        #"{"id":"a","seed":{"groups":[{"displayName":"G","members@odata.bind":["users/x"]}]}}"#, 400,
        "SeedInvalid", "seed: $.groups[0].members@odata.bind[0]: no user 'x'"
      ),
    ])
  func wrong(body: String, status: Int, code: String, message: String) throws {
    let emulator = try ControlledEmulator()
    let answer = emulator.send("POST", Self.tenants, body)
    #expect(answer.status == status)
    #expect(answer.json == ["error": ["code": .string(code), "message": .string(message)]])
    #expect(emulator.send("GET", Self.tenants).json.objectValue?["value"]?.arrayValue?.count == 1)
  }
}

@Suite("Which tenant a request is for")
struct TenantSelectionTests {
  private static func emulator() throws -> ControlledEmulator {
    let emulator = try ControlledEmulator()
    for (id, name) in [("shop", "Shop"), ("mall", "Mall")] {
      let body =
        #"{"id":"\#(id)","seed":{"organization":[{"id":"\#(organization(name))"}],"groups":[{"displayName":"\#(name)"},{"displayName":"Other"}]}}"#
      #expect(emulator.send("POST", "/_emulator/tenants", body).status == 201)
    }
    return emulator
  }

  private static func organization(_ name: String) -> String {
    "99999999-0000-4000-8000-00000000000\(name.utf8.count == 4 && name == "Shop" ? 1 : 2)"
  }

  private static func token(_ tenant: String) -> HeaderField {
    let claims = Foundation.Data(#"{"tid":"\#(tenant)"}"#.utf8).base64EncodedString()
      .replacingOccurrences(of: "=", with: "")
    return HeaderField("Authorization", "Bearer e30.\(claims).x")
  }

  private static func first(_ response: Response) -> String? {
    response.json.objectValue?["value"]?.arrayValue?.first?.objectValue?["displayName"]?.stringValue
  }

  @Test("the one of header and prefix, else the token's, else the main one")
  func order() throws {
    let emulator = try Self.emulator()
    let groups = "/v1.0/groups?$select=displayName"
    let header = HeaderField("x-emulator-tenant", "shop")
    #expect(Self.first(emulator.send("GET", groups)) == nil)
    #expect(Self.first(emulator.send("GET", groups, headers: [header])) == "Shop")
    #expect(Self.first(emulator.send("GET", "/tenants/mall" + groups)) == "Mall")
    #expect(Self.first(emulator.send("GET", "/tenants/shop" + groups, headers: [header])) == "Shop")
    let two = emulator.send("GET", "/tenants/mall" + groups, headers: [header])
    #expect(two.status == 400)
    #expect(two.json.objectValue?["error"]?.objectValue?["code"] == "BadRequest")
    let token = Self.token(Self.organization("Mall"))
    #expect(Self.first(emulator.send("GET", groups, headers: [token])) == "Mall")
    #expect(Self.first(emulator.send("GET", groups, headers: [token, header])) == "Shop")
    #expect(Self.first(emulator.send("GET", "/tenants/shop" + groups, headers: [token])) == "Shop")
    let unknown = emulator.send("GET", groups, headers: [Self.token("88888888-0000-4000-8000-000000000001")])
    #expect(unknown.status == 200)
    #expect(Self.first(unknown) == nil)
  }

  @Test(
    "Of two header fields that name different tenants the first won",
    arguments: [
      ("/v1.0/groups", ["shop", "mall"]), ("/v1.0/groups", ["shop", "shop", "mall"]),
      ("/tenants/shop/v1.0/groups", ["shop", "mall"]),
      ("/v1.0/$metadata", ["shop", "mall"]),
    ])
  func twoHeaderFields(target: String, names: [String]) throws {
    let answer = try Self.emulator().send(
      "GET", target, headers: names.map { HeaderField("x-emulator-tenant", $0) })
    #expect(answer.status == 400)
    let error = try #require(answer.json.objectValue?["error"]?.objectValue)
    #expect(error.names == ["code", "message", "innerError"])
    #expect(error["code"] == "BadRequest")
    #expect(
      error["message"]
        == "The request is for two tenants, 'shop' and 'mall': its port, its header and its path must name the same."
    )
  }

  @Test func twoHeaderFieldsMayNameTheSame() throws {
    let header = HeaderField("x-emulator-tenant", "shop")
    let groups = try Self.emulator().send("GET", "/v1.0/groups", headers: [header, header])
    #expect(groups.status == 200)
    #expect(Self.first(groups) == "Shop")
  }

  @Test("Links of an answer begin with the prefix, and lead to the next page; a batch stays with its tenant")
  func links() throws {
    let emulator = try Self.emulator()
    let host = [HeaderField("Host", "localhost:8585")]
    let page = emulator.send(
      "GET", "/tenants/shop/v1.0/groups?$select=displayName&$top=1", headers: host
    ).json.objectValue
    let start = "http://localhost:8585/tenants/shop/v1.0/"
    #expect(page?["@odata.context"]?.stringValue?.hasPrefix(start + "$metadata#groups") == true)
    let link = try #require(page?["@odata.nextLink"]?.stringValue)
    #expect(link.hasPrefix(start + "groups?"))
    let next = emulator.send("GET", String(link.dropFirst("http://localhost:8585".count)), headers: host)
    #expect(Self.first(next) == "Other")
    let batch = emulator.send(
      "POST", "/tenants/mall/v1.0/$batch",
      #"{"requests":[{"id":"1","method":"GET","url":"/groups?$select=displayName"}]}"#,
      headers: host + [HeaderField("Content-Type", "application/json")])
    #expect(batch.text.contains("Mall"))
    #expect(batch.text.contains("http://localhost:8585/tenants/mall/v1.0/$metadata#groups"))
  }

  @Test(
    "A tenant that there is not is told in Graph's envelope",
    arguments: [
      "x", "..", "%2E%2E", "a%2Fb", "a%00", "SHOP", "", String(repeating: "a", count: 300),
    ])
  func unknown(name: String) throws {
    let emulator = try Self.emulator()
    let byPath = emulator.send("GET", "/tenants/\(name)/v1.0/groups")
    let byHeader = emulator.send(
      "GET", "/v1.0/groups", headers: [HeaderField("x-emulator-tenant", name)])
    for answer in [byPath, byHeader] {
      let error = answer.json.objectValue?["error"]?.objectValue
      #expect(answer.status == 404)
      #expect(error?["code"] == "TenantNotFound")
      #expect(error?["message"] == .string("There is no tenant '\(name)' in this emulator."))
    }
  }

  @Test("50 tenants at once: none sees what is another's")
  func isolation() async throws {
    let emulator = try ControlledEmulator()
    for number in 0..<50 {
      #expect(emulator.send("POST", "/_emulator/tenants", #"{"id":"t\#(number)"}"#).status == 201)
    }
    await withTaskGroup(of: Void.self) { group in
      for thread in 0..<8 {
        group.addTask {
          for round in 0..<4 {
            for number in 0..<50 {
              let name = "g-\(thread)-\(round)-of-t\(number)"
              let made = emulator.send(
                "POST", "/tenants/t\(number)/v1.0/groups",
                #"{"displayName":"\#(name)","mailNickname":"\#(name)","mailEnabled":false,"securityEnabled":true}"#,
                headers: [HeaderField("Content-Type", "application/json")])
              #expect(made.status == 201)
            }
          }
        }
      }
    }
    for number in 0..<50 {
      let rows =
        emulator.send(
          "GET", "/v1.0/groups?$select=displayName&$top=999",
          headers: [HeaderField("x-emulator-tenant", "t\(number)")]
        ).json.objectValue?["value"]?.arrayValue ?? []
      let names = Set(rows.compactMap { $0.objectValue?["displayName"]?.stringValue })
      let expected = (0..<8).flatMap { thread in (0..<4).map { "g-\(thread)-\($0)-of-t\(number)" } }
      #expect(names == Set(expected))
    }
  }
}
