import GraphEmulatorKit
import HTTPMessages
import JSON
import Testing

/// The headers of graph-platform 4.1, on every kind of answer.
@Suite struct CommonHeaderTests {
  static let diagnostic =
    #"{"ServerInfo":{"DataCenter":"Local","Slice":"E","Ring":"5","ScaleUnit":"000","RoleInstance":"EMULATOR01"}}"#
  static let json =
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
  static let error = "application/json"
  static let profiles = "/deviceManagement/deviceConfigurations"

  struct Row: Sendable {
    let method: String
    let path: String
    var body: String?
    let status: Int
    var type: String?
    var units: String?
  }

  static let rows = [
    Row(method: "GET", path: "/users", status: 200, type: json, units: "2"),
    Row(method: "HEAD", path: "/users", status: 200, type: json, units: "2"),
    Row(method: "GET", path: "/users?$select=id", status: 200, type: json, units: "1"),
    Row(method: "GET", path: "/users?%24expand=manager", status: 200, type: json, units: "3"),
    Row(method: "GET", path: "/users?expand=manager&$select=id&$top=20", status: 200, type: json, units: "2"),
    Row(method: "GET", path: "/users?$top=19", status: 200, type: json, units: "1"),
    Row(method: "GET", path: "/users?$top=1&$select=id", status: 200, type: json, units: "1"),
    Row(method: "GET", path: "/users/\(People.adele)", status: 200, type: json, units: "1"),
    Row(method: "GET", path: "/users/\(People.adele)/licenseDetails", status: 200, type: json, units: "2"),
    Row(method: "GET", path: "/groups", status: 200, type: json, units: "1"),
    Row(method: "GET", path: "/groups/\(People.sales)/members", status: 200, type: json, units: "3"),
    Row(
      method: "GET", path: "/groups/\(People.sales)/transitiveMembers/microsoft.graph.user", status: 200,
      type: json, units: "5"),
    Row(method: "GET", path: "/subscribedSkus", status: 200, type: json, units: "3"),
    Row(
      method: "POST", path: "/users/\(People.adele)/checkMemberGroups", body: #"{"groupIds":[]}"#,
      status: 200,
      type: json, units: "4"),
    Row(
      method: "GET", path: "/users/\(People.adele)/displayName/$value", status: 200, type: "text/plain",
      units: "1"),
    Row(method: "PATCH", path: "/users/\(People.diego)", body: #"{"city":"Ulm"}"#, status: 204, units: "1"),
    Row(method: "GET", path: "/admin/cloudLicensing/allotments", status: 200, type: json),
    Row(method: "GET", path: profiles, status: 200, type: json),
    Row(
      method: "POST", path: profiles,
      body: #"{"@odata.type":"microsoft.graph.iosUpdateConfiguration","displayName":"P"}"#, status: 201,
      type: json),
    Row(method: "DELETE", path: "\(profiles)/\(People.profile)", status: 204),
    Row(method: "GET", path: "/$metadata", status: 200, type: "application/xml"),
    Row(method: "GET", path: "/", status: 200, type: json),
    Row(method: "OPTIONS", path: "/users", status: 200),
    Row(
      method: "POST", path: "/$batch", body: #"{"requests":[{"id":"1","method":"GET","url":"/users"}]}"#,
      status: 200, type: json),
    Row(method: "GET", path: "/nowhere", status: 400, type: error),
    Row(method: "GET", path: "/users/\(People.nobody)", status: 404, type: error),
    Row(method: "GET", path: "\(profiles)/x", status: 404, type: error),
    Row(method: "FOO", path: "/users", status: 405, type: error),
    Row(method: "POST", path: "/users", body: "{", status: 400, type: error),
  ]

  @Test(arguments: rows) func everyAnswerHasThem(row: Row) throws {
    let emulator = try TestEmulator.frozen(People.everyWorkload)
    let named = emulator.send(
      row.method, row.path, row.body, headers: [HeaderField("client-request-id", "my own")])
    #expect(named.status == row.status)
    let id = try #require(named.header("request-id"))
    #expect(id.wholeMatch(of: #/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/#) != nil)
    var expected = [
      "cache-control": "no-cache", "vary": "Accept-Encoding", "request-id": id, "client-request-id": "my own",
      "x-ms-ags-diagnostic": Self.diagnostic,
    ]
    if let type = row.type {
      expected["content-type"] = type
      if row.status < 400 { expected["odata-version"] = "4.0" }
    }
    if let units = row.units { expected["x-ms-resource-unit"] = units }
    let own: Set = ["allow", "location"]
    let headers = named.headers.filter { !own.contains($0.name.lowercased()) }
    #expect(headers.count == expected.count)
    #expect(Dictionary(headers.map { ($0.name.lowercased(), $0.value) }) { $1 } == expected)
    if row.status >= 400 {
      let inner = named["error"]?.objectValue?["innerError"]?.objectValue
      #expect(inner?["request-id"] == .string(id))
      #expect(inner?["client-request-id"] == "my own")
    }
    let unnamed = emulator.send(row.method, row.path, row.body)
    #expect(unnamed.header("client-request-id") == unnamed.header("request-id"))
    #expect(unnamed.header("request-id") != id)
  }

  @Test func aRefusalHasThem() throws {
    let headers = RequestHeaders([HeaderField("Host", "localhost:8585")])
    let reply = Reply(
      try TestEmulator.people.get().core.respond(
        to: Request(method: "GET", target: "/beta/users", headers: headers)))
    #expect(
      reply.headers.map { $0.name.lowercased() }
        == [
          "cache-control", "vary", "request-id", "client-request-id", "x-ms-ags-diagnostic", "content-type",
          "www-authenticate",
        ])
  }

  /// What says something of a result stands on the item, what says something of the request on the batch.
  @Test func itemsOfABatchHaveTheirOwn() throws {
    let reply = try TestEmulator.frozen(People.everyWorkload).batch(
      #"{"id":"1","method":"GET","url":"/users?$select=id&$top=1"},"#
        + #"{"id":"2","method":"PATCH","url":"/users/\#(People.diego)","headers":{"Content-Type":"application/json"},"body":{"city":"Ulm"}},"#
        + #"{"id":"3","method":"GET","url":"\#(Self.profiles)?$top=0"},"#
        + #"{"id":"4","method":"GET","url":"/users/\#(People.nobody)"},"#
        + #"{"id":"5","method":"FOO","url":"/users"}"#)
    let headers = (reply["responses"]?.arrayValue ?? []).map { $0.objectValue?["headers"]?.text }
    #expect(
      headers == [
        #"{"Cache-Control":"no-cache","x-ms-resource-unit":"1","Content-Type":"\#(Self.json)","OData-Version":"4.0"}"#,
        "{}",
        #"{"Cache-Control":"no-cache","Content-Type":"\#(Self.json)","OData-Version":"4.0"}"#,
        #"{"Content-Type":"application/json"}"#,
        #"{"Content-Type":"application/json","Allow":"GET, POST"}"#,
      ])
  }
}
