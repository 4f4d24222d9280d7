import HTTPMessages
import HTTPServer
import Testing

/// What bytes on a connection are answered with: how many requests they are, and whether it stays open (RFC 9112).
@Suite struct FramingTests {
  /// The bytes of one connection, with `|` for CRLF, and what they are answered with: `200 GET /a` or `400 malformed`.
  struct Case: CustomTestStringConvertible {
    let sent: String
    let answers: [String]
    let closes: Bool

    init(_ sent: String, _ answers: [String], closes: Bool = false) {
      self.sent = sent
      self.answers = answers
      self.closes = closes
    }

    /// One answer, with which the connection ends.
    init(_ sent: String, refused state: String) { self.init(sent, ["400 \(state)"], closes: true) }

    var bytes: [UInt8] { [UInt8](sent.replacing("|", with: "\r\n").utf8) }
    var testDescription: String { sent.debugDescription }
  }

  static let next = "GET /b HTTP/1.1|Host: h||"
  static let both = ["200 POST /a hello", "200 GET /b "]

  static let wellFormed = [
    Case("GET /a HTTP/1.1|Host: h||" + next, ["200 GET /a ", "200 GET /b "]),
    Case("||GET /a HTTP/1.1|Host: h||||" + next, ["200 GET /a ", "200 GET /b "]),
    Case("GET /a HTTP/1.1\nHost: h\n\n" + next, ["200 GET /a ", "200 GET /b "]),
    Case("GET /a HTTP/1.0||", ["200 GET /a "], closes: true),
    Case("get /a HTTP/1.1|Host: h||", ["200 get /a "]),
    Case("POST /a HTTP/1.1|Host: h|Content-Length: 5||hello" + next, both),
    Case("POST /a HTTP/1.1|Host: h|content-length:\t5 \t||hello" + next, both),
    Case("POST /a HTTP/1.1|Host: h|Content-Length: 0005||hello" + next, both),
    Case("POST /a HTTP/1.1|Host: h|Transfer-Encoding: chunked||5|hello|0||" + next, both),
    Case("POST /a HTTP/1.1|Host: h|Transfer-Encoding: chunked  \t||5|hello|0||" + next, both),
    Case("POST /a HTTP/1.1|Host: h|Transfer-Encoding:Chunked||5|hello|0||" + next, both),
    Case(
      "POST /a HTTP/1.1|Host: h|Transfer-Encoding: chunked||2|he|0003;a=\"b\";c|llo|00|A: b||" + next, both),
    Case("POST /a HTTP/1.1|Host: h|Transfer-Encoding: chunked||5 ;a|hello|0 ||" + next, both),
    Case("GET /a HTTP/1.1|Host: h|X: a:b\tc|Y:|Z: Zoë||" + next, ["200 GET /a ", "200 GET /b "]),
    Case("GET /a?b=c&d=e&&f HTTP/1.1|Host: h||" + next, ["200 GET /a?b=c&d=e&&f ", "200 GET /b "]),
  ]

  static let hosts =
    ["h", "H.example", "localhost:8585", "127.0.0.1", "[::1]:8585", "[::]", "a%2Db", "h:", "a_b~!$&'()*+,;="]
    .map { Case("GET /a HTTP/1.1|Host: \($0) ||", ["200 GET /a "]) }

  static let noHosts =
    [
      "", " ", ":80", "a b", "h:x", "h:65536", "h/", "u@h", "[::1", "::1", "[]", "[g h]", "h%2", "h%zz",
      "h\t:1",
      "\"h\"", "h,\u{1}", "ü", String(repeating: "h", count: 300),
    ]
    .map { Case("GET /a HTTP/1.1|Host: \($0)||" + next, refused: "hostMalformed") } + [
      Case("GET /a HTTP/1.1||" + next, refused: "hostMalformed"),
      Case("GET /a HTTP/1.1|Host: h|Host: h||" + next, refused: "hostMalformed"),
      Case("GET /a HTTP/1.0|Host: h|host: i||" + next, refused: "hostMalformed"),
    ]

