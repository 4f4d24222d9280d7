import GraphContract
import GraphStore
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
      "password", "currentPassword", "newPassword", "secretText", "clientState", "proof", "productKey",
      "preSharedKey",
      "azureOperationalInsightsWorkspaceKey",
    ].map { SecretMember($0) } + [
      SecretMember("key", within: "keyCredentials"), SecretMember("value", within: "omaSettings"),
    ]
  private static let form = HeaderField("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")

  private func kept(_ record: RequestRecord, _ settings: Journal.Settings = Journal.Settings()) throws
    -> JSONObject
  {
    let journal = Journal(settings, secrets: Secrets(members: Self.members, places: Self.places))
    journal.add(record)
    return try #require(journal.entries(of: .usual).first?.json.objectValue)
  }

  private func entries(_ record: RequestRecord) throws -> [JournalEntry] {
    let journal = Journal(secrets: Secrets(members: Self.members, places: Self.places))
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
      (#"{"body":"{\"password\":\"s3cret\"}"}"#, #"{"body":"…"}"#),
      (#"{"body":"{\"name\":\"shown\"}"}"#, #"{"body":"{\"name\":\"shown\"}"}"#),
      ("\u{FEFF} { \"password\" : \"s3cret\" } ", "\u{FEFF} { \"password\" : \"…\" } "),
      (#"{"password":"s3cret","password":"s3cret"}"#, #"{"password":"…","password":"…"}"#),
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
      (#"{"omaSettings":"s3cret","x":"shown"}"#, #"{"omaSettings":"…","x":"shown"}"#),
      (
        #"{"omaSettings":["s3cret",["s3cret"],true,{"x":["shown"]}]}"#,
        #"{"omaSettings":["…",["…"],true,{"x":["shown"]}]}"#
      ),
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

  @Test("what was in the options of a target, in links of the answer too")
  func linkedOptions() throws {
    func link(_ token: String) -> String {
      #"{"@odata.nextLink":"http://localhost/v1.0/users?$top=1&access_token=\#(token)&$skiptoken=x","value":[]}"#
    }
    let target = "/v1.0/users?$top=1&access_token="
    let json = try kept(Records.record("GET", target + "s3cret", answer: Array(link("s3cret").utf8)))
    #expect(json["target"] == .string(target + "…"))
    #expect(json["response"]?.objectValue?["body"] == .string(link("…")))
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

  @Test(
    "bytes of a stream that a batch reads, be they Base64 or text, also where they are cut",
    arguments: [
      (
        #"{"responses":[{"id":"1","status":200,"headers":{"Content-Type":"image/png"},"body":"iVBORw0KGgo="},{"id":"2","status":200,"body":{"title":"kept","body":"kept"}}]}"#,
        #"{"responses":[{"id":"1","status":200,"headers":{"Content-Type":"image/png"},"body":"…"},{"id":"2","status":200,"body":{"title":"kept","body":"kept"}}]}"#,
        4096
      ),
      (
        #"{"responses":[{"body":"one\"two"},{"body":""},{"status":204},{"body":["kept"]}]}"#,
        #"{"responses":[{"body":"…"},{"body":""},{"status":204},{"body":["kept"]}]}"#, 4096
      ),
      (#"{"responses":[{"body":"iVBORw0KGgo="}]}"#, #"{"responses":[{"body":"…"#, 30),
      // No text is the body of a part here.
      (#"{"responses":[{"body":{"value":"kept"}}]}"#, #"{"responses":[{"body":{"value":"kept"}}]}"#, 4096),
    ]) func bytesInBatch(answer: String, text: String, limit: Int) throws
  {
    var settings = Journal.Settings()
    settings.bodyBytes = limit
    let url = #"{"requests":[{"id":"1","method":"GET","url":"/me"}]}"#
    let json = try kept(
      Records.record("POST", "/v1.0/$batch", body: Array(url.utf8), answer: Array(answer.utf8)), settings)
    #expect(json["response"]?.objectValue?["body"] == .string(text))
    // Elsewhere a member may be called so.
    let read = try kept(Records.record("GET", "/v1.0/me", answer: Array(answer.utf8)), settings)
    #expect(read["response"]?.objectValue?["body"] == .string(String(answer.prefix(limit))))
  }

  @Test(
    "a form that came to another place than the token service",
    arguments: [
      ("a=1&Client%5FSecret=s3cret&b=2", "a=1&Client%5FSecret=…&b=2"),
      ("client_assertion=s3cret", "client_assertion=…"), ("&password=&b", "&password=&b"),
    ]) func forms(body: String, text: String) throws
  {
    let json = try kept(Records.record("POST", "/v1.0/users", body: Array(body.utf8), headers: [Self.form]))
    #expect(json["request"]?.objectValue?["body"] == .string(text))
  }

  @Test(
    "URLs, headers and encoded bodies of the parts of a batch",
    arguments: [
      (
        #"{"url":"/users?$skiptoken=a&access_token=s3cret&$top=1"}"#,
        #"{"url":"/users?$skiptoken=a&access_token=…&$top=1"}"#
      ),
      (#"{"url":"/me?client%5Fsecret=s3cret"}"#, #"{"url":"/me?client%5Fsecret=…"}"#),
      (#"{"url":"\/me?\u0061ccess_token=s3cret"}"#, #"{"url":"/me?access_token=…"}"#),
      (
        #"{"headers":{"X-Api-Key":"s3cret","Accept":"*/*"}}"#,
        #"{"headers":{"X-Api-Key":"…","Accept":"*/*"}}"#
      ),
      (#"{"headers":{"Cookie":["s3cret"]}}"#, #"{"headers":{"Cookie":…}}"#),
      (#"{"headers":{"Client-Request-Id":"shown"}}"#, #"{"headers":{"Client-Request-Id":"shown"}}"#),
      (#"{"body":"eyJwYXNzd29yZCI6InMzY3JldCJ9"}"#, #"{"body":"…"}"#),
      (#"{"body":{"password":"s3cret","x":"shown"}}"#, #"{"body":{"password":"…","x":"shown"}}"#),
    ]) func parts(part: String, text: String) throws
  {
    let body = #"{"requests":[\#(part)]}"#
    let json = try kept(Records.record("POST", "/v1.0/$batch", body: Array(body.utf8)))
    #expect(json["request"]?.objectValue?["body"] == .string(#"{"requests":[\#(text)]}"#))
  }

  @Test(
    "a part that names where secrets are read in other letters",
    arguments: [
      #"/deviceConfigurations/1/\u0067etOmaSettingPlainTextValue(secretReferenceValueId='x')"#,
      "/deviceConfigurations/1/%67etOmaSettingPlainTextValue(secretReferenceValueId='x')",
    ]) func hiddenPart(url: String) throws
  {
    let answer = #"{"responses":[{"id":"1","status":200,"body":{"value":"s3cret"}}]}"#
    let json = try kept(
      Records.record(
        "POST", "/v1.0/%24batch",
        body: Array(#"{"requests":[{"id":"1","method":"GET","url":"\#(url)"}]}"#.utf8),
        answer: Array(answer.utf8)))
    #expect(json["response"]?.objectValue?["body"] == .string(answer.replacing("s3cret", with: "…")))
  }

  @Test("nothing of a body that cannot be read with certainty, but why", arguments: unreadableBodies)
  func unreadable(type: String, body: [UInt8], reason: String) throws {
    let record = try Records.record(
      "POST", "/v1.0/users", body: body, headers: [HeaderField("Content-Type", type)])
    #expect(
      try kept(record)["request"]?.objectValue == [
        "headers": [["name": "content-type", "value": .string(type)]], "bodyBytes": .number(body.count),
        "bodyWithheld": .string(reason),
      ])
    let har = HARDocument(try entries(record), version: "1").json
    let entry = har.objectValue?["log"]?.objectValue?["entries"]?.arrayValue?.first?.objectValue
    #expect(
      entry?["request"]?.objectValue?["postData"]
        == ["mimeType": .string(type), "text": "", "comment": .string(reason)])
  }

  private static let json = "application/json"
  private static let secret = #"{"password":"s3cret"}"#
  private static let unreadableBodies: [(String, [UInt8], String)] = [
    (json, secret.utf16.flatMap { [UInt8($0), 0] }, "it is no JSON from byte 1 on"),
    (json, [0xFF, 0xFE] + secret.utf16.flatMap { [UInt8($0), 0] }, "it is no JSON from byte 0 on"),
    ("application/json; Charset=\"UTF-16LE\"", Array("{}".utf8), "its charset is utf-16le"),
    (json, Array(#"{"x":"ä"}"#.unicodeScalars.map { UInt8($0.value) }), "it is no UTF-8"),
    (json, Array(#"{'password':'s3cret'}"#.utf8), "it is no JSON from byte 1 on"),
    (json, Array(#"{"a":x", "password":"s3cret"}"#.utf8), "it is no JSON from byte 5 on"),
    (json, Array(#"{"password":"s3cret""#.utf8), "it is no JSON from byte 20 on"),
    (json, Array(#"{"a":1} {"password":"s3cret"}"#.utf8), "it is no JSON from byte 8 on"),
    (json, Array(String(repeating: "[", count: 500).utf8), "it is no JSON from byte 400 on"),
    ("text/plain", Array("password: s3cret".utf8), "it is no JSON from byte 0 on"),
    ("multipart/form-data", Array("--x".utf8), "it is multipart/form-data"),
    ("Image/PNG ;x=y", Array(secret.utf8), "it is image/png"),
    ("", Array("s3cret".utf8), "it is no JSON from byte 0 on"),
  ]

  @Test(
    "a body that is cut anywhere", arguments: 1...112)
  func cutAnywhere(limit: Int) throws {
    var settings = Journal.Settings()
    settings.bodyBytes = limit
    let body = Array(
      #"{"a":[true,-1.5e3,null],"ü":"\u00e4\"?sig=s3cret","password":"s3cret","keyCredentials":[{"key":"s3cret"}],"z":1}"#
        .utf8)
    #expect(body.count == 113)
    let record = try Records.record("POST", "/v1.0/users", body: body)
    let request = try #require(kept(record, settings)["request"]?.objectValue)
    #expect(request["isCut"] == .bool(true))
    #expect(request["bodyWithheld"] == nil)
    // Of each secret not a letter.
    #expect(request["body"]?.stringValue?.contains("s3") == false)
  }

  private struct Refused: Error { let text: String }

  @Test(
    "nothing of a secret in what its refusal says is wrong with it",
    arguments: [
      (#"{"newPassword":998877}"#, "998877"), (#"{"newPassword":{"x":["ab\u0063d\"e"]}}"#, "abcd\"e"),
      (#"{"keyCredentials":[{"key":"no base64"}]}"#, "no base64"),
      (#"{"keyCredentials":"in its place"}"#, "in its place"),
    ]) func toldAgain(body: String, secret: String) throws
  {
    let trace = Trace(.complete)
    let answer = JSONValue.object(["error": ["message": .string("Cannot read '\(secret)'.")]]).bytes
    let record = try Records.record(
      "POST", "/v1.0/users", status: 400, body: Array(body.utf8), answer: answer, trace: trace,
      code: "BadRequest", reason: Refused(text: secret))
    var settings = Journal.Settings()
    settings.keepsDecisions = true
    let json = try kept(record, settings)
    #expect(
      json["response"]?.objectValue?["body"] == .string(#"{"error":{"message":"Cannot read '…'."}}"#))
    #expect(
      json["decision"]?.objectValue?["refusal"] == [
        "code": "BadRequest", "reason": #"Refused.Refused(text: "…")"#,
      ])
    let line = RequestLine(record, Secrets(members: Self.members, places: Self.places))
    #expect(
      line.reasons.map(LogText.line) == [
        #"request-id=id-1 error=BadRequest reason="Refused.Refused(text: \"…\")""#
      ])
  }

  @Test(
    "nothing of a secret among the options in what the refusal says of them",
    arguments: [
      ("$top=1;access_token=s3cretX", "Invalid value '1;access_token=s3cretX' for $top"),
      ("$top=1?client_secret=s3cret", "Invalid value '1?client_secret=s3cret' for $top"),
      ("$expand=a($select=id;access_token=s3cret)/b", "No end of 'a($select=id;access_token=s3cret'"),
      ("$top=1;code=s3cret%20X+Y", "Invalid value '1;code=s3cret X Y' for 's3cret%20X+Y'"),
      ("$top=1%3Baccess_token%3Ds3cretX", "Invalid value '1;access_token=s3cretX' for $top"),
      ("$top=1;code=s3cret&sig=s3cretLonger", "'s3cretLonger' and 's3cret'"),
    ]) func toldOption(options: String, message: String) throws
  {
    let trace = Trace(.complete)
    let answer = JSONValue.object(["error": ["message": .string(message)]]).bytes
    let record = try Records.record(
      "GET", "/v1.0/users?" + options, status: 400, answer: answer, trace: trace, code: "BadRequest",
      reason: Refused(text: message))
    try expectNothing(told: record)
  }

  @Test(
    "nothing of a secret in a URL or a text of JSON of the body in what the refusal says of it",
    arguments: [
      #"{"resource":"users?access_token=s3cret"}"#, #"{"notificationUrl":"ftp://127.0.0.1:1/?code=s3cret"}"#,
      #"{"body":"{\"password\":\"s3cret\"}"}"#,
    ]) func toldURL(body: String) throws
  {
    let answer = JSONValue.object(["error": ["message": "Cannot take '…?code=s3cret'."]]).bytes
    let record = try Records.record(
      "POST", "/v1.0/subscriptions", status: 400, body: Array(body.utf8), answer: answer,
      trace: Trace(.complete), code: "BadRequest", reason: Refused(text: "users?access_token=s3cret"))
    try expectNothing(told: record)
  }

  @Test("nothing of a secret in the URL of a batch's part in the refusal of that part") func toldPart() throws
  {
    let body = #"{"requests":[{"id":"1","method":"GET","url":"/users?$top=1;access_token=s3cret"}]}"#
    let answer =
      #"{"responses":[{"id":"1","status":400,"body":{"error":{"message":"Invalid '1;access_token=s3cret'"}}}]}"#
    let json = try kept(
      Records.record("POST", "/v1.0/$batch", body: Array(body.utf8), answer: Array(answer.utf8)))
    #expect(json["response"]?.objectValue?["body"] == .string(answer.replacing("s3cret", with: "…")))
  }

  /// 260 letters, and those of no word.
  private static let long = "QZ" + String(repeating: "yz", count: 129)

  @Test(
    "About 200 letters of a long secret were kept where the refusal shortens what it says again",
    arguments: [
      ("notificationUrl", "ftp://localhost/?access_token=", 170), ("resource", "users?token=", 188),
      ("resource", "foo?code=", 191), ("clientState", "", 200), ("clientState", "", 4),
      ("clientState", "", 259),
    ]) func shortened(member: String, before: String, count: Int) throws
  {
    let short = before + Self.long.prefix(count) + "…"
    let record = try Records.record(
      "POST", "/v1.0/subscriptions", status: 400,
      body: Array(#"{"\#(member)":"\#(before)\#(Self.long)"}"#.utf8),
      answer: JSONValue.object(["error": ["message": .string("Cannot take '\(short)' here.")]]).bytes,
      trace: Trace(.complete), code: "BadRequest", reason: Refused(text: short))
    var settings = Journal.Settings()
    settings.keepsDecisions = true
    let json = try kept(record, settings)
    #expect(
      json["decision"]?.objectValue?["refusal"] == [
        "code": "BadRequest", "reason": .string(#"Refused.Refused(text: "\#(before)…")"#),
      ])
    let line = RequestLine(record, Secrets(members: Self.members, places: Self.places))
    #expect(
      line.reasons.map(LogText.line) == [
        #"request-id=id-1 error=BadRequest reason="Refused.Refused(text: \"\#(before)…\")""#
      ])
    // An option ends with its URL, wherever that may be.
    let rest = before.isEmpty ? "' here." : ""
    #expect(
      json["response"]?.objectValue?["body"]
        == .string(#"{"error":{"message":"Cannot take '\#(before)…\#(rest)"}}"#))
  }

  @Test(
    "The beginning of a secret was kept where the journal cuts the answer that tells it", arguments: 0...264)
  func cutWithin(count: Int) throws {
    let (head, tail) = (#"{"error":{"message":"No '"#, #"'."}}"#)
    var settings = Journal.Settings()
    settings.bodyBytes = head.utf8.count + count
    let record = try Records.record(
      "POST", "/v1.0/users", status: 400, body: Array(#"{"newPassword":"\#(Self.long)"}"#.utf8),
      answer: Array((head + Self.long + tail).utf8))
    let shown = count < 4 ? String(Self.long.prefix(count)) : "…" + tail.prefix(max(0, count - 260))
    #expect(
      try kept(record, settings)["response"] == [
        "headers": Self.answered, "bodyBytes": .number(head.utf8.count + 265), "body": .string(head + shown),
        "isCut": .bool(true),
      ])
  }

  /// Fields that every answer has here.
  private static let answered: JSONValue = [
    ["name": "request-id", "value": "id-1"], ["name": "client-request-id", "value": "client-1"],
  ]

  @Test("A secret as a whole, and its beginning behind it") func wholeAndShortened() throws {
    let message = "'\(Self.long)', '\(Self.long)\(Self.long.prefix(9))…', \(Self.long)…"
    let record = try Records.record(
      "POST", "/v1.0/users", status: 400, body: Array(#"{"newPassword":"\#(Self.long)"}"#.utf8),
      answer: JSONValue.object(["error": ["message": .string(message)]]).bytes)
    #expect(
      try kept(record)["response"]?.objectValue?["body"]
        == #"{"error":{"message":"'…', '……', …"}}"#)
  }

  @Test("What only looks like a beginning stays: nothing was cut there, or it is shorter than a secret")
  func noBeginnings() throws {
    let message = "QZyz, QZ… and QZy…, 'QZyz'"
    let record = try Records.record(
      "POST", "/v1.0/users", status: 400, body: Array(#"{"newPassword":"QZyzyzyz"}"#.utf8),
      answer: JSONValue.object(["error": ["message": .string(message)]]).bytes)
    #expect(
      try kept(record)["response"]?.objectValue?["body"]
        == .string(#"{"error":{"message":"\#(message)"}}"#))
  }

  private func expectNothing(told record: RequestRecord) throws {
    var settings = Journal.Settings()
    settings.keepsDecisions = true
    let json = try kept(record, settings)
    #expect(json["response"]?.objectValue?["body"]?.stringValue?.contains("…") == true)
    #expect(
      json["decision"]?.objectValue?["refusal"]?.objectValue?["reason"]?.stringValue?.contains("…") == true)
    let line = RequestLine(record, Secrets(members: Self.members, places: Self.places))
    let har = HARDocument(try entries(record), version: "1").json
    for text in [JSONValue.object(json).text, har.text] + line.reasons.map(LogText.line) {
      #expect(!text.contains("s3cret"))
    }
  }

  @Test(
    "the bytes of streams, whatever their client said that they are",
    arguments: ["application/json", "text/plain", "text/html", "application/x-www-form-urlencoded"])
  func streams(type: String) throws {
    let field = HeaderField("Content-Type", type)
    let bytes = Array(#"{"password":"s3cret","x":"s3cret"}"#.utf8)
    let (said, withheld): (JSONValue, JSONValue) = (.string(type), "it is the bytes of a stream")
    let written = try kept(
      Records.record("PUT", "/v1.0/x", body: bytes, answer: [91, 93], headers: [field], stream: .write))
    #expect(
      written["request"] == [
        "headers": [["name": "content-type", "value": said]], "bodyBytes": .number(bytes.count),
        "bodyWithheld": withheld,
      ])
    #expect(written["response"]?.objectValue?["body"] == "[]")
    let read = try kept(Records.record(answer: bytes, answered: [field], stream: .read))
    #expect(read["response"]?.objectValue?["bodyWithheld"] == withheld)
    #expect(read["response"]?.objectValue?["body"] == nil)
    let refused = try kept(Records.record(status: 404, answer: [91, 93], answered: [field], stream: .read))
    #expect(refused["response"]?.objectValue?["body"] == "[]")
  }

  @Test("the bytes for a stream from who is refused before the path is looked at")
  func refusedStream() throws {
    let json = try kept(
      Records.record(
        "PUT", "/v1.0/me/photo/%24value?x=y", status: 401, body: Array(#"{"x":"s3cret"}"#.utf8),
        headers: [HeaderField("Content-Type", Self.json)]))
    #expect(json["request"]?.objectValue?["bodyWithheld"] == "it is the bytes of a stream")
    #expect(json["request"]?.objectValue?["body"] == nil)
  }

  @Test("what is else read holds none, and is not looked into") func reads() throws {
    let body = #"{"secretText":"hint"}"#
    let json = try kept(Records.record("GET", "/v1.0/users", answer: Array(body.utf8)))
    #expect(json["response"]?.objectValue?["body"] == .string(body))
  }

  @Test(
    "fields that programs, proxies and gateways send keys and sessions in",
    arguments: [
      "x-api-key", "x-admin-key", "api-key", "ocp-apim-subscription-key", "proxy-authorization", "cookie",
      "x-auth-token", "x-csrf-token", "x-amz-security-token", "x-client-secret", "x-session",
      "x-jwt-assertion",
      "x-forwarded-access-token",
    ]) func secretFields(name: String) throws
  {
    let field = HeaderField(name, "s3cret")
    let record = try Records.record(headers: [field], answered: [field])
    #expect(header(name, try kept(record)) == "…")
    #expect(!HARDocument(try entries(record), version: "1").json.text.contains("s3cret"))
  }

  @Test(
    "fields that hold no secret",
    arguments: [
      "host", "user-agent", "accept-encoding", "client-request-id", "consistencylevel", "prefer", "if-match",
      "content-type", "www-authenticate", "x-ms-correlation-id", "sdkversion", "traceparent",
    ]) func plainFields(name: String) throws
  {
    #expect(header(name, try kept(Records.record(headers: [HeaderField(name, "shown")]))) == "shown")
  }

  @Test("credentials among the options") func options() throws {
    let json = try kept(
      Records.record(
        "GET",
        "/v1.0/users('token=shown')?%61ccess_token=x&$top=1&Client_Secret=y&$skiptoken=z&api-key=x;sig=x#id_token=x"
      ))
    #expect(
      json["target"]
        == "/v1.0/users('token=shown')?%61ccess_token=…&$top=1&Client_Secret=…&$skiptoken=z&api-key=…;sig=…#id_token=…"
    )
  }

  @Test(
    "credentials among options that stand encoded in the value of another",
    arguments: [
      ("$top=1%3Baccess_token%3Ds3cret", "$top=…"), ("$top=1%26code=s3cret&$skip=1", "$top=…&$skip=1"),
      ("a%3Fcode=s3cret", "a%3Fcode=…"), ("a%3Bsig%3Ds3cret", "…"),
      ("$filter=x%20eq%20'a%3Bb%3Dc'", "$filter=x%20eq%20'a%3Bb%3Dc'"),
    ]) func encodedOptions(options: String, text: String) throws
  {
    let json = try kept(Records.record("GET", "/v1.0/users?" + options))
    #expect(json["target"] == .string("/v1.0/users?" + text))
  }

  @Test("bodies, where they are hidden") func hiddenBodies() throws {
    var settings = Journal.Settings()
    settings.bodyBytes = 0
    let json = try kept(Records.record("POST", "/v1.0/users", body: [65, 66], answer: [67]), settings)
    #expect(json["request"]?.objectValue?.names == ["headers", "bodyBytes"])
    #expect(json["request"]?.objectValue?["bodyBytes"] == .number(2))
    #expect(json["response"]?.objectValue?["bodyBytes"] == .number(1))
  }

  @Test("a body that is cut has no half of a character, and bytes that are read are Base64") func cut() throws
  {
    var settings = Journal.Settings()
    settings.bodyBytes = 3
    let cut = try kept(Records.record("POST", "/x", body: Array(#"["ä"]"#.utf8)), settings)
    #expect(
      cut["request"]
        == ["headers": [], "bodyBytes": .number(6), "body": #"[""#, "isCut": .bool(true)])
    let binary = try kept(Records.record("GET", "/x", answer: [0xFF, 0xFE]), settings)
    #expect(
      binary["response"]?.objectValue?["bodyBase64"] == "//4=")
  }
}
