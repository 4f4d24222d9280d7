import GRDB
import OData
import Testing

@testable import GraphStore

/// Filters as conditions, and what SQLite makes of them.
@Suite struct ExpressionSQLTests {
  let rows: StaffRows

  init() throws { rows = try StaffRows() }

  @Test(arguments: [
    ("displayName eq 'Ada'", "t.\"displayName_folded\" = ?10", ["ada"]),
    ("displayName ne 'Ada'", "t.\"displayName_folded\" IS NOT ?10", ["ada"]),
    ("displayName eq null", "t.\"displayName_folded\" IS NULL", []),
    (
      "displayName in ('a','B')", "t.\"displayName_folded\" IN (?10, ?11)",
      ["a", "b"]
    ),
    (
      "startswith(displayName,'Ad')",
      "(t.\"displayName_folded\" >= ?10 AND t.\"displayName_folded\" < ?11)",
      ["ad", "ae"]
    ),
    (
      "startswith(description,'Ad')",
      "(substr(fold(json_extract(t.properties, '$.description')), 1, ?10) = ?11)", ["2", "ad"]
    ),
    ("not(age gt 1)", "NOT coalesce(json_extract(t.properties, '$.age') > ?10, 0)", ["1"]),
    ("active", "t.\"active_folded\"", []),
    (
      "active eq true or age lt 2.5",
      "(t.\"active_folded\" = 1 OR json_extract(t.properties, '$.age') < ?10)",
      ["2.5"]
    ),
    (
      "id eq 'x' and rank eq 1 and hands eq 2",
      "(t.id = ?10 AND t.\"rank\" = ?11 AND json_extract(t.properties, '$.hands') = ?12)", ["x", "1", "2"]
    ),
    ("joined lt now()", "instant(json_extract(t.properties, '$.joined')) < ?10", ["639079632000000000"]),
    (
      "manager/id eq 'x'",
      "(+t.type = 'test.person' AND t.\"manager\" IN (SELECT tf1.key FROM \"being\" tf1"
        + " WHERE tf1.deleted IS NULL AND +tf1.type = 'test.person' AND tf1.id = ?10))", ["x"]
    ),
    (
      "manager/id ne 'x'",
      "(SELECT tf1.id FROM \"being\" tf1 WHERE tf1.key = t.\"manager\" AND tf1.deleted IS NULL"
        + " AND +tf1.type = 'test.person' AND +t.type = 'test.person' LIMIT 1) IS NOT ?10", ["x"]
    ),
    ("isof(test.robot)", "(t.type = 'test.robot')", []),
    (
      "test.robot/hands eq 2",
      "CASE WHEN t.type = 'test.robot' THEN json_extract(t.properties, '$.hands') END = ?10", ["2"]
    ),
    (
      "tags/any(t:t eq 'X')",
      "EXISTS (SELECT 1 FROM json_each(t.properties, '$.tags') tf1 WHERE tf1.type <> 'null' AND fold(tf1.value) = ?10)",
      ["x"]
    ),
    (
      "plans/$count eq 0",
      "(SELECT count(*) FROM json_each(t.properties, '$.plans') tf1 WHERE tf1.type <> 'null') = ?10", ["0"]
    ),
    (
      "reports/any(r:r/id eq 'x')",
      "EXISTS (SELECT 1 FROM \"being\" tf1 WHERE tf1.\"manager\" = t.key AND tf1.deleted IS NULL"
        + " AND +tf1.type = 'test.person' AND +t.type = 'test.person' AND tf1.id = ?10)", ["x"]
    ),
    // What is computed is computed once, for all that read it.
    (
      "badge eq 'a' or badge eq 'b'",
      "(WITH tf1 AS MATERIALIZED (SELECT json_quote('B-' || t.id) AS value) SELECT"
        + " (fold(json_extract(CASE WHEN t.type = 'test.person' THEN tf1.value END, '$')) = ?10"
        + " OR fold(json_extract(CASE WHEN t.type = 'test.person' THEN tf1.value END, '$')) = ?11) FROM tf1)",
      ["a", "b"]
    ),
    (
      "active eq true and extras/any(e:e/units eq 1) and age lt 2 and extras/any(e:e/units eq 3)",
      "(t.\"active_folded\" = 1 AND json_extract(t.properties, '$.age') < ?10"
        + " AND (WITH tf1 AS MATERIALIZED (SELECT json_extract(t.properties, '$.plans') AS value) SELECT"
        + " (EXISTS (SELECT 1 FROM json_each(CASE WHEN t.type = 'test.person' THEN tf1.value END, '$') tf2"
        + " WHERE tf2.type <> 'null' AND json_extract(tf2.value, '$.units') = ?11)"
        + " AND EXISTS (SELECT 1 FROM json_each(CASE WHEN t.type = 'test.person' THEN tf1.value END, '$') tf3"
        + " WHERE tf3.type <> 'null' AND json_extract(tf3.value, '$.units') = ?12)) FROM tf1))",
      ["2", "1", "3"]
    ),
    (
      "reports/any(r:r/badge eq 'a' or r/badge eq 'b')",
      "EXISTS (SELECT 1 FROM \"being\" tf1 WHERE tf1.\"manager\" = t.key AND tf1.deleted IS NULL"
        + " AND +tf1.type = 'test.person' AND +t.type = 'test.person'"
        + " AND (WITH tf2 AS MATERIALIZED (SELECT json_quote('B-' || tf1.id) AS value) SELECT"
        + " (fold(json_extract(tf2.value, '$')) = ?10 OR fold(json_extract(tf2.value, '$')) = ?11) FROM tf2))",
      ["a", "b"]
    ),
    (
      "badge eq 'a' and age lt 2",
      "(fold(json_extract(CASE WHEN t.type = 'test.person' THEN json_quote('B-' || t.id) END, '$')) = ?10"
        + " AND json_extract(t.properties, '$.age') < ?11)", ["a", "2"]
    ),
  ]) func conditions(_ filter: String, _ sql: String, _ values: [String]) throws {
    let type = try rows.type("being")
    let bound = try ExpressionBinder(model: rows.model, type: type).filter(OptionSyntax.expression(filter))
    var arguments = SQLArguments()
    #expect(try rows.writer(type).condition(bound, &arguments) == sql)
    #expect(arguments.values.map(\.text) == values)
  }