  static let malformedLines = [
    "GET /a|", "GET  /a HTTP/1.1", "GET /a  HTTP/1.1", "GET /a HTTP/1.1 ", "GET /a b HTTP/1.1",
    "GET /a http/1.1",
    "GET\t/a HTTP/1.1", "G(T /a HTTP/1.1", " GET /a HTTP/1.1", "\0GET /a HTTP/1.1", "GET /a HTTP/1.1\rX: y",
    "GET /a HTTP/1.1\0", "\u{16}\u{3}\u{1}\u{2}", "GET /a HTTQ/1.1", "GET /a HTTP/1.11",
  ].map { Case($0 + "|Host: h||" + next, refused: "malformed") }

  static let malformedFields =
    [
      "Transfer-Encoding : chunked", "Transfer-Encoding\t: chunked", "Content-Length : 5", "X : y", "X",
      "X y: z", ": x",
      "X(y): z", "X\0: y", "Ü: y", "X: a\0b", "X: a\rb", "X: a\r", "X: \r\r", "X: a| folded", "X: a|\tfolded",
      "X:| y",
      "Transfer-Encoding: chunked| ", "Content-Length: 5| ", " X: y",
    ].map { Case("POST /a HTTP/1.1|Host: h|\($0)||0||" + next, refused: "malformed") }
    + [Case("GET /a HTTP/1.1| Host: h||" + next, refused: "malformed")]

  static let unframed =
    [
      "Transfer-Encoding: gzip", "Transfer-Encoding: chunked, chunked", "Transfer-Encoding: gzip, chunked",
      "Transfer-Encoding:", "Transfer-Encoding: chunk", "Transfer-Encoding: chunkedx",
      "Transfer-Encoding: chunked x",
      "Transfer-Encoding: \"chunked\"", "Transfer-Encoding: ,chunked", "Transfer-Encoding: \u{b}chunked",
      "Transfer-Encoding: chunked|Transfer-Encoding: gzip",
      "Transfer-Encoding: chunked|Transfer-Encoding: chunked",
      "Content-Length: 5|Content-Length: 6", "Content-Length: 5|Content-Length: 5", "Content-Length: 5, 5",
      "Content-Length: 5|Transfer-Encoding: chunked", "Transfer-Encoding: chunked|Content-Length: 5",
      "Content-Length:", "Content-Length: ", "Content-Length:| 5", "Transfer-Encoding:| chunked",
      "Content-Length: x", "Content-Length: 5x", "Content-Length: 5 5",
      "Content-Length: +5", "Content-Length: -5", "Content-Length: 0x5", "Content-Length: 5.0",
      "Content-Length: ''",
    ].map { Case("POST /a HTTP/1.1|Host: h|\($0)||0||" + next, refused: "unframed") }
    + [Case("POST /a HTTP/1.0|Host: h|Transfer-Encoding: chunked||0||" + next, refused: "unframed")]

  static let malformedBodies = [
    "5;a\nhello|0||", "5\nhello|0||", "5;a\r hello|0||", "5 \nhello|0||", "5 x|hello|0||", "|hello|0||",
    "x|hello|0||",
    "-5|hello|0||", "0x5|hello|0||", "5|hello0||", "5|hello\n0||", "5|hello\r0||", "5|hellox|0||",
    "5|hell|0||",
    ";a|hello|0||", "5;a\0|hello|0||", "fffffffffffffffff|hello|0||", "5|hello|0|A b: c||",
    "5|hello|0|A: b| c||",
    "5|hello|0|A: b\n|", "5|hello|0\n|", "5|hello|0|\n", "5|hello|0|A: \0||", "5|hello|0|: b||",
    "5;" + String(repeating: "a", count: 30_000) + "|hello|0||",
    "5|hello|0|A: " + String(repeating: "a", count: 30_000) + "||",
  ].map {
    Case("POST /a HTTP/1.1|Host: h|Transfer-Encoding: chunked||\($0)" + next, refused: "bodyMalformed")
  }

