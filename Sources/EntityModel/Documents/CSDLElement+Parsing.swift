import Foundation
#if canImport(FoundationXML)
  import FoundationXML
#endif

extension CSDLTable {
  /// Reads a document.
  ///
  /// - Parameter name: what messages call the document; nil for one that is compiled in.
  /// - Throws: `ModelError` when the document is not well-formed, or ends before its root does.
  package static func read(
    _ document: [UInt8], named name: String? = nil
  ) throws(ModelError) -> CSDLTable {
    try write(.parse(document, named: name), named: name)
  }

  /// The table of an element with all that it holds.
  static func write(_ root: CSDLElement, named name: String?) throws(ModelError) -> CSDLTable {
    var writer = CSDLTableWriter()
    writer.write(root)
    guard let table = writer.table(named: name) else { throw root.error("no document") }
    return table
  }
}

extension CSDLElement {
  /// An element of a table with all that it holds, to be changed.
  convenience init(_ node: CSDLNode) {
    var texts = KnownTexts(node.table)
    self.init(node, &texts)
  }

  private convenience init(_ node: CSDLNode, _ texts: inout KnownTexts) {
    let element = node.table.element(node.number)
    var attributes: [String: String] = [:]
    for attribute in node.table.attributes(of: node.number) {
      attributes[texts[attribute.name]] = texts[attribute.value]
    }
    let text = attributes.removeValue(forKey: "#") ?? ""
    self.init(
      name: texts[element.name], attributes: attributes,
      place: node.table.name.flatMap { name in
        element.line > 0 ? CSDLPlace(document: name, line: Int(element.line)) : nil
      })
    self.text = text
    for child in node.children { children.append(CSDLElement(child, &texts)) }
  }

  /// Texts of a table, each made once.
  private struct KnownTexts {
    let table: CSDLTable
    private var known: [String?]

    init(_ table: CSDLTable) {
      self.table = table
      known = Array(repeating: nil, count: table.textCount)
    }

    subscript(number: UInt32) -> String {
      mutating get {
        if let text = known[Int(number)] { return text }
        let text = table.text(number)
        known[Int(number)] = text
        return text
      }
    }
  }

  /// The root element of a document.
  ///
  /// - Parameter name: what messages call the document; nil for one that is compiled in.
  /// - Throws: `ModelError` when the document is not well-formed, or ends before its root does.
  static func parse(_ document: [UInt8], named name: String? = nil) throws(ModelError) -> CSDLElement {
    let reader = CSDLReader(document: name)
    let parser = XMLParser(data: Data(document))
    parser.delegate = reader
    parser.shouldResolveExternalEntities = false
    // The parser takes a document for good that ends too early.
    let isGood = parser.parse() && reader.mistake == nil && reader.open.isEmpty
    guard isGood, let root = reader.root else { throw reader.failure(endingAt: parser.lineNumber) }
    return root
  }
}

/// Builds the tree from the parser's events.
private final class CSDLReader: NSObject, XMLParserDelegate {
  private let document: String?
  private(set) var root: CSDLElement?
  private(set) var open: [CSDLElement] = []
  /// Where the parser found the first thing wrong.
  private(set) var mistake: (line: Int, column: Int)?
  /// Line of the first element that stands in too many others.
  private var deepLine: Int?

  /// As many as no document of a service has. The tree is walked by functions that call themselves.
  private static let depthLimit = 100

  init(document: String?) { self.document = document }

  func failure(endingAt end: Int) -> ModelError {
    let name = document.map { $0 + ": " } ?? ""
    if let deepLine {
      return ModelError(
        description: "\(name)an element stands in more than \(Self.depthLimit) others in line \(deepLine)")
    }
    let place = name + "not well-formed XML"
    guard root != nil else {
      return ModelError(description: "\(place): there is no element that begins and ends")
    }
    if let last = open.last {
      return ModelError(description: "\(place): it ends in line \(end), before <\(last.name)> does")
    }
    let (line, column) = mistake ?? (end, 1)
    return ModelError(description: "\(place) in line \(line), column \(column)")
  }

  func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) {
    if mistake == nil { mistake = (parser.lineNumber, parser.columnNumber) }
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String]
  ) {
    let element = CSDLElement(
      name: elementName.split(separator: ":").last.map(String.init) ?? elementName,
      attributes: attributeDict,
      place: document.map { CSDLPlace(document: $0, line: parser.lineNumber) })
    if let parent = open.last { parent.children.append(element) } else { root = element }
    open.append(element)
    if open.count > Self.depthLimit {
      deepLine = parser.lineNumber
      parser.abortParsing()
    }
  }

  /// Nearly all text of a document is the blanks between its elements.
  func parser(_ parser: XMLParser, foundCharacters string: String) {
    guard let last = open.last, last.name.hasSuffix("Path") else { return }
    last.text += string
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?
  ) {
    open.removeLast()
  }
}
