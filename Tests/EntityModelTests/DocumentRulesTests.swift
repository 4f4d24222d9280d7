import Testing

@testable import EntityModel

/// Published documents that break a rule of CSDL: each was taken, and what came of it was found out by a request.
@Suite struct DocumentRulesTests {
  private func mistake(in content: String) -> String? { BroughtDocument(content: content).mistake }

  private static let names = "letters, digits, hyphens and underscores, and no digit first"

  @Test(arguments: [
    ("<ComplexType Name=\"\"/>", "a name"), ("<ComplexType Name=\"b c\"/>", "b c"),
    ("<ComplexType Name=\"b/c\"/>", "b/c"), ("<ComplexType Name=\"b.c\"/>", "b.c"),
    ("<ComplexType Name=\"1b\"/>", "1b"), ("<ComplexType Name='b\"c'/>", "b\\\"c"),
    ("<ComplexType Name=\"b&#10;c\"/>", "b\\nc"),
  ])
  func aTypeWithoutAProperName(type: String, told: String) {
    let name = told == "a name" ? "" : told
    #expect(
      mistake(in: type)
        == "b.xml: line 4: the ComplexType \"\(name)\" of microsoft.graph has no name that CSDL takes: \(Self.names)"
    )
  }

  @Test(arguments: [
    (
      "<ComplexType Name=\"b\">\n<Property Name=\"p q\" Type=\"Edm.String\"/></ComplexType>",
      "line 5: the Property \"p q\" of microsoft.graph.b has no name that CSDL takes: \(names)"
    ),
    ("<ComplexType/>", "line 4: a ComplexType of microsoft.graph has no Name"),
    (
      "<ComplexType Name=\"b\">\n<Property Name=\"p\"/></ComplexType>",
      "line 5: the Property \"p\" of microsoft.graph.b has no Type"
    ),
    (
      "<ComplexType Name=\"b\">\n<Property Type=\"Edm.String\"/></ComplexType>",
      "line 5: a Property of microsoft.graph.b has no Name"
    ),
    (
      "<ComplexType Name=\"b\"><Property Name=\"p\" Type=\"Edm.String\"/>\n<NavigationProperty Name=\"p\" Type=\"graph.a\"/></ComplexType>",
      "line 5: the NavigationProperty \"p\" of microsoft.graph.b is declared twice"
    ),
    ("<ComplexType Name=\"b\"/>\n<EnumType Name=\"b\"/>", "line 5: type microsoft.graph.b is declared twice"),
    ("<EnumType Name=\"b\"/>\n<EnumType Name=\"b\"/>", "line 5: type microsoft.graph.b is declared twice"),
    (
      "<EntityType Name=\"b\" BaseType=\"graph.c\"/>\n<ComplexType Name=\"c\"/>",
      "line 4: type microsoft.graph.b is no ComplexType, and derives from microsoft.graph.c, which is one"
    ),
    (
      "<ComplexType Name=\"c\"/><EntityType Name=\"b\">\n<NavigationProperty Name=\"n\" Type=\"Collection(graph.c)\"/></EntityType>",
      "line 5: the NavigationProperty \"n\" of microsoft.graph.b leads to microsoft.graph.c, which is no entity type"
    ),
    (
      "<EntityType Name=\"b\">\n<NavigationProperty Name=\"n\" Type=\"Edm.String\"/></EntityType>",
      "line 5: the NavigationProperty \"n\" of microsoft.graph.b leads to Edm.String, which is no entity type"
    ),
  ])
  func typesAndMembers(content: String, sentence: String) {
    #expect(mistake(in: content) == "b.xml: " + sentence)
  }

  @Test(arguments: [
    (
      "<EntityType Name=\"b\"><Key><PropertyRef Name=\"p\"/></Key>\n<Key><PropertyRef Name=\"p\"/></Key><Property Name=\"p\" Type=\"Edm.String\"/></EntityType>",
      "line 5: type microsoft.graph.b has two keys"
    ),
    (
      "<EntityType Name=\"b\" BaseType=\"graph.a\">\n<Key><PropertyRef Name=\"id\"/></Key></EntityType>",
      "line 5: type microsoft.graph.b has two keys: one of its own, and one of a type that it derives from"
    ),
    (
      "<EntityType Name=\"b\"><Key>\n<PropertyRef Name=\"p\"/></Key><Property Name=\"q\" Type=\"Edm.String\"/></EntityType>",
      "line 5: the Key of microsoft.graph.b names \"p\", which is no Property of it"
    ),
    (
      "<EntityType Name=\"b\">\n<Key/></EntityType>",
      "line 5: the Key of microsoft.graph.b has no PropertyRef"
    ),
    (
      "<EntityType Name=\"b\"><Key>\n<PropertyRef/></Key></EntityType>",
      "line 5: the PropertyRef in the Key of microsoft.graph.b has no Name"
    ),
    (
      "<EntityType Name=\"b\">\n<Key><PropertyRef Name=\"p\"/><PropertyRef Name=\"q\"/></Key><Property Name=\"p\" Type=\"Edm.String\"/><Property Name=\"q\" Type=\"Edm.String\"/></EntityType>",
      "line 5: the Key of microsoft.graph.b has several parts, and none of them is \"id\""
    ),
  ])
  func keys(content: String, sentence: String) {
    #expect(mistake(in: content) == "b.xml: " + sentence)
  }

  @Test(arguments: [
    (
      "<Member Name=\"x\" Value=\"12345678901234567890\"/>",
      "the Member \"x\" of microsoft.graph.e has a Value that is no integer of 64 bits: \"12345678901234567890\""
    ),
    (
      "<Member Name=\"x\" Value=\"one\"/>",
      "the Member \"x\" of microsoft.graph.e has a Value that is no integer of 64 bits: \"one\""
    ),
    (
      "<Member Name=\"w\" Value=\"9223372036854775807\"/><Member Name=\"x\"/>",
      "the Member \"x\" of microsoft.graph.e has no Value, and none comes after 9223372036854775807"
    ),
    ("<Member Name=\"x\"/><Member Name=\"x\"/>", "the Member \"x\" of microsoft.graph.e is declared twice"),
    ("<Member/>", "a Member of microsoft.graph.e has no Name"),
  ])
  func enumerations(members: String, sentence: String) {
    #expect(mistake(in: "<EnumType Name=\"e\">\n\(members)</EnumType>") == "b.xml: line 5: " + sentence)
  }

  @Test(arguments: [
    ("<Function Name=\"f\"/>", "line 4: the Function microsoft.graph.f has no ReturnType"),
    (
      "<Function Name=\"f\"><ReturnType/></Function>", "line 4: a ReturnType of microsoft.graph.f has no Type"
    ),
    (
      "<Action Name=\"f\" IsBound=\"true\"/>",
      "line 4: the Action microsoft.graph.f is bound, and has no Parameter that says to what"
    ),
    (
      "<Action Name=\"f\">\n<Parameter Name=\"p\"/></Action>",
      "line 5: the Parameter \"p\" of microsoft.graph.f has no Type"
    ),
    (
      "<EntityContainer Name=\"c\"><EntitySet Name=\"s\" EntityType=\"graph.a\"/>\n<Singleton Name=\"s\" Type=\"graph.a\"/></EntityContainer>",
      "line 5: the Singleton \"s\" of microsoft.graph.c is declared twice"
    ),
    (
      "<EntityContainer Name=\"c\"><EntitySet Name=\"s\" EntityType=\"graph.a\"/>\n<EntitySet Name=\"S\" EntityType=\"graph.a\"/></EntityContainer>",
      "line 5: the EntitySet \"S\" of microsoft.graph.c has the name of another one, in another case"
    ),
    (
      "<ComplexType Name=\"b\"/><EntityContainer Name=\"c\">\n<EntitySet Name=\"s\" EntityType=\"graph.b\"/></EntityContainer>",
      "line 5: the EntitySet \"s\" of microsoft.graph.c holds microsoft.graph.b, which is no entity type"
    ),
    (
      "<EntityContainer Name=\"c\">\n<EntitySet Name=\"s\"/></EntityContainer>",
      "line 5: the EntitySet \"s\" of microsoft.graph.c has no EntityType"
    ),
  ])
  func operationsAndSets(content: String, sentence: String) {
    #expect(mistake(in: content) == "b.xml: " + sentence)
  }

  @Test(arguments: [
    (
      "<Property Name=\"p\" Type=\"graph.no&#10;ne\"/>",
      "line 5: type \"microsoft.graph.no\\nne\" is not declared"
    ),
    ("<Property Name=\"p\" Type=\"\"/>", "line 5: type \"\" is not declared"),
    (
      "<Property Name=\"p\" Type=\"Edm.String\"><Annotation Term=\"Emulator.V1.Filterable\" String=\"eq like\"/></Property>",
      "line 5: property p is filterable by unknown words: eq like"
    ),
    (
      "<NavigationProperty Name=\"p\" Type=\"Collection(graph.a)\" ContainsTarget=\"true\"><Annotation Term=\"Emulator.V1.WellKnown\" String=\"[\"/></NavigationProperty>",
      "line 5: names of p: a value expected"
    ),
  ])
  func whatOnlyTheModelFindsHasItsLineToo(member: String, sentence: String) {
    #expect(
      mistake(in: "<EntityType Name=\"b\" BaseType=\"graph.a\">\n\(member)</EntityType>") == "b.xml: "
        + sentence)
  }

  /// As in documents of the service.
  @Test func whatTheServiceDoesOtherwiseIsLetThrough() {
    #expect(
      mistake(
        in: """
          <EntityType Name="keyless"/><EnumType Name="nothing"/><ComplexType Name="Part"/><ComplexType Name="part"/>
          <ComplexType Name="größe"><Property Name="request-id" Type="Edm.String"/><Property Name="_x1" Type="graph.part"/></ComplexType>
          """) == nil)
  }
}
