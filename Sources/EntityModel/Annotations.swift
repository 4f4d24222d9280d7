/// The inline annotations of one element, by term.
struct Annotations: Sendable {
  /// Name of the element, for messages.
  let element: String
  private let values: [String: String]
  let capabilities: Capabilities

  init(_ element: CSDLElement) {
    var values: [String: String] = [:]
    for annotation in element.children where annotation.name == "Annotation" {
      guard let term = annotation.attributes["Term"] else { continue }
      values[Self.normalized(term)] =
        annotation.attributes["String"] ?? annotation.attributes["Bool"] ?? annotation.attributes["Int"]
        ?? "true"
      for value in annotation.descendants("PropertyValue") {
        guard let name = value.attributes["Property"], let flag = value.attributes["Bool"] else { continue }
        values["\(Self.normalized(term))/\(name)"] = flag
      }
    }
    self.element = element.attributes["Name"] ?? ""
    self.values = values
    capabilities = Capabilities(element)
  }

  private init() { (element, values, capabilities) = ("", [:], Capabilities()) }

  /// Those of an element that has none.
  static let none = Annotations()

  /// A term of our own vocabulary, without its namespace.
  func string(_ term: String) -> String? { values["Emulator.V1." + term] }

  func flag(_ term: String) -> Bool { string(term) == "true" }

  func number(_ term: String) -> Int? { string(term).flatMap { Int($0) } }

  func words(_ term: String) -> [String]? {
    string(term)?.split(separator: " ").map(String.init)
  }

  /// A term of the OData Core vocabulary.
  func core(_ term: String) -> Bool { values["Org.OData.Core.V1." + term] == "true" }

  /// A flag in a record of the OData Capabilities vocabulary: `UpdateRestrictions/Upsertable`.
  private func capability(_ path: String) -> Bool { values["Org.OData.Capabilities.V1." + path] == "true" }

  /// PATCH by an alternate key can create an object.
  var isUpsertable: Bool { capability("UpdateRestrictions/Upsertable") }

  private static func normalized(_ term: String) -> String {
    term.hasPrefix("Emulator.") && !term.hasPrefix("Emulator.V1.") ? "Emulator.V1." + term.dropFirst(9) : term
  }
}
