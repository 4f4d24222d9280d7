import HTTPMessages
import Testing

/// Patterns for paths and texts.
@Suite struct PathGlobTests {
  @Test(arguments: [
    ("/users/*", "/v1.0/users/17", true), ("/users/*", "/beta/users/17", true),
    ("/users/*", "/users/17", true),
    ("/users/*", "/v1.0/users", false), ("/users/*", "/v1.0/users/17/manager", false),
    ("/users/*", "/v1.0/groups/17", false), ("/v1.0/users/*", "/beta/users/17", false),
    ("/users/{id}/manager", "/v1.0/users/17/manager", true), ("/users/{id}", "/v1.0/users", false),
    ("/users/{id", "/v1.0/users/17", false), ("/users/**", "/v1.0/users", true),
    ("/users/**", "/v1.0/users/17/manager", true), ("/**/manager", "/v1.0/users/17/manager", true),
    ("/**", "/v1.0/users", true), ("/users/a*@*", "/v1.0/users/adele@contoso.example", true),
    ("/users/a*@*", "/v1.0/users/bob@contoso.example", false), ("/", "/v1.0", true),
    ("/", "/v1.0/users", false),
    ("/reports/list(period={period})", "/beta/reports/list(period='D7')", true),
    ("/reports/list(period='{period}')", "/beta/reports/list(period='D7')", true),
    ("/reports/list(period='D30')", "/beta/reports/list(period='D7')", false),
    ("/reports/list", "/beta/reports/list(period='D7')", false),
    ("/reports/*", "/beta/reports/list(period='D7')", true), ("/reports/**", "/beta/reports/list(a=1)", true),
    ("/users/*", "/v1.0/users(userPrincipalName='adele@contoso.example')", true),
    ("/users/adele@contoso.example", "/v1.0/users(userPrincipalName='adele@contoso.example')", true),
    ("/users/alex@contoso.example", "/v1.0/users(userPrincipalName='adele@contoso.example')", false),
    ("/users/*/manager", "/v1.0/users(userPrincipalName='adele@contoso.example')/manager", true),
    ("/users/**", "/v1.0/users(userPrincipalName='adele@contoso.example')/manager", true),
    ("/users(userPrincipalName={name})", "/v1.0/users(userPrincipalName='adele@contoso.example')", true),
    // A pattern with a named key did not fit the request without it.
    ("/users(userPrincipalName='adele@contoso.example')", "/v1.0/users/adele@contoso.example", true),
    ("/users(userPrincipalName='adele@contoso.example')", "/v1.0/users('Adele@contoso.example')", true),
    ("/users(userPrincipalName={name})/manager", "/v1.0/users/17/manager", true),
    ("/users(userPrincipalName='adele@contoso.example')", "/v1.0/users/alex@contoso.example", false),
    ("/users(userPrincipalName='adele@contoso.example')", "/v1.0/groups/adele@contoso.example", false),
    ("/users(userPrincipalName={name})", "/v1.0/users", false),
    ("/users(userPrincipalName={name})", "/v1.0/users/17/manager", false),
    ("/groups(displayName='a')", "/v1.0/groups(mailNickname='a')", false),
    ("/users(id='{id}')", "/v1.0/users/17", true), ("/users/*", "/v1.0/users(id='17')", true),
    ("/users(id='17',name='a')", "/v1.0/users/17", false), ("/users(17)", "/v1.0/users(id='18')", false),
    ("/reports/list(from={from},to={to})", "/v1.0/reports/list/1", false),
  ])
  func paths(_ pattern: String, _ path: String, _ fits: Bool) {
    #expect(PathGlob(pattern).matches(path) == fits)
  }

  /// Clients write one request in many ways, and so do those who write patterns.
  private static let spellings = [
    [
      "/v1.0/users/delta", "/v1.0/users/delta()", "/v1.0/users/microsoft.graph.delta()", "/v1.0/users/delta/",
      "/v1.0/users/microsoft.graph.delta", "//v1.0//users/delta", "/V1.0/Users/Delta()",
      "/v1.0/users/delta%28%29",
      "/v1.0/users/%64elta",
    ],
    [
      "/v1.0/users/17", "/v1.0/users('17')", "/v1.0/users(17)", "/v1.0/users(%2717%27)", "/v1.0/USERS/17/",
      "/v1.0/users(id='17')", "/v1.0/users(ID=17)", "/v1.0/users(id%3D'17')",
    ],
    [
      "/v1.0/users/o'neil@x", "/v1.0/users('o''neil@x')", "/v1.0/users/O%27Neil%40x",
      "/v1.0/users(id='o''neil@x')",
    ],
    ["/v1.0/groups/1/members/$ref", "/v1.0/groups('1')/members/%24ref", "/v1.0/groups/1/members/$REF/"],
    ["/beta/pools/a%2Fb", "/beta/pools('a%2fb')"],
    ["/beta/pools/1/microsoft.graph.licensing.assign", "/beta/pools(1)/assign", "/beta/pools/1/Assign()"],
    ["/v1.0/domains/microsoft.graph-x.example"], ["/v1.0/domains/contoso.example.com"],
    ["/v1.0/domains/fabrikam.example.com"],
  ]

  @Test(arguments: Self.spellings.indices)
  func allSpellingsAreOnePath(_ index: Int) {
    for pattern in Self.spellings[index] {
      for (other, paths) in Self.spellings.enumerated() {
        for path in paths {
          #expect(PathGlob(pattern).matches(path) == (other == index), "\(pattern) \(path)")
        }
      }
    }
  }

  @Test(arguments: [
    ("a*c", "abc", true), ("a*c", "ac", true), ("a*c", "abcd", false), ("*", "", true), ("", "", true),
    ("", "a", false), ("a*b*c", "aXbYbZc", true), ("a**c", "abc", true), ("abc", "abc", true),
    ("ab", "abc", false),
  ])
  func texts(_ pattern: String, _ text: String, _ fits: Bool) {
    #expect(TextGlob(pattern).matches(text) == fits)
  }

  @Test(arguments: [
    ("a%20b", "a b"), ("%24top", "$top"), ("50%", "50%"), ("%4", "%4"), ("%zz", "%zz"), ("%C3%A4", "ä"),
    ("plain", "plain"), ("%2f%2F", "//"),
  ])
  func escapes(_ text: String, _ decoded: String) { #expect(text.percentDecoded == decoded) }
}
