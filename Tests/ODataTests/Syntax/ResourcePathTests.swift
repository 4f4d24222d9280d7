import OData
import Testing

@Suite struct ResourcePathTests {
  /// The segments as a table writes them: name, then the arguments if there are any, a key with its kind.
  private func outline(_ raw: String) throws -> [String] {
    try ResourcePath.parse(raw).segments.map { segment in
      guard let arguments = segment.arguments else { return segment.text }
      return "\(segment.name) \(arguments)"
    }
  }

  @Test(arguments: [
    ("", []),
    ("/", []),
    ("/users/", ["users"]),
    ("//users//a", ["users", "a"]),
    ("users/a%2Fb", ["users", "a/b"]),
    ("users/a%2Bb%27c%40x.com", ["users", "a+b'c@x.com"]),
    ("users/a+b", ["users", "a+b"]),
    (
      "users/bob_contoso.com%23EXT%23@fabrikam.onmicrosoft.com",
      ["users", "bob_contoso.com#EXT#@fabrikam.onmicrosoft.com"]
    ),
    ("users('a%2Fb''c')", ["users ['a/b''c']"]),
    ("users('a/b')/c", ["users ['a/b']", "c"]),
    ("x(a='/b/''c/',d='/')/y", ["x [a='/b/''c/', d='/']", "y"]),
    ("groups/a('b/c", ["groups", "a('b", "c"]),
    ("groups/a='b/c')", ["groups", "a='b", "c')"]),
    ("groups/a('b/c'd)", ["groups", "a('b", "c'd)"]),
    ("groups/x'y/a('b')/z'", ["groups", "x'y", "a ['b']", "z'"]),
    ("users%28%27a%27%29", ["users ['a']"]),
    ("users(adele@contoso.com)", ["users [adele@contoso.com]"]),
    ("users('$x@y')/$ref", ["users ['$x@y']", "$ref"]),
    (
      "users(6fd2c87f-b296-42f0-b197-1e91e994b900)/orders(-5)",
      ["users [6fd2c87f-b296-42f0-b197-1e91e994b900]", "orders [-5]"]
    ),
    ("x(a='k', b=5,c=@p,d=ns.E'v')", ["x [a='k', b=5, c=@p, d=ns.E'v']"]),
    ("users/microsoft.graph.delta()", ["users", "microsoft.graph.delta []"]),
    ("users/getByIds(2x)", ["users", "getByIds [2x]"]),
    ("groups/a(b", ["groups", "a(b"]),
    ("groups/a(b)c", ["groups", "a(b)c"]),
    ("groups/a('b", ["groups", "a('b"]),
    ("groups/a('b')')", ["groups", "a('b')')"]),
    ("groups/(a)", ["groups", "(a)"]),
    ("groups/a(b=)", ["groups", "a(b=)"]),
    ("groups/Sales (EMEA)", ["groups", "Sales (EMEA)"]),
    ("gr%C3%BC%C3%9Fe", ["grüße"]),
    ("$batch", ["$batch"]),
  ])
  func segments(raw: String, outline expected: [String]) throws {
    #expect(try outline(raw) == expected)
  }

  @Test func factsOfASegment() throws {
    let path = try ResourcePath.parse("/users('a''b')/$count")
    let first = path.segments[0]
    #expect(first.text == "users('a''b')")
    #expect(first.name == "users")
    #expect(first.position == 1)
    #expect(first.arguments == [PathArgument(name: nil, value: .literal(.string("a'b")))])
    #expect(first.arguments?[0].value.keyText == "a'b")
    #expect(!first.isSystem)
    #expect(path.segments[1].isSystem)
    #expect(path.segments[1].position == 15)
    #expect(path.description == "users('a''b')/$count")
  }

  @Test(arguments: [
    ("users/a%2", 7), ("users/%zz", 6), ("users/%", 6), ("a/b%c3%28", 3), ("a/%80", 2), ("%ED%A0%80", 0),
  ])
  func badEncoding(raw: String, position: Int) {
    let error = failure { () throws(SyntaxError) in try ResourcePath.parse(raw) }
    #expect(error == SyntaxError(position: position, kind: .invalidPercentEncoding, text: raw))
    #expect(error?.message == "The percent-encoding at position \(position) in '\(raw)' is not valid.")
  }

  /// What no model can make sense of, told apart from keys and from names that a model may lack.
  @Test(arguments: [
    BadText("users('O'Neil')", 9, "expected ',' or ')'"),
    BadText("users('O%27Neil')", 11, "expected ',' or ')'"),
    BadText("users('a", 8, "the quote is never closed"),
    BadText("gr%C3%BC(", 9, "expected a literal"), BadText("/.users", 1, "expected a name"),
    BadText("users.x", 5, "expected '('"), BadText("users/$count/a", 12, "expected the end of the text"),
    BadText("users/a/$REF/$count", 12, "expected the end of the text"),
    BadText("users/a/$ref/$count", 12, "expected the end of the text"),
  ])
  func strictMistakes(_ row: BadText) {
    let error = failure { () throws(SyntaxError) in try ResourcePath.strictlyParsed(row.text) }
    #expect(error?.position == row.position)
    #expect(error?.explanation == row.explanation)
    #expect((try? ResourcePath.parse(row.text)) != nil)
  }

  @Test(arguments: [
    "nobody/$x/a", "users('a''b')/O'Neil/$count", "users(a)", "users()", "$batch", "", "users/f(a=@b)",
  ])
  func strictEnough(_ raw: String) throws {
    #expect(try ResourcePath.strictlyParsed(raw) == ResourcePath.parse(raw))
  }
}
