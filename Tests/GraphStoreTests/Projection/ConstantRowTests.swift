import GRDB
import Testing

@testable import GraphStore

/// A single value that nobody has written is shown by a row that is in no table.
@Suite struct ConstantRowTests {
  /// The moment of deletion is computed from a column, which such a row seemed not to have.
  @Test(arguments: [false, true]) func itHasWhatItsTypeComputesFrom(isSoftDeleted: Bool) throws {
    let sql = SelectStatement.constantSQL(
      type: "test.rule", id: "'r'", properties: "{}", isSoftDeleted: isSoftDeleted,
      extras: isSoftDeleted ? ["json_quote(t.deleted)"] : [])
    let row = try DatabaseQueue().read { try Row.fetchOne($0, sql: sql) }
    let values = row.map { Array($0.databaseValues).map(String.fromDatabaseValue) }
    #expect(values == ["test.rule", "r", "{}", nil] + (isSoftDeleted ? ["null"] : []))
  }
}
