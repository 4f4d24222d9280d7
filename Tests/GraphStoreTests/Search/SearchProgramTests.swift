import JSON
import TestSupport
import Testing

@testable import GraphStore

@Suite struct SearchProgramTests {
  @Test(arguments: [
    ("HelloWorld", "wor", true), ("hello-world", "helloworld", true), ("hello-world", "world hello", true),
    ("hello-world", "hello-world", true), ("Room12b", "12", true), ("Room12b", "b", true),
    ("Room12b", "oom", false), ("hello-world", "lowor", false), ("hello-world", "hellow", true),
    ("", "x", false), ("a b", "", true), ("ÄRGER", "ärg", true), ("one two", "one three", false),
    ("C++", "c++", true), ("C++", "++", true), ("", "++", true), ("résumé", "re\u{301}s", true),
    ("résumé", "re", false),
  ]) func words(_ text: String, _ query: String, _ matches: Bool) {
    #expect(SearchProgram(.words(1, query)).holds(["search", text]) == matches)
  }

  @Test(arguments: [
    (SearchTerm<String>.prefix(1, "ad"), ["", "ada"], true), (.prefix(1, "da"), ["", "ada"], false),
    (.prefix(1, ""), ["", ""], true), (.prefix(1, ""), ["", nil], false), (.words(1, ""), ["", nil], false),
    (.contains([1, 2], "da"), ["", "x", "ada"], true), (.contains([1], "da"), ["", "x", "ada"], false),
    (.contains([], "da"), ["", "da"], false), (.contains([1], ""), ["", ""], true),
    (.not(.contains([1], "x")), ["", nil], true), (.not(.words(1, "ada")), ["", "Ada"], false),
    (.and([.prefix(1, "a"), .contains([1], "b")]), ["", "ab"], true),
    (.and([.prefix(1, "a"), .contains([1], "b")]), ["", "aa"], false),
    (.or([.prefix(1, "a"), .contains([1], "b")]), ["", "cb"], true), (.or([]), ["", "a"], false),
    (.or([.contains([1], "b"), .contains([1], "abc"), .contains([1], "bcd")]), ["", "xabcd"], true),
    (.and([.contains([1], "b"), .contains([1], "abc"), .contains([1], "bcd")]), ["", "xabcd"], true),
    (.contains([1], "aab"), ["", "aaab"], true),
  ]) func terms(_ term: SearchTerm<String>, _ row: [String?], _ holds: Bool) {
    #expect(SearchProgram(term).holds(row) == holds)
  }

  /// What a row before had leaves nothing behind.
  @Test func rowsOneAfterTheOther() {
    let program = SearchProgram(.or([.contains([1], "b"), .prefix(1, "a"), .words(2, "cat")]))
    let rows: [([String?], Bool)] = [
      (["", "b", nil], true), (["", "c", nil], false), (["", "a", "dog"], true), (["", nil, "dog"], false),
      (["", nil, "a Cat"], true), (["", nil, nil], false), (["", "cab", nil], true),
    ]
    for (row, holds) in rows { #expect(program.holds(row) == holds) }
  }

  @Test(arguments: [
    #"["words",1,0]"#, #"["not",["prefix",2,1]]"#,
    #"["or",["and",["contains",[1,3],2],["words",2,0]],["prefix",12,1]]"#,
  ]) func texts(_ text: String) throws {
    let term = try #require(SearchTerm<Int>(JSONValue.parse(text)))
    #expect(term.json.text == text)
    #expect(SearchProgram("[\(text),[\"wash \\\"room\\\"\",\"é\"],[\"\"]]") != nil)
  }

  @Test func textsByNumber() {
    let program = SearchProgram(#"[["and",["contains",[1],0],["not",["prefix",1,1]]],["b"],["a"]]"#)
    #expect(program?.holds(["", "cb"]) == true)
    #expect(program?.holds(["", "ab"]) == false)
  }

  @Test(arguments: [
    "", "1", "[]", #"[["words"],["a"]]"#, #"[["words","1",0],["a"]]"#, #"[["or",["xor"]]]"#, #"[["not"]]"#,
    #"[["contains",1,0],["a"]]"#, #"[["words",1,1],["a"]]"#, #"[["words",1,-1],["a"]]"#,
    #"[["words",1,0],[2]]"#,
    #"[["words",1,0]]"#,
  ]) func isNone(_ text: String) { #expect(SearchProgram(text) == nil) }

  /// All terms at once find what each alone finds.
  @Test(arguments: RandomTest.seeds(1, 2)) func agreesWithOneTermAtATime(seed: UInt64) {
    var generator = SearchGenerator(random: RandomTest.numbers(seed: seed))
    for _ in 0..<20 {
      let terms = (0..<60).map { _ in generator.term() }
      for _ in 0..<40 { Self.compare(terms, generator.row()) }
    }
  }

  private static func compare(_ terms: [SearchTerm<String>], _ row: [String?]) {
    let each = terms.map { plainly($0, row) }
    #expect(SearchProgram(.or(terms)).holds(row) == each.contains(true), "\(row)")
    #expect(SearchProgram(.and(terms)).holds(row) == !each.contains(false), "\(row)")
    let all = zip(terms, each).map { $1 ? $0 : SearchTerm.not($0) }
    #expect(SearchProgram(.and(all)).holds(row) == true, "\(row)")
  }

  /// By the description of each kind, without an automaton.
  private static func plainly(_ term: SearchTerm<String>, _ row: [String?]) -> Bool {
    switch term {
    case .not(let operand): !plainly(operand, row)
    case .and(let operands): operands.allSatisfy { plainly($0, row) }
    case .or(let operands): operands.contains { plainly($0, row) }
    case .prefix(let argument, let text): row[argument]?.hasPrefix(text) ?? false
    case .contains(let arguments, let text):
      arguments.contains { row[$0].map { text.isEmpty || $0.contains(text) } ?? false }
    case .words(let argument, let text):
      row[argument].map { row in
        let words = SearchWords.of(row)
        func begins(_ part: String) -> Bool { words.contains { $0.hasPrefix(part) } }
        return SearchWords.runs(text).allSatisfy { run in
          let parts = SearchWords.parts(run)
          return parts.allSatisfy(begins) || begins(SearchWords.whole(run))
        }
      } ?? false
    }
  }
}

/// Makes terms and rows of few characters, so that they often agree.
private struct SearchGenerator {
  var random: RepeatableNumbers

  mutating func term() -> SearchTerm<String> {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: .words(1, text(1...4))
    case 1: .prefix(1, text(0...3))
    default: .contains([1, 2], text(0...4))
    }
  }

  mutating func row() -> [String?] { ["", text(0...12), Bool.random(using: &random) ? text(0...12) : nil] }

  private mutating func text(_ lengths: ClosedRange<Int>) -> String {
    let count = Int.random(in: lengths, using: &random)
    return String((0..<count).map { _ in "aabB-1 ".randomElement(using: &random) ?? "a" })
  }
}

extension SearchProgram {
  fileprivate func holds(_ row: [String?]) -> Bool? {
    let texts = row.map {
      $0.map { text in
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
        _ = buffer.initialize(from: text.utf8)
        return UnsafeBufferPointer(buffer)
      }
    }
    defer { for text in texts { text?.deallocate() } }
    return holds { texts[$0] }
  }
}
