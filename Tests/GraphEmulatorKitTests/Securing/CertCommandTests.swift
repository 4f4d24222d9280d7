import Foundation
import Testing

/// The command that says what clients have to trust.
@Suite struct CertCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: [String], _ variables: [String: String] = [:]) throws -> ProgramRun {
    let usual = ["PATH": "/usr/bin:/bin", "HOME": folder.path + "/home"]
    return try ProgramRun(["cert"] + arguments, variables: usual.merging(variables) { $1 })
  }

  @Test func thePathAlone() throws {
    let places: [(arguments: [String], variables: [String: String], path: String)] = [
      ([], [:], "\(folder.path)/home/.local/state/graph-emulator/ca.pem"),
      ([], ["XDG_STATE_HOME": "\(folder.path)/xdg"], "\(folder.path)/xdg/graph-emulator/ca.pem"),
      ([], ["XDG_STATE_HOME": "relative"], "\(folder.path)/home/.local/state/graph-emulator/ca.pem"),
      (["--data", "\(folder.path)/data"], [:], "\(folder.path)/data/certificates/ca.pem"),
      ([], ["GRAPH_EMULATOR_DATA": "\(folder.path)/data"], "\(folder.path)/data/certificates/ca.pem"),
    ]
    for place in places {
      let result = try run(["--ca-path"] + place.arguments, place.variables)
      #expect(result == ProgramRun(status: 0, output: place.path + "\n", errors: ""))
      let text = try String(contentsOfFile: place.path, encoding: .utf8)
      #expect(text.hasPrefix("-----BEGIN CERTIFICATE-----\n"))
      #expect(try run(["--ca-path"] + place.arguments, place.variables) == result)
      #expect(try String(contentsOfFile: place.path, encoding: .utf8) == text)
    }
    let mode =
      try FileManager.default.attributesOfItem(atPath: folder.path + "/data")[.posixPermissions] as? Int
    #expect(mode == 0o700)
  }

  /// Lines for a shell hold whatever the path is.
  @Test(arguments: ["state", "it's a state"]) func whatToDoIsToldForEachProgram(name: String) throws {
    let result = try run([], ["XDG_STATE_HOME": "\(folder.path)/\(name)"])
    let path = "\(folder.path)/\(name)/graph-emulator/ca.pem"
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.first == "CA certificate: \(path)")
    let quoted = name == "state" ? path : "'" + path.replacing("'", with: #"'\''"#) + "'"
    let expected = [
      "  Python      export REQUESTS_CA_BUNDLE=\(quoted) SSL_CERT_FILE=\(quoted)",
      "  Node        export NODE_EXTRA_CA_CERTS=\(quoted)",
      "  .NET        export SSL_CERT_FILE=\(quoted)",
      "  Go          export SSL_CERT_FILE=\(quoted)",
      "  curl        curl --cacert \(quoted) https://localhost:8586/_emulator/health",
    ]
    #expect(expected.allSatisfy { lines.contains(Substring($0)) }, "\(result.output)")
    for who in ["Java", "container", "machine"] {
      #expect(lines.contains { $0.hasPrefix("  \(who) ") && $0.contains(quoted) }, "\(result.output)")
    }
  }

  @Test(arguments: [
    (["--data", "/dev/null"], "/dev/null is no folder\n"),
    ([], "The folder /dev/null/x/graph-emulator cannot be made: Not a directory.\n"),
  ]) func aFolderThatCannotBeIsOneSentence(arguments: [String], sentence: String) throws {
    let result = try run(arguments, ["XDG_STATE_HOME": "/dev/null/x"])
    #expect(result == ProgramRun(status: 74, output: "", errors: sentence))
  }
}
