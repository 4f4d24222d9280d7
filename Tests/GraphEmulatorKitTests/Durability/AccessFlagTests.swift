import Foundation
import Testing

/// Flags of `serve` about who gets in, and their variables.
@Suite struct AccessFlagTests {
  private static let flags: [(arguments: [String], variables: [String: String])] = [
    (
      ["--allow-host", "graph.test", "--allow-host", "*.corp", "--cors-origin", "https://app.example:3000"],
      [:]
    ),
    (
      [],
      [
        "GRAPH_EMULATOR_ALLOW_HOST": "graph.test, *.corp",
        "GRAPH_EMULATOR_CORS_ORIGIN": "https://app.example:3000",
      ]
    ),
  ]

  @Test(arguments: 0..<2) func addHostsAndOrigins(number: Int) throws {
    let server = try ServerProcess(Self.flags[number].arguments, variables: Self.flags[number].variables)
    try server.waitUntilItListens()
    func status(_ headers: [String: String]) throws -> Int {
      try server.client.send("GET", "/users", headers: headers).status
    }
    #expect(try status([:]) == 200)
    #expect(try status(["Host": "graph.test"]) == 200)
    #expect(try status(["Host": "a.corp:80"]) == 200)
    #expect(try status(["Host": "evil.example"]) == 403)
    #expect(try status(["Origin": "https://app.example:3000"]) == 200)
    #expect(try status(["Origin": "https://evil.example"]) == 403)
    #expect(server.end(with: SIGTERM) == 0)
  }

  @Test(arguments: [
    (["--admin-key", ""], "The admin key takes one or more visible ASCII characters, and no blanks.\n"),
    (
      ["--allow-host", "a/b"],
      "An allowed host has the form 'graph.test', '*.test', '<local>' or '*', not 'a/b'.\n"
    ),
  ]) func whatCannotBeIsOneSentence(arguments: [String], sentence: String) throws {
    let server = try ServerProcess(arguments)
    #expect(server.waitForEnd() == 64)
    #expect(server.outputText() == "")
    #expect(server.errorText() == sentence)
  }
}
