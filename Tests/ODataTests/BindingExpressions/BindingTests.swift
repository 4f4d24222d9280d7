import OData
import Testing

/// Expressions and what they are once their names and types are known.
@Suite struct BindingTests {
  let shop: Shop

  init() throws { shop = try Shop() }

  @Test(arguments: [
    ("NAME eq 'x'", "(name eq 'x')"), ("listed", "listed"),
    ("not listed and true", "((not listed) and true)"),
    ("stock eq 5", "(stock eq 5)"), ("price gt 5", "(price gt 5)"), ("weight eq INF", "(weight eq inf)"),
    ("sold eq 9223372036854775807", "(sold eq 9223372036854775807)"), ("price lt 1e400", "(price lt inf)"),
    ("code eq 6FD2C87F-B296-42F0-B197-1E91E994B900", "(code eq 6fd2c87f-b296-42f0-b197-1e91e994b900)"),
    ("code eq '6FD2C87F-B296-42F0-B197-1E91E994B900'", "(code eq 6fd2c87f-b296-42f0-b197-1e91e994b900)"),
    ("id eq 6fd2c87f-b296-42f0-b197-1e91e994b900", "(id eq '6fd2c87f-b296-42f0-b197-1e91e994b900')"),
    ("colour eq 'GREEN'", "(colour eq enum'green')"), ("colour eq shop.colour'1'", "(colour eq enum'green')"),
    ("use has 'work,home'", "(use has enum'work,home')"), ("made eq 0001-01-02", "(made eq #864000000000)"),
    ("added gt 0001-01-02", "(added gt #864000000000)"),
    ("added gt made", "(added gt cast(made,Edm.DateTimeOffset))"),
    ("opens lt 00:00:01", "(opens lt #10000000)"), ("lasts eq 'PT1S'", "(lasts eq #10000000)"),
    ("lasts eq duration'-PT1S'", "(lasts eq #-10000000)"),
    ("picture eq binary'_-8'", "(picture eq binary'/+8=')"),
    ("size/width add 1 gt stock", "((size/width add 1) gt stock)"), ("size eq null", "(size eq null)"),
    ("maker eq null", "(maker eq null)"), ("maker/title eq name", "(maker/title eq name)"),
    ("shop.book/pages gt 1", "(shop.book/pages gt 1)"), ("pages gt 1", "(pages gt 1)"),
    ("cast(shop.book)/pages gt 1", "(shop.book/pages gt 1)"), ("isof(shop.book)", "isof($it,shop.book)"),
    ("cast(stock,Edm.String) eq '5'", "(cast(stock,Edm.String) eq '5')"),
    ("$it/name eq 'x'", "(name eq 'x')"),
    ("name in ('a','b',null)", "(name in ('a','b',null))"), ("stock in (1,2.5)", "(stock in (1,2.5))"),
    ("'a' in tags", "('a' in tags)"), ("tags/any()", "tags/any()"),
    ("tags/any(t:t eq 'x')", "tags/any(t:(t eq 'x'))"),
    ("sizes/all(s:s/width gt 1)", "sizes/all(s:(s/width gt 1))"),
    ("parts/$count gt 1", "(parts/$count gt 1)"),
    ("parts/shop.book/any(b:b/pages gt 1)", "parts/shop.book/any(b:(b/pages gt 1))"),
    (
      "parts/$count($filter=stock gt 1;$search=x) gt 1",
      #"(parts/$filter((stock gt 1))/$count($search=contains(,"x")) gt 1)"#
    ),
    ("tags/$filter($this eq 'x')/$count eq 1", "(tags/$filter(($this eq 'x'))/$count eq 1)"),
    ("maker/products/any(p:p/id eq $it/id)", "maker/products/any(p:(p/id eq id))"),
    ("contains(name,'x')", "contains(name,'x')"), ("length(name) eq 1", "(length(name) eq 1)"),
    ("round(stock) eq 1", "(round(stock) eq 1)"),
    ("year(made) eq year(added)", "(year(made) eq year(added))"),
    ("added sub duration'PT1S' lt now()", "((added sub #10000000) lt now())"),
    ("-stock lt -(1)", "((-stock) lt (-1))"),
    ("case(listed:1,true:2) eq 1", "(case(listed:1,true:2) eq 1)"), ("null eq null", "(null eq null)"),
    ("@p", "null"), ("name eq @none", "(name eq null)"),
  ]) func trees(_ text: String, _ tree: String) throws {
    #expect(try shop.filter(text).description == tree)
  }

