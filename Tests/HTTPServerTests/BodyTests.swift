import Foundation
import HTTPMessages
import HTTPServer
import Testing

@Suite struct BodyTests {
  static let text = #"{"displayName":"Adele"}"#
  static let gzip = bytes(
    "1f8b0800000000000203ab564ac92c2ec849acf44bcc4d55b252724c49cd4955aa05000f71f00217000000")
  // The same text in two members.
  static let twoMembers = bytes(
    "1f8b0800000000000203ab564ac92c2ec849acf403006fc3b3280a000000"
      + "1f8b08000000000002034bcc4d55b252724c49cd4955aa0500222faa960d000000")
  static let zlib = bytes("789cab564ac92c2ec849acf44bcc4d55b252724c49cd4955aa050063fe080d")
  static let bare = bytes("ab564ac92c2ec849acf44bcc4d55b252724c49cd4955aa0500")
  // 4000 and 1024 times the letter a.
  static let inflating4000 = bytes(
    "1f8b0800000000000203edc13101000000c2a0aceb5fc2183e40010000006f03ebbe8578a00f0000")
  static let inflating1024 = bytes("1f8b08000000000002034b4c1c05a360148c540000b997557c00040000")

  @Test(arguments: [
    ("gzip", gzip, text), ("x-gzip", gzip, text), ("GZIP", gzip, text), ("gzip", twoMembers, text),
    ("deflate", zlib, text), ("deflate", bare, text), ("identity", [UInt8](text.utf8), text),
    ("gzip", inflating1024, String(repeating: "a", count: 1024)),
  ])
  func encodedBodyIsDecoded(encoding: String, sent: [UInt8], received: String) throws {
    #expect(try answer(to: sent, encoding: encoding) == .ok("complete: \(received)"))
  }

