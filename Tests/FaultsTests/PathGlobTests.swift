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
  ])
  func paths(_ pattern: String, _ path: String, _ fits: Bool) {
    #expect(PathGlob(pattern).matches(path) == fits)
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
