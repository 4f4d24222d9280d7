import Foundation
import HTTPMessages
import JSON
import Testing

/// Bytes in batches, whose answers are JSON whatever the bytes are.
@Suite("Streams in batches") struct BatchedStreamTests {
  private let library: Library

  init() throws { library = try Library() }

  /// The answer to a batch of one item, with the path of the book in place of `{book}` and its tag as `{tag}`.
  private func answer(_ item: String) throws -> String {
    let item = item.replacing("{book}", with: library.book)
    let reply = library.service.send("POST", "/$batch", #"{"requests":[{"id":"1",\#(item)}]}"#)
    #expect(reply.status == 200)
    let parts = try #require(JSONValue.parse(reply.text).objectValue?["responses"]?.arrayValue)
    try #require(parts.count == 1)
    let tag = parts[0].objectValue?["headers"]?.objectValue?["ETag"]?.text
    return tag.map { parts[0].text.replacing($0, with: #""{tag}""#) } ?? parts[0].text
  }

  private static func part(_ type: String, _ body: String) -> String {
    #"""
    {"id":"1","status":200,"headers":{"Cache-Control":"no-cache","Content-Type":"\#(type)","ETag":"{tag}",\#
    "Accept-Ranges":"bytes","X-Content-Type-Options":"nosniff","Content-Security-Policy":"sandbox"},"body":"\#(body)"}
    """#
  }

  private static let bytes: [(String, [UInt8])] = [
    json(#"{"a":"#), json(#"{"a":1}"#), json("{\"a\":1}\n"), json("1,2"), json("\u{FEFF}{}"),
    json(#""},{"id":"2""#, "application/json;odata.metadata=minimal"),
    json("[" + String(repeating: "7", count: 3_000_000)), json("{}\n{}", "application/jsonl"),
    json("{", "Application/JSON"), ("application/json", [0x22, 0xFF, 0x22]), ("image/png", [0, 1, 0xFF]),
    ("application/octet-stream", [0xC3]),
    // No text in UTF-8, whatever it says.
    ("text/plain", [0x41, 0xFF]), ("text/plain; charset=iso-8859-1", [0x66, 0xFC, 0x72]),
  ]

  private static func json(_ text: String, _ type: String = "application/json") -> (String, [UInt8]) {
    (type, Array(text.utf8))
  }

  @Test("Bytes that were said to be JSON stood in the answer as they are, and broke it", arguments: bytes)
  func areBase64(type: String, bytes: [UInt8]) throws {
    library.send("PUT", "\(library.book)/cover", bytes, type)
    #expect(
      try answer(#""method":"GET","url":"{book}/cover""#)
        == Self.part(type, Data(bytes).base64EncodedString()))
  }

  @Test(arguments: [
    ("text/plain", "für dich"), ("Text/HTML; charset=utf-8", "<p>a</p>"), ("text/csv", "\u{FEFF}a;b"),
  ])
  func areTextWhereTheyAreOne(type: String, text: String) throws {
    library.send("PUT", "\(library.book)/cover", Array(text.utf8), type)
    #expect(try answer(#""method":"GET","url":"{book}/cover""#) == Self.part(type, text))
  }

  // MARK: What the header fields say

  @Test func conditionsCountInItems() throws {
    let put = library.send("PUT", "\(library.book)/cover", [1, 2, 3], "image/png")
    let tag = JSONValue.string(try #require(put.tag)).text
    #expect(
      try answer(#""method":"GET","url":"{book}/cover","headers":{"If-None-Match":\#(tag)}"#)
        == #"{"id":"1","status":304,"headers":{"ETag":"{tag}"}}"#)
    #expect(
      try answer(#""method":"GET","url":"{book}/cover","headers":{"Range":"bytes=1-"}"#)
        == #"""
        {"id":"1","status":206,"headers":{"Cache-Control":"no-cache","Content-Type":"image/png","ETag":"{tag}",\#
        "Accept-Ranges":"bytes","X-Content-Type-Options":"nosniff","Content-Security-Policy":"sandbox",\#
        "Content-Range":"bytes 1-2/3"},"body":"AgM="}
        """#)
    let refused = try answer(
      #""method":"PUT","url":"{book}/cover","headers":{"If-Match":"\"x\"","Content-Type":"image/png"},"body":"AQ==""#
    )
    #expect(
      refused.hasPrefix(
        #"{"id":"1","status":412,"headers":{"Content-Type":"application/json"},"body":{"error":{"code":"resourceModified","message":"ETag does not match current item's value.","#
      ), "\(refused)")
    #expect(library.send("GET", "\(library.book)/cover") == .whole([1, 2, 3], "image/png"))
  }

  @Test func redirectionsAreFollowedByTheClient() throws {
    library.send("PUT", "\(library.book)/file", [1, 2, 3], "application/json")
    let part = try answer(#""method":"GET","url":"{book}/file""#)
    let url = try #require(
      JSONValue.parse(part).objectValue?["headers"]?.objectValue?["Location"]?.stringValue)
    #expect(part == #"{"id":"1","status":302,"headers":{"Location":"\#(url)"}}"#)
    let path = url.replacing("http://localhost:8585/beta", with: "")
    #expect(library.send("GET", path) == .whole([1, 2, 3], "application/json"))
    #expect(
      try answer(#""method":"GET","url":"\#(path)""#) == Self.part("application/json", "AQID"))
  }

  // MARK: Bodies of items

  @Test(
    "A text that is not Base64 got the quotation marks of its JSON into its bytes",
    arguments: [
      ("text/plain", #""no base64!""#, "no base64!"), ("text/plain; charset=utf-8", #""für""#, "für"),
      ("text/plain", #""QQ==""#, "A"), ("application/json", #"{"a": 1}"#, #"{"a":1}"#),
      ("application/json", #""eyJhIjoxfQ==""#, #"{"a":1}"#),
    ])
  func becomeBytes(type: String, body: String, text: String) throws {
    let put = try answer(
      #""method":"PUT","url":"{book}/portrait/$value","headers":{"Content-Type":"\#(type)"},"body":\#(body)"#)
    #expect(put == #"{"id":"1","status":200,"headers":{"ETag":"{tag}"}}"#)
    #expect(
      library.send("GET", "\(library.book)/portrait/$value") == .whole(Array(text.utf8), type))
  }

  @Test("Bytes that were not Base64 became a JSON text with quotation marks")
  func areRefusedWhereTheyAreNoBytes() throws {
    let part = try answer(
      #""method":"PUT","url":"{book}/cover","headers":{"Content-Type":"image/png"},"body":"no base64!""#)
    let start = #"{"id":"1","status":400,"headers":{"Content-Type":"application/json"},"body":{"error":"#
    let message =
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."
    #expect(part.hasPrefix(start + #"{"code":"BadRequest","message":"\#(message)","#), "\(part)")
    #expect(library.send("GET", "\(library.book)/cover").status == 404)
  }
}
