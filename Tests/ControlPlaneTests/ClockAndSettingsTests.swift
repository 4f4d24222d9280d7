import HTTPMessages
import JSON
import Testing

@Suite("Clock and settings through the control plane")
struct ClockAndSettingsTests {
  private static let clock = "/_emulator/tenants/default/clock"
  private static let settings = "/_emulator/tenants/default/settings"

  @Test("A clock is set and moved, and keeps how it runs")
  func clock() throws {
    let emulator = try ControlledEmulator()
    #expect(emulator.send("GET", Self.clock).text == #"{"mode":"real"}"#)
    for (body, clock) in [
      (#"{"advance":"PT0S"}"#, #"{"mode":"offset","offset":"PT0S"}"#),
      (#"{"advance":"P1D"}"#, #"{"mode":"offset","offset":"P1D"}"#),
      (#"{"advance":"-P3DT1H"}"#, #"{"mode":"offset","offset":"-P2DT1H"}"#),
      (#"{"mode":"offset","offset":"P30D"}"#, #"{"mode":"offset","offset":"P30D"}"#),
      (
        #"{"mode":"frozen","now":"2026-01-31T08:15:30Z"}"#, #"{"mode":"frozen","now":"2026-01-31T08:15:30Z"}"#
      ),
      (#"{"advance":"P1DT0.5S"}"#, #"{"mode":"frozen","now":"2026-02-01T08:15:30.5000000Z"}"#),
      (#"{"mode":"real"}"#, #"{"mode":"real"}"#),
    ] {
      let answer = emulator.send("PUT", Self.clock, body)
      #expect(answer.status == 200)
      #expect(answer.text == clock)
      #expect(emulator.send("GET", Self.clock).text == clock)
    }
  }

  @Test(
    "What cannot be a clock changes nothing",
    arguments: [
      ("", "body: line 1, column 1: a value expected"),
      ("[]", "body: $: an object expected, not an array"),
      ("{}", "body: $: 'mode' is missing"),
      (#"{"mode":"stopped"}"#, "body: $.mode: one of real, offset, frozen expected"),
      (#"{"mode":1}"#, "body: $.mode: one of real, offset, frozen expected"),
      (#"{"mode":"real","mode":"real"}"#, "body: line 1, column 22: member 'mode' occurs twice"),
      (#"{"mode":"real","zone":"UTC"}"#, "body: $.zone: there is no 'zone'; there are mode, now, offset"),
      (#"{"mode":"offset"}"#, "body: $: 'offset' is missing"),
      (#"{"mode":"offset","offset":"P9999Y"}"#, "body: $.offset: a duration such as P1DT2H expected"),
      (#"{"mode":"frozen"}"#, "body: $.now: a time such as 2026-01-31T08:15:30Z expected"),
      (
        #"{"mode":"real","now":"2026-01-31T08:15:30Z"}"#,
        "body: $.now: 'now' has no effect where 'mode' is 'real'"
      ),
      (
        #"{"mode":"frozen","now":"2026-01-31T08:15:30Z","offset":"P1D"}"#,
        "body: $.offset: 'offset' has no effect where 'mode' is 'frozen'"
      ),
      (#"{"advance":"soon"}"#, "body: $.advance: a duration such as P1DT2H expected, or nextExpiry"),
      (#"{"advance":1}"#, "body: $.advance: a string expected"),
      (#"{"advance":"P1D","mode":"real"}"#, "body: $.mode: there is no 'mode'; there are advance"),
      (#"{"advance":"P9000000D"}"#, "body: $.advance: that leads out of the years 0001 to 9999"),
    ])
  func wrongClock(body: String, message: String) throws {
    let emulator = try ControlledEmulator()
    let answer = emulator.send("PUT", Self.clock, body)
    #expect(answer.status == 400)
    #expect(answer.json == ["error": ["code": "BadRequest", "message": .string(message)]])
    #expect(emulator.send("GET", Self.clock).text == #"{"mode":"real"}"#)
  }

  @Test("What a move makes due has happened when it is answered: a deleted user is gone after 30 days")
  func expiry() throws {
    let emulator = try ControlledEmulator()
    _ = emulator.seed(
      #"{"users":[{"userPrincipalName":"adele@contoso.example"}],"clock":{"mode":"frozen","now":"2026-01-31T08:15:30Z"}}"#
    )
    let nothing = emulator.send("PUT", Self.clock, #"{"advance":"nextExpiry"}"#)
    #expect(nothing.status == 409)
    #expect(
      nothing.text
        == #"{"error":{"code":"NothingScheduled","message":"Nothing in the tenant 'default' is going to expire or to become due."}}"#
    )
    #expect(emulator.send("DELETE", "/beta/users/adele@contoso.example").status == 204)
    #expect(emulator.export().contains("adele@contoso.example"))
    #expect(
      emulator.send("PUT", Self.clock, #"{"advance":"nextExpiry"}"#).text
        == #"{"mode":"frozen","now":"2026-03-02T08:15:30Z"}"#)
    #expect(emulator.export().contains("adele@contoso.example") == false)
  }

  @Test("Settings are merged by key, and null takes one back")
  func settings() throws {
    let emulator = try ControlledEmulator()
    #expect(emulator.send("GET", Self.settings).text == "{}")
    for (method, body, settings) in [
      ("PUT", #"{"pageSize":2,"strict":true}"#, #"{"strict":true,"pageSize":2}"#),
      ("PATCH", #"{"overCapacity":"reject"}"#, #"{"strict":true,"pageSize":2,"overCapacity":"reject"}"#),
      ("PUT", #"{"pageSize":null}"#, #"{"strict":true,"overCapacity":"reject"}"#),
      ("PUT", "{}", #"{"strict":true,"overCapacity":"reject"}"#),
      (
        "PATCH", #"{"intune":{"licensed":false},"overCapacity":null}"#,
        #"{"strict":true,"intune":{"licensed":false}}"#
      ),
      // The default of some is an empty object.
      (
        "PATCH", #"{"intune":{},"licenseRules":{},"servicePlanStatus":{},"groupNaming":{},"entitlement":{}}"#,
        #"{"strict":true}"#
      ),
      ("PATCH", #"{"overCapacity":"reject"}"#, #"{"strict":true,"overCapacity":"reject"}"#),
    ] {
      let answer = emulator.send(method, Self.settings, body)
      #expect(answer.status == 200)
      #expect(answer.text == settings)
      #expect(emulator.send("GET", Self.settings).text == settings)
    }
    #expect(emulator.export().contains(#""overCapacity": "reject""#))
  }

  @Test(
    "What cannot be a setting changes nothing",
    arguments: [
      ("null", "body: $: an object expected, not null"),
      (#"{"pageSize":0}"#, "body: $.pageSize: an integer from 1 to 999 expected"),
      (#"{"strict":"yes"}"#, "body: $.strict: true or false expected"),
      (#"{"throttling":{}}"#, "body: $.throttling: 'enabled' is missing"),
      (#"{"batch":{}}"#, "body: $.batch: 'order' is missing"),
      (#"{"consistency":{}}"#, "body: $.consistency: 'mode' is missing"),
      (
        #"{"consistency":{"mode":"strong","reads":1}}"#,
        "body: $.consistency.reads: 'reads' has no effect where 'mode' is 'strong'"
      ),
      (#"{"signIn":{}}"#, "body: $.signIn: at least one of autoApprove, user expected"),
      (
        #"{"servicePlanStatus":{"EXCHANGE_S_STANDARD":"PendingInput"}}"#,
        "body: $.servicePlanStatus.EXCHANGE_S_STANDARD: a GUID expected"
      ),
      (#"{"licenseRules":{"requires":{"a":[]}}}"#, "body: $.licenseRules.requires.a: a GUID expected"),
      (
        #"{"licenseRules":{"excludes":[["9aaf7827-d63c-4b61-89c3-182f06f82e5c"]]}}"#,
        "body: $.licenseRules.excludes[0]: an array of 2 elements expected"
      ),
      (
        #"{"licenseRules":{"prohibitedLocations":{"9aaf7827-d63c-4b61-89c3-182f06f82e5c":["Iran"]}}}"#,
        "body: $.licenseRules.prohibitedLocations.9aaf7827-d63c-4b61-89c3-182f06f82e5c[0]: a country in two letters expected"
      ),
      (
        #"{"licenseRules":{"proxyAddressConflicts":["users/adele"]}}"#,
        "body: $.licenseRules.proxyAddressConflicts[0]: a path such as users/{id}, with an id or a sign-in name, expected"
      ),
      (#"{"strict":true,"strict":true}"#, "body: line 1, column 24: member 'strict' occurs twice"),
    ])
  func wrongSettings(body: String, message: String) throws {
    let emulator = try ControlledEmulator()
    let answer = emulator.send("PATCH", Self.settings, body)
    #expect(answer.status == 400)
    #expect(answer.json == ["error": ["code": "BadRequest", "message": .string(message)]])
    #expect(emulator.send("GET", Self.settings).text == "{}")
  }

  @Test("A key that there is not is named with those that there are; nesting has an end")
  func unknownSetting() throws {
    let emulator = try ControlledEmulator()
    let unknown = emulator.send("PUT", Self.settings, #"{"overcapacity":"wait"}"#)
    #expect(unknown.status == 400)
    #expect(
      unknown.text.contains(
        "$.overcapacity: there is no 'overcapacity'; there are batch, capabilities, consistency, "))
    let deep = emulator.send(
      "PUT", Self.settings,
      #"{"signIn":"# + String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000) + "}")
    #expect(deep.status == 400)
    #expect(deep.text.contains("nested too deeply"))
  }
}
