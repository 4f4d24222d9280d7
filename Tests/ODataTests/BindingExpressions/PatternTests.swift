import OData
import Testing

@Suite struct PatternTests {
  @Test(arguments: [
    ("", "anything", true), ("a", "cat", true), ("^a", "cat", false), ("t$", "cat", true),
    ("^cat$", "cat", true),
    ("c.t", "cut", true), ("c.t", "c\nt", false), ("colou?r", "color", true), ("ab*c", "abbbc", true),
    ("ab+c", "ac", false), ("^a{2}$", "aa", true), ("^a{2}$", "aaa", false), ("^a{2,}$", "aaaa", true),
    ("^a{1,2}$", "aaa", false), ("^(ab|cd)+$", "abcdab", true), ("^(?:a|b|)c$", "c", true),
    ("[a-c]x", "bx", true),
    ("[^a-c]x", "bx", false), (#"^\d{3}-\d{4}$"#, "555-1234", true), (#"\bcat\b"#, "a cat.", true),
    (#"\bcat\b"#, "concat", false), (#"\Bcat"#, "concat", true), (#"^\w+\s\w+$"#, "ada löwe", false),
    (#"^\w+\s\S+$"#, "ada löwe", true), (#"\."#, "a.b", true), (#"^\u0041\x42$"#, "AB", true),
    ("a{", "a{", true),
    ("a{x}", "a{x}", true), ("[]", "a", false), ("[^]", "a", true), (#"[\d_-]+$"#, "7_-", true),
    ("A", "a", false),
    ("a*?b", "aab", true), ("(a*)*$", "aaa", true), ("^.$", "🙂", true), (#"[\W]"#, "abc", false),
    (#"[\W]"#, "a b", true),
  ]) func matches(_ pattern: String, _ text: String, _ expected: Bool) throws {
    #expect(try #require(Pattern(pattern)).matches(text) == expected)
  }

  @Test(arguments: [
    "(", ")", "a)", "[a", "*a", "a**", "+", "?", #"\"#, #"\1"#, #"\q"#, "(?=a)", "(?<n>a)", "a{3,2}",
    "a{2000}", "[b-a]",
    #"[\d-a]"#, #"\u12"#, "^*", "(((a{100}){100}){100})",
    String(repeating: "(", count: 60) + String(repeating: ")", count: 60),
  ]) func isNone(_ pattern: String) {
    #expect(Pattern(pattern) == nil)
  }

  /// Patterns on which a backtracking matcher would not come to an end.
  @Test(arguments: ["^(a+)+$", "^(a|a)*$", "^(a*)*b$", "(x+x+)+y"])
  func takesLittleTime(_ pattern: String) throws {
    let text = String(repeating: "a", count: 5000) + "!" + String(repeating: "x", count: 5000)
    #expect(try #require(Pattern(pattern)).matches(text) == false)
  }
}
