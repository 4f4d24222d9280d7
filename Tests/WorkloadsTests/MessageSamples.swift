import EntityModel
import OData

/// The types and mistakes that the failures of message tables are about.
enum MessageSamples {
  private static let model = Result {
    try EntityModel.read(
      Array(
        """
        <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
        <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
          <EntityType Name="user" OpenType="true"/><EntityType Name="profile"/>
          <EntityType Name="team"/><EntityType Name="being" Abstract="true"/>
        </Schema></edmx:DataServices></edmx:Edmx>
        """.utf8))
  }

  static let open = type("user")
  static let closed = type("profile")
  static let other = type("team")
  static let abstract = type("being")

  private static func type(_ name: String) -> StructuredType {
    guard let type = try? model.get().type("test." + name) else { fatalError("the model has no '\(name)'") }
    return type
  }

  /// `name eq`
  static let mistake = SyntaxError(position: 7, kind: .unexpected(expected: [.expression]), text: "name eq")
}