  @Test(arguments: [
    ("displayName eq 'Ada'", "SEARCH t USING INDEX being_displayName (displayName_folded=?)"),
    ("displayName in ('a','b')", "SEARCH t USING INDEX being_displayName (displayName_folded=?)"),
    (
      "startswith(displayName,'a')",
      "SEARCH t USING INDEX being_displayName (displayName_folded>? AND displayName_folded<?)"
    ),
    (
      "displayName ge 'a' and displayName lt 'b'",
      "SEARCH t USING INDEX being_displayName (displayName_folded>? AND displayName_folded<?)"
    ),
    ("tolower(displayName) eq 'ada'", "SEARCH t USING INDEX being_displayName (displayName_folded=?)"),
    ("displayName eq null", "SEARCH t USING INDEX being_displayName (displayName_folded=?)"),
    ("mail eq 'a'", "SEARCH t USING INDEX being_mail (mail_folded=?)"),
    (
      "startswith(mail,'a') and age gt 1", "SEARCH t USING INDEX being_mail (mail_folded>? AND mail_folded<?)"
    ),
    ("active eq true", "SEARCH t USING INDEX being_active (active_folded=?)"),
    ("token eq 6fd2c87f-b296-42f0-b197-1e91e994b900", "SEARCH t USING INDEX being_token (token_folded=?)"),
    ("id eq 'a'", "SEARCH t USING INDEX being_id (id=?)"),
    ("manager/id eq 'a'", "SEARCH t USING INDEX being_manager (manager=?)"),
    ("manager/manager/displayName in ('a','b')", "SEARCH t USING INDEX being_manager (manager=?)"),
    ("isof(test.robot)", "SEARCH t USING INDEX being_type (type=?)"),
    ("displayName eq 'a' or token eq 6fd2c87f-b296-42f0-b197-1e91e994b900", "MULTI-INDEX OR"),
  ]) func indexes(_ filter: String, _ step: String) throws {
    let (sql, values) = try rows.statement(filter)
    let plan = try rows.texts("EXPLAIN QUERY PLAN " + sql, values, column: 3)
    #expect(plan.first == step, "\(sql)")
  }

