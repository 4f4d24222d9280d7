/// What an element says of the requests that it takes (vocabulary `Org.OData.Capabilities.V1`); what it says nothing of it takes.
package struct Capabilities: Sendable, Equatable {
  /// The terms of the vocabulary that are about one kind of request each.
  package enum Request: String, Sendable, CaseIterable {
    case insert = "InsertRestrictions/Insertable"
    case update = "UpdateRestrictions/Updatable"
    case delete = "DeleteRestrictions/Deletable"
    case filter = "FilterRestrictions/Filterable"
    case sort = "SortRestrictions/Sortable"
    case search = "SearchRestrictions/Searchable"
    case expand = "ExpandRestrictions/Expandable"
    case count = "CountRestrictions/Countable"
  }

  private var said: [Request: Bool] = [:]

  /// Those of an element that says nothing.
  init() {}

  init(_ element: CSDLNode) {
    for annotation in element.children("Annotation") {
      guard let term = annotation.attributes["Term"], term.hasPrefix(Self.namespace) else { continue }
      // Records within records are about other places.
      for value in annotation.children("Record").flatMap({ $0.children("PropertyValue") }) {
        let path = "\(term.dropFirst(Self.namespace.count))/\(value.attributes["Property"] ?? "")"
        if let request = Request(rawValue: path) { said[request] = value.flag("Bool", default: true) }
      }
    }
  }

  private static let namespace = "Org.OData.Capabilities.V1."

  /// - Returns: what these say, and of all else what others do.
  package func completed(by others: Capabilities?) -> Capabilities {
    guard let others else { return self }
    var all = self
    all.said.merge(others.said) { own, _ in own }
    return all
  }

  package func takes(_ request: Request) -> Bool { said[request] ?? true }
}
