import Foundation
import Testing

@testable import EntityModel

/// Documents as tables, which say what the parser found in them.
@Suite struct CSDLTableTests {
  static let documents = [
    "<a/>",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- who -->\n<a b='1' c = \"2\" >\n<b/>\n<b></b ></a>\n",
    "\u{FEFF}<a b=\"\u{E9}\u{1F600}\">\u{E9}</a>",
    "<x:a xmlns:x=\"urn:x\"><x:b x:c=\"1\" d=\"2\"/></x:a>",
    "<a b=\"&lt;&amp;&gt;&quot;&apos;&#65;&#x42;&#xA;\">&amp; text</a>",
    "<a><PropertyPath>one/two&amp;three</PropertyPath><b>text</b></a>",
    "<a b=\"one\n\ttwo&#xA;&#9;\"/>",
    "<a>\n\n<b\nc=\"1\"\n/><!-- two\nlines --><d/></a>",
  ]

  @Test(arguments: documents) func aTableSaysWhatItsDocumentSays(_ document: String) throws {
    let table = try CSDLTable.read(Array(document.utf8), named: "a.xml")
    try #expect(
      Self.text(CSDLElement(table.root)) == Self.text(.parse(Array(document.utf8), named: "a.xml")))
  }

  @Test func tablesOfThisProgramSayWhatItsDocumentsSay() throws {
    for name in ["v1.0.csdl.xml", "beta.csdl.xml", "overlay.csdl.xml"] {
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/CAssets/files/\(name)")
      let document = Array(try Data(contentsOf: file))
      let table = try CSDLTable.read(document)
      try #expect(Self.text(CSDLElement(table.root)) == Self.text(.parse(document)), "\(name)")
    }
  }

  /// An element begins where its tag ends, as the parser counts.
  @Test func mistakesAreToldWithTheirLine() {
    let document =
      "<Edmx>\n<Schema Namespace=\"a\">\n<EntityType\nName=\"b\"\nBaseType=\"a.c\"/></Schema></Edmx>"
    let error = #expect(throws: ModelError.self) {
      let table = try CSDLTable.read(Array(document.utf8), named: "a.xml")
      _ = try EntityModel.checked(table)
    }
    #expect(error?.description == "a.xml: line 5: type a.c is not declared")
  }

  @Test func aTableThatIsCutIsNone() throws {
    let table = try CSDLTable.read(Array(Self.documents[1].utf8))
    for length in 0..<table.bytes.count { #expect(Self.copy(table, length) == nil, "\(length)") }
    #expect(Self.copy(table, table.bytes.count) != nil)
  }

  @Test func aTableOfAnotherFormIsNone() throws {
    let table = try CSDLTable.read(Array("<a/>".utf8))
    var bytes = Array(table.bytes)
    bytes[0] += 1
    let isTable = bytes.withUnsafeBytes { CSDLTable($0) { _ in } != nil }
    #expect(!isTable)
  }

  private static func copy(_ table: CSDLTable, _ length: Int) -> CSDLTable? {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(length, 1), alignment: 16)
    copy.copyBytes(from: table.bytes[..<length])
    return CSDLTable(UnsafeRawBufferPointer(start: copy.baseAddress, count: length)) { $0.deallocate() }
  }

  /// With attributes in the order of their names.
  private static func text(_ element: CSDLElement) -> String {
    let attributes = element.attributes.filter { !$0.key.hasPrefix("xmlns") }.sorted { $0.key < $1.key }
      .map { " \($0.key)=\($0.value.debugDescription)" }.joined()
    let place = element.place.map { "@\($0.line)" } ?? ""
    return "<\(element.name)\(place)\(attributes)>\(element.text)" + element.children.map(text).joined()
      + "</>"
  }
}
