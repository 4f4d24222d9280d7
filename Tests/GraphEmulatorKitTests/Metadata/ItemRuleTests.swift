import HTTPMessages
import JSON
import Testing

/// Tags of objects (`EntityTag`), where they may be moved (`Moves`), and what some of them do not have (`NotOf`), as a model says
/// it of its own types.
@Suite("What a model says of changes") struct ItemRuleTests: PublishedTenantTests {
  let tenant: PublishedTenant
  private let shelf: String

  init() throws {
    tenant = try PublishedTenant(declaring: Self.types)
    shelf = "/shelves/\(try tenant.make("/shelves", "{}"))"
  }

  private static let refusals = """
    "missing":{"status":404,"code":"gone","message":"There is none."},
    "inside":{"status":400,"code":"inside","message":"It is inside."}
    """

  private static let types = #"""
    <EntityType Name="shelf" BaseType="graph.entity">
      <NavigationProperty Name="top" Type="graph.file" ContainsTarget="true"/>
      <NavigationProperty Name="files" Type="Collection(graph.file)" ContainsTarget="true"/></EntityType>
    <ComplexType Name="below"><Property Name="id" Type="Edm.String"/><Property Name="way" Type="Edm.String"/></ComplexType>
    <EntityType Name="file" BaseType="graph.entity">
      <Property Name="name" Type="Edm.String"/><Property Name="below" Type="graph.below"/>
      <Property Name="sheet" Type="Edm.String"/><Property Name="stamp" Type="Edm.String"/>
      <Property Name="content" Type="Edm.Stream">
        <Annotation Term="Emulator.V1.NotOf"
          String='{"property":"sheet","status":409,"code":"sheet","message":"A sheet has none."}'/></Property>
      <NavigationProperty Name="files" Type="Collection(graph.file)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.SameAs" String="microsoft.graph.shelf/files by below.id"/>
        <Annotation Term="Emulator.V1.Moves" String='{"path":"below/way",REFUSALS}'/>
        <Annotation Term="Emulator.V1.NotOf"
          String='{"property":"sheet","status":409,"code":"sheet","message":"A sheet holds none."}'/></NavigationProperty>
      <Annotation Term="Emulator.V1.ByPath" String="files by name"/>
      <Annotation Term="Emulator.V1.EntityTag" String='{"in":{"@odata.etag":"W/\"{}\"","stamp":"v{}"},
        "changed":"stale The tag is another one.","required":"needed If-Match is missing."}'/></EntityType>
    <EntityContainer Name="GraphService"><EntitySet Name="shelves" EntityType="graph.shelf"/></EntityContainer>
    """#.replacing("REFUSALS", with: refusals)

  private func change(
    _ method: String, _ path: String, _ body: String? = nil, knowing tag: String? = "*"
  ) -> Reply {
    tenant.emulator.send(
      method, path, body, version: "v1.0", headers: tag.map { [HeaderField("If-Match", $0)] } ?? [])
  }

  private func file(_ name: String, in place: String, _ more: String = "") throws -> String {
    try make(place + "/files", #"{"name":"\#(name)"\#(more)}"#)
  }

  // MARK: Tags

  @Test func changesNeedTheTag() throws {
    let path = "\(shelf)/files/\(try file("a", in: shelf))"
    let first = send("GET", path)
    let tag = try #require(first["@odata.etag"]?.stringValue, "\(first.text)")
    #expect(first.json.objectValue?.names.prefix(3) == ["@odata.context", "@odata.etag", "id"])
    #expect(first["stamp"]?.stringValue == "v\(tag.dropFirst(3).dropLast())")
    #expect(send("GET", path + "?$select=name")["@odata.etag"] == .string(tag))
    for method in ["PATCH", "DELETE"] {
      let body = method == "PATCH" ? #"{"name":"b"}"# : nil
      #expect(error(change(method, path, body, knowing: nil)) == "400 needed: If-Match is missing.")
      #expect(error(change(method, path, body, knowing: "\"x\"")) == "412 stale: The tag is another one.")
    }
    // What a body says of tags does not count; the same values are another state all the same.
    let changed = change("PATCH", path, #"{"name":"a","stamp":"mine"}"#, knowing: "\"x\", \(tag)")
    #expect(changed.status == 200, "\(changed.text)")
    #expect(changed["@odata.etag"] != .string(tag) && changed["stamp"] != first["stamp"])
    #expect(changed["stamp"] != "mine")
    #expect(error(change("DELETE", path, knowing: tag)) == "412 stale: The tag is another one.")
    let stamp = try #require(changed["stamp"]?.stringValue)
    #expect(change("DELETE", path, knowing: "\"\(stamp)\"").status == 204)
    #expect(send("GET", path).status == 404)
  }

  @Test func whatNobodyHasWrittenHasOneToo() throws {
    let path = shelf + "/top"
    #expect(send("GET", path)["@odata.etag"] == #"W/"0""#)
    #expect(
      error(change("PATCH", path, #"{"name":"a"}"#, knowing: "\"1\"")) == "412 stale: The tag is another one."
    )
    #expect(change("PATCH", path, #"{"name":"a"}"#, knowing: "W/\"0\"").status < 300)
    #expect(
      error(change("PATCH", path, #"{"name":"b"}"#, knowing: "W/\"0\""))
        == "412 stale: The tag is another one.")
  }

  @Test func exportsHaveNone() throws {
    _ = try file("a", in: shelf)
    let exported = try tenant.emulator.export()
    #expect(!exported.contains("\"stamp\"") && !exported.contains("odata.etag"), "\(exported)")
  }

  // MARK: Places

  @Test func objectsAreMovedToWhatIsThere() throws {
    let outer = try file("A", in: shelf + "/top")
    let inner = try file("B", in: "\(shelf)/files/\(outer)")
    let leaf = try file("C", in: shelf + "/top")
    let sheet = try file("S", in: shelf + "/top", #","sheet":"x""#)
    let move = { (id: String, below: String) in
      change("PATCH", "\(shelf)/files/\(id)", #"{"below":\#(below)}"#)
    }
    for below in [#"{"id":"\#(outer)"}"#, #"{"id":"\#(inner)"}"#, #"{"way":"/top:/a/b"}"#] {
      #expect(error(move(outer, below)) == "400 inside: It is inside.", "\(below)")
    }
    for below in [#"{"id":"none"}"#, #"{"way":"/top:/A/X"}"#] {
      #expect(error(move(leaf, below)) == "404 gone: There is none.", "\(below)")
    }
    #expect(error(move(leaf, #"{"id":"\#(sheet)"}"#)) == "409 sheet: A sheet holds none.")
    #expect(send("GET", shelf + "/top/files").values("id") == [outer, leaf, sheet])
    let moved = move(leaf, #"{"way":"/top:/A/B"}"#)
    #expect(moved["below"]?.text == #"{"id":"\#(inner)","way":null}"#, "\(moved.text)")
    #expect(send("GET", "\(shelf)/files/\(inner)/files").values("id") == [leaf])
    // What names none, as null does, changes nothing of it.
    #expect(move(leaf, "{}")["below"] == moved["below"])
    #expect(move(leaf, "null")["below"] == moved["below"])
  }

  @Test func someHaveNeitherChildrenNorBytes() throws {
    let sheet = "\(shelf)/files/\(try file("S", in: shelf, #","sheet":"x""#))"
    #expect(error(send("POST", sheet + "/files", #"{"name":"a"}"#)) == "409 sheet: A sheet holds none.")
    #expect(error(send("PUT", sheet + ":/a:/content", "x")) == "409 sheet: A sheet holds none.")
    #expect(error(send("PUT", sheet + "/content", "x")) == "409 sheet: A sheet has none.")
    #expect(send("GET", sheet + "/files").items.isEmpty)
    #expect(send("GET", sheet + "/content").status == 404)
  }
}
