/// Writes names in whole: an alias stands for a namespace in its own document only, and `self` may be one.
struct WholeNames {
  /// Those of schemas, and of the vocabularies that the document includes.
  private let namespaces: [String: String]
  /// Texts that were met already, since documents name the same types again and again.
  private var known: [String: String] = [:]

  init(of root: CSDLElement) {
    let included = root.children("Reference").flatMap { $0.children("Include") }
    namespaces = Dictionary(
      (root.schemas + included).compactMap { element in
        guard let alias = element.attributes["Alias"], let namespace = element.attributes["Namespace"] else {
          return nil
        }
        return (alias, namespace)
      }
    ) { first, _ in first }
  }

  /// Attributes that hold the name of a type, of a term, or of what annotations are about.
  private static let attributes = ["Type", "BaseType", "EntityType", "Term", "Target"]

  /// Of the element and of all below it.
  mutating func expand(_ element: CSDLElement) {
    for attribute in Self.attributes {
      guard let text = element.attributes[attribute] else { continue }
      let whole = expanded(text)
      if whole != text { element.attributes[attribute] = whole }
    }
    for child in element.children { expand(child) }
  }

  private mutating func expanded(_ text: String) -> String {
    if let known = known[text] { return known }
    let expanded = namesExpanded(in: text)
    known[text] = expanded
    return expanded
  }

  /// `Collection(self.alert)`, `self.alert/title` and `self.close(self.alert, Edm.String)` hold names among other things.
  private func namesExpanded(in text: String) -> String {
    var result = ""
    var start = text.startIndex
    for index in text.utf8.indices where Self.isSeparator(text.utf8[index]) {
      result += whole(text[start..<index])
      start = text.utf8.index(after: index)
      result += text[index..<start]
    }
    return result + whole(text[start...])
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: " "),
      UInt8(ascii: "#"):
      true
    default: false
    }
  }

  private func whole(_ name: Substring) -> Substring {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")),
      let namespace = namespaces[String(name[..<dot])]
    else { return name }
    return namespace + name[dot...]
  }
}
