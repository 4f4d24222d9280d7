import Testing

@testable import JSON

@Suite struct JSONValueTests {
  @Test(arguments: [
    #"{"b":1,"a":[true,false,null,-0.50,1e9,"x\"\\\n"]}"#, "[]", "{}", #""ü€😀""#, "0", #"{"":{"":[]}}"#,
  ]) func keepsOrderAndDigits(text: String) throws {
    #expect(try JSONValue.parse(text).text == text)
  }

  @Test func decodesEscapes() throws {
    #expect(try JSONValue.parse(#""\u0041\ud83d\ude00\/""#) == .string("A😀/"))
  }

  @Test(arguments: [
    ("", 0, "a value expected"), ("{", 1, "a member name expected"), (#"{"a"1}"#, 4, "':' expected"),
    (#"{"a":1,"a":2}"#, 10, "member 'a' occurs twice"), ("[1,]", 3, "a value expected"),
    ("1 2", 2, "end of text expected"),
    ("01", 1, "end of text expected"), (#""\ud800""#, 7, "half a surrogate pair"),
    ("nul", 0, "a value expected"),
    ("\"\u{1}\"", 1, "control character in a string"),
  ]) func refuses(text: String, offset: Int, reason: String) {
    #expect(throws: JSONSyntaxError(offset: offset, reason: reason)) { try JSONValue.parse(text) }
  }

  @Test func refusesDeepNesting() {
    #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(String(repeating: "[", count: 100_000)) }
  }

  @Test func refusesInvalidUTF8() {
    #expect(throws: JSONSyntaxError.self) { try JSONValue.parse([0x22, 0xFF, 0x22]) }
  }

  @Test func walksMembers() throws {
    let text = Array(#"{"a":1,"b":{"c":[2,"}"]},"d":"x,\"y"}"#.utf8)
    let members = text.withUnsafeBytes { bytes in
      var walk = JSONMembers(bytes)
      var found: [String] = []
      while let (name, value) = walk.next() {
        found.append(String(decoding: name, as: UTF8.self) + "=" + String(decoding: value, as: UTF8.self))
      }
      return found
    }
    #expect(members == ["a=1", #"b={"c":[2,"}"]}"#, #"d="x,\"y""#])
    let none = Array("{}".utf8).withUnsafeBytes { bytes in
      var walk = JSONMembers(bytes)
      return walk.next() == nil
    }
    #expect(none)
  }

  @Test func indents() {
    let value: JSONValue = ["a": [.number(1), []], "b": [:]]
    var bytes: [UInt8] = []
    value.append(to: &bytes, indentation: 2)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "{\n    \"a\": [\n      1,\n      []\n    ],\n    \"b\": {}\n  }")
  }
}
