import Testing

@testable import EntityModel

/// `<Annotations Target="…">` blocks, of which there may be many about the same.
@Suite struct AnnotationBlocksTests {
  /// The elements of a document by what annotations call them, after all blocks were applied.
  private func elements(_ schema: String) throws -> DocumentElements {
    let root = try CSDLElement.parse(
      Array("<Edmx><Schema Namespace=\"a\">\(schema)</Schema></Edmx>".utf8), named: "a.xml")
    try TargetedAnnotations(of: root.schemas).apply()
    return DocumentElements(root.schemas)
  }

  private func said(_ element: CSDLElement) -> [String] {
    element.children("Annotation").map { "\($0.attributes["Term"] ?? "") \($0.attributes["String"] ?? "")" }
  }

  @Test func ofSeveralBlocksThatSayTheSameTermTheFirstCounts() throws {
    let elements = try elements(
      """
      <EntityType Name="one"><Annotation Term="t" String="own"/></EntityType>
      <Annotations Target="a.one"><Annotation Term="t" String="1"/><Annotation Term="u" String="1"/></Annotations>
      <Annotations Target="a.one"><Annotation Term="u" String="2"/><Annotation Term="v" String="2"/></Annotations>
      """)
    #expect(elements.named("a.one").map(said) == [["t own", "u 1", "v 2"]])
  }

  @Test func overloadsAreFoundByAllTheirTypesAndBoundActionsByTheFirst() throws {
    let elements = try elements(
      """
      <Action Name="do" IsBound="true"><Parameter Name="b" Type="a.x"/><Parameter Name="p" Type="Edm.String"/></Action>
      <Action Name="do" IsBound="true"><Parameter Name="b" Type="a.y"/></Action>
      <Action Name="do"><Parameter Name="p" Type="a.z"/><Parameter Name="q" Type="a.z"/></Action>
      <Function Name="do" IsBound="true"><Parameter Name="b" Type="a.f"/><Parameter Name="p" Type="a.x"/></Function>
      <Annotations Target="a.do(a.x)"><Annotation Term="1"/></Annotations>
      <Annotations Target="a.do(a.x, Edm.String)"><Annotation Term="2"/></Annotations>
      <Annotations Target="a.do(a.y)"><Annotation Term="3"/></Annotations>
      <Annotations Target="a.do(a.z)"><Annotation Term="4"/></Annotations>
      <Annotations Target="a.do(a.z,a.z)"><Annotation Term="5"/></Annotations>
      <Annotations Target="a.do(a.f)"><Annotation Term="6"/></Annotations>
      <Annotations Target="a.do(a.f,a.x)/p"><Annotation Term="7"/></Annotations>
      """)
    #expect(elements.named("a.do").map(said) == [["1 ", "2 "], ["3 "], ["5 "], []])
    #expect(elements.named("a.do(a.f,a.x)/p").map(said) == [["7 "]])
  }
}
