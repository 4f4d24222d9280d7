import GRDB
import OData
import Testing

@testable import GraphStore

/// What filters over 20,000 rows cost, in steps of SQLite's machine: each row is looked at once, whatever is asked of
/// it, and rows that an index finds are all that are looked at.
@Suite struct FilterCostTests {
  static let people = 20_000

  /// Made once: no test changes them.
  private static let rows = Result {
    try StaffRows(content: [
      """
      INSERT INTO being (key, id, type, rank, properties)
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(people))
      SELECT i, 'p' || i, 'test.person', i, json_object('displayName', 'Person ' || i, 'description', 'room ' || i,
        'mail', 'p' || i || '@x.example', 'age', i % 90, 'score', i / 4.0, 'joined', '2026-01-31T10:00:00Z',
        'born', '1990-12-10', 'wakes', '07:30:00.0000000', 'shift', 'PT8H', 'tags', json_array('a', 'b'))
      FROM n
      """
    ])
  }

  private static func steps(_ filter: String, of type: String = "person") throws -> Int {
    let rows = try rows.get()
    let (sql, values) = try rows.statement(filter, of: type)
    return try rows.queue.inDatabase { db in
      let handle = try #require(db.sqliteConnection)
      let statement = try PreparedStatement(sql: sql, on: handle)
      try statement.forEachRow(ReadValues(limit: 10).bound(with: values)) { _ in true }
      return Int(statement.steps)
    }
  }

  /// A filter that no row fulfils, and the most steps that it may take for each row.
  static let functions: [Function: (filter: String, steps: Int)] = [
    .contains: ("contains(description,'nowhere')", 12),
    .startswith: ("startswith(description,'nowhere')", 12),
    .endswith: ("endswith(description,'nowhere')", 12),
    .length: ("length(description) gt 1000", 12),
    .indexof: ("indexof(description,'nowhere') gt 0", 12),
    .substring: ("substring(description,1,3) eq 'nowhere'", 12),
    .tolower: ("tolower(description) eq 'nowhere'", 12),
    .toupper: ("toupper(description) eq 'nowhere'", 12),
    .trim: ("trim(description) eq 'nowhere'", 12),
    .concat: ("concat(description,description) eq 'nowhere'", 12),
    .matchesPattern: ("matchesPattern(description,'^no.*where$')", 12),
    .year: ("year(joined) eq 1", 12),
    .month: ("month(joined) eq 13", 12),
    .day: ("day(joined) eq 99", 12),
    .hour: ("hour(joined) eq 99", 12),
    .minute: ("minute(joined) eq 99", 12),
    .second: ("second(joined) eq 99", 12),
    .fractionalseconds: ("fractionalseconds(joined) eq 2", 12),
    .totalseconds: ("totalseconds(shift) eq 2", 12),
    .date: ("date(joined) eq 0002-01-01", 12),
    .time: ("time(joined) eq 11:11:11", 12),
    .totaloffsetminutes: ("totaloffsetminutes(joined) eq 5", 12),
    .now: ("joined gt now()", 12),
    .maxdatetime: ("joined eq maxdatetime()", 12),
    .mindatetime: ("joined lt mindatetime()", 12),
    .round: ("round(score) eq -5", 12),
    .floor: ("floor(score) eq -5", 12),
    .ceiling: ("ceiling(score) eq -5", 12),
  ]

  @Test(arguments: Function.allCases) func eachFunction(_ function: Function) throws {
    let cost = try #require(Self.functions[function])
    let steps = try Self.steps(cost.filter)
    #expect(steps <= cost.steps * Self.people, "\(cost.filter): \(steps)")
    // It is about all rows.
    #expect(steps > 5 * Self.people, "\(cost.filter): \(steps)")
  }

  @Test(arguments: [
    ("description eq 'nowhere'", 10),
    ("description in ('nowhere','neither','nor there')", 16),
    ("not (age ge 0)", 12),
    ("age gt 100 or score lt 0", 12),
    ("tags/any(t:t eq 'nowhere')", 32),
    ("tags/$count gt 5", 32),
  ]) func eachRowOnce(_ filter: String, _ perRow: Int) throws {
    let steps = try Self.steps(filter)
    #expect(steps <= perRow * Self.people, "\(filter): \(steps)")
  }

  /// Costs of what an index finds do not grow with the table.
  @Test(arguments: [
    "displayName eq 'person 17'", "displayName in ('person 17','person 18')", "id eq 'p17'",
    "startswith(displayName,'person 1234')", "mail eq 'P17@X.example'", "displayName eq 'nowhere'",
  ]) func anIndexFinds(_ filter: String) throws {
    let steps = try Self.steps(filter, of: "being")
    #expect(steps <= 400, "\(filter): \(steps)")
  }
}
