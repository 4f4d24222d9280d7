import HTTPMessages
import JSON
import Testing

@testable import GraphService

/// Streams in fragments, in the engine alone (page "driveItem: createUploadSession").
@Suite("Upload sessions") struct UploadTests {
  private let library: Library

  init() throws { library = try Library() }

  /// Opens a session; its URL below the version.
  private func open(_ place: String, _ body: String = "{}", status: Int = 200) throws -> String {
    let reply = library.service.send("POST", "\(library.book)\(place)/createUploadSession", body)
    #expect(reply.status == status, "\(reply.text)")
    let url = try #require(reply.json.objectValue?["uploadUrl"]?.stringValue, "\(reply.text)")
    #expect(url.hasPrefix("http://localhost:8585/beta/$upload?token="))
    return url.replacing("http://localhost:8585/beta", with: "")
  }

  private func put(_ url: String, _ text: String, _ range: String?) -> StreamReply {
    library.send(
      "PUT", url, Array(text.utf8), "image/png", range.map { [HeaderField("Content-Range", $0)] } ?? [])
  }

  private static func missing(_ ranges: String) -> String {
    #"{"expirationDateTime":"2026-02-01T08:15:30.0000000Z","nextExpectedRanges":[\#(ranges)]}"#
  }

  @Test func sayWhereAndHowLong() {
    let reply = library.service.send("POST", "\(library.book)/createUploadSession", "{}")
    let session = reply.json.objectValue
    #expect(session?.names == ["@odata.context", "uploadUrl", "expirationDateTime", "nextExpectedRanges"])
    #expect(session?["@odata.context"] == "http://localhost:8585/beta/$metadata#test.uploadSession")
    #expect(session?["expirationDateTime"] == "2026-02-01T08:15:30.0000000Z")
    #expect(session?["nextExpectedRanges"] == ["0-"])
  }

  /// Page "Attach large files to a To Do task": such URLs were 404.
  @Test func areOfTheContentToo() throws {
    let url = try open("")
    let behindThePath = url.replacing("$upload?", with: "$upload/content?")
    #expect(put(url + "/content", "ab", "bytes 0-1/4").text == Self.missing(#""2-""#))
    #expect(library.send("GET", behindThePath).text == Self.missing(#""2-""#))
    #expect(put(behindThePath, "cd", "bytes 2-3/4").status == 201)
    #expect(library.send("GET", "\(library.book)/cover") == .whole(Array("abcd".utf8), "image/png"))
    #expect(put(url + "/contents", "ab", "bytes 0-1/4").status == 404)
  }

