import JSON
import TenantSupport
import Testing

/// What the options of lists mean for types of no workload: all of OData, without the restrictions of the directory.
@Suite("Options of what no workload has") struct FurtherOptionTests {
  private let service: SmallService
  private let ada: String

  init() throws {
    let service = try SmallService.village()
    ada = try service.make("/people", #"{"name":"Ada"}"#)
    self.service = service
  }

  private func make(_ path: String, _ body: String) throws -> String { try service.make(path, body) }

  private func makeLetters() throws {
    for text in ["a", "b", "c", "d", "e"] { _ = try make("/people/\(ada)/letters", #"{"text":"\#(text)"}"#) }
  }

  // MARK: Pages

  /// The texts of all pages, and the counts that stand in them.
  private func pages(_ query: String) throws -> [Page] {
    var pages: [Page] = []
    var next: String? = "/people/\(ada)/letters?\(query)"
    while let path = next, pages.count < 9 {
      let reply = service.send("GET", path)
      #expect(reply.status == 200, "\(path): \(reply.text)")
      let envelope = try #require(reply.json.objectValue)
      pages.append(
        Page(
          texts: reply.items.compactMap { $0["text"]?.stringValue }.joined(),
          count: envelope["@odata.count"]?.intValue))
      next = envelope["@odata.nextLink"]?.stringValue?.replacing("http://localhost:8585/beta", with: "")
    }
    return pages
  }

  struct Page: Equatable, Sendable {
    let texts: String
    var count: Int?
  }

  /// `$top` ended the list: there was no link to the rows after it.
  @Test(arguments: [
    ("$top=2", [Page(texts: "ab"), Page(texts: "cd"), Page(texts: "e")]),
    ("top=2", [Page(texts: "ab"), Page(texts: "cd"), Page(texts: "e")]),
    ("$top=5", [Page(texts: "abcde")]), ("$top=1000", [Page(texts: "abcde")]), ("$top=0", [Page(texts: "")]),
    ("$top=2&$skip=1", [Page(texts: "bc"), Page(texts: "de")]),
    ("$top=3&$count=true", [Page(texts: "abc", count: 5), Page(texts: "de")]),
    ("$top=2&$filter=text ne 'b'&$orderby=text desc", [Page(texts: "ed"), Page(texts: "ca")]),
  ]) func topIsThePageSize(query: String, expected: [Page]) throws {
    try makeLetters()
    #expect(try pages(query.replacing(" ", with: "%20")) == expected)
  }

  @Test func aPageSaysWhereTheNextBegins() throws {
    try makeLetters()
    let path = "/people/\(ada)/letters?$top=1&$select=text"
    let first = service.send("GET", path)
    let link = try #require(first.json.objectValue?["@odata.nextLink"]?.stringValue)
    #expect(link.hasPrefix("http://localhost:8585/beta\(path)&$skiptoken="))
    let context = #""@odata.context":"http://localhost:8585/beta/$metadata#people('\#(ada)')/letters(text)""#
    #expect(first.text == #"{\#(context),"@odata.nextLink":"\#(link)","value":[{"text":"a"}]}"#)
  }

  @Test func aNegativeTopIsNone() {
    let reply = service.send("GET", "/people/\(ada)/letters?$top=-1")
    #expect(reply.status == 400)
    #expect(reply.code == "BadRequest")
    #expect(
      reply.message
        == "Invalid value '-1' for $top query option found. The $top query option requires a non-negative integer value."
    )
  }

  // MARK: Search

  /// Nothing was found where the model calls nothing searchable.
  @Test(arguments: [
    ("%22sister%22", ["one", "two"]), ("SISTER", ["one", "two"]), ("%22my%20sister%22", ["one"]),
    ("%22street:sister%22", []), ("%22address:sister%22", ["one", "two"]), ("%22name:sister%22", []),
    ("%22name:ON%22", ["one"]), ("brother", []), ("sister%20AND%20NOT%20lane", ["one"]),
    ("%22nobody:sister%22", []), ("sist*", ["one", "two"]), ("%22name:tw*%22", ["two"]),
    ("*", ["Ada", "one", "two"]), ("%22*ister%22", []),
  ]) func searchesMembers(text: String, expected: [String]) throws {
    _ = try make("/people", #"{"name":"one","address":{"street":"My Sister's","city":"b"}}"#)
    _ = try make("/people", #"{"name":"two","address":{"street":"Lane","city":"Sisterton"}}"#)
    let reply = service.send("GET", "/people?$search=\(text)&$select=name")
    #expect(reply.status == 200, "\(reply.text)")
    #expect(reply.items.compactMap { $0["name"]?.stringValue } == expected)
  }

  // MARK: Expansions

  private func makeBoxes() throws {
    for name in ["one", "two"] {
      let box = try make("/people/\(ada)/boxes", #"{"name":"\#(name)"}"#)
      for text in ["x", "y", "z"] {
        _ = try make("/people/\(ada)/boxes/\(box)/letters", #"{"text":"\#(name) \#(text)"}"#)
      }
    }
  }

  /// All but `$select` was refused in the parentheses of an expansion.
  @Test(arguments: [
    ("$filter=endswith(text,'y')", #""letters":[{"text":"one y"}]"#),
    ("$filter=not endswith(text,'y')", #""letters":[{"text":"one x"},{"text":"one z"}]"#),
    ("$orderby=text desc;$top=2", #""letters":[{"text":"one z"},{"text":"one y"}]"#),
    ("$skip=1", #""letters":[{"text":"one y"},{"text":"one z"}]"#),
    ("skip=1;top=1", #""letters":[{"text":"one y"}]"#),
    ("$count=true;$top=0", #""letters@odata.count":3,"letters":[]"#),
    (
      "$count=true;$filter=text gt 'one x'",
      #""letters@odata.count":2,"letters":[{"text":"one y"},{"text":"one z"}]"#
    ),
  ]) func anExpansionHasOptions(options: String, expected: String) throws {
    try makeBoxes()
    let query = "?$select=name&$filter=name eq 'one'&$expand=letters($select=text;\(options))"
    let reply = service.send("GET", "/people/\(ada)/boxes" + query.replacing(" ", with: "%20"))
    let context =
      #""@odata.context":"http://localhost:8585/beta/$metadata#people('\#(ada)')/boxes(name,letters(text))""#
    #expect(reply.text == #"{\#(context),"value":[{"name":"one",\#(expected)}]}"#)
  }

  /// A second level was too deep, also in the spelling of SharePoint's pages.
  @Test(arguments: [
    "?$select=name&$expand=boxes($select=name;$expand=letters($select=text;$top=1))",
    "?select=name&expand=boxes(select=name;expand=letters(select=text;top=1))",
  ]) func anExpansionHasExpansions(query: String) throws {
    try makeBoxes()
    let context =
      #""@odata.context":"http://localhost:8585/beta/$metadata#people(name,boxes(name,letters(text)))/$entity""#
    let boxes =
      #"{"name":"one","letters":[{"text":"one x"}]},{"name":"two","letters":[{"text":"two x"}]}"#
    #expect(
      service.send("GET", "/people/\(ada)\(query)").text == #"{\#(context),"name":"Ada","boxes":[\#(boxes)]}"#
    )
  }

  @Test func aSixthLevelIsTooDeep() {
    let levels =
      String(repeating: "$expand=boxes(", count: 6) + "$select=name" + String(repeating: ")", count: 6)
    let reply = service.send("GET", "/people/\(ada)?\(levels)")
    #expect(reply.status == 400)
    #expect(
      reply.message
        == "Parsing OData Select and Expand failed: 'boxes.boxes.boxes.boxes.boxes.boxes' is nested too deeply."
    )
  }
}
