import OData
import Testing

@testable import GraphStore

/// `$compute` and `$apply` and the objects that they give.
@Suite struct ExpressionApplyTests {
  let rows: StaffRows

  init() throws { rows = try StaffRows() }

  @Test(arguments: [
    ("aggregate($count as n)", #"{"n":4}"#),
    ("aggregate(steps with sum as s)", #"{"s":4999999997}"#),
    ("compute(9223372036854775807 as x)/aggregate(x with sum as s)", #"{"s":9223372036854775807}"#),
    (
      "aggregate(age with sum as s,age with min as l,age with max as h,age with average as m)",
      #"{"s":49,"l":-7,"h":36,"m":16.3333333333333}"#
    ),
    (
      "aggregate(colour with countdistinct as c,joined with max as j)",
      #"{"c":3,"j":"2026-02-01T00:00:00.5000000Z"}"#
    ),
    ("groupby((active))", #"{"active":true}{"active":false}{"active":null}"#),
    (
      "groupby((active),aggregate(age with sum as total,$count as n))",
      #"{"active":true,"total":29,"n":2}{"active":false,"total":20,"n":1}{"active":null,"total":null,"n":1}"#
    ),
    (
      "groupby((manager/displayName,colour),aggregate($count as n))/filter(n gt 0 and manager/displayName ne null)",
      #"{"manager":{"displayName":"Ada Löwe"},"colour":"red","n":1}"#
        + #"{"manager":{"displayName":"Ada Löwe"},"colour":"blue","n":1}"#
    ),
    (
      "filter(age gt 0)/groupby((progress),aggregate(age with sum as s))",
      #"{"progress":"pendingApproval","s":36}{"progress":"notStarted","s":20}"#
    ),
    ("groupby((id,age))/orderby(age desc)/top(2)", #"{"id":"a","age":36}{"id":"b","age":20}"#),
    ("groupby((id,age))/skip(3)", #"{"id":"d","age":null}"#),
    ("groupby((id,age))/compute(age mul 2 as twice)/filter(twice gt 40)", #"{"id":"a","age":36,"twice":72}"#),
    ("groupby((id,age))/topcount(1,age)/compute(age eq 36 as old)", #"{"id":"a","age":36,"old":true}"#),
    ("groupby((id,age))/topsum(30,age)", #"{"id":"a","age":36}"#),
    (
      "groupby((active,colour),aggregate($count as n))/groupby((active),aggregate(n with sum as m))",
      #"{"active":true,"m":2}{"active":false,"m":1}{"active":null,"m":1}"#
    ),
    ("compute(age mul 2 as twice)/groupby((twice))/filter(twice gt 0)", #"{"twice":72}{"twice":40}"#),
    ("groupby((born))/filter(born lt 2001-01-01)", #"{"born":"1990-12-10"}{"born":"2000-01-01"}"#),
    (
      "groupby((joined),aggregate($count as n))/filter(joined gt 2026-01-01)/orderby(joined desc)",
      #"{"joined":"2026-02-01T00:00:00.5Z","n":1}{"joined":"2026-01-31T10:00:00Z","n":1}"#
    ),
    ("topcount(2,age)/aggregate(age with sum as s)", #"{"s":56}"#),
    ("groupby((colour))/filter(colour has 'green')", #"{"colour":"green"}"#),
  ]) func groups(_ text: String, _ expected: String) throws {
    let (query, values) = try apply(text)
    guard case .values(let sql, _) = query else { throw NotValues() }
    #expect(try rows.texts(sql, values).joined() == expected, "\(sql)")
  }

  @Test(arguments: [
    ("filter(age gt 0)/compute(age sub 1 as less)/topcount(1,less)", "a", "35"),
    ("topcount(2,age)", "ab", ""),
    ("bottomcount(1,age)/filter(true)", "d", ""), ("orderby(age desc)/skip(1)/top(1)", "b", ""),
    ("topsum(40,age)", "ab", ""), ("toppercent(50,age)", "a", ""), ("identity", "abcd", ""),
    ("top(0)", "", ""),
    ("search(first)", "a", ""), ("compute(displayName as name)/filter(name eq 'cy')", "c", #""Cy""#),
    (
      "compute(cast(joined,Edm.Date) as day,active as yes)/filter(day eq 2026-01-31)", "a",
      #""2026-01-31"true"#
    ),
  ]) func objects(_ text: String, _ ids: String, _ computed: String) throws {
    let (query, values) = try apply(text)
    guard case .objects(let objects) = query else { throw NotObjects() }
    var statement = SelectStatement(source: try rows.source("person"))
    statement.filters = objects.filters
    statement.order = objects.order
    let sql = statement.pageSQL(extras: objects.computed.map(\.json))
    #expect(try rows.texts(sql, values, column: 1).joined() == ids, "\(sql)")
    let columns = objects.computed.indices.map { 4 + $0 }
    #expect(try columns.map { try rows.texts(sql, values, column: $0).joined() }.joined() == computed)
  }

  @Test func namesOfMembers() throws {
    guard case .values(_, let names) = try apply("groupby((manager/id,age),aggregate($count as n))").0 else {
      throw NotValues()
    }
    #expect(names == ["manager/id", "age", "n"])
  }

  @Test func optionsAfterApplyAreSteps() throws {
    var binder = ExpressionBinder(model: rows.model, type: try rows.type("person"))
    var steps = try binder.apply(OptionSyntax.apply("groupby((active),aggregate($count as n))"))
    steps.append(.filter(try binder.filter(OptionSyntax.expression("n eq 1"))))
    steps.append(.orderBy(try binder.orderBy(OptionSyntax.orderBy("active desc"))))
    var arguments = SQLArguments()
    let query = try rows.writer(rows.type("person")).apply(steps, over: rows.source("person"), &arguments)
    guard case .values(let sql, _) = query else { throw NotValues() }
    #expect(try rows.texts(sql, arguments.values).joined() == #"{"active":false,"n":1}{"active":null,"n":1}"#)
  }

  @Test func computedPropertiesInFilterAndOrder() throws {
    let type = try rows.type("person")
    var binder = ExpressionBinder(model: rows.model, type: type)
    let computations = try binder.compute(OptionSyntax.compute("age mul 2 as twice,twice add 1 as odd"))
    let writer = rows.writer(type, computations)
    var arguments = SQLArguments()
    var statement = SelectStatement(source: try rows.source("person"))
    statement.filters = [try writer.condition(binder.filter(OptionSyntax.expression("odd gt 0")), &arguments)]
    statement.order = try writer.order(binder.orderBy(OptionSyntax.orderBy("TWICE")), &arguments)
    let json = try writer.compose(&arguments) { $0.json(computations[1].expression) }
    let sql = statement.pageSQL(extras: [json])
    #expect(try rows.texts(sql, arguments.values, column: 1) == ["b", "a"])
    #expect(try rows.texts(sql, arguments.values, column: 4) == ["41", "73"])
  }

  private func apply(_ text: String) throws -> (AppliedQuery, [SQLValue]) {
    let type = try rows.type("person")
    var binder = ExpressionBinder(model: rows.model, type: type)
    let steps = try binder.apply(OptionSyntax.apply(text))
    var arguments = SQLArguments()
    return (try rows.writer(type).apply(steps, over: rows.source("person"), &arguments), arguments.values)
  }

  private struct NotValues: Error {}
  private struct NotObjects: Error {}
}
