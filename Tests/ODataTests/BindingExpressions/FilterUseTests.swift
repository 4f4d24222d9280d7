import OData
import Testing

/// Filters and what they ask of properties; a minus stands before what is inside `not`.
@Suite struct FilterUseTests {
  let shop: Shop

  init() throws { shop = try Shop() }

  @Test(
    arguments: [
      ("name eq 'x' and stock ge 5", ["name eq", "stock ge"]), ("not(name eq 'x')", ["name eq"]),
      ("not(not listed)", ["listed truth"]),
      ("name ne null or null eq size/unit", ["name ne null", "size/unit eq null"]),
      ("name in ('a','b')", ["name in"]), ("use has 'home'", ["use has"]), ("'a' in tags", ["tags in"]),
      (
        "startswith(name,'x') and not endswith(maker/title,name)",
        ["name startswith", "maker/title endswith", "name value"]
      ),
      ("tolower(name) eq 'x'", ["name tolower"]), ("stock add 1 gt sold", ["stock value", "sold gt"]),
      ("tags/any(t:startswith(t,'x'))", ["tags any", "tags startswith"]),
      ("sizes/all(s:s/width gt 1)", ["sizes all", "sizes/width gt"]),
      (
        "parts/any(p:p/tags/any(t:t eq p/name))",
        ["parts any", "parts/tags any", "parts/tags eq", "parts/name eq"]
      ),
      ("parts/$count eq 0", ["parts count"]),
      ("parts/$filter(stock gt 1)/$count eq 0", ["parts count", "parts/stock gt"]),
      ("tags/any()", ["tags any"]), ("case(listed:1,true:2) eq stock", ["listed value", "stock eq"]),
      ("true", []),
      ("cast(stock,Edm.String) eq 'x'", ["stock value"]), ("isof(maker,shop.company)", ["maker value"]),
    ] as [(String, [String])])
  func uses(_ filter: String, _ expected: [String]) throws {
    #expect(try shop.filter(filter).uses.map(Self.text) == expected)
  }

  private static func text(_ use: FilterUse) -> String {
    use.path.joined(separator: "/") + " " + text(use.operation)
  }

  private static func text(_ operation: FilterUse.Operation) -> String {
    switch operation {
    case .comparison(let name): name.rawValue
    case .null(let name): name.rawValue + " null"
    case .function(let function): function.rawValue
    case .in: "in"
    case .has: "has"
    case .truth: "truth"
    case .any: "any"
    case .all: "all"
    case .count: "count"
    case .value: "value"
    }
  }
}
