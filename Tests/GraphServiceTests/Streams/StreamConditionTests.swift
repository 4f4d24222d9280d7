import HTTPMessages
import Testing

@testable import GraphService

/// Parts of streams, and requests that depend on what the client knows (RFC 9110, sections 13 and 14).
@Suite("Ranges and conditions of streams") struct StreamConditionTests {
  private let library: Library
  private let path: String
  private let tag: String

  init() throws {
    library = try Library()
    path = "\(library.book)/portrait/$value"
    tag = try #require(library.send("PUT", path, Array("0123456789".utf8), "text/plain").tag)
  }

  @Test(arguments: [
    ("bytes=0-3", "0123", "0-3"), ("bytes=4-", "456789", "4-9"), ("bytes=-2", "89", "8-9"),
    ("bytes=8-99", "89", "8-9"), ("bytes=-99", "0123456789", "0-9"), ("bytes=9-9", "9", "9-9"),
    ("bytes=0-9223372036854775807", "0123456789", "0-9"),
  ])
  func partsAreSent(range: String, part: String, place: String) {
    #expect(
      library.send("GET", path, [], nil, [HeaderField("Range", range)])
        == StreamReply(
          206,
          [
            "Content-Type: text/plain", "ETag: {tag}", "Accept-Ranges: bytes",
            "Content-Range: bytes \(place)/10",
          ], Array(part.utf8)))
  }

  @Test(arguments: ["bytes=10-", "bytes=10-20", "bytes=-0"]) func whatIsNotThereIsRefused(range: String) {
    let reply = library.send("GET", path, [], nil, [HeaderField("Range", range)])
    #expect(reply.status == 416)
    #expect(reply.headers.contains("Content-Range: bytes */10"), "\(reply)")
    #expect(reply.error == ["invalidRange", "The requested range is not satisfiable."])
  }

  @Test(arguments: [
    "bytes=3-1", "bytes=0-1,3-4", "lines=0-1", "bytes=", "bytes=-", "bytes=a-b", "bytes=+1-2", "0-1",
    "bytes=0-99999999999999999999",
  ])
  func whatIsNoRangeIsNotLookedAt(range: String) {
    #expect(
      library.send("GET", path, [], nil, [HeaderField("Range", range)])
        == .whole(Array("0123456789".utf8), "text/plain"))
  }

  @Test func aPartOfOtherBytesIsNotSent() {
    for (known, status) in [(tag, 206), ("\"other\"", 200)] {
      let reply = library.send(
        "GET", path, [], nil, [HeaderField("Range", "bytes=0-1"), HeaderField("If-Range", known)])
      #expect(reply.status == status)
    }
  }

  @Test func whatIsKnownIsNotSentAgain() {
    for known in [tag, "*", "\"a\", \(tag)", "W/\(tag)"] {
      #expect(
        library.send("GET", path, [], nil, [HeaderField("If-None-Match", known)])
          == StreamReply(304, ["ETag: {tag}"]))
    }
    #expect(library.send("GET", path, [], nil, [HeaderField("If-None-Match", "\"a\"")]).status == 200)
  }

  @Test func othersAreNotOverwrittenUnseen() {
    for method in ["PUT", "DELETE"] {
      let reply = library.send(method, path, [1], "text/plain", [HeaderField("If-Match", "\"a\"")])
      #expect(reply.status == 412)
      #expect(reply.error == ["resourceModified", "ETag does not match current item's value."])
    }
    #expect(library.send("PUT", path, [1], "text/plain", [HeaderField("If-Match", tag)]).status == 200)
    let cover = library.send(
      "PUT", "\(library.book)/cover", [1], "text/plain", [HeaderField("If-Match", "*")])
    #expect(cover.status == 412)
  }
}