  @Test(
    arguments: [
      ("name eq @a", ["a": "'x'"], "(name eq 'x')"),
      ("@a and listed", ["a": "stock gt @b", "b": "1"], "((stock gt 1) and listed)"),
      ("name in @a", ["a": #"["x","y"]"#], "(name in ('x','y'))"), ("name in @a", [:], "(name in (null))"),
      ("name in @a", ["a": "'x'"], "(name in ('x'))"), ("name in @a", ["a": "tags"], "(name in tags)"),
      (
        "code eq @a", ["a": "'6fd2c87f-b296-42f0-b197-1e91e994b900'"],
        "(code eq 6fd2c87f-b296-42f0-b197-1e91e994b900)"
      ),
    ] as [(String, [String: String], String)])
  func aliases(_ text: String, _ aliases: [String: String], _ tree: String) throws {
    #expect(try shop.filter(text, aliases).description == tree)
  }

  @Test(arguments: [
    ("name desc,size/width", "name desc,size/width"),
    ("parts/$count,not listed", "parts/$count,(not listed)"),
    ("tolower(name) asc", "tolower(name)"),
  ]) func orders(_ text: String, _ expected: String) throws {
    let orders = try shop.binder().orderBy(OptionSyntax.orderBy(text))
    #expect(orders.map(\.description).joined(separator: ",") == expected)
  }

  @Test(arguments: [
    ("filter(stock gt 1)/identity", "filter((stock gt 1))"),
    (
      "compute(stock mul 2 as s)/filter(s gt 1)",
      "compute((stock mul 2) as s)/filter((s gt 1))"
    ),
    (
      "groupby((maker/id,name),aggregate(price with sum as total,$count as n))/orderby(total)",
      "group((maker/id,name),price with sum as total,$count as n)/orderby(total)"
    ),
    ("aggregate(stock with max as m)/topcount(2,m)", "group((),stock with max as m)/topcount(2,m)"),
    ("groupby((size/width))/filter(size/width gt 1)", "group((size/width),)/filter((size/width gt 1))"),
    ("top(1)/skip(2)/search(a)", #"top(1)/skip(2)/search(contains(,"a"))"#),
  ]) func transformations(_ text: String, _ expected: String) throws {
    var binder = try shop.binder()
    let steps = try binder.apply(OptionSyntax.apply(text))
    #expect(steps.map(\.description).joined(separator: "/") == expected)
  }

  @Test(
    arguments: [
      ("name eq 'x' and id eq 'y'", nil), ("tags/any(t:t eq 'x')", nil), ("tags/$count eq 1", nil),
      ("maker/id eq 'x'", nil),
      ("maker eq null", nil), ("stock eq 1", "stock"), ("size/width eq 1", "size/width"),
      ("maker/title eq 'x'", "maker/title"),
      ("sizes/any(s:s/width eq 1)", "sizes/width"), ("sizes/any()", "sizes"),
      ("parts/any(p:p/name eq 'x')", nil),
      ("parts/any(p:p/stock eq 1)", "stock"), ("parts/$count eq 1", "parts"), ("'x' in tags", nil),
    ] as [(String, String?)])
  func onlyFilterableProperties(_ text: String, _ refused: String?) throws {
    let binder = try shop.binder(filterable: .annotated)
    let expression = try OptionSyntax.expression(text)
    #expect(Self.refused { () throws(BindingError) in _ = try binder.filter(expression) } == refused)
  }

  /// The path that is not filterable; nil when nothing is wrong.
  private static func refused(_ bind: () throws(BindingError) -> Void) -> String? {
    do { try bind() } catch {
      if case .notFilterable(let path, _) = error.kind { return path }
      return error.message
    }
    return nil
  }
}
