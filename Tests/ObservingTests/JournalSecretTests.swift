import HTTPMessages
import JSON
import Observing
import Tenants
import Testing

@Suite("What a journal never keeps") struct JournalSecretTests {
  private func kept(_ record: RequestRecord, _ settings: Journal.Settings = Journal.Settings()) throws
    -> JSONObject
  {
    let journal = Journal(settings)
    journal.add(record)
    return try #require(journal.entries(of: .usual).first?.json.objectValue)
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

  @Test("credentials among the options") func options() throws {
    let json = try kept(
      Records.record("GET", "/v1.0/users?%61ccess_token=x&$top=1&Client_Secret=y&$skiptoken=z"))
    #expect(
      json["target"]
        == "/v1.0/users?%61ccess_token=…&$top=1&Client_Secret=…&$skiptoken=z")
  }

  @Test("bodies, where they are hidden") func bodies() throws {
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
