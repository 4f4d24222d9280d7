import GraphContract
import HTTPMessages
import JSON
import Observing
import Tenants
import Testing

@Suite("What a journal never keeps") struct JournalSecretTests {
  private static let places = [
    SecretPlace("getomasettingplaintextvalue", "value"), SecretPlace("keycredentials", "key"),
    SecretPlace("deviceconfigurations"), SecretPlace("subscriptions"),
  ]

  private static let members =
    [
      "currentpassword", "newpassword", "secrettext", "proof", "sharedsecret", "presharedkey", "productkey",
      "azureoperationalinsightsworkspacekey", "@emulator.omasecrets", "clientstate",
    ].map { SecretMember($0) } + [
      SecretMember("value", within: "omasettings"), SecretMember("key", within: "keycredentials"),
      SecretMember("key", within: "keycredential"),
    ]

  private func kept(_ record: RequestRecord, _ settings: Journal.Settings = Journal.Settings()) throws
    -> JSONObject
  {
    let journal = Journal(settings, secrets: SecretPlaces(Self.places, members: Self.members))
    journal.add(record)
    return try #require(journal.entries(of: .usual).first?.json.objectValue)
  }

  private func entries(_ record: RequestRecord) throws -> [JournalEntry] {
    let journal = Journal(secrets: SecretPlaces(Self.places, members: Self.members))
    journal.add(record)
    return journal.entries(of: .usual)
  }

  private func header(_ name: String, _ json: JSONObject) -> String? {
    json["request"]?.objectValue?["headers"]?.arrayValue?.compactMap(\.objectValue)
      .first { $0["name"]?.stringValue == name }?["value"]?.stringValue
  }

  @Test("a token is its scheme and a mark that equal ones share") func authorization() throws {
    let fields = [
      HeaderField("Authorization", "Bearer secret.token.x"), HeaderField("X-Emulator-Key", "key-1"),
    ]
    let json = try kept(Records.record(headers: fields))
    let mark = try #require(header("authorization", json))
    #expect(mark.wholeMatch(of: #/Bearer #[0-9a-f]{8}/#) != nil)
    #expect(header("x-emulator-key", json) == "…")
    #expect(header("authorization", try kept(Records.record(headers: fields))) == mark)
    let other = try kept(Records.record(headers: [HeaderField("authorization", "Bearer another")]))
    #expect(header("authorization", other) != mark)
  }

