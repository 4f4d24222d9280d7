package import JSON
import OData

extension OptionForm {
  /// What an element of a list comes to: two that come to the same are alike, however they are written.
  package struct Meaning: Sendable {
    let text: @Sendable (JSONValue) -> String

    package init(_ text: @escaping @Sendable (JSONValue) -> String) { self.text = text }

    /// As names, GUIDs and countries are compared.
    package static let inAnyCase = Meaning { $0.text.lowercased() }
  }

  static func checkDistinct(
    _ elements: [JSONValue], _ meaning: Meaning, _ path: String
  ) throws(OptionMistake) {
    var places: [String: Int] = [:]
    for (index, element) in elements.enumerated() {
      guard let first = places.updateValue(index, forKey: meaning.text(element)) else { continue }
      let message =
        element.stringValue.map { "'\($0)' is listed twice" } ?? "this has no effect beside [\(first)]"
      throw OptionMistake("\(path)[\(index)]", message)
    }
  }

  /// A GUID in upper case is that in lower case.
  static func checkSpellings(_ names: [String], _ path: String) throws(OptionMistake) {
    var known: Set<String> = []
    for name in names where !known.insert(Guid.normalizedIdentifier(name)).inserted {
      throw OptionMistake("\(path).\(name)", "'\(name)' is listed twice")
    }
  }
}
