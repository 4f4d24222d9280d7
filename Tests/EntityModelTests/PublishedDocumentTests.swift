import TestSupport
import Testing

@testable import EntityModel

/// What cannot be read is told in one sentence, with the file and the line.
@Suite struct PublishedDocumentTests {
  private static let head =
    #"<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>"#
  private static let foot = "</edmx:DataServices></edmx:Edmx>"

  /// A document with one schema.
  private static func schema(_ content: String, _ namespace: String = "microsoft.graph") -> String {
    head + "\n<Schema Namespace=\"\(namespace)\" Alias=\"graph\">\n" + content + "</Schema>" + foot
  }

  private func mistake(in document: [UInt8]) -> String? { BroughtDocument(document).mistake }

  @Test(arguments: [
    ("", "b.xml: the file is empty"),
    ("<edmx:Edmx", "b.xml: not well-formed XML: it ends in line 1, before <Edmx> does"),
    ("<a", "b.xml: not well-formed XML: there is no element that begins and ends"),
    ("{}", "b.xml: not well-formed XML: there is no element that begins and ends"),
    ("<a>\n<b c=>\n</b></a>", "b.xml: not well-formed XML in line 2, column 6"),
    ("<a/>x", "b.xml: not well-formed XML in line 1, column 5"),
    (
      String(repeating: "<a>\n", count: 60_000),
      "b.xml: an element stands in more than 100 others in line 101"
    ),
    (
      head + String(repeating: "<a>", count: 200) + String(repeating: "</a>", count: 200) + foot,
      "b.xml: an element stands in more than 100 others in line 1"
    ),
    ("<html/>", "b.xml: line 1: no CSDL document: it begins with <html>, not with <edmx:Edmx>"),
    (head + foot, "b.xml: line 1: a CSDL document without a schema"),
    (
      schema("", "northwind"),
      "b.xml: line 1: it describes another service: it has no schema microsoft.graph"
    ),
    (
      schema("<EntityType Name=\"a\" BaseType=\"graph.nothing\"/>"),
      "b.xml: line 3: type microsoft.graph.nothing is not declared"
    ),
    (
      schema("<EntityType Name=\"a\">\n<Property Name=\"p\" Type=\"Edm.Shape\"/></EntityType>"),
      "b.xml: line 4: type Edm.Shape is not declared"
    ),
    (
      schema("<EntityType Name=\"a\"/>\n<EntityType Name=\"a\"/>"),
      "b.xml: line 4: type microsoft.graph.a is declared twice"
    ),
    (
      schema("<EntityType Name=\"a\" BaseType=\"graph.b\"/>\n<EntityType Name=\"b\" BaseType=\"graph.b\"/>"),
      "b.xml: line 4: type microsoft.graph.b derives from itself"
    ),
    (
      schema(
        "<EntityContainer Name=\"c\">\n<EntitySet Name=\"s\" EntityType=\"graph.nothing\"/></EntityContainer>"
      ),
      "b.xml: line 4: type microsoft.graph.nothing is not declared"
    ),
    (schema("<Annotations/>"), "b.xml: line 3: the element <Annotations> has no Target"),
  ])
  func whatIsWrongIsToldWithItsPlace(document: String, sentence: String) {
    #expect(mistake(in: Array(document.utf8)) == sentence)
  }

  /// A chain of 10,000 took a minute to read, and could be followed by nobody without a large stack.
  @Test func aTypeDerivesFromAHundredOthersAtMost() {
    #expect(mistake(in: Self.chain(100)) == nil)
    for length in [101, 10_000] {
      #expect(
        mistake(in: Self.chain(length))
          == "b.xml: line 105: type microsoft.graph.t101 derives from more than 100 others")
    }
  }

  /// - Parameter length: of how many others the last type derives; type `t7` is in line 11.
  private static func chain(_ length: Int) -> [UInt8] {
    let types = (0...length).map { number in
      number == 0
        ? "<EntityType Name=\"t0\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.String\"/></EntityType>"
        : "<EntityType Name=\"t\(number)\" BaseType=\"graph.t\(number - 1)\"/>"
    }
    return Array(schema("\n" + types.joined(separator: "\n")).utf8)
  }

  @Test func aDocumentThatEndsTooEarlyIsNeverTakenForAWholeOne() {
    let whole = ForeignModel.bytes
    for length in stride(from: 0, to: whole.count - 12, by: 97) {
      #expect(mistake(in: Array(whole.prefix(length)))?.hasPrefix("b.xml: ") == true, "\(length) bytes")
    }
    #expect(mistake(in: whole) == nil)
  }

  /// It was: whatever began with `<edmx:Edmx` was a document, and a model without any type.
  @Test func aTruncatedDocumentOfOursIsRefusedToo() {
    let error = #expect(throws: ModelError.self) { try EntityModel.read(Array("<edmx:Edmx".utf8)) }
    #expect(error?.description == "not well-formed XML: it ends in line 1, before <Edmx> does")
  }
}
