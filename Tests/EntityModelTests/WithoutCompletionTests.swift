import Testing

@testable import EntityModel

@Suite struct WithoutCompletionTests {
  @Test func withoutAPublishedDocumentAModelIsWhatItWas() throws {
    let document = Array(ModelReaderTests.document.utf8)
    #expect(
      try ModelText(EntityModel.read(document, completedBy: nil)) == ModelText(EntityModel.read(document)))
  }

  /// A document that says the same once more adds nothing.
  @Test func aDocumentCompletedByItselfIsWhatItWas() throws {
    let document = Array(ModelReaderTests.document.utf8)
    let twice = try EntityModel.read(
      document, completedBy: PublishedDocument(name: "zoo.xml", bytes: document))
    #expect(try ModelText(twice) == ModelText(EntityModel.read(document)))
  }
}

/// Everything that a model says, as text.
struct ModelText: Equatable {
  let lines: [String]

  init(_ model: EntityModel) {
    var lines: [String] = []
    for type in model.structuredTypes {
      lines.append(
        "\(type) \(type.kind) \(type.baseType?.name ?? "") \(type.isAbstract) \(type.isOpen) \(type.traits)")
      lines.append("\(type.keyName ?? "") \(type.hasStream) \(type.alternateKeys) \(type.storedName)")
      lines += type.properties.map { "  \($0)" }
      lines += type.navigationProperties.map { "  \($0)" }
      lines += model.derivedTypes(of: type).map { "  above \($0)" }
    }
    lines += model.container.map { "\($0)" }
    self.lines = lines
  }
}