  @Test func putTheFragmentsTogether() throws {
    let url = try open("", #"{"item":{"title":"Ophelia","pages":3,"size":99}}"#)
    let first = put(url, "abc", "bytes 0-2/7")
    #expect((first.status, first.text) == (202, Self.missing(#""3-""#)))
    let state = library.send("GET", url)
    #expect((state.status, state.text) == (200, Self.missing(#""3-""#)))
    #expect(put(url, "de", "bytes 3-4/7").status == 202)
    #expect(library.send("GET", "\(library.book)/cover").status == 404)
    let last = put(url, "fg", "bytes 5-6/7")
    #expect(last.status == 201)
    let id = library.book.dropFirst("/books/".count)
    #expect(
      last.text == #"""
        {"@odata.context":"http://localhost:8585/beta/$metadata#books/$entity","id":"\#(id)","title":"Ophelia",\#
        "size":7,"press":null}
        """#)
    #expect(library.send("GET", "\(library.book)/cover") == .whole(Array("abcdefg".utf8), "image/png"))
    #expect(library.send("GET", url).error == ["itemNotFound", "The upload session was not found"])
    #expect(put(try open(""), "z", "bytes 0-0/1").status == 200)
    #expect(try library.service.rowCount("uploadPart") == 0)
  }

  @Test(
    "Anything was kept as the type of an uploaded file, and sent as its Content-Type",
    arguments: [
      (#""text/css""#, "text/css"), (#""a b""#, "image/png"), (#""a/b\r\nX: y""#, "image/png"),
      ("null", "image/png"),
    ])
  func areOfTheTypeThatIsOne(type: String, kept: String) throws {
    let url = try open("", #"{"item":{"title":"Ophelia","contentType":\#(type)}}"#)
    #expect(put(url, "ab", "bytes 0-1/2").status == 201)
    #expect(library.send("GET", "\(library.book)/cover") == .whole(Array("ab".utf8), kept))
  }

  @Test func makeAnObjectInACollection() throws {
    let url = try open("/parts", #"{"item":{"title":"Plate 1"}}"#, status: 201)
    let made = put(url, "ab", "bytes 0-1/2")
    #expect(made.status == 201)
    #expect(made.bytes == [])
    let location = try #require(made.headers.first { $0.hasPrefix("Location: ") }?.dropFirst(10))
    #expect(location.hasPrefix("http://localhost:8585/beta\(library.book)/parts/"), "\(location)")
    let path = String(location.dropFirst("http://localhost:8585/beta".count))
    #expect(library.send("GET", "\(path)/$value") == .whole(Array("ab".utf8), "image/png"))
    #expect(library.send("GET", path).text.contains(#""title":"Plate 1""#))
  }

  @Test func waitForTheirEndWhereTheClientSaysSo() throws {
    let url = try open("", #"{"deferCommit":true}"#)
    #expect(library.send("POST", url).error.first == "invalidRequest")
    let last = put(url, "ab", "bytes 0-1/2")
    #expect((last.status, last.text) == (202, Self.missing("")))
    #expect(library.send("GET", "\(library.book)/cover").status == 404)
    #expect(library.send("POST", url).status == 201)
    #expect(library.send("GET", "\(library.book)/cover").bytes == Array("ab".utf8))
  }

  @Test(arguments: [
    ("bytes 0-2/7", 416, "invalidRange", "The next fragment begins with byte 3."),
    ("bytes 4-6/7", 416, "invalidRange", "The next fragment begins with byte 3."),
    ("bytes 3-4/7", 400, "invalidRequest", "The fragment's range has 2 bytes, and its body 3."),
    (
      "bytes 3-5/9", 400, "invalidRequest",
      "The fragment says that the file has 9 bytes, and one before it 7."
    ),
    ("bytes 5-3/7", 400, "invalidRequest", "The header Content-Range 'bytes 5-3/7' is malformed."),
    ("bytes 3-5/*", 400, "invalidRequest", "The header Content-Range 'bytes 3-5/*' is malformed."),
    ("bytes 3-7/7", 400, "invalidRequest", "The header Content-Range 'bytes 3-7/7' is malformed."),
    ("3-5/7", 400, "invalidRequest", "The header Content-Range '3-5/7' is malformed."),
    (nil, 400, "invalidRequest", "The header Content-Range is missing."),
    (
      "bytes 3-5/67108865", 413, "RequestEntityTooLarge",
      "A file in an upload session has at most 67108864 bytes."
    ),
  ])
  func refuseFragments(range: String?, status: Int, code: String, message: String) throws {
    let url = try open("")
    #expect(put(url, "abc", "bytes 0-2/7").status == 202)
    let refused = put(url, "xyz", range)
    #expect(refused.status == status)
    #expect(refused.error == [code, message])
    #expect(library.send("GET", url).text == Self.missing(#""3-""#))
  }

  @Test func endWhenTheyAreGivenUp() throws {
    let url = try open("")
    #expect(put(url, "abc", "bytes 0-2/7").status == 202)
    #expect(library.send("DELETE", url) == StreamReply(204))
    for method in ["DELETE", "GET", "POST"] {
      #expect(library.send(method, url).error == ["itemNotFound", "The upload session was not found"])
    }
    #expect(put(url, "de", "bytes 3-4/7").status == 404)
    #expect(try library.service.rowCount("uploadPart") == 0)
  }

  @Test func endWithTheirTime() throws {
    let url = try open("")
    #expect(put(url, "abc", "bytes 0-2/7").status == 202)
    try library.service.advance(seconds: 86_399)
    #expect(library.send("GET", url).status == 200)
    try library.service.advance(seconds: 1)
    #expect(library.send("GET", url).status == 404)
    #expect(put(url, "de", "bytes 3-4/7").status == 404)
    _ = try open("")
    #expect(try library.service.rowCount("uploadPart") == 0)
  }

  @Test func areNotOpenedForWhatHasNoStream() {
    let reply = library.service.send("POST", "/houses/createUploadSession", "{}")
    #expect(reply.status == 400)
    #expect(library.service.send("POST", "/house/createUploadSession", "{}").status == 501)
  }

  @Test(
    "a session whose object was deleted made something that nothing contained", arguments: ["", "/parts"])
  func goWithTheirObject(place: String) throws {
    let url = try open(place, #"{"item":{"title":"a"}}"#, status: place.isEmpty ? 200 : 201)
    #expect(put(url, "abc", "bytes 0-2/7").status == 202)
    #expect(library.send("DELETE", library.book).status == 204)
    for reply in [library.send("GET", url), put(url, "defg", "bytes 3-6/7"), library.send("DELETE", url)] {
      #expect(reply.status == 404)
      #expect(reply.error == ["itemNotFound", "The upload session was not found"])
    }
    for table in ["upload", "uploadPart"] { #expect(try library.service.rowCount(table) == 0) }
  }

  @Test func takeNoOtherMethods() throws {
    let reply = library.send("PATCH", try open(""))
    #expect(reply.status == 405)
    #expect(reply.headers.contains("Allow: DELETE, GET, POST, PUT"), "\(reply)")
  }
}

/// A stream whose bytes are at a URL of their own, as those of files are.
@Suite("Redirected streams") struct DownloadTests {
  private let library: Library

  init() throws {
    library = try Library()
    #expect(library.send("PUT", "\(library.book)/file", [1, 2, 3], "image/png").status == 204)
  }

  private func location() throws -> String {
    let reply = library.send("GET", "\(library.book)/file")
    #expect(reply.status == 302)
    #expect(reply.bytes == [])
    let location = try #require(reply.headers.first { $0.hasPrefix("Location: ") }?.dropFirst(10))
    #expect(location.hasPrefix("http://localhost:8585/beta/$download?token="))
    return String(location.dropFirst("http://localhost:8585/beta".count))
  }

  @Test func areFoundWithoutAToken() throws {
    let url = try location()
    #expect(library.send("GET", url) == .whole([1, 2, 3], "image/png"))
    #expect(library.send("GET", url, [], nil, [HeaderField("Range", "bytes=1-")]).bytes == [2, 3])
    #expect(library.send("PUT", url, [1], "image/png").status == 405)
  }

  @Test func areFoundForAnHour() throws {
    let url = try location()
    try library.service.advance(seconds: 3_599)
    #expect(library.send("GET", url).status == 200)
    try library.service.advance(seconds: 1)
    #expect(library.send("GET", url).error.first == "unauthenticated")
  }

  @Test func areNotFoundByAGuess() throws {
    let url = try location()
    for other in [url + "a", String(url.dropLast(4)), "/$download?token=", "/$download"] {
      #expect(library.send("GET", other).error.first == "unauthenticated", "\(other)")
    }
    #expect(library.send("DELETE", "\(library.book)/file").status == 204)
    #expect(library.send("GET", url).status == 401)
  }
}
