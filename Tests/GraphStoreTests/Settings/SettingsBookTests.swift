import JSON
import Testing

@testable import GraphStore

/// Which keys there are, and what each takes.
@Suite struct SettingsBookTests {
  private struct Lighting: SettingsPart {
    let isOn: Bool

    static let keys = [SettingKey("light", .object(["on": .bool]))]

    init(_ settings: JSONObject) { isOn = settings["light"]?.objectValue?["on"]?.boolValue ?? false }
  }

  private let book = SettingsBook([Lighting.self])

  @Test(
    arguments: [
      (#"{"light":{"off":true}}"#, "$.settings.light.off", "there is no 'off'; there are on"),
      (#"{"light":{"on":1}}"#, "$.settings.light.on", "true or false expected"),
      (#"{"batch":{"order":"any"}}"#, "$.settings.batch.order", "one of request, shuffled expected"),
      (
        #"{"consistency":{"delay":"2"}}"#, "$.settings.consistency.delay",
        "a duration such as P1DT2H expected"
      ),
      (#"{"consistency":{"reads":3}}"#, "$.settings.consistency", "'mode' is missing"),
      (#"{"signIn":{}}"#, "$.settings.signIn", "at least one of autoApprove, user expected"),
      (
        #"{"dark":1}"#, "$.settings.dark",
        "there is no 'dark'; there are batch, capabilities, consistency, light, operations, pageSize, randomSeed, signIn, strict, throttling"
      ),
    ])
  func mistakesHaveTheirPath(text: String, path: String, message: String) throws {
    let value = try JSONValue.parse(text)
    let mistake = #expect(throws: OptionMistake.self) { try book.checked(value, path: "$.settings") }
    #expect(mistake?.path == path)
    #expect(mistake?.message == message)
  }

  /// The default of an object that lists what there is, or what differs, is an empty one.
  @Test(arguments: [#"{"light":{}}"#, #"{"light":null}"#])
  func anEmptyObjectTakesOneBack(_ text: String) throws {
    let checked = try book.checked(JSONValue.parse(text), path: "$.settings")
    let lit = book.settings(["strict": .bool(true), "light": ["on": .bool(true)]])
    #expect(JSONValue.object(book.settings(lit, changedBy: checked).values).text == #"{"strict":true}"#)
  }

  @Test func aWorkloadReadsItsPart() {
    let settings = book.settings(["light": ["on": .bool(true)]])
    #expect(settings[Lighting.self].isOn)
    #expect(!SettingsBook().settings(["light": ["on": .bool(true)]])[Lighting.self].isOn)
  }

  @Test func thoseOfTheEngineAreWrittenFirst() {
    let changed = book.settings(
      book.settings(["pageSize": .number(1)]),
      changedBy: ["strict": .bool(true), "light": ["on": .bool(true)]])
    #expect(JSONValue.object(changed.values).text == #"{"strict":true,"pageSize":1,"light":{"on":true}}"#)
  }
}
