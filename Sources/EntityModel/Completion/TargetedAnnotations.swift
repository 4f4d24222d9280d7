/// Moves what `<Annotations Target="…">` blocks say to the elements that they are about.
///
/// A block about what the document does not describe, or about a member at one place only
/// (`GraphService/users/messages`), says nothing of an element, and is passed over.
struct TargetedAnnotations {
  private let schemas: [CSDLElement]
  private let elements: DocumentElements

  /// - Parameter schemas: of a document in which names are whole.
  init(of schemas: [CSDLElement]) throws(ModelError) {
    self.schemas = schemas
    elements = DocumentElements(schemas)
  }

  func apply() throws(ModelError) {
    for schema in schemas {
      for block in schema.children("Annotations") {
        for element in elements.named(try block.required("Target")) { element.annotate(as: block) }
      }
      schema.children.removeAll { $0.name == "Annotations" }
    }
  }
}

extension CSDLElement {
  /// Takes the annotations of another element whose terms it does not say itself.
  ///
  /// - Parameter excluded: terms that it does not take.
  func annotate(as other: CSDLElement, except excluded: Set<String> = []) {
    let annotations = other.children("Annotation")
    guard !annotations.isEmpty else { return }
    let said = Set(children("Annotation").map(\.saying))
    children += annotations.filter {
      !said.contains($0.saying) && !excluded.contains($0.attributes["Term"] ?? "")
    }
  }

  /// Two annotations of a term with different qualifiers say different things.
  private var saying: String { (attributes["Term"] ?? "") + "#" + (attributes["Qualifier"] ?? "") }
}
