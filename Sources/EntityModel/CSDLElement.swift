import Foundation
#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What is wrong with a CSDL document.
package struct ModelError: Error, CustomStringConvertible {
  package let description: String

  package init(description: String) { self.description = description }
}

/// One element of a CSDL document with its attributes, child elements and text.
final class CSDLElement {
  let name: String
  let attributes: [String: String]
  fileprivate(set) var children: [CSDLElement] = []
  /// Of the elements that hold nothing but a text, as the items of a collection of paths do.
  fileprivate(set) var text = ""

  init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  func children(_ name: String) -> [CSDLElement] { children.filter { $0.name == name } }

  func descendants(_ name: String) -> [CSDLElement] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) }
  }

  func flag(_ attribute: String, default value: Bool) -> Bool {
    attributes[attribute].map { $0 == "true" } ?? value
  }

  func required(_ attribute: String) throws(ModelError) -> String {
    guard let value = attributes[attribute] else {
      throw ModelError(description: "<\(name)> without \(attribute): \(attributes)")
    }
    return value
  }

  /// The root element of a document.
  static func parse(_ document: [UInt8]) throws(ModelError) -> CSDLElement {
    let reader = CSDLReader()
    let parser = XMLParser(data: Data(document))
    parser.delegate = reader
    parser.shouldResolveExternalEntities = false
    guard parser.parse(), let root = reader.root else {
      let reason = parser.parserError.map { "\($0)" } ?? "no root element"
      throw ModelError(description: "not well-formed XML in line \(parser.lineNumber): \(reason)")
    }
    return root
  }
}

/// Builds the tree from the parser's events.
private final class CSDLReader: NSObject, XMLParserDelegate {
  var root: CSDLElement?
  private var open: [CSDLElement] = []

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String]
  ) {
    let name = elementName.hasPrefix("edmx:") ? String(elementName.dropFirst(5)) : elementName
    let element = CSDLElement(name: name, attributes: attributeDict)
    if let parent = open.last { parent.children.append(element) } else { root = element }
    open.append(element)
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
