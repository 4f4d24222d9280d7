import GraphEmulatorKit
import Logging
import Testing

@Suite("The admin key that nobody gave")
struct MadeAdminKeyTests {
  private static func greeting(_ arguments: [String]) throws -> (server: ServerProcess, lines: [Substring]) {
    let server = try ServerProcess(arguments)
    let text = try server.waitUntilItListens()
    return (server, text.split(separator: "\n"))
  }

  @Test(
    "It is made where others reach the server, and opens the control plane to them",
    arguments: [["--trust-forwarded"], ["--trust-forwarded", "--host", "0.0.0.0"]])
  func made(arguments: [String]) throws {
    let (server, lines) = try Self.greeting(arguments)
    let words = try #require(lines.last).split(separator: " ")
    #expect(words.prefix(2) == ["Admin", "key:"])
    let key = String(words[2])
    #expect(key.count == 32 && key.allSatisfy(\.isHexDigit))
    // It comes through a proxy, from somebody else.
    let others = ["X-Forwarded-For": "203.0.113.7"]
    let client = HTTPClient(url: "http://127.0.0.1:\(server.port)")
    func answer(_ headers: [String: String]) throws -> HTTPClient.Answer {
      try client.send("GET", "/_emulator/tenants/default/clock", headers: headers, version: "")
    }
    let without = try answer(others)
    #expect(without.status == 403)
    #expect(
      without.text
        == #"{"error":{"code":"AccessDenied","message":"The control plane is open to this machine only; from elsewhere it takes the admin key in 'x-emulator-key'."}}"#
    )
    #expect(try answer(others.merging(["x-emulator-key": key + "0"]) { $1 }).status == 403)
    let with = try answer(others.merging(["x-emulator-key": key]) { $1 })
    #expect(with.status == 200)
    #expect(with.text == #"{"mode":"real"}"#)
    let (_, next) = try Self.greeting(arguments)
    #expect(next.last != lines.last)
  }

  @Test(
    "There is none on this machine alone, nor beside one that was given",
    arguments: [[], ["--host", "localhost"], ["--host", "0.0.0.0", "--admin-key", "mine"]])
  func none(arguments: [String]) throws {
    let (_, lines) = try Self.greeting(arguments)
    #expect(lines.count == 1)
    #expect(lines[0].hasPrefix("Listening on http://"))
  }

  @Test("An emulator in a test's own process that others reach had none, and let nobody in")
  func madeByTheLibrary() throws {
    var configuration = EmulatorConfiguration()
    (configuration.port, configuration.logLevel) = (0, .critical)
    (configuration.host, configuration.trustsForwarded) = ("0.0.0.0", true)
    let emulator = try Emulator(configuration)
    try emulator.start()
    defer { emulator.stop() }
    let key = try #require(emulator.adminKey)
    #expect(key.count == 32 && key.allSatisfy(\.isHexDigit))
    let client = HTTPClient(url: "http://127.0.0.1:\(emulator.port)")
    func status(_ headers: [String: String]) throws -> Int {
      // It comes through a proxy, from somebody else.
      let headers = headers.merging(["X-Forwarded-For": "203.0.113.7"]) { $1 }
      return try client.send("GET", "/_emulator/tenants", headers: headers, version: "").status
    }
    #expect(try status([:]) == 403)
    #expect(try status(["x-emulator-key": key]) == 200)
    let other = try Emulator(configuration)
    defer { other.stop() }
    #expect(other.adminKey != key)
  }

  @Test("The library has the one that was given, and none on this machine alone")
  func givenToTheLibrary() throws {
    var configuration = EmulatorConfiguration()
    (configuration.port, configuration.logLevel) = (0, .critical)
    let own = try Emulator(configuration)
    defer { own.stop() }
    #expect(own.adminKey == nil)
    (configuration.host, configuration.adminKey) = ("0.0.0.0", "mine")
    let open = try Emulator(configuration)
    defer { open.stop() }
    #expect(open.adminKey == "mine")
  }
}
