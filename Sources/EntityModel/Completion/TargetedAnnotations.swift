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
    var said: [ObjectIdentifier: Set<String>] = [:]
    for schema in schemas {
      for block in schema.children("Annotations") {
        for element in elements.named(try block.required("Target")) {
          // There may be thousands of blocks about one element.
          element.annotate(as: block, &said[ObjectIdentifier(element), default: element.sayings])
        }
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
    guard other.children.contains(where: \.isAnnotation) else { return }
    var said = sayings
    annotate(as: other, except: excluded, &said)
  }

  /// - Parameter said: what it says so far.
  fileprivate func annotate(
    as other: CSDLElement, except excluded: Set<String> = [], _ said: inout Set<String>
  ) {
    let further = other.children.filter {
      $0.isAnnotation && !said.contains($0.saying) && !excluded.contains($0.attributes["Term"] ?? "")
    }
    said.formUnion(further.map(\.saying))
    children += further
  }

  fileprivate var sayings: Set<String> { Set(children.filter(\.isAnnotation).map(\.saying)) }

  private var isAnnotation: Bool { name == "Annotation" }

  /// Two annotations of a term with different qualifiers say different things.
  private var saying: String { (attributes["Term"] ?? "") + "#" + (attributes["Qualifier"] ?? "") }
}
