import EntityModel
import Testing

@testable import GraphStore

/// What goes with a row is found in the model once, for all deletions.
@Suite struct ReferenceClearingTests {
  @Test(arguments: [
    (
      "being",
      [
        "DELETE FROM \"person_friends\" WHERE source = ?1 OR target = ?1",
        "UPDATE \"being\" SET \"manager\" = NULL WHERE \"manager\" = ?1",
        "UPDATE \"card\" SET \"holder\" = NULL WHERE \"holder\" = ?1",
      ]
    ),
    ("card", []),
  ]) func statements(_ table: String, _ statements: [String]) throws {
    let schema = try StoreSchema(model: EntityModel.read(Array(Staff.csdl.utf8)))
    #expect(schema.clearing.statements(for: table).map(\.sql) == statements)
  }
}
