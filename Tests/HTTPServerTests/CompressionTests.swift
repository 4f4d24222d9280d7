import HTTPMessages
import HTTPServer
import Testing

/// Bodies that go out in gzip.
@Suite struct CompressionTests {
  static let text = String(repeating: #"{"displayName":"Adele Vance"},"#, count: 400)

  /// Answers large bodies and takes them back: what it inflates it shows by length.
  private func server(
    type: String? = "application/json;charset=utf-8", status: Int = 200, text: String = text,
    headers: [HeaderField] = []
  ) throws -> Server {
    try Server(ServerConfiguration(threads: 2)) { request in
      guard request.method != "POST" else {
        let isSame = request.body.elementsEqual(text.utf8)
        return Response(status: 200, body: [UInt8]("\(request.bodyState) \(isSame)".utf8))
      }
      let fields = type.map { [HeaderField("Content-Type", $0)] } ?? []
      return Response(status: status, headers: fields + headers, body: [UInt8](text.utf8))
    }
  }

  private func answer(_ server: Server, _ method: String, _ encoding: String?) throws -> (Answer, [UInt8]) {
    let client = try RawClient(port: server.port)
    let field = encoding.map { "Accept-Encoding: \($0)\r\n" } ?? ""
    try client.send("\(method) / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\(field)\r\n")
    let all = client.readToEnd()
    let end = try #require(all.firstRange(of: [UInt8]("\r\n\r\n".utf8)))
    return (
      Answer(head: String(decoding: all[..<end.lowerBound], as: UTF8.self)), Array(all[end.upperBound...])
    )
  }

  @Test(arguments: [
    ("gzip", true), ("GZIP", true), ("x-gzip", true), ("gzip, deflate, br", true), ("*", true),
    ("br, *;q=0.1", true),
    ("gzip;q=0.5", true), ("identity;q=0.5, gzip", true), ("gzip;q=0.5, identity;q=0.5", true), (nil, false),
    ("", false), ("br", false), ("gzip;q=0", false), ("gzip;q=0, *", false), ("*;q=0", false),
    ("identity", false), ("gzip;q=0.5, identity", false), ("deflate", false),
  ])
  func bodyIsCompressedWhenTheClientWantsIt(encoding: String?, isCompressed: Bool) throws {
    let server = try server()
    let (head, body) = try answer(server, "GET", encoding)
    #expect(head.status == "HTTP/1.1 200 OK")
    #expect(head.contentLength == body.count)
    #expect(head.headers.contains("Content-Encoding: gzip") == isCompressed)
    #expect(head.headers.filter { $0 == "Vary: Accept-Encoding" }.count == 1)
    #expect(head.headers.contains("Content-Type: application/json;charset=utf-8"))
    guard isCompressed else {
      #expect(body.elementsEqual(Self.text.utf8))
      return
    }
    #expect(body.count < Self.text.utf8.count / 10)
    let back = try RawClient(port: server.port)
    try back.send(
      [UInt8](
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n".utf8)
        + body)
    #expect(try back.readAnswer() == .ok("complete true"))
  }

  @Test func headTellsWhatGetWould() throws {
    let server = try server()
    let (get, _) = try answer(server, "GET", "gzip")
    let (head, nothing) = try answer(server, "HEAD", "gzip")
    #expect(head == get)
    #expect(nothing == [])
  }

  @Test func someBodiesAreLeftAsTheyAre() throws {
    let short = String(repeating: "x", count: 4095)
    for server in [
      try server(text: short), try server(text: ""), try server(type: "application/octet-stream"),
      try server(type: nil), try server(status: 206),
      try server(status: 204), try server(headers: [HeaderField("Content-Encoding", "br")]),
    ] {
      let (head, _) = try answer(server, "GET", "gzip")
      #expect(!head.headers.contains("Content-Encoding: gzip"))
    }
  }

  @Test(arguments: [4096, 4097, 70_000, 3_000_000]) func anyLengthComesThrough(length: Int) throws {
    var state: UInt64 = 42
    let letters = (0..<length).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return UInt8(97 + (state >> 60))
    }
    let server = try server(type: "text/plain", text: String(decoding: letters, as: UTF8.self))
    let (head, body) = try answer(server, "GET", "gzip")
    #expect(head.headers.contains("Content-Encoding: gzip"))
    #expect(head.contentLength == body.count)
    let back = try RawClient(port: server.port)
    try back.send(
      [UInt8](
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n".utf8)
        + body)
    #expect(try back.readAnswer() == .ok("complete true"))
  }
}
