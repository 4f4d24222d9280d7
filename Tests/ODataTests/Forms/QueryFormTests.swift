import OData
import TestSupport
import Testing

/// What of a query is its form, and what are parameters.
@Suite struct QueryFormTests {
  private static func form(_ query: String) throws -> QueryForm? { QueryForm(try QueryOptions.parse(query)) }

  @Test(arguments: [
    ("$filter=a eq 'O''Neil'", ["'O''Neil'"]),
    ("$filter=a eq 'x' and b gt -5", ["'x'", "-5"]),
    ("$filter=a in ('x','y')", ["'x'", "'y'"]),
    ("$filter=a eq 6fd2c87f-b296-42f0-b197-1e91e994b900", ["6fd2c87f-b296-42f0-b197-1e91e994b900"]),
    (
      "$filter=a ge 2026-01-31T10:00:00Z and b lt 2026-01-31 or c eq 10:30",
      ["2026-01-31T10:00:00Z", "2026-01-31", "10:30"]
    ),
    ("$filter=a eq 4.2 or a eq 1.5E-3", ["4.2", "1.5E-3"]),
    ("$filter=m/any(x:x/id eq 'a' and x/n2 eq 7)", ["'a'", "7"]),
    ("$filter=a eq @p&@p='x'", ["'x'"]),
    ("$top=5&$skip=10", ["5", "10"]),
    ("%24TOP=5", ["5"]),
    ("$search=blue AND NOT \"red sky\"", ["'blue'", "'red sky'"]),
    ("$search=\"displayName:wash\" OR \"mail:a\"", ["'displayName:wash'", "'mail:a'"]),
    ("$expand=m($filter=a eq 'x';$top=5;$skip=2)", ["'x'"]),
    ("$apply=filter(a eq 'x')/topcount(5,b)/top(3)", ["'x'", "5", "3"]),
    ("$orderby=length(concat(a,'x'))", ["'x'"]),
  ]) func parameters(_ query: String, _ parameters: [String]) throws {
    #expect(try Self.form(query)?.parameters.map(\.description) == parameters)
  }

  /// Their values may decide more than results, or say more than a value.
  @Test(arguments: [
    "$filter=a eq null", "$filter=a eq true", "$filter=a eq ''", "$filter=m/$count eq 0",
    "$filter=m/$count eq 1", "$filter=a eq INF or a eq -INF or a eq NaN", "$filter=a eq duration'P1D'",
    "$filter=a eq ns.colour'red'", "$filter=a eq %2B5", "$filter=a eq 99999999999999999999",
    "$expand=m($levels=3)", "$expand=m($top=5;skip=2)", "$select=id,a2", "$count=true", "$top=-5",
    "$top=five", "$top=",
    "$search='all of this'", "$search=\"mail:\"", "$filter=a in [\"x\"]",
  ]) func nothingIsAParameter(_ query: String) throws {
    #expect(try Self.form(query)?.parameters == [])
  }

  /// What one plan serves has one form.
  @Test(arguments: [
    ("$filter=a eq 'x'", "$filter=a eq 'y'"),
    ("$filter=a eq 'x'", "filter=a%20eq%20'O''Neil'"),
    ("$filter=a eq 5", "$filter=a eq 123456"),
    ("$filter=a eq 2026-01-31", "$filter=a eq 0001-12-01"),
    ("$top=5", "$top=999"),
    ("$top=5&$skiptoken=abc", "$top=6"),
    ("$top=5&api-version=2", "$top=6&_=17"),
    ("$search=\"mail:a\"", "$search=\"mail:b c\""),
  ]) func alike(_ one: String, _ other: String) throws {
    let (one, other) = (try #require(try Self.form(one)), try #require(try Self.form(other)))
    #expect(one.text == other.text)
  }

  /// A difference that may change a plan changes the form.
  @Test(arguments: [
    ("$filter=a eq 'x'", "$filter=b eq 'x'"),
    ("$filter=a eq 'x'", "$filter=a eq 5"),
    ("$filter=a eq 5", "$filter=a eq 5.5"),
    ("$filter=a eq 5", "$filter=a eq -5"),
    ("$filter=a eq 5", "$filter=a eq 5000000000"),
    ("$filter=a eq 'x'", "$filter=a eq '6fd2c87f-b296-42f0-b197-1e91e994b900'"),
    ("$filter=a eq 'x'", "$filter=a eq 'PT1H'"),
    ("$filter=a in ('x')", "$filter=a in ('x','y')"),
    ("$filter=a eq @p&@p='x'", "$filter=a eq @q&@q='x'"),
    ("$search=\"mail:a\"", "$search=\"name:a\""),
    ("$search=blue", "$search=\"blue\""),
    ("$search=blue OR red", "$search=blue AND red"),
    ("$expand=m($levels=2)", "$expand=m($levels=3)"),
    ("$expand=m($top=2)", "$expand=m($top=3)"),
    ("$top=5", "$skip=5"),
    ("$filter=a in [\"%C3%A9\"]", "$filter=a in [\"e%CC%81\"]"),
    ("$search='%C3%A9'", "$search='e%CC%81'"),
  ]) func different(_ one: String, _ other: String) throws {
    let (one, other) = (try #require(try Self.form(one)), try #require(try Self.form(other)))
    #expect(one.text != other.text)
  }

  @Test(arguments: [
    "$x=1", "$top=1&top=2", "$filter=a eq 'x", "$search=\"x", "$filter=a eq 2026-99-01",
    "$filter=a\u{1} eq 5", "$filter=a eq 5%03top%02%01i", "$filter=a eq %01i", "$filter=a eq %04",
  ]) func none(_ query: String) throws {
    #expect(try Self.form(query) == nil)
  }

  /// Every literal that a form takes out is one that the parser finds at its place: none is taken from the middle of
  /// something else.
  @Test func placesAreThoseOfTheParser() throws {
    let text = "a eq 'é' and b in (5,-6) or m/any(x:x/c ge 2026-01-31T10:00:00Z)"
    let form = try #require(try Self.form("$filter=" + text))
    let tree = try OptionSyntax.expression(text, parameters: form.numbers(inEntry: 0))
    #expect(tree.parameters == [0, 1, 2, 3])
  }
}

extension OData.Expression {
  /// Numbers of the parameters in the tree, in the order of the text.
  fileprivate var parameters: [Int] {
    switch kind {
    case .literal: [parameter].compactMap(\.self)
    case .list(let items), .array(let items): items.flatMap(\.parameters)
    case .binary(_, let left, let right): left.parameters + right.parameters
    case .unary(_, let operand): operand.parameters
    case .path(let segments): segments.flatMap(\.parameters)
    case .object, .call, .conditional, .type: []
    }
  }
}

extension MemberSegment {
  fileprivate var parameters: [Int] {
    switch kind {
    case .any(let lambda?), .all(let lambda): lambda.predicate.parameters
    default: []
    }
  }
}
