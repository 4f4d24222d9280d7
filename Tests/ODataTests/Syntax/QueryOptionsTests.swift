import OData
import Testing

@Suite struct QueryOptionsTests {
  @Test(arguments: [
    GoodText("", ""),
    GoodText("$filter=a eq 1", "$filter=a eq 1"),
    GoodText("%24filter=a+eq+%2B1&filter", "$filter=a eq +1&$filter="),
    GoodText("&&$TOP=5&&Select=id,displayName&", "$top=5&$select=id,displayName"),
    GoodText("$search=%22a%26b%23c%22", "$search=\"a&b#c\""),
    GoodText("$filter=a%20eq%20'x=y'", "$filter=a eq 'x=y'"),
    GoodText("@id=http://x/y&%40id=z", "$id=http://x/y&$id=z"),
    GoodText("@p='a'&api-version=1&_=2", "@p='a'&api-version=1&_=2"),
    GoodText(
      "$skiptoken=a%2Bb&$deltatoken=c&$format=json&$id=d", "$skiptoken=a+b&$deltatoken=c&$format=json&$id=d"),
  ])
  func entries(_ row: GoodText) throws {
    #expect(try QueryOptions.parse(row.text).description == row.canonical)
  }

  @Test func kinds() throws {
    let options = try QueryOptions.parse("$top=1&x=2&top=3&$nope=4&@p=5&@p=6&%24TOP=7&skip=8&$Nope2")
    #expect(options[.top] == "1")
    #expect(options[.skip] == "8")
    #expect(options[.filter] == nil)
    #expect(options.repeated == ["$top"])
    #expect(options.unknown == ["$nope", "$Nope2"])
    #expect(options.aliases == ["p": "5"])
    #expect(options.entries.filter { $0.kind == .custom }.map(\.name) == ["x"])
    #expect(options.entries.map(\.raw)[6] == "%24TOP=7")
    #expect(options.entries.map(\.kind)[2] == .system(.top))
  }

  @Test(arguments: [("$filter=%", 8), ("a=b&c=%4", 6), ("%zz=1", 0), ("a=%ff", 2)])
  func badEncoding(raw: String, position: Int) {
    let error = failure { () throws(SyntaxError) in try QueryOptions.parse(raw) }
    #expect(error == SyntaxError(position: position, kind: .invalidPercentEncoding, text: raw))
  }

  @Test(arguments: [("0", 0), ("05", 5), ("999", 999)])
  func wholeNumbers(_ text: String, _ number: Int) throws {
    #expect(try OptionSyntax.wholeNumber(text) == number)
  }

  @Test(arguments: [
    BadText("", 0, "expected a digit"), BadText("-1", 0, "expected a digit"),
    BadText("5x", 1, "expected the end of the text"),
    BadText("99999999999999999999", 0, "expected a digit"),
  ])
  func noWholeNumbers(_ row: BadText) {
    let error = failure { () throws(SyntaxError) in try OptionSyntax.wholeNumber(row.text) }
    #expect(error?.position == row.position)
    #expect(error?.explanation == row.explanation)
  }

  @Test func truths() throws {
    #expect(try OptionSyntax.truth("true"))
    #expect(try !OptionSyntax.truth("FALSE"))
    let error = failure { () throws(SyntaxError) in try OptionSyntax.truth("truest") }
    #expect(error?.position == 0)
  }
}
