/// A structured type as declared, before its base is known.
struct StructuredTypeDeclaration {
  let kind: StructuredType.Kind
  let name: String
  let shortName: String
  let isAbstract: Bool
  let isOpen: Bool
  let hasStream: Bool
  let annotations: Annotations
  let element: CSDLNode

  /// nil also for a key of several parts.
  var keyName: String? {
    let parts = element.firstChild("Key")?.children("PropertyRef") ?? []
    return parts.count == 1 ? parts[0].attributes["Name"] : nil
  }

  /// Each record of the annotation is one key: `Key` holds records with a `Name`, a property path.
  var alternateKeys: [[String]] {
    element.children("Annotation")
      .filter { $0.attributes["Term"]?.hasSuffix(".AlternateKeys") == true }
      .flatMap { $0.children("Collection") }
      .flatMap { $0.children("Record") }
      .map { record in
        record.descendants("PropertyValue")
          .filter { $0.attributes.isEqual("Property", "Name") }
          .compactMap { $0.attributes["PropertyPath"] ?? $0.attributes["String"] }
      }
  }
}
