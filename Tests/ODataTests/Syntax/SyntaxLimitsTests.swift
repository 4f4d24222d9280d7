import OData
import Testing

@Suite struct SyntaxLimitsTests {
  private static let many = 10_000

  @Test(arguments: [
    String(repeating: "(", count: many) + "a" + String(repeating: ")", count: many),
    String(repeating: "not ", count: many) + "a",
    String(repeating: "- ", count: many) + "a",
    String(repeating: "[", count: many),
    String(repeating: "{\"a\":", count: many),
    String(repeating: "tolower(", count: many),
    String(repeating: "cast(", count: many),
    String(repeating: "case(", count: many),
    String(repeating: "a/any(x:", count: many),
    String(repeating: "a/$filter(", count: many),
    String(repeating: "a/$count($filter=", count: many),
    "a" + String(repeating: " add a", count: many),
    "a" + String(repeating: " eq a", count: many),
    "a" + String(repeating: " in a", count: many),
  ])
  func deepExpressions(text: String) {
    let error = failure { () throws(SyntaxError) in try OptionSyntax.expression(text) }
    #expect(error?.kind == .tooDeep(limit: 100))
    #expect(error?.message == "it has more than 100 levels.")
  }

  @Test func deepOptions() {
    let search = String(repeating: "(", count: Self.many)
    let negation = String(repeating: "NOT ", count: Self.many) + "a"
    let expansion = String(repeating: "a($expand=", count: Self.many)
    let transformation = String(repeating: "concat(", count: Self.many)
    let errors = [
      failure { () throws(SyntaxError) in try OptionSyntax.search(search) },
      failure { () throws(SyntaxError) in try OptionSyntax.search(negation) },
      failure { () throws(SyntaxError) in try OptionSyntax.expand(expansion) },
      failure { () throws(SyntaxError) in try OptionSyntax.apply(transformation) },
    ]
    #expect(errors.map { $0?.kind } == Array(repeating: .tooDeep(limit: 100), count: 4))
  }

  @Test func longChainsStayShallow() throws {
    let text = Array(repeating: "a eq 1", count: 4_000).joined(separator: " or ")
    let expression = try OptionSyntax.expression(text)
    #expect(depth(of: expression) == 14)
    #expect(expression.description == text)
  }

  private func depth(of expression: Expression) -> Int {
    guard case .binary(_, let left, let right) = expression.kind else { return 1 }
    return 1 + max(depth(of: left), depth(of: right))
  }

  @Test func size() {
    let limits = SyntaxLimits(depth: 10, nodes: 3, bytes: 20)
    let nodes = failure { () throws(SyntaxError) in
      try OptionSyntax.expression("a in (1,2,3)", limits: limits)
    }
    #expect(nodes?.kind == .tooManyNodes(limit: 3))
    let bytes = failure { () throws(SyntaxError) in
      try OptionSyntax.expression(String(repeating: "é", count: 11), limits: limits)
    }
    #expect(bytes?.kind == .tooLong(limit: 20))
    #expect(bytes?.position == 10)
  }
}
