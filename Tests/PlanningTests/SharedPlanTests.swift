import GraphContract
import GraphStore
import OData
import Planning
import Testing

/// Queries that differ in literals and counts only have one plan, with values of their own.
@Suite("Plans that are shared") struct SharedPlanTests {
  @Test(arguments: [
    ("/people?$filter=name eq 'Ada'", "/people?$filter=name eq 'Bob'"),
    ("/people?$filter=startswith(name,'A')", "/people?$filter=startswith(name,'Bo')"),
    ("/people?$filter=contains(about,'A')&$top=5", "/people?$filter=contains(about,'é')&$top=999"),
    ("/people?$filter=age gt 17", "/people?$filter=age gt 65"),
    ("/people?$filter=mood eq 'calm'", "/people?$filter=mood eq 'Merry'"),
    ("/people?$filter=mood in ('calm','merry')", "/people?$filter=mood in ('merry','merry')"),
    ("/people?$filter=born ge 2026-01-31", "/people?$filter=born ge 2025-12-31"),
    ("/people?$filter=born ge 2026-01-31T10:00:00Z", "/people?$filter=born ge 2025-12-31T00:00:00%2B01:00"),
    ("/people?$filter=tags/any(t:t eq 'x')", "/people?$filter=tags/any(t:t eq 'Y')"),
    ("/people?$filter=boss/name eq 'x'", "/people?$filter=boss/name eq 'Y'"),
    ("/people?$filter=matchesPattern(name,'a.*')", "/people?$filter=matchesPattern(name,'^b')"),
    ("/people?$filter=name eq @n&@n='x'", "/people?$filter=name eq @n&@n='y'"),
    ("/people?$search=ada", "/people?$search=Bob"),
    ("/people?$search=\"ada\" OR \"b c\"", "/people?$search=\"x\" OR \"y z\""),
    ("/people?$top=5", "/people?$top=7"),
    ("/people?$top=5&$skip=10", "/people?$top=7&$skip=20"),
    ("/people?$top=5&x=1", "/people?$top=7&x=2"),
    (
      "/people?$expand=reports($filter=age gt 3;$top=5;$skip=2;$orderby=name)",
      "/people?$expand=reports($filter=age gt 4;$top=5;$skip=2;$orderby=name)"
    ),
    ("/people/17?$expand=reports($top=5)", "/people/18?$expand=reports($top=5)"),
    ("/people/$count?$filter=name eq 'a'", "/people/$count?$filter=name eq 'b'"),
    ("/teams/1/members/$ref?$filter=name eq 'a'", "/teams/2/members/$ref?$filter=name eq 'b'"),
    (
      "/shop/notes?$apply=filter(text eq 'x')/groupby((text),aggregate($count as n))&$count=true&$top=5",
      "/shop/notes?$apply=filter(text eq 'Y')/groupby((text),aggregate($count as n))&$count=true&$top=7"
    ),
    (
      "/shop/notes?$apply=groupby((text))/top(5)/skip(2)", "/shop/notes?$apply=groupby((text))/top(7)/skip(3)"
    ),
  ]) func oneFormOnePlan(_ first: String, _ second: String) throws {
    let version = try Club.version()
    let one = try PlannedRequest(first, in: version)
    let other = try PlannedRequest(second, in: version)
    #expect(try one.read().identifiers == other.read().identifiers)
    #expect(try one.values() == PlannedRequest(first).values())
    #expect(try other.values() == PlannedRequest(second).values())
    #expect(Self.text { other } == Self.text { try PlannedRequest(second) })
  }

  /// Where a value decides how a statement is written, the query has a plan of its own.
  @Test(arguments: [
    ("/people?$filter=startswith(name,'A')", "/people?$filter=startswith(name,'\u{10FFFF}')"),
    ("/people?$filter=startswith(name,'A')", "/people?$filter=startswith(name,'')"),
    ("/people?$filter=age eq 5", "/people?$filter=age eq 0"),
    ("/people?$filter=name eq 'x'", "/people?$filter=name eq null"),
    ("/people?$filter=name in ('x')", "/people?$filter=name in ('x','y')"),
    ("/people?$filter=$root/people('a')/age eq age", "/people?$filter=$root/people('b')/age eq age"),
    ("/people?$expand=boss($levels=2)", "/people?$expand=boss($levels=3)"),
    ("/people?$expand=reports($top=5)", "/people?$expand=reports($top=7)"),
    ("/shop/notes?$apply=top(5)/skip(2)", "/shop/notes?$apply=top(7)/skip(3)"),
    ("/people?$filter=age eq 5", "/people?$filter=age eq 5.5"),
    ("/people?$search=\"b c\"", "/people?$search=\"name:b c\""),
    ("/teams/3?$expand=members($search=12)", "/teams/3?$expand=members($search=13)"),
    (
      "/people?$filter=$root/people(@p)/age eq age and name ne @p&@p='a'",
      "/people?$filter=$root/people(@p)/age eq age and name ne @p&@p='b'"
    ),
  ]) func anotherPlan(_ first: String, _ second: String) throws {
    for (first, second) in [(first, second), (second, first)] {
      let version = try Club.version()
      _ = try PlannedRequest(first, in: version).read()
      let other = try PlannedRequest(second, in: version)
      #expect(try other.values() == PlannedRequest(second).values())
      #expect(Self.text { other } == Self.text { try PlannedRequest(second) })
      #expect(try PlannedRequest(second, in: version).read().identifiers == other.read().identifiers)
    }
  }

