import TestSupport
import Testing

@testable import EntityModel

@Suite struct WithoutCompletionTests {
  private let document = Array(ModelReaderTests.document.utf8)

  @Test func withoutAPublishedDocumentAModelIsWhatItWas() throws {
    try check(EntityModel.read(document, completedBy: nil))
  }

  /// A document that says the same once more adds nothing.
  @Test func aDocumentCompletedByItselfIsWhatItWas() throws {
    try check(
      EntityModel.read(document, completedBy: PublishedDocument(name: "zoo.xml", bytes: document)))
  }

  private func check(_ model: EntityModel) throws {
    let plain = try EntityModel.read(document)
    #expect(model.structuredTypes.map(\.name) == plain.structuredTypes.map(\.name))
    for (one, other) in zip(model.structuredTypes, plain.structuredTypes) {
      #expect(one.kind == other.kind && one.isAbstract == other.isAbstract && one.isOpen == other.isOpen)
      #expect(one.keyName == other.keyName && one.hasStream == other.hasStream)
      #expect(one.alternateKeys == other.alternateKeys && one.baseType?.name == other.baseType?.name)
      #expect(sayTheSame(one.traits, other.traits))
      #expect(sayTheSame(one.properties, other.properties))
      #expect(sayTheSame(one.navigationProperties, other.navigationProperties))
      #expect(model.derivedTypes(of: one).map(\.name) == plain.derivedTypes(of: other).map(\.name))
    }
    #expect(sayTheSame(model.container, plain.container))
    for name in ["feed", "changes"] {
      #expect(sayTheSame(model.operations(name), plain.operations(name)))
    }
    #expect(sayTheSame(try #require(model.enumType("zoo.diet")), try #require(plain.enumType("zoo.diet"))))
  }
}
