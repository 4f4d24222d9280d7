import HTTPMessages
import JSON
import Testing

@Suite("Bodies that no route takes")
struct ControlBodyTests {
  private static let emulator = Result { try ControlledEmulator() }

  private static let routes = [
    ("POST", "/_emulator/tenants"), ("PUT", "/_emulator/tenants/default/clock"),
    ("PUT", "/_emulator/tenants/default/settings"), ("PATCH", "/_emulator/tenants/default/settings"),
    ("POST", "/_emulator/tenants/default/seed"), ("POST", "/_emulator/tenants/default/requests/count"),
    ("POST", "/_emulator/tenants/default/requests/verify"),
    ("PUT", "/_emulator/tenants/default/requests/settings"), ("POST", "/_emulator/tenants/default/faults"),
    ("POST", "/_emulator/tenants/default/stubs"), ("POST", "/_emulator/tenants/default/stubs/import"),
    ("POST", "/_emulator/tenants/default/tokens"),
  ]

  private static let deep =
    #"{"a":"# + String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000) + "}"

  /// A body, what is said of it, and what the route of tokens says.
  private static let bodies = [
    ("", "body: line 1, column 1: a value expected", "The order is no JSON: a value expected at byte 0."),
    (
      #"{"a":1,"a":2}"#, "body: line 1, column 11: member 'a' occurs twice",
      "The order is no JSON: member 'a' occurs twice at byte 10."
    ),
    (
      deep, "body: line 1, column 405: nested too deeply",
      "The order is no JSON: nested too deeply at byte 104."
    ),
    (
      "{} x", "body: line 1, column 4: end of text expected",
      "The order is no JSON: end of text expected at byte 3."
    ),
    ("[]", "body: $: an object expected, not an array", "The order is no JSON object."),
    ("null", "body: $: an object expected, not null", "The order is no JSON object."),
  ]

  @Test("are refused with the place, and change nothing", arguments: routes)
  func refused(method: String, path: String) throws {
    let emulator = try Self.emulator.get()
    let before = emulator.export()
    for (body, message, ofToken) in Self.bodies {
      let answer = emulator.send(method, path, body)
      #expect(answer.status == 400)
      let code = path.hasSuffix("/seed") ? "SeedInvalid" : "BadRequest"
      let text = path.hasSuffix("/tokens") ? ofToken : message
      #expect(answer.json == ["error": ["code": .string(code), "message": .string(text)]])
    }
    #expect(emulator.export() == before)
    #expect(emulator.send("GET", "/_emulator/tenants").json.objectValue?["value"]?.arrayValue?.count == 1)
  }

  @Test("One that is too large was told as 'The settings is too large for one request.'", arguments: routes)
  func tooLarge(method: String, path: String) throws {
    let answer = try Self.emulator.get().send(method, path, bodyState: .tooLarge)
    #expect(answer.status == 413)
    #expect(
      answer.text
        == #"{"error":{"code":"RequestEntityTooLarge","message":"The body is too large for one request."}}"#)
  }

  private static let names = [
    "..", "%2E%2E", "a%2Fb", "a%00", "-a", "A", ".start", String(repeating: "a", count: 300),
  ]

  @Test("A tenant of a name that none can have is not there for any route", arguments: names)
  func tenantNames(name: String) throws {
    let emulator = try Self.emulator.get()
    for (method, path) in [
      ("GET", ""), ("DELETE", ""), ("POST", "/reset"), ("GET", "/export"), ("PUT", "/clock"),
      ("PUT", "/snapshots/a"), ("POST", "/snapshots/a/restore"), ("GET", "/requests"), ("POST", "/tokens"),
    ] {
      let answer = emulator.send(method, "/_emulator/tenants/\(name)\(path)")
      #expect(answer.status == 404)
      #expect(
        answer.json == [
          "error": ["code": "TenantNotFound", "message": .string("There is no tenant '\(name)'.")]
        ])
    }
  }

  @Test("Neither is a fault or a stub", arguments: names)
  func orderNames(name: String) throws {
    let emulator = try Self.emulator.get()
    for (list, code, what) in [("faults", "FaultNotFound", "fault"), ("stubs", "StubNotFound", "stub")] {
      let answer = emulator.send("DELETE", "/_emulator/tenants/default/\(list)/\(name)")
      #expect(answer.status == 404)
      #expect(
        answer.json == [
          "error": ["code": .string(code), "message": .string("There is no \(what) '\(name)'.")]
        ])
    }
  }
}
