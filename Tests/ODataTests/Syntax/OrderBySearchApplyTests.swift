import OData
import Testing

@Suite struct OrderByTests {
  @Test(arguments: [
    GoodText("displayName"),
    GoodText("displayName desc,id ASC", "displayName desc,id"),
    GoodText("a/b  desc , c add 1", "a/b desc,c add 1"),
    GoodText("desc desc"),
    GoodText("tolower(a) asc", "tolower(a)"),
    GoodText("members/$count desc"),
  ])
  func spelling(_ row: GoodText) throws {
    #expect(list(try OptionSyntax.orderBy(row.text)) == row.canonical)
  }

  @Test(arguments: [
    BadText("", 0, "expected an expression"),
    BadText("a,", 2, "expected an expression"),
    BadText("a down", 2, "expected an operator, 'asc' or 'desc', ',' or the end of the text"),
    BadText("a desc desc", 7, "expected an operator, 'asc' or 'desc', ',' or the end of the text"),
  ])
  func mistakes(_ row: BadText) {
    let error = failure { () throws(SyntaxError) in try OptionSyntax.orderBy(row.text) }
    #expect(error?.position == row.position)
    #expect(error?.explanation == row.explanation)
  }
}

@Suite struct ComputeTests {
  @Test func items() throws {
    #expect(
      list(try OptionSyntax.compute("a sub b as c , day(d) AS e")) == "a sub b as c,day(d) as e")
  }

  @Test(arguments: [
    BadText("a sub b", 7, "expected an operator or 'as' and a name"),
    BadText("a as", 4, "expected a name"),
    BadText("a as b c", 7, "expected ',' or the end of the text"),
  ])
  func mistakes(_ row: BadText) {
    let error = failure { () throws(SyntaxError) in try OptionSyntax.compute(row.text) }
    #expect(error?.position == row.position)
    #expect(error?.explanation == row.explanation)
  }
}

@Suite struct SearchTests {
  @Test(arguments: [
    GoodText("\"displayName:wash\""),
    GoodText("\"displayName:wash\" OR \"mail:wash\""),
    GoodText("(\"displayName:a\" OR \"description:b\") AND \"mail:c\""),
    GoodText("(\"a\")OR(\"b\")", "\"a\" OR \"b\""),
    GoodText("\"a \\\"b\\\" \\\\ c\""),
    GoodText("\"a\\b\"", "\"a\\\\b\""),
    GoodText("blue green", "blue AND green"),
    GoodText("a OR b AND c OR d"),
    GoodText("a AND (b AND c)"),
    GoodText("a OR (b OR c) OR d"),
    GoodText("(a OR b) c", "(a OR b) AND c"),
    GoodText("NOT a b", "NOT a AND b"),
    GoodText("NOT (a OR b)"),
    GoodText("NOT NOT"),
    GoodText("AND"),
    GoodText("AND OR", "AND AND OR"),
    GoodText("AND OR NOT"),
    GoodText("a and b", "a AND and AND b"),
    GoodText("Daniel's 9,81 08/15 $x Δ", "Daniel's AND 9,81 AND 08/15 AND $x AND Δ"),
    GoodText("'it''s \"x'", "\"it's \\\"x\""),
  ])
  func spelling(_ row: GoodText) throws {
    #expect(try OptionSyntax.search(row.text).description == row.canonical)
  }

  @Test(arguments: [
    BadText("", 0, "expected a word or a phrase in double quotes"),
    BadText("\"blue", 5, "the quote is never closed"),
    BadText("\"\"", 1, "expected a word or a phrase in double quotes"),
    BadText("\"blue\"green", 6, "expected a word or a phrase in double quotes or the end of the text"),
    BadText("(a", 2, "expected ')' or a word or a phrase in double quotes"),
    BadText("a)", 1, "expected a word or a phrase in double quotes or the end of the text"),
    BadText("a;b", 1, "expected a word or a phrase in double quotes or the end of the text"),
    BadText("gr(een)", 2, "expected a word or a phrase in double quotes or the end of the text"),
    BadText("displayName:room", 11, "such a clause needs double quotes"),
    BadText("\"a\" OR mail:b", 11, "such a clause needs double quotes"),
  ])
  func mistakes(_ row: BadText) {
    let error = failure { () throws(SyntaxError) in try OptionSyntax.search(row.text) }
    #expect(error?.position == row.position)
    #expect(error?.explanation == row.explanation)
  }
}

@Suite struct ApplyTests {
  @Test(arguments: [
    GoodText(
      "groupby((skuId,skuPartNumber), aggregate(allottedUnits with sum as total, $count as n))",
      "groupby((skuId,skuPartNumber),aggregate(allottedUnits with sum as total,$count as n))"),
    GoodText(
      "filter(skuId eq 6fd2c87f-b296-42f0-b197-1e91e994b900)/compute(a sub b as c)/topcount(1, c)",
      "filter(skuId eq 6fd2c87f-b296-42f0-b197-1e91e994b900)/compute(a sub b as c)/topcount(1,c)"),
    GoodText("groupby((a/b))"),
    GoodText(
      "groupby((a),filter(b eq 1)/aggregate(c with countdistinct as d))/orderby(d desc)/skip(1)/top(2)"),
    GoodText("concat(identity,aggregate(members/$count as n))"),
    GoodText("bottomcount(2,a)/search(\"x\" OR y)"),
  ])
  func spelling(_ row: GoodText) throws {
    #expect(try OptionSyntax.apply(row.text).map(\.description).joined(separator: "/") == row.canonical)
  }

  @Test(arguments: [
    BadText("", 0, "expected a transformation"),
    BadText("foo(a)", 0, "expected a transformation"),
    BadText("identity/", 9, "expected a transformation"),
    BadText("filter a", 6, "expected '('"),
    BadText("aggregate()", 10, "expected an expression"),
    BadText("aggregate(Amount)", 16, "expected an operator or 'with' and an aggregation method"),
    BadText("aggregate(Amount as Total)", 17, "expected an operator or 'with' and an aggregation method"),
    BadText("aggregate(Amount with sum)", 25, "expected an operator or 'as' and a name"),
    BadText("aggregate(a with foo as b)", 17, "expected 'with' and an aggregation method"),
    BadText("groupby(a)", 8, "expected '('"),
    BadText("groupby((tolower(a)))", 9, "expected a name"),
    BadText("concat(identity)", 15, "expected ','"),
    BadText("top(x)", 4, "expected a digit"),
    BadText("filter(a eq 1)x", 14, "expected '/' or the end of the text"),
  ])
  func mistakes(_ row: BadText) {
    let error = failure { () throws(SyntaxError) in try OptionSyntax.apply(row.text) }
    #expect(error?.position == row.position)
    #expect(error?.explanation == row.explanation)
  }
}
