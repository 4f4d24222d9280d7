import Testing

@testable import EntityModel

/// What `$filter` may ask of a property, by either of the public tables.
@Suite struct FilterRuleTests {
  private func rule(_ annotations: String) throws -> FilterRule? {
    let document = """
      <Edmx><Schema Namespace="a"><EntityType Name="b"><Property Name="p" Type="Edm.String">\(annotations)</Property>
      </EntityType></Schema></Edmx>
      """
    return try EntityModel.read(Array(document.utf8)).type("a.b")?.property("p")?.traits.filterRule
  }

  private func words(_ rule: FilterRule?, strictly isStrict: Bool) -> [String] {
    FilterRule.Operator.allCases.compactMap { name in
      rule?[name, strictly: isStrict].map { $0 == .advanced ? name.rawValue + "+" : name.rawValue }
    }
  }

  @Test(arguments: [
    (#"<Annotation Term="Emulator.V1.Filterable" String="eq in startswith+"/>"#, "eq in startswith+"),
    (
      #"<Annotation Term="Emulator.V1.Filterable" String="eq in startswith+"/><Annotation Term="Emulator.V1.FilterableStrictly" String="eq+"/>"#,
      "eq+"
    ),
    (
      #"<Annotation Term="Emulator.V1.Filterable" String="eq in startswith+"/><Annotation Term="Emulator.V1.FilterableStrictly" String=""/>"#,
      ""
    ),
  ]) func theNewerTableCountsStrictly(annotations: String, strict: String) throws {
    let rule = try rule(annotations)
    #expect(words(rule, strictly: false) == ["eq", "in", "startswith+"])
    #expect(words(rule, strictly: true) == strict.split(separator: " ").map(String.init))
  }

  @Test func withoutATableNothingIsAsked() throws {
    #expect(try rule("") == nil)
  }
}
