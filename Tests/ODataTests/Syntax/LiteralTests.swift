import OData
import Testing

@Suite struct LiteralTests {
  @Test(
    arguments: [
      ("null", .null),
      ("true", .boolean(true)),
      ("FALSE", .boolean(false)),
      ("''", .string("")),
      ("'O''Neil'", .string("O'Neil")),
      ("6FD2c87f-b296-42f0-b197-1e91e994b900", .guid("6FD2c87f-b296-42f0-b197-1e91e994b900")),
      ("abcdefab-b296-42f0-b197-1e91e994b900", .guid("abcdefab-b296-42f0-b197-1e91e994b900")),
      ("12345678-1234-1234-1234-123456789012", .guid("12345678-1234-1234-1234-123456789012")),
      ("2026-01-31", .date("2026-01-31")),
      ("-0044-03-15", .date("-0044-03-15")),
      ("12345678-12-31", .date("12345678-12-31")),
      ("2026-01-31T10:20Z", .dateTimeOffset("2026-01-31T10:20Z")),
      ("2026-01-31t10:20:60.123456789012z", .dateTimeOffset("2026-01-31t10:20:60.123456789012z")),
      ("2026-01-31T10:20:30-08:00", .dateTimeOffset("2026-01-31T10:20:30-08:00")),
      ("10:20", .timeOfDay("10:20")),
      ("10:20:30.5", .timeOfDay("10:20:30.5")),
      ("duration'-P1DT2H3M4.5S'", .duration("-P1DT2H3M4.5S")),
      ("DURATION'PT0S'", .duration("PT0S")),
      ("42", .integer("42")),
      ("-42", .integer("-42")),
      ("+42", .integer("+42")),
      ("12345678", .integer("12345678")),
      ("3.140", .decimal("3.140")),
      ("-0.5", .decimal("-0.5")),
      ("1e10", .double("1e10")),
      ("1.5E-3", .double("1.5E-3")),
      ("INF", .double("INF")),
      ("-INF", .double("-INF")),
      ("NaN", .double("NaN")),
      ("ns.Color'Red,Blue'", .enumeration(type: "ns.Color", members: "Red,Blue")),
      ("binary'T0RhdGE'", .binary("T0RhdGE")),
      ("binary''", .binary("")),
      ("binary'T0RhdA=='", .binary("T0RhdA==")),
      ("geometry'SRID=0;Point(1 2)'", .spatial(prefix: "geometry", text: "SRID=0;Point(1 2)")),
    ] as [(String, Literal)])
  func values(text: String, literal: Literal) throws {
    #expect(Literal.reading(text) == literal)
    #expect(try OptionSyntax.expression(text).kind == .literal(literal))
  }

  @Test(arguments: ["", " 5", "5 ", "a", "Null", "inf", "nan", "true/a", "1:2", "x'1'", "-", "P1D"])
  func noLiterals(text: String) {
    #expect(Literal.reading(text) == nil)
  }

  @Test(arguments: [
    ("P1D", true), ("-PT5M", true), ("P1DT", false), ("P", false), ("P1Y", false), ("PT1S2M", false),
    ("PT1.5M", false), ("1D", false), ("P1D ", false), ("", false),
  ])
  func durations(text: String, isDuration: Bool) {
    #expect((Literal.reading("duration'\(text)'") != nil) == isDuration)
  }

  @Test(arguments: [
    BadText("a eq 'x", 7, "the quote is never closed"),
    BadText("a eq 'x''", 9, "the quote is never closed"),
    BadText("'O'Neil'", 3, "expected an operator or the end of the text"),
    BadText("a eq 12abc", 7, "expected an operator or the end of the text"),
    BadText("a eq 42.", 8, "expected a digit"),
    BadText("a eq .5", 5, "expected an expression"),
    BadText("a eq 1e", 7, "expected a digit"),
    BadText("a eq -0.314e1e2", 13, "expected an operator or the end of the text"),
    BadText("a eq 2026-13-01", 11, "expected a digit"),
    BadText("a eq 2026-1-01", 11, "expected a digit"),
    BadText("a eq 2026-01-32", 14, "expected a digit"),
    BadText("a eq 2026-01", 12, "expected '-'"),
    BadText("a eq 02026-01-01", 9, "expected '-'"),
    BadText("a eq 2026-01-01T24:00Z", 17, "expected a digit"),
    BadText("a eq 2026-01-01T00:00:00", 24, "expected 'Z' or an offset such as +01:00"),
    BadText("a eq 2026-01-01T00:00:00+1", 26, "expected a digit"),
    BadText("a eq 24:00:00", 6, "expected a digit"),
    BadText("a eq 10:20:30.1234567890123", 26, "expected an operator"),
    BadText("a eq 01234g67-89ab-cdef-0123-456789abcdef", 10, "expected an operator or the end of the text"),
    BadText("a eq 01234567-89ab-cdef-456789abcdef", 28, "expected '-'"),
    BadText("a eq 01234567-89ag-cdef-0123-456789abcdef", 17, "expected a hexadecimal digit"),
    BadText("a eq 01234567-89ab-cdef-0123-456789abcde", 40, "expected a hexadecimal digit"),
    BadText("a eq duration'P1Y'", 16, "expected a literal"),
    BadText("a eq duration'+P1D'", 14, "expected a literal"),
    BadText("a eq duration'P1D", 17, "the quote is never closed"),
    BadText("a eq binary'a!'", 13, "expected a closing quote"),
    BadText("a eq binary'abcde'", 17, "expected a closing quote"),
    BadText("a has ns.E'x,'", 13, "expected a name"),
    BadText("a has ns.E'x y'", 13, "expected a closing quote"),
    BadText("a eq X'1a'", 6, "expected an operator"),
  ])
  func mistakes(_ row: BadText) {
    let error = failure { () throws(SyntaxError) in try OptionSyntax.expression(row.text) }
    #expect(error?.position == row.position)
    #expect(error?.explanation == row.explanation)
  }
}