  @Test(arguments: [
    ("", nil), ("a", "b"), ("ad", "ae"), ("a\u{10FFFF}", "b"), ("\u{10FFFF}", nil), ("\u{D7FF}", "\u{E000}"),
    ("é", "ê"),
  ]) func endsOfPrefixes(_ prefix: String, _ end: String?) { #expect(prefix.endOfPrefix == end) }

  /// What is nested deeper than SQLite's parser goes is refused; what is not refused is read.
  @Test(arguments: [
    Nesting("not (", "active", ")", deepest: 21), Nesting("active and (not ", "active", ")", deepest: 44),
    Nesting("reports/any(r:", "active", ")", deepest: 8), Nesting("plans/any(p:", "active", ")", deepest: 8),
    Nesting("-(", "age", ")", " ne null", deepest: 19),
    Nesting("(1 add ", "age", ")", " ne null", deepest: 19),
    Nesting("(", "1", " add age)", " ne null", deepest: 19),
    Nesting("trim(", "displayName", ")", " ne null", deepest: 18),
    Nesting("concat('a',", "displayName", ")", " ne null", deepest: 18),
    Nesting("cast(", "displayName", ",Edm.String)", " ne null", deepest: 44),
    Nesting("case(true:", "age", ")", " ne null", deepest: 11),
    Nesting("case(true:", "active", ")", deepest: 12),
    Nesting("length(substring(displayName,", "age", "))", " ne null", deepest: 6),
    Nesting("substring(displayName,indexof(displayName,", "mail", "))", " ne null", deepest: 4),
    Nesting("toupper(substring(", "displayName", ",0,1))", " ne null", deepest: 9),
    Nesting("manager/", "age", "", " ne null", deepest: 8), Nesting("manager/", "active", "", deepest: 8),
  ]) func depth(_ nesting: Nesting) throws {
    let read = try (0..<45).filter { try isRead(nesting.text($0)) }
    #expect(read == Array(0...nesting.deepest))
  }

  /// False when it is refused as too deep; nothing else may be wrong with it.
  private func isRead(_ filter: String) throws -> Bool {
    do {
      let (sql, values) = try rows.statement(filter, of: "person")
      _ = try rows.texts(sql, values)
      return true
    } catch is QueryTooDeep {
      return false
    } catch let error as SyntaxError {
      guard case .tooDeep = error.kind else { throw error }
      return false
    }
  }

  @Test func nestsSomeLevels() throws {
    let text = String(repeating: "not (", count: 14) + "active" + String(repeating: ")", count: 14)
    #expect(try rows.ids(text).joined() == "ac")
    let lambdas = (0..<6).reduce("active") { inner, level in "reports/any(r\(level):\(inner))" }
    #expect(try rows.ids(lambdas, of: "person") == ["a"])
  }

  @Test(arguments: ["or", "and"]) func longChains(_ name: String) throws {
    let chain = (0..<3000).map { "age eq \($0)" }.joined(separator: " \(name) ")
    #expect(try rows.ids(chain).joined() == (name == "or" ? "ab" : ""))
  }

  @Test func longLists() throws {
    let list = (0..<5000).map { "'\($0)'" }.joined(separator: ",")
    #expect(try rows.ids("displayName in (\(list),'CY')").joined() == "c")
  }
}

/// `not (not (active))` is `not (` twice around `active`.
struct Nesting: CustomTestStringConvertible {
  private let opening: String
  private let core: String
  private let closing: String
  private let end: String
  /// How often it may be nested.
  let deepest: Int

  init(_ opening: String, _ core: String, _ closing: String, _ end: String = "", deepest: Int) {
    (self.opening, self.core, self.closing, self.end) = (opening, core, closing, end)
    self.deepest = deepest
  }

  func text(_ count: Int) -> String {
    String(repeating: opening, count: count) + core + String(repeating: closing, count: count) + end
  }

  var testDescription: String { text(1) }
}

extension SQLValue {
  fileprivate var text: String {
    switch self {
    case .null: "null"
    case .integer(let value): String(value)
    case .real(let value): String(value)
    case .text(let text): text
    }
  }
}
