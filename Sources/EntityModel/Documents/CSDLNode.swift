import Foundation

/// One element of a table.
package struct CSDLNode: Sendable {
  let table: CSDLTable
  let number: Int

  init(_ table: CSDLTable, _ number: Int) { (self.table, self.number) = (table, number) }
}

extension CSDLNode {
  var name: String { table.text(table.element(number).name) }

  func isNamed(_ name: StaticString) -> Bool { table.isText(table.element(number).name, name) }

  var attributes: Attributes { Attributes(node: self) }

  /// Of the elements that hold nothing but a text, as the items of a collection of paths do.
  var text: String { attributes[CSDLTableWriter.text] ?? "" }

  /// Attributes by name.
  struct Attributes {
    fileprivate let node: CSDLNode

    subscript(name: StaticString) -> String? { number(name).map(node.table.text) }

    func isEqual(_ name: StaticString, _ value: StaticString) -> Bool {
      number(name).map { node.table.isText($0, value) } ?? false
    }

    func has(_ name: StaticString) -> Bool { number(name) != nil }

    private func number(_ name: StaticString) -> UInt32? {
      for attribute in node.table.attributes(of: node.number) where node.table.isText(attribute.name, name) {
        return attribute.value
      }
      return nil
    }
  }

  // MARK: What it holds

  /// The elements one level down.
  var children: Children { Children(table: table, position: number + 1, end: Int(table.element(number).end)) }

  struct Children: Sequence, IteratorProtocol {
    let table: CSDLTable
    fileprivate var position: Int
    let end: Int

    mutating func next() -> CSDLNode? {
      guard position < end else { return nil }
      defer { position = Int(table.element(position).end) }
      return CSDLNode(table, position)
    }
  }

  var isEmpty: Bool { Int(table.element(number).end) == number + 1 }

  func children(_ name: StaticString) -> [CSDLNode] { children.filter { $0.isNamed(name) } }

  func firstChild(_ name: StaticString) -> CSDLNode? { children.first { $0.isNamed(name) } }

  /// At any depth, in the order of the document.
  func descendants(_ name: StaticString) -> [CSDLNode] {
    (number + 1..<Int(table.element(number).end)).lazy.map { CSDLNode(table, $0) }.filter { $0.isNamed(name) }
  }

  /// The schemas of a document, of which this is the root: they stand one level down, or two.
  var schemas: [CSDLNode] { ([self] + children("DataServices")).flatMap { $0.children("Schema") } }

  var isProperty: Bool { isNamed("Property") || isNamed("NavigationProperty") }

  /// - Parameter name: in lower case.
  func hasName(_ name: String) -> Bool { attributes["Name"]?.lowercased() == name }

  // MARK: What it has to have

  func flag(_ attribute: StaticString, default value: Bool) -> Bool {
    attributes.has(attribute) ? attributes.isEqual(attribute, "true") : value
  }

  func required(_ attribute: StaticString) throws(ModelError) -> String {
    guard let value = attributes[attribute] else { throw error("\(title) has no \(attribute)") }
    return value
  }

  /// What messages call it.
  var title: String { elementTitle(name, called: attributes["Name"]) }

  /// What is wrong with this element.
  func error(_ reason: String) -> ModelError {
    let line = Int(table.element(number).line)
    guard let document = table.name, line > 0 else { return ModelError(description: reason) }
    return ModelError(description: "\(CSDLPlace(document: document, line: line)): \(reason)")
  }
}

extension CSDLTable {
  fileprivate func isText(_ number: UInt32, _ text: StaticString) -> Bool {
    let known = utf8(number)
    guard let start = known.baseAddress, known.count == text.utf8CodeUnitCount else { return false }
    return memcmp(start, text.utf8Start, known.count) == 0
  }
}