  @Test(
    "keys that gateways and functions take in fields of their own",
    arguments: [
      "X-Api-Key", "api-key", "Ocp-Apim-Subscription-Key", "x-functions-key", "Cookie", "Proxy-Authorization",
    ])
  func keys(name: String) throws {
    #expect(
      header(name.lowercased(), try kept(Records.record(headers: [HeaderField(name, "secret")]))) == "…")
  }

  @Test(
    "credentials in the options of a batch part's URL, however it is escaped",
    arguments: [
      (#"/users?$top=1&access_token=abc"#, #"/users?$top=1&access_token=…"#),
      (#"\/users?access_token=abc\u0026$top=1"#, #"\/users?access_token=…\u0026$top=1"#),
      (
        #"/users\u003faccess%5Ftoken\u003Da\u0026$select=id"#,
        #"/users\u003faccess%5Ftoken\u003D…\u0026$select=id"#
      ),
      (#"/users?$top=1&id_token="#, #"/users?$top=1&id_token="#),
      (#"/users?$filter=id eq 'code=1'"#, #"/users?$filter=id eq 'code=1'"#),
      (#"/users/code=1"#, #"/users/code=1"#),
    ])
  func options(url: String, text: String) throws {
    let record = try Records.record(
      "POST", "/v1.0/$batch", body: Array(#"{"requests":[{"id":"1","url": "\#(url)","method":"GET"}]}"#.utf8))
    #expect(
      try kept(record)["request"]?.objectValue?["body"]
        == .string(#"{"requests":[{"id":"1","url": "\#(text)","method":"GET"}]}"#))
  }

  @Test("a body that is no UTF-8 text is not kept: it cannot be looked into")
  func otherEncodings() throws {
    let body = Array(#"{"password":"secret"}"#.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let request = try #require(
      try kept(Records.record("POST", "/v1.0/users", body: body))["request"]?.objectValue)
    #expect(request["bodyBytes"] == .number(body.count))
    #expect(request["body"] == nil && request["bodyBase64"] == nil)
  }

  @Test(
    "tokens of the parts of a batch, also one that is cut",
    arguments: [
      (
        #"{"requests":[{"id":"1","headers":{"Authorization": "Bearer a\"b"},"url":"/me"}]}"#, 4096,
        #"{"requests":[{"id":"1","headers":{"Authorization": "…"},"url":"/me"}]}"#
      ),
      (#"{"headers":{"AUTHORIZATION":"Bearer abcdef"}}"#, 35, #"{"headers":{"AUTHORIZATION":"…"#),
      (#"{"note":"authorization is not sent"}"#, 4096, #"{"note":"authorization is not sent"}"#),
    ])
  func batch(body: String, limit: Int, text: String) throws {
    var settings = Journal.Settings()
    settings.bodyBytes = limit
    let json = try kept(Records.record("POST", "/v1.0/$batch", body: Array(body.utf8)), settings)
    #expect(json["request"]?.objectValue?["body"] == .string(text))
  }

  @Test("fields that say nothing stay as they are, and a token without a scheme is no scheme")
  func otherFields()
    throws
  {
    let json = try kept(
      Records.record(headers: [
        HeaderField("Accept", "*/*"), HeaderField("Cookie", "a=b"), HeaderField("Authorization", "a.token x"),
        HeaderField("X-Last", "z"),
      ]))
    #expect(
      json["request"]?.objectValue?["headers"] == [
        ["name": "accept", "value": "*/*"], ["name": "cookie", "value": "…"],
        ["name": "authorization", "value": "…"], ["name": "x-last", "value": "z"],
      ])
  }

  @Test(
    "passwords and tokens in the bodies of writes, whatever their form",
    arguments: [
      (
        #"{"passwordProfile":{"password":"s3cret","forceChangePasswordNextSignIn":false}}"#,
        #"{"passwordProfile":{"password":"…","forceChangePasswordNextSignIn":false}}"#
      ),
      (
        #"{"currentPassword" : "s3\"cret","newPassword":""}"#, #"{"currentPassword" : "…","newPassword":""}"#
      ),
      (#"{"PASSWORD":12345,"x":1}"#, #"{"PASSWORD":…,"x":1}"#),
      (
        #"{"password":["s3cret",{"a":"]"}],"x":{"secretText":null}}"#,
        #"{"password":…,"x":{"secretText":null}}"#
      ),
      (#"{"p\u0061ssword":"s3cret"}"#, #"{"p\u0061ssword":"…"}"#),
      (#"{"a":x", "password":"s3cret"#, #"{"a":x", "password":"…"#),
      (#"{"body":"{\"password\":\"s3cret\"}"}"#, #"{"body":"{\"password\":\"…"}"#),
      (#"{"note":"password: x","password":true}"#, #"{"note":"password: x","password":true}"#),
      (#"{"clientState":"s3cret","resource":"users"}"#, #"{"clientState":"…","resource":"users"}"#),
      (
        #"{"azureOperationalInsightsWorkspaceKey":"s3cret","proof":"s3cret","productKey":"s3cret"}"#,
        #"{"azureOperationalInsightsWorkspaceKey":"…","proof":"…","productKey":"…"}"#
      ),
      (
        #"{"keyCredentials":[{"key":"s3cret","keyId":"1"},{"KEY":"s3cret"}],"key":"shown"}"#,
        #"{"keyCredentials":[{"key":"…","keyId":"1"},{"KEY":"…"}],"key":"shown"}"#
      ),
      (
        #"{"omaSettings":[{"omaUri":"./x","value":"s3cret"},{"value":5}],"value":"shown"}"#,
        #"{"omaSettings":[{"omaUri":"./x","value":"…"},{"value":…}],"value":"shown"}"#
      ),
      ("a=1&Client%5FSecret=s3cret&b=2", "a=1&Client%5FSecret=…&b=2"),
      ("client_assertion=s3cret", "client_assertion=…"),
      (#"x":"y"&"password":"s3cret&token=s3cret"#, #"x":"y"&"password":"…"#),
      ("no=form of=any", "no=form of=any"),
    ]) func bodies(body: String, text: String) throws
  {
    let record = try Records.record("POST", "/v1.0/users", body: Array(body.utf8), answer: Array(body.utf8))
    let json = try kept(record)
    #expect(
      json["request"] == ["headers": [], "bodyBytes": .number(body.utf8.count), "body": .string(text)])
    #expect(json["response"]?.objectValue?["body"] == .string(text))
    #expect(!HARDocument(try entries(record), version: "1").json.text.contains("s3cret"))
  }

  @Test(
    "answers to reads of what has secrets",
    arguments: [
      (
        "/beta/deviceManagement/deviceConfigurations/1/getOmaSettingPlainTextValue(secretReferenceValueId='x')",
        #"{"@odata.context":"c","value":"s3cret"}"#, #"{"@odata.context":"c","value":"…"}"#
      ),
      (
        "/v1.0/deviceManagement/DEVICECONFIGURATIONS", #"{"value":[{"preSharedKey":"s3cret"}]}"#,
        #"{"value":[{"preSharedKey":"…"}]}"#
      ),
      ("/v1.0/%73ubscriptions/1", #"{"clientState":"s3cret"}"#, #"{"clientState":"…"}"#),
      (
        "/v1.0/applications/1?$select=keyCredentials", #"{"keyCredentials":[{"key":"s3cret"}]}"#,
        #"{"keyCredentials":[{"key":"…"}]}"#
      ),
      ("/v1.0/users/mysubscriptions", #"{"clientState":"hint"}"#, #"{"clientState":"hint"}"#),
    ]) func secretReads(target: String, body: String, text: String) throws
  {
    let json = try kept(Records.record("GET", target, answer: Array(body.utf8)))
    #expect(json["response"]?.objectValue?["body"] == .string(text))
  }

  @Test("a batch that reads the text of an encrypted setting") func secretPart() throws {
    let url =
      "/deviceManagement/deviceConfigurations/1/getOmaSettingPlainTextValue(secretReferenceValueId='x')"
    let answer = #"{"responses":[{"id":"1","status":200,"body":{"value":"s3cret"}}]}"#
    func body(_ url: String) throws -> JSONValue? {
      try kept(
        Records.record(
          "POST", "/v1.0/$batch",
          body: Array(#"{"requests":[{"id":"1","method":"GET","url":"\#(url)"}]}"#.utf8),
          answer: Array(answer.utf8)))["response"]?.objectValue?["body"]
    }
    #expect(try body(url) == .string(answer.replacing("s3cret", with: "…")))
    #expect(try body("/me") == .string(answer))
  }

  @Test("what is else read holds none, and is not looked into") func reads() throws {
    let body = #"{"secretText":"hint"}"#
    let json = try kept(Records.record("GET", "/v1.0/users", answer: Array(body.utf8)))
    #expect(json["response"]?.objectValue?["body"] == .string(body))
  }

  @Test("credentials among the options") func options() throws {
    let json = try kept(
      Records.record("GET", "/v1.0/users?%61ccess_token=x&$top=1&Client_Secret=y&$skiptoken=z"))
    #expect(
      json["target"]
        == "/v1.0/users?%61ccess_token=…&$top=1&Client_Secret=…&$skiptoken=z")
  }

  @Test("bodies, where they are hidden") func hiddenBodies() throws {
    var settings = Journal.Settings()
    settings.bodyBytes = 0
    let json = try kept(Records.record("POST", "/v1.0/users", body: [65, 66], answer: [67]), settings)
    #expect(json["request"]?.objectValue?.names == ["headers", "bodyBytes"])
    #expect(json["request"]?.objectValue?["bodyBytes"] == .number(2))
    #expect(json["response"]?.objectValue?["bodyBytes"] == .number(1))
  }

  @Test("a body that is cut has no half of a character, and one that is no text is Base64") func cut() throws
  {
    var settings = Journal.Settings()
    settings.bodyBytes = 2
    let cut = try kept(Records.record("POST", "/x", body: Array("aä".utf8)), settings)
    #expect(
      cut["request"]
        == ["headers": [], "bodyBytes": .number(3), "body": "a", "isCut": .bool(true)])
    let binary = try kept(Records.record("POST", "/x", body: [0xFF, 0xFE]), settings)
    #expect(
      binary["request"] == ["headers": [], "bodyBytes": .number(2), "bodyBase64": "//4="])
  }
}
