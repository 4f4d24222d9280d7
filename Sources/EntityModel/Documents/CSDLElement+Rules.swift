extension CSDLElement {
  /// Of an element of this schema.
  func wholeName(of element: CSDLElement) -> String {
    (attributes["Namespace"] ?? "") + "." + (element.attributes["Name"] ?? "")
  }

  func hasProperty(_ name: Substring) -> Bool {
    children.contains { $0.name == "Property" && $0.attributes["Name"].map { $0[...] == name } == true }
  }

  // MARK: What messages call it

  /// `the Property "p" of microsoft.graph.user`.
  ///
  /// - Parameter owner: whole name of what it stands in.
  func title(of owner: String) -> String {
    (attributes["Name"].map { "the \(name) \(quotedText($0))" } ?? "a \(name)") + " of \(owner)"
  }

  // MARK: What it has to have

  /// - Parameter title: what the message calls it.
  func required(_ attribute: String, _ title: String) throws(ModelError) -> String {
    guard let value = attributes[attribute] else { throw error("\(title) has no \(attribute)") }
    return value
  }

  /// Name of its type, of a collection that of what it holds.
  func requiredType(of owner: String) throws(ModelError) -> String {
    let type = try required("Type", title(of: owner))
    return type.hasPrefix("Collection(") && type.hasSuffix(")")
      ? String(type.dropFirst(11).dropLast()) : type
  }

  /// - Throws: `ModelError` where it has no name, or one that no name can be.
  func checkedName(in owner: String) throws(ModelError) -> String {
    let name = try required("Name", title(of: owner))
    try checkName(name, title(of: owner))
    return name
  }

  /// - Parameter title: of what is called so.
  func checkName(_ name: String, _ title: String) throws(ModelError) {
    guard !Identifier.isOne(name) else { return }
    throw error(
      "\(title) has no name that CSDL takes: letters, digits, hyphens and underscores, and no digit first")
  }

  /// Those of one kind each have a name, which no other has.
  ///
  /// - Parameter owner: its own whole name.
  func checkNamesOfChildren(_ kinds: Set<String>, of owner: String) throws(ModelError) {
    var known: Set<String> = []
    for child in children where kinds.contains(child.name) {
      guard known.insert(try child.checkedName(in: owner)).inserted else {
        throw child.error("\(child.title(of: owner)) is declared twice")
      }
    }
  }
}

/// What messages call an element: `the Property "p"`.
///
/// - Parameter name: its own, where it has one.
func elementTitle(_ kind: String, called name: String?) -> String {
  name.map { "the \(kind) \(quotedText($0))" } ?? "the element <\(kind)>"
}

/// A name in messages: in quotation marks, on one line, and not without end.
func quotedText(_ name: String) -> String {
  name.count > 80 ? String(name.prefix(80)).debugDescription + "…" : name.debugDescription
}