  /// What would be refused is refused though there is a plan of its form.
  @Test(arguments: [
    ("/people?$filter=mood eq 'calm'", "/people?$filter=mood eq 'hungry'"),
    ("/people?$filter=born ge 2026-01-31", "/people?$filter=born ge 2026-02-30"),
    ("/people?$filter=matchesPattern(name,'a')", "/people?$filter=matchesPattern(name,'(')"),
    ("strict /people?$top=5", "strict /people?$top=5000"),
    ("strict /people?$filter=teams/$count eq 0", "strict /people?$filter=teams/$count eq 5"),
  ]) func refusals(_ first: String, _ second: String) throws {
    let conventions = first.hasPrefix("strict ") ? Conventions.strict : .generous
    let (first, second) = (first.replacing("strict ", with: ""), second.replacing("strict ", with: ""))
    let version = try Club.version(conventions)
    _ = try? PlannedRequest(first, in: version).read()
    let refused = PlanText.of { try PlannedRequest(second, in: version) }
    #expect(refused.hasPrefix("refused "))
    #expect(refused == PlanText.of { try PlannedRequest(second, conventions) })
  }

  /// Each row of the tables with each of its literals changed.
  @Test(
    arguments: ["objects", "properties", "lists", "filters", "expansions", "applied"]
      .flatMap { PlanTable($0).rows })
  func rowsOfTheTables(_ row: PlanTable.Row) throws {
    let request = try row.planned()
    guard let changed = try request.withOtherLiterals() else { return }
    _ = try? request.read()
    let isEventual = request.isEventual
    let shared = Self.text { try PlannedRequest(changed, in: request.version, isEventual: isEventual) }
    #expect(shared == Self.text { try PlannedRequest(changed, row.conventions, isEventual: isEventual) })
  }

  /// A version numbers what rows are written by in the order in which it plans: here in that in which they stand.
  private static func text(_ request: () throws -> PlannedRequest) -> String {
    var numbers: [Substring: Int] = [:]
    return PlanText.of(request).replacing(/render[( ]([0-9]+)/) { match in
      let number = numbers[match.1] ?? numbers.count + 1
      numbers[match.1] = number
      return match.0.dropLast(match.1.count) + "\(number)"
    }
  }
}

extension ReadQuery {
  fileprivate var statements: [ReadPlan] {
    switch self {
    case .object(_, let query), .property(_, _, let query, _): query.statements
    case .list(_, let query, _), .references(_, let query, _): query.statements
    case .applied(_, let plan): plan.statements
    case .count(_, let plan): [plan]
    case .reference, .nothing: []
    }
  }

  fileprivate var identifiers: [Int] { statements.map(\.identifier) }
}

extension PlannedRequest {
  /// Everything that is bound to the statements when the request is run.
  fileprivate func values() throws -> [[PlanParameter]] {
    let values = ReadValues(request: try run())
    return try read().statements.map { $0.parameters(values) }
  }

  /// The URL with every parameter of its query changed; nil where there is none.
  fileprivate func withOtherLiterals() throws -> String? {
    guard let form = query.form, !form.parameters.isEmpty else { return nil }
    let options = query.options.entries.enumerated().map { index, entry in
      var value = Array(entry.value.utf8)
      let numbers = form.numbers(inEntry: index)
      for (range, number) in numbers.sorted(by: { $0.key.lowerBound > $1.key.lowerBound }) {
        value.replaceSubrange(
          range, with: form.parameters[number].changed(String(decoding: value[range], as: UTF8.self)).utf8)
      }
      return entry.name + "=" + String(decoding: value, as: UTF8.self).replacing("+", with: "%2B")
    }
    return url.prefix { $0 != "?" } + "?" + options.joined(separator: "&")
  }
}

extension Literal {
  /// - Parameter text: as it stands in the query.
  fileprivate func changed(_ text: String) -> String {
    switch self {
    case .string:
      text.hasPrefix("'")
        ? text.dropLast() + "x'" : text.hasSuffix("\"") ? text.dropLast() + "x\"" : text + "x"
    case .integer, .decimal: text + "7"
    case .date: "2026-05-06"
    case .dateTimeOffset: "2026-05-06T07:08:09Z"
    case .guid: "0f0e0d0c-0b0a-4908-8706-050403020100"
    case .timeOfDay: "07:08:09"
    case .double: "7.5e3"
    case .null, .boolean, .duration, .enumeration, .binary, .spatial: text
    }
  }
}
