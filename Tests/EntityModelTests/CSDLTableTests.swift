import Foundation
import TestSupport
import Testing

@testable import EntityModel

/// Documents as tables: read by the scanner or by the system's parser, they say the same.
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

  @Test(arguments: documents) func theScannerReadsWhatTheParserReads(_ document: String) throws {
    let scanned = try #require(CSDLScanner.table(of: Array(document.utf8), named: "a.xml"))
    try #expect(
      Self.text(CSDLElement(scanned.root)) == Self.text(.parse(Array(document.utf8), named: "a.xml")))
  }

  @Test func theScannerReadsDocumentsOfThisProgram() throws {
    for name in ["v1.0.csdl.xml", "beta.csdl.xml", "overlay.csdl.xml"] {
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/CAssets/files/\(name)")
      let document = Array(try Data(contentsOf: file))
      let table = CSDLScanner.table(of: document, named: nil)
      let scanned = try #require(table, "\(name)")
      try #expect(Self.text(CSDLElement(scanned.root)) == Self.text(.parse(document)))
    }
    #expect(CSDLScanner.table(of: ForeignModel.bytes, named: nil) != nil)
  }

  @Test(arguments: [
    "", "x", "<a", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a/>x", "x<a/>", "<a b=1/>", "<a b=\"1\"c=\"2\"/>",
    "<a b=\"1\" b=\"2\"/>", "<a b=\"<\"/>", "<a b=\"1/>", "<a b=\"&\"/>", "<a b=\"&lt\"/>", "<a b=\"&c;\"/>",
    "<a b=\"&#0;\"/>", "<a b=\"&#xD800;\"/>", "<a b=\"&#+65;\"/>", "<a b=\"&#;\"/>", "<a>&</a>", "<a>&c;</a>",
    "<a>]]></a>", "<a>\u{1}</a>", "<a b=\"\r\"/>", "<x:a/>", "<a x:b=\"1\"/>", "<:a/>", "<a:/>", "<1a/>",
    "<a><!-- -- --></a>", "<a><![CDATA[b]]></a>", "<!DOCTYPE a><a/>", "<a><?b c?></a>",
    " <?xml version=\"1.0\"?><a/>",
    "<?xml version=\"1.0\" encoding=\"latin1\"?><a/>", "<aPath>x<b/>y</aPath>", "<\u{E9}/>",
  ]) func theScannerLeavesToTheParserWhatIsNotPlain(_ document: String) {
    #expect(CSDLScanner.table(of: Array(document.utf8), named: nil) == nil)
  }

  @Test func theScannerLeavesToTheParserWhatIsNoUTF8() {
    #expect(CSDLScanner.table(of: Array("<a b=\"".utf8) + [0xC3] + Array("\"/>".utf8), named: nil) == nil)
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
