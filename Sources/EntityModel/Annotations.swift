import JSON

/// The inline annotations of one element, by term.
struct Annotations: Sendable {
  private let node: CSDLNode?
  /// Those of our own vocabulary, without its namespace.
  private let own: [String: String]
  private let values: [String: String]
  let capabilities: Capabilities

  init(_ element: CSDLNode) {
    var (own, values): ([String: String], [String: String]) = ([:], [:])
    for annotation in element.children where annotation.isNamed("Annotation") {
      guard let term = annotation.attributes["Term"] else { continue }
      let attributes = annotation.attributes
      let value = attributes["String"] ?? attributes["Bool"] ?? attributes["Int"] ?? "true"
      if let name = Self.ownName(term) { own[name] = value } else { values[term] = value }
      for value in annotation.descendants("PropertyValue") {
        guard let name = value.attributes["Property"], let flag = value.attributes["Bool"] else { continue }
        values["\(term)/\(name)"] = flag
      }
    }
    node = element
    (self.own, self.values) = (own, values)
    capabilities = values.isEmpty ? Capabilities() : Capabilities(element)
  }

  private init() { (node, own, values, capabilities) = (nil, [:], [:], Capabilities()) }

  /// Those of an element that has none.
  static let none = Annotations()

  var isEmpty: Bool { own.isEmpty && values.isEmpty }

  /// Name of the element, for messages.
  var element: String { node?.attributes["Name"] ?? "" }

  /// What is wrong with one of them, be it in our document or in one that somebody brings.
  func error(_ reason: String) -> ModelError { node?.error(reason) ?? ModelError(description: reason) }

  /// The same with the line of a term of our own.
  func error(_ reason: String, at term: String) -> ModelError {
    let annotation = node?.children.first { child in
      child.isNamed("Annotation") && child.attributes["Term"].flatMap(Self.ownName) == term
    }
    return annotation?.error(reason) ?? error(reason)
  }

  /// A term of our own vocabulary, without its namespace.
  func string(_ term: String) -> String? { own.isEmpty ? nil : own[term] }

  func flag(_ term: String) -> Bool { string(term) == "true" }

  func words(_ term: String) -> [String]? {
    string(term)?.split(separator: " ").map(String.init)
  }

  // MARK: Terms whose text has a form

  /// What a term of our own vocabulary says.
  ///
  /// - Parameters:
  ///   - form: how it is written, for the message: `'STREAM ANNOTATION'`.
  ///   - read: nil for a text of another form.
  /// - Returns: nil for an element without the term.
  /// - Throws: `ModelError` for a text of another form.
  func read<Value>(
    _ term: String, as form: String, _ read: (String) -> Value?
  ) throws(ModelError) -> Value? {
    guard let text = string(term) else { return nil }
    guard let value = read(text) else {
      throw error("\(term) of \(element): \(quotedText(text)) is not \(form)", at: term)
    }
    return value
  }

  func number(_ term: String) throws(ModelError) -> Int? { try read(term, as: "a whole number") { Int($0) } }

  /// Those that an element takes.
  func methods(_ term: String) throws(ModelError) -> Set<String>? {
    try read(term, as: "methods, separated by blanks") { text in
      let methods = text.split(separator: " ").map(String.init)
      return methods.allSatisfy(Self.methods.contains) ? Set(methods) : nil
    }
  }

  private static let methods: Set<String> = ["DELETE", "GET", "PATCH", "POST", "PUT"]

  /// - Parameter word: what messages call the term.
  /// - Throws: `ModelError` for a text that is no JSON.
  func json(_ term: String, called word: String) throws(ModelError) -> JSONValue? {
    guard let text = string(term) else { return nil }
    do { return try JSONValue.parse(text) } catch {
      throw self.error("\(word) of \(element): \(error.reason)", at: term)
    }
  }

  /// A term of the OData Core vocabulary.
  func core(_ term: String) -> Bool {
    !values.isEmpty && values["Org.OData.Core.V1." + term] == "true"
  }

  /// A flag in a record of the OData Capabilities vocabulary: `UpdateRestrictions/Upsertable`.
  private func capability(_ path: String) -> Bool { values["Org.OData.Capabilities.V1." + path] == "true" }

  /// PATCH by an alternate key can create an object.
  var isUpsertable: Bool { capability("UpdateRestrictions/Upsertable") }

  var tracksChanges: Bool { capability("ChangeTracking/Supported") }

  /// `Home` of `Emulator.V1.Home`, or of `Emulator.Home`.
  private static func ownName(_ term: String) -> String? {
    guard term.hasPrefix("Emulator.") else { return nil }
    return String(term.dropFirst(term.hasPrefix("Emulator.V1.") ? 12 : 9))
  }
}