  @Test(arguments: [
    ("gzip", [UInt8](text.utf8), "undecodable: "),
    ("gzip", [UInt8](gzip.dropLast()), "undecodable: "),
    ("gzip", gzip + [0], "undecodable: "),
    ("deflate", zlib + [0], "undecodable: "),
    ("deflate", [0xff], "undecodable: "),
    ("br", gzip, #"unsupportedEncoding("br"): "#),
    ("gzip, gzip", gzip, #"unsupportedEncoding("gzip, gzip"): "#),
    ("gzip", inflating4000, "tooLarge: "),
  ])
  func undecodableBodyIsTold(encoding: String, sent: [UInt8], shown: String) throws {
    #expect(try answer(to: sent, encoding: encoding) == .ok(shown))
  }

  @Test func emptyBodyNeedsNoDecoding() throws {
    #expect(try answer(to: [], encoding: "gzip") == .ok("complete: "))
  }

  static let methods = ["POST", "PUT", "PATCH", "DELETE"]

  @Test(
    arguments: [
      (0, "complete: "), (1024, "complete: "), (1025, "tooLarge: "), (5_000_000, "tooLarge: "),
    ], methods)
  func bodyPastTheLimitIsTold(entry: (Int, String), method: String) throws {
    let (length, state) = entry
    let server = try bodyServer()
    let body = String(repeating: "x", count: length)
    let shown = state == "complete: " ? state + body : state
    for head in ["Content-Length: \(length)\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"] {
      let isChunked = head.hasPrefix("T")
      let client = try RawClient(port: server.port)
      let chunk = length == 0 ? "" : "\(String(length, radix: 16))\r\n\(body)\r\n"
      try client.send("\(method) / HTTP/1.1\r\nHost: h\r\n" + head + (isChunked ? chunk + "0\r\n\r\n" : body))
      #expect(try client.readAnswer() == .ok(shown, headers: length > 1024 ? ["Connection: close"] : []))
    }
  }

  @Test(arguments: methods) func declaredLengthIsRefusedBeforeTheBodyComes(method: String) throws {
    let server = try bodyServer()
    let client = try RawClient(port: server.port)
    try client.send("\(method) / HTTP/1.1\r\nHost: h\r\nContent-Length: 1025\r\n\r\n")
    #expect(try client.readAnswer() == .ok("tooLarge: ", headers: ["Connection: close"]))
    #expect(client.readToEnd() == [])
  }

  /// What follows the head is its body, whatever it looks like.
  @Test(arguments: methods) func refusedBodyIsNoRequest(method: String) throws {
    let server = try bodyServer()
    let client = try RawClient(port: server.port)
    let body = "GET /inner HTTP/1.1\r\nHost: h\r\n\r\n".padding(toLength: 1025, withPad: "x", startingAt: 0)
    try client.send("\(method) / HTTP/1.1\r\nHost: h\r\nContent-Length: 1025\r\n\r\n" + body)
    #expect(try client.readAnswer() == .ok("tooLarge: ", headers: ["Connection: close"]))
    #expect(client.readToEnd() == [])
  }

  /// Whoever sends everything before it reads gets to read all the same.
  @Test(arguments: [1_000_000, 60_000_000], ["POST", "PATCH"])
  func refusalReachesAClientThatGoesOnSending(length: Int, method: String) throws {
    let server = try bodyServer()
    let client = try RawClient(port: server.port)
    try client.send("\(method) / HTTP/1.1\r\nHost: h\r\nContent-Length: \(length)\r\n\r\n")
    Thread.sleep(forTimeInterval: 0.1)
    try client.send([UInt8](repeating: 120, count: length))
    #expect(try client.readAnswer() == .ok("tooLarge: ", headers: ["Connection: close"]))
    #expect(client.readToEnd() == [])
  }

  /// Nobody waits for the end of chunks that are too many already.
  @Test(arguments: methods) func chunksWithoutEndAreRefused(method: String) throws {
    let server = try bodyServer()
    let client = try RawClient(port: server.port)
    try client.send("\(method) / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
    let chunk = "3e8\r\n" + String(repeating: "x", count: 1000) + "\r\n"
    for _ in 1...10_000 where !client.hasNews { try client.send(chunk) }
    #expect(try client.readAnswer() == .ok("tooLarge: ", headers: ["Connection: close"]))
    #expect(client.readToEnd() == [])
  }

  @Test func chunksAreJoined() throws {
    let server = try bodyServer()
    let client = try RawClient(port: server.port)
    try client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
    for piece in ["4;name=value\r\nWiki\r", "\n5\r\nped", "ia\r\n0\r\nX-Trailer: t\r\n\r\n"] {
      try client.send(piece)
    }
    #expect(try client.readAnswer() == .ok("complete: Wikipedia"))
  }

  @Test func clientThatAsksFirstIsToldToContinue() throws {
    let server = try bodyServer()
    let client = try RawClient(port: server.port)
    try client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
    #expect(try client.readAnswer() == Answer("HTTP/1.1 100 Continue"))
    try client.send("body")
    #expect(try client.readAnswer() == .ok("complete: body"))
  }

  @Test(arguments: methods) func clientThatAsksFirstNeedNotSendTooMuch(method: String) throws {
    let server = try bodyServer()
    let client = try RawClient(port: server.port)
    try client.send("\(method) / HTTP/1.1\r\nHost: h\r\nContent-Length: 1025\r\nExpect: 100-continue\r\n\r\n")
    #expect(try client.readAnswer() == .ok("tooLarge: ", headers: ["Connection: close"]))
    #expect(client.readToEnd() == [])
  }

  /// A program that sends a large file in parts takes parts of five megabytes, as the SDKs do.
  @Test(arguments: [
    ("Content-Range: bytes 0-1999/4000\r\nContent-Length: 2000", 2000, "complete: 2000"),
    ("Content-Range: bytes 0-2000/4000\r\nContent-Length: 2001", 0, "tooLarge: 0"),
    ("Content-Length: 2000", 0, "tooLarge: 0"),
  ])
  func fragmentsMayBeLarger(fields: String, sent: Int, text: String) throws {
    let configuration = ServerConfiguration(threads: 2, bodyLimit: 1024, fragmentLimit: 2000)
    let server = try echoServer(configuration) { "\($0.bodyState): \($0.body.count)" }
    let client = try RawClient(port: server.port)
    try client.send("PUT / HTTP/1.1\r\nHost: h\r\n\(fields)\r\n\r\n")
    try client.send([UInt8](repeating: 7, count: sent))
    #expect(try client.readAnswer().body == text)
  }

  /// Of a program's own export it took no more than of any other body.
  @Test(arguments: [
    ("POST /large?a HTTP/1.1\r\nContent-Length: 2000", 2000, "complete: 2000"),
    ("POST /large HTTP/1.1\r\nContent-Length: 2001", 0, "tooLarge: 0"),
    ("PUT /large HTTP/1.1\r\nContent-Length: 1025", 0, "tooLarge: 0"),
    ("POST /other HTTP/1.1\r\nContent-Length: 1025", 0, "tooLarge: 0"),
    (
      "POST /large HTTP/1.1\r\nContent-Range: bytes 0-1499/4000\r\nContent-Length: 1500", 1500,
      "complete: 1500"
    ),
    ("POST /other HTTP/1.1\r\nContent-Range: bytes 0-1499/4000\r\nContent-Length: 1500", 0, "tooLarge: 0"),
    // Whose length nobody knows: it may have what others have.
    ("POST /large HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n401", 0, "tooLarge: 0"),
  ])
  func someBodiesMayBeLarger(head: String, sent: Int, text: String) throws {
    let server = try echoServer(large) { "\($0.bodyState): \($0.body.count)" }
    let client = try RawClient(port: server.port)
    try client.send(head.replacing(" HTTP/1.1", with: " HTTP/1.1\r\nHost: h") + "\r\n\r\n")
    try client.send([UInt8](repeating: 7, count: sent))
    #expect(try client.readAnswer().body == text)
  }

  /// 2000 and 2001 zeros, compressed.
  @Test(arguments: [
    ("/large", zeros2000, "complete: 2000"), ("/large", zeros2001, "tooLarge: 0"),
    ("/other", zeros2000, "tooLarge: 0"),
  ])
  func theyMayInflateToMoreToo(target: String, body: [UInt8], text: String) throws {
    let server = try echoServer(large) { "\($0.bodyState): \($0.body.count)" }
    let client = try RawClient(port: server.port)
    try client.send(
      "POST \(target) HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n")
    try client.send(body)
    #expect(try client.readAnswer().body == text)
  }

  private static let zeros2000 = bytes(
    "1f8b080000000000020363601805a360148c8251300a46c150070044f4c902d0070000")
  private static let zeros2001 = bytes(
    "1f8b080000000000020363601805a360148c8251300a46c1900700f0a3b1a3d1070000")

  private var large: ServerConfiguration {
    ServerConfiguration(
      threads: 2, bodyLimit: 1024, fragmentLimit: 1024,
      largeBodies: LargeBodies(limit: 2000) { method, target in
        method.count == 4 && target.count >= 6 && target[1] == UInt8(ascii: "l")
      })
  }

  private func answer(to body: [UInt8], encoding: String) throws -> Answer {
    let server = try bodyServer()
    let client = try RawClient(port: server.port)
    let head =
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(body.count)\r\nContent-Encoding: \(encoding)\r\n\r\n"
    try client.send([UInt8](head.utf8) + body)
    return try client.readAnswer()
  }

  private func bodyServer() throws -> Server {
    try echoServer(ServerConfiguration(threads: 2, bodyLimit: 1024)) { request in
      "\(request.bodyState): \(String(decoding: request.body, as: UTF8.self))"
    }
  }

  private static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}