  static let others = [
    Case("GET /a\0b HTTP/1.1|Host: h||" + next, refused: "targetMalformed"),
    Case("GET /a\tb HTTP/1.1|Host: h||" + next, refused: "targetMalformed"),
    Case("GET /a\u{7f} HTTP/1.1|Host: h||" + next, refused: "targetMalformed"),
    Case("GET /a HTTP/2.0|Host: h||" + next, refused: "versionUnsupported"),
    Case("GET /a HTTP/0.9|Host: h||" + next, refused: "versionUnsupported"),
    Case("PRI * HTTP/2.0||SM||", refused: "versionUnsupported"),
    Case("GET /" + String(repeating: "a", count: 100_000) + " HTTP/1.1|Host: h||", refused: "targetTooLong"),
    Case("GET /a HTTP/1.1|Host: h|X: " + String(repeating: "a", count: 100_000) + "||", refused: "tooLarge"),
    Case("GET /a HTTP/1.1|Host: h|" + String(repeating: "a", count: 100_000) + "||", refused: "tooLarge"),
    Case("GET /a HTTP/1.1|Host: h|" + String(repeating: "a:|", count: 300) + "|", refused: "tooLarge"),
    Case(
      "GET /a HTTP/1.1|Host: h|Cookie: " + String(repeating: "a;", count: 300) + "||", refused: "tooLarge"),
    Case("POST /a HTTP/1.1|Host: h|Content-Length: 99999999999999999999||", refused: "body tooLarge"),
    // Known before any of it has come, as of one that ends.
    Case("POST /a HTTP/1.1|Host: h|Transfer-Encoding: chunked||400001|", refused: "body tooLarge"),
    Case(
      "POST /a HTTP/1.1|Host: h|Transfer-Encoding: chunked||1|a|400000;b|" + next, refused: "body tooLarge"),
    // What came before the fault is answered as ever.
    Case(
      next + next + "GET /c HTTP/1.1|X : y||" + next, ["200 GET /b ", "200 GET /b ", "400 malformed"],
      closes: true),
    Case(
      next + "POST /a HTTP/1.1|Host: h|Transfer-Encoding: chunked||5;a\nhello|0||" + next,
      ["200 GET /b ", "400 bodyMalformed"], closes: true),
  ]

  static let cases =
    wellFormed + hosts + noHosts + malformedLines + malformedFields + unframed + malformedBodies + others

  @Test(arguments: cases) func answers(to row: Case) throws {
    let server = try server()
    let client = try RawClient(port: server.port)
    try client.send(row.bytes)
    // One that is closed may be gone already.
    try? client.send("GET /last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    let answers = try client.readAnswers().map {
      "\($0.status.dropFirst("HTTP/1.1 ".count).prefix(3)) \($0.body)"
    }
    #expect(answers == row.answers + (row.closes ? [] : ["200 GET /last "]))
  }

  /// The library notes each argument of a query in memory that is limited.
  @Test(arguments: [1000, 10_000]) func manyArgumentsAreAnswered(count: Int) throws {
    let server = try server()
    let query = String(repeating: "&", count: count)
    let answer = try exchange("GET /a?\(query) HTTP/1.1\r\nHost: h\r\n\r\n", with: server)
    #expect(answer == .ok("GET /a?\(query) "))
  }

  private func server() throws -> Server {
    try Server(ServerConfiguration(threads: 1)) { request in
      let body = String(decoding: request.body, as: UTF8.self)
      guard request.headState == .complete else { return Self.refusal("\(request.headState)") }
      guard request.bodyState == .complete else { return Self.refusal("body \(request.bodyState)") }
      return Response(status: 200, body: [UInt8]("\(request.method) \(request.target) \(body)".utf8))
    }
  }

  private static func refusal(_ state: String) -> Response {
    Response(status: 400, body: [UInt8](state.utf8))
  }
}
