import Testing

@testable import JSON

/// Values at the end of a path of names.
@Suite struct JSONPathTests {
  private static let object: JSONObject = [
    "a": ["b": ["c": "text"]], "list": [["b": "first"], ["b": "second"], "other"], "none": .null,
  ]

  @Test(
    arguments: [
      ("a/b/c", "text"), ("a/b", ["c": "text"]), ("a/b/c/d", nil), ("a/x", nil), ("x/b", nil),
      ("none", .null),
      ("none/b", nil), ("list/b", nil),
    ] as [(String, JSONValue?)])
  func oneValueOfAnObjectAndOfADictionary(path: String, value: JSONValue?) {
    let names = path.split(separator: "/").map(String.init)[...]
    let members = Dictionary(uniqueKeysWithValues: Self.object.members.map { ($0.name, $0.value) })
    #expect(Self.object.value(at: names) == value)
    #expect(members.value(at: names) == value)
    #expect(JSONValue.object(Self.object).value(at: names) == value)
  }

  @Test func withoutANameItIsTheValueItself() {
    let none: ArraySlice<String> = []
    #expect(JSONValue.string("x").value(at: none) == "x")
    #expect(Self.object.value(at: none) == .object(Self.object))
    #expect((["a": "x"] as [String: JSONValue]).value(at: none) == nil)
  }

  @Test func elementsOfACollectionOnTheWayLeadOn() {
    #expect(Self.object.values(at: ["list", "b"]) == ["first", "second"])
  }

  @Test func settingKeepsWhatElseThereIs() {
    let object: JSONObject = ["a": ["b": "x", "c": "y"]]
    #expect(object.setting(["a", "b"], to: "z") == ["a": ["b": "z", "c": "y"]])
    #expect(object.setting(["d", "e"], to: "z") == ["a": ["b": "x", "c": "y"], "d": ["e": "z"]])
  }
}
