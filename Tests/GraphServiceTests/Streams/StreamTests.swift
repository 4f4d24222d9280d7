import HTTPMessages
import JSON
import Testing

/// Bytes beside objects, in the engine alone: what is read is what was written, of whatever kind.
@Suite("Streams") struct StreamTests {
  private let library: Library

  init() throws { library = try Library() }

  /// No text, and longer than a page of the database.
  private static let bytes = (0..<9_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

  @Test(arguments: [
    ("cover", "image/png"), ("cover/$value", "application/json"), ("press/mark", "text/plain; charset=utf-8"),
    ("portrait/$value", "image/jpeg"),
  ])
  func comeBackAsTheyWere(place: String, type: String) {
    let path = "\(library.book)/\(place)"
    #expect(library.send("GET", path).status == 404)
    let put = library.send("PUT", path, Self.bytes, type)
    #expect([200, 204].contains(put.status), "\(put)")
    #expect(library.send("GET", path) == .whole(Self.bytes, type))
    #expect(library.send("GET", path).tag == put.tag)
    #expect(library.send("PATCH", path, [1, 2, 3]).tag != put.tag)
    #expect(library.send("GET", path) == .whole([1, 2, 3], "application/octet-stream"))
    #expect(library.send("DELETE", path) == StreamReply(204))
    #expect(library.send("GET", path).status == 404)
  }

  @Test(
    "Anything was kept as the type of bytes, and sent as their Content-Type",
    arguments: ["not a type", "image", "image/", "/png", "image/png; a", "image/p ng", "*", ""])
  func areOfAnyKindWhereTheTypeIsNone(type: String) {
    library.send("PUT", "\(library.book)/cover", [1, 2], type)
    #expect(
      library.send("GET", "\(library.book)/cover") == .whole([1, 2], "application/octet-stream"))
  }

  @Test(arguments: [
    "image/png", "text/plain;charset=utf-8", "image/png;", "text/plain ; charset=\"a;b \\\" c\" ; x=y",
    "a/b+c.d-e",
  ])
  func keepTheTypeAsItWasWritten(type: String) {
    library.send("PUT", "\(library.book)/cover", [1, 2], type)
    #expect(library.send("GET", "\(library.book)/cover") == .whole([1, 2], type))
  }

  @Test func mayBeEmpty() {
    #expect(library.send("PUT", "\(library.book)/cover", [], "text/plain").status == 200)
    #expect(library.send("GET", "\(library.book)/cover") == .whole([], "text/plain"))
  }

