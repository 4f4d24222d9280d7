import EntityModel
import OData

/// The types and mistakes that failures of these tests are about.
enum Samples {
  private static let model = Result {
    try EntityModel.read(
      Array(
        """
        <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
        <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
          <EntityType Name="being" Abstract="true"><Key><PropertyRef Name="id"/></Key>
            <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
          <EntityType Name="person" BaseType="test.being">
            <Annotation Term="Emulator.V1.Workload" String="people"/></EntityType>
          <EntityType Name="visitor" BaseType="test.person">
            <Annotation Term="Emulator.V1.AllOptions" Bool="true"/></EntityType>
          <EntityType Name="team" BaseType="test.being"/>
          <EntityType Name="note"><Annotation Term="Emulator.V1.Workload" String="unheard"/></EntityType>
        </Schema></edmx:DataServices></edmx:Edmx>
        """.utf8))
  }

  static let being = type("being")
  static let person = type("person")
  static let visitor = type("visitor")
  static let team = type("team")
  static let note = type("note")

  private static func type(_ name: String) -> StructuredType {
    guard let type = try? model.get().type("test." + name) else { fatalError("the model has no '\(name)'") }
    return type
  }

  /// `name eq`
  static let mistake = SyntaxError(position: 7, kind: .unexpected(expected: [.expression]), text: "name eq")
  /// `name(`
  static let term = SyntaxError(position: 5, kind: .invalidTerm(expected: [.option]), text: "name(")
}
