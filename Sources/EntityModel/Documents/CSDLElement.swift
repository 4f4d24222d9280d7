/// What is wrong with a CSDL document.
package struct ModelError: Error, CustomStringConvertible {
  package let description: String

  package init(description: String) { self.description = description }
}

/// One element of a CSDL document with its attributes, child elements and text.
final class CSDLElement {
  let name: String
  /// Where it begins, in a document that has a name.
  let place: CSDLPlace?
  var attributes: [String: String]
  var children: [CSDLElement] = []
  /// Of the elements that hold nothing but a text, as the items of a collection of paths do.
  var text = ""

  init(name: String, attributes: [String: String], place: CSDLPlace? = nil) {
    self.name = name
    self.attributes = attributes
    self.place = place
  }

  func children(_ name: String) -> [CSDLElement] { children.filter { $0.name == name } }

  func descendants(_ name: String) -> [CSDLElement] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) }
  }

  /// The schemas of a document, of which this is the root: they stand one level down, or two.
  var schemas: [CSDLElement] { schemaHolders.flatMap { $0.children("Schema") } }

  /// What may hold schemas.
  var schemaHolders: [CSDLElement] { [self] + children("DataServices") }

  func flag(_ attribute: String, default value: Bool) -> Bool {
    attributes[attribute].map { $0 == "true" } ?? value
  }

  func required(_ attribute: String) throws(ModelError) -> String {
    guard let value = attributes[attribute] else { throw error("\(title) has no \(attribute)") }
    return value
  }

  /// What messages call it.
  var title: String { elementTitle(name, called: attributes["Name"]) }

  /// What is wrong with this element.
  func error(_ reason: String) -> ModelError {
    ModelError(description: place.map { "\($0): \(reason)" } ?? reason)
  }
}

/// A line of a document: `beta.csdl.xml: line 12`.
struct CSDLPlace: CustomStringConvertible {
  let document: String
  let line: Int

  var description: String { "\(document): line \(line)" }
}