  @Test func showTheObjectWhereTheModelSaysSo() {
    let put = library.send("PUT", "\(library.book)/cover", [1, 2], "image/png")
    let id = library.book.dropFirst("/books/".count)
    #expect(
      put.text == #"""
        {"@odata.context":"http://localhost:8585/beta/$metadata#books/$entity","id":"\#(id)","title":"Momo",\#
        "size":2,"press":null}
        """#)
    #expect(put.status == 200)
    #expect(
      library.send("PUT", "\(library.book)/portrait/$value", [1], "image/png")
        == StreamReply(200, ["ETag: {tag}"]))
  }

  @Test func areInNoPayload() {
    library.send("PUT", "\(library.book)/cover", [1, 2], "image/png")
    let patched = library.service.send("PATCH", library.book, #"{"cover":"AAEC","title":"Momo 2"}"#)
    #expect(patched.status == 200 || patched.status == 204, "\(patched.text)")
    #expect(!library.send("GET", library.book).text.contains("cover"))
    #expect(!library.send("GET", "/books?$select=title,cover").text.contains(#""cover":"#))
    #expect(library.send("GET", "\(library.book)/cover").bytes == [1, 2])
  }

  // MARK: Media entities

  @Test func makeTheSingleValueThatTheyAreOf() {
    let path = "\(library.book)/portrait"
    #expect(library.send("GET", path).error == ["NoPortrait", "Nobody has painted it."])
    #expect(library.send("GET", "\(path)/$value").error == ["NoPortrait", "Nobody has painted it."])
    #expect(library.send("DELETE", "\(path)/$value").error == ["NoPortrait", "Nobody has painted it."])
    library.send("PUT", "\(path)/$value", [1], "image/gif")
    let portrait = library.send("GET", path)
    #expect(portrait.status == 200)
    #expect(
      portrait.text.contains(
        #""painter":null,"@odata.mediaContentType":"image/gif","@odata.mediaEtag":"#), "\(portrait)")
    #expect(library.send("DELETE", "\(path)/$value") == StreamReply(204))
    #expect(library.send("GET", path).error == ["NoPortrait", "Nobody has painted it."])
  }

  @Test func tellTheirLinksInFullMetadata() {
    library.send("PUT", "\(library.book)/portrait/$value", [1], "image/gif")
    let full = library.send(
      "GET", "\(library.book)/portrait", [], nil,
      [HeaderField("Accept", "application/json;odata.metadata=full")])
    let link = "http://localhost:8585/beta\(library.book)/portrait/$value".replacing(
      library.book, with: "/books('\(library.book.dropFirst(7))')")
    #expect(
      full.text.contains(#""@odata.mediaReadLink":"\#(link)","@odata.mediaEditLink":"\#(link)""#), "\(full)")
    let none = library.send(
      "GET", "\(library.book)/portrait", [], nil,
      [HeaderField("Accept", "application/json;odata.metadata=none")])
    #expect(!none.text.contains("media"), "\(none)")
  }

  @Test func areThereForTheTypesAloneThatHaveThem() throws {
    func part(_ type: String) -> String {
      let made = library.service.send(
        "POST", "\(library.book)/parts", ##"{"@odata.type":"#test.\##(type)"}"##)
      return "\(library.book)/parts/\(made.json.objectValue?["id"]?.stringValue ?? "")/$value"
    }
    let (chapter, plate) = (part("chapter"), part("plate"))
    #expect(library.send("PUT", plate, [1, 2], "image/png") == StreamReply(204, ["ETag: {tag}"]))
    #expect(library.send("GET", plate) == .whole([1, 2], "image/png"))
    #expect(library.send("PUT", chapter, [1, 2], "image/png").status == 404)
    #expect(library.send("GET", chapter).status == 404)
    #expect(library.send("GET", "\(library.book)/$value").status == 400)
  }

  @Test func belongToSingleValuesBelowSingletonsToo() {
    #expect(library.send("GET", "/house/sign/$value").status == 404)
    #expect(library.send("PUT", "/house/sign/$value", [7], "image/png").status == 204)
    #expect(library.send("GET", "/house/sign/$value") == .whole([7], "image/png"))
    #expect(library.send("PUT", "/house/sign/$value", [8], "image/png").status == 204)
    #expect(library.send("GET", "/house/sign/$value") == .whole([8], "image/png"))
  }

  @Test func goWithTheirObject() throws {
    library.send("PUT", "\(library.book)/cover", [1], "image/png")
    library.send("PUT", "\(library.book)/portrait/$value", [1], "image/png")
    #expect(try library.service.rowCount("stream") == 2)
    #expect(library.send("DELETE", library.book).status == 204)
    #expect(try library.service.rowCount("stream") == 0)
  }

  @Test("Bytes of a complex value stayed when its object went")
  func ofComplexValuesGoWithTheirObjectToo() throws {
    let service = try SmallService(
      model: """
        <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
        <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
          <EntityType Name="printer"><Key><PropertyRef Name="id"/></Key>
            <Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="press" Type="test.press"/>
          </EntityType>
          <ComplexType Name="press"><Property Name="mark" Type="Edm.Stream"/></ComplexType>
          <EntityContainer Name="Service"><EntitySet Name="printers" EntityType="test.printer"/></EntityContainer>
        </Schema></edmx:DataServices></edmx:Edmx>
        """)
    let made = service.send("POST", "/printers", "{}")
    let path = "/printers/" + (made.json.objectValue?["id"]?.stringValue ?? "")
    #expect(service.respond("PUT", path + "/press/mark", [1], []).status == 204)
    #expect(try service.rowCount("stream") == 1)
    #expect(service.send("DELETE", path).status == 204)
    #expect(try service.rowCount("stream") == 0)
  }

  @Test(arguments: [
    ("POST", "cover", "DELETE, GET, PATCH, PUT"), ("PUT", "print", "GET"), ("DELETE", "print", "GET"),
    ("POST", "portrait/$value", "DELETE, GET, PATCH, PUT"),
  ])
  func takeTheMethodsThatTheModelSays(method: String, place: String, allowed: String) {
    let reply = library.send(method, "\(library.book)/\(place)", [1], "image/png")
    #expect(reply.status == 405)
    #expect(reply.headers.contains("Allow: \(allowed)"), "\(reply)")
  }

  @Test func areNotWhereTheirObjectIsNot() {
    for method in ["GET", "PUT", "DELETE"] {
      #expect(library.send(method, "/books/none/cover", [1], "image/png").status == 404)
      #expect(library.send(method, "/books/none/portrait/$value", [1], "image/png").status == 404)
    }
  }
}
