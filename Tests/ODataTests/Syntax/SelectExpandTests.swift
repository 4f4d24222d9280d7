import GraphContract
import OData
import Testing

@Suite struct SelectExpandTests {
  @Test(arguments: [
    GoodText("id"),
    GoodText("id , displayName,*", "id,displayName,*"),
    GoodText("employeeOrgData/costCenter"),
    GoodText("microsoft.graph.user/displayName"),
    GoodText("microsoft.graph.*"),
    GoodText("@Core.Messages,a/@Core.Messages#x"),
    GoodText("ns.f(a,b),ns.g()"),
    GoodText(
      "address(select=street;filter=a eq 1;TOP=5;$skip=0;$count=true;orderby=b desc;@c=15)",
      "address($select=street;$filter=a eq 1;$orderby=b desc;$top=5;$skip=0;$count=true;@c=15)"),
  ])
  func select(_ row: GoodText) throws {
    #expect(list(try OptionSyntax.select(row.text)) == row.canonical)
  }

  @Test(arguments: [
    GoodText("manager"),
    GoodText("manager, members/$ref ,owners/$count", "manager,members/$ref,owners/$count"),
    GoodText("*,*/$ref,*($levels=2)"),
    GoodText("$value,photo"),
    GoodText("microsoft.graph.user/manager($select=id)"),
    GoodText("manager($levels=max;$select=id,displayName)", "manager($select=id,displayName;$levels=max)"),
    GoodText("cloudLicensing/assignments($select=id)"),
    GoodText("members/$ref($filter=a eq 1;$top=2),members/$count($search=\"x\")"),
    GoodText(
      "resourceRoleScopes( expand=role , scope($top=1) )", "resourceRoleScopes($expand=role,scope($top=1))"),
    GoodText("a($filter=b eq ';)' and c in ('x','y');$search=x OR \"y;z\";$compute=d add 1 as e)"),
    GoodText("@Ns.Term/products($top=2)"),
  ])
  func expand(_ row: GoodText) throws {
    #expect(list(try OptionSyntax.expand(row.text)) == row.canonical)
  }

  @Test func partsOfAnExpansion() throws {
    let item = try #require(
      try OptionSyntax.expand("a, ns.user/b($levels=2;$top=3;$skip=4;$count=false)").last)
    #expect(item.path.map(\.name) == ["ns.user", "b"])
    #expect(item.path.map(\.isQualified) == [true, false])
    #expect(item.path.map(\.position) == [3, 11])
    var options = NestedOptions()
    options.levels = .number(2)
    options.top = 3
    options.skip = 4
    options.count = false
    #expect(item.options == options)
    #expect(item.form == .entities)
  }

  @Test(arguments: [
    BadText("", 0, "expected a name"),
    BadText("x(", 2, "expected a query option that is allowed here"),
    BadText("id,", 3, "expected a name"),
    BadText("a b", 2, "expected ',', '/', '(' or the end of the text"),
    BadText("*/a", 1, "expected ',', '/', '(' or the end of the text"),
    BadText("a)", 1, "expected the end of the text"),
    BadText("a/", 2, "expected a name"),
    BadText("a($expand=b)", 2, "expected a query option that is allowed here"),
    BadText("a($select)", 9, "expected '='"),
    BadText("ns.f(a,b", 8, "expected ',' or ')'"),
  ])
  func badSelect(_ row: BadText) {
    let error = failure { () throws(SyntaxError) in try OptionSyntax.select(row.text) }
    #expect(error?.position == row.position)
    #expect(error?.explanation == row.explanation)
    #expect(error?.message == "Term '\(row.text)' is not valid in a $select or $expand expression.")
  }

  @Test(arguments: [
    BadText("members/$ref($select=a)", 13, "expected a query option that is allowed here"),
    BadText("members/$count($count=true)", 15, "expected a query option that is allowed here"),
    BadText("members/$value", 8, "expected a name"),
    BadText("a($foo=1)", 2, "expected a query option that is allowed here"),
    BadText("a()", 2, "expected a query option that is allowed here"),
    BadText("a($select=b", 11, "expected ';' or ')'"),
    BadText("*($top=1)", 2, "expected a query option that is allowed here"),
  ])
  func badExpandTerms(_ row: BadText) {
    let error = failure { () throws(SyntaxError) in try OptionSyntax.expand(row.text) }
    #expect(error?.position == row.position)
    #expect(error?.explanation == row.explanation)
    #expect(error?.message == "Term '\(row.text)' is not valid in a $select or $expand expression.")
  }

  @Test(arguments: [
    BadText("a($filter=b eq)", 14, "expected an expression"),
    BadText("a($filter=b eq 1 foo)", 17, "expected ';' or ')'"),
    BadText("a($top=1;$top=2)", 9, "'$top' stands there twice"),
    BadText("a($top=-1)", 7, "expected a digit"),
    BadText("a($top=99999999999999999999)", 7, "expected a digit"),
    BadText("a($levels=0)", 10, "expected a positive number or 'max'"),
    BadText("a($levels=04)", 10, "expected a positive number or 'max'"),
    BadText("a($count=1)", 9, "expected 'true' or 'false'"),
    BadText("a($expand=b($filter=c))d eq", 23, "expected ',', '/', '(' or the end of the text"),
  ])
  func badNestedValues(_ row: BadText) {
    let error = failure { () throws(SyntaxError) in try OptionSyntax.expand(row.text) }
    #expect(error?.position == row.position)
    #expect(error?.explanation == row.explanation)
  }
}
