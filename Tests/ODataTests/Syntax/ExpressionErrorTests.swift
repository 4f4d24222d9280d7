import OData
import Testing

@Suite struct ExpressionErrorTests {
  @Test(arguments: [
    BadText("", 0, "expected an expression"),
    BadText("   ", 3, "expected an expression"),
    BadText("displayName eq", 14, "expected an expression"),
    BadText("a and", 5, "expected an expression"),
    BadText("eq 1", 3, "expected an operator or the end of the text"),
    BadText("displayName foo 'x'", 12, "expected an operator or the end of the text"),
    BadText("displayName eqq 'x'", 12, "expected an operator or the end of the text"),
    BadText("a = 1", 2, "expected an operator or the end of the text"),
    BadText("a eq 1and b", 6, "expected an operator or the end of the text"),
    BadText("a eq 1)", 6, "expected an operator or the end of the text"),
    BadText("(a eq 1", 7, "expected ')' or an operator"),
    BadText("(a eq 1 b", 8, "expected ')' or an operator"),
    BadText("()", 1, "expected an expression"),
    BadText("a eq \"x\"", 5, "expected an expression"),
    BadText("a eq 😀", 5, "expected an expression"),
    BadText("'ä😀' eq #", 8, "expected an expression"),
    BadText("startswith(displayName,'a'", 26, "expected ',' or ')'"),
    BadText("startswith(displayName 'a')", 23, "expected ',' or ')'"),
    BadText("f(a,)", 4, "expected an expression"),
    BadText("any()", 3, "expected an operator or the end of the text"),
    BadText("all(x:true)", 3, "expected an operator or the end of the text"),
    BadText("a/all()", 6, "expected a name"),
    BadText("a/any(x)", 7, "expected ':'"),
    BadText("a/any(x:)", 8, "expected an expression"),
    BadText("a/any(x:x eq 1", 14, "expected ')' or an operator"),
    BadText("a/", 2, "expected a property or function after '/'"),
    BadText("a//b", 2, "expected a property or function after '/'"),
    BadText("/a", 0, "expected an expression"),
    BadText("a/$ref", 2, "expected a property or function after '/'"),
    BadText("a/$count/b", 8, "expected an operator or the end of the text"),
    BadText("$count gt 5", 0, "expected an expression"),
    BadText("$root", 5, "expected '/'"),
    BadText("$its", 0, "expected an expression"),
    BadText("microsoft.graph.user", 20, "expected '/' or '('"),
    BadText("microsoft..user/a", 10, "expected a name"),
    BadText("a in ('x','y',)", 14, "expected a literal"),
    BadText("a in ()", 6, "expected a literal"),
    BadText("a in ( )", 7, "expected a literal"),
    BadText("a in (b,c)", 7, "expected ')' or an operator"),
    BadText("a in ('x',b)", 10, "expected a literal"),
    BadText("a in ('x'", 9, "expected ')' or an operator"),
    BadText("a in ('x','y'", 13, "expected ',' or ')'"),
    BadText("a eq ('x','y')", 9, "expected ')' or an operator"),
    BadText("isof()", 5, "expected a type name"),
    BadText("isof(1)", 6, "expected ','"),
    BadText("cast(a,5)", 7, "expected a type name"),
    BadText("cast(a,'b c')", 7, "expected a type name"),
    BadText("cast(a,b", 8, "expected ')'"),
    BadText("case()", 5, "expected an expression"),
    BadText("case(a)", 6, "expected ':'"),
    BadText("[1,2", 4, "expected ',' or ']'"),
    BadText("{\"a\":1", 6, "expected ',' or '}'"),
    BadText("{a:1}", 1, "expected a name"),
    BadText("[\"\\q\"]", 3, "expected a literal"),
    BadText("[\"\\u12\"]", 6, "expected a hexadecimal digit"),
    BadText("[\"a", 3, "the quote is never closed"),
  ])
  func mistakes(_ row: BadText) {
    let error = failure { () throws(SyntaxError) in try OptionSyntax.expression(row.text) }
    #expect(error?.position == row.position)
    #expect(error?.explanation == row.explanation)
    #expect(error?.message == "Syntax error at position \(row.position) in '\(row.text)'.")
  }
}
