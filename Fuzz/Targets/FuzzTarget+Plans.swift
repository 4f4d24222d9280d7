import Foundation
import GraphEmulatorKit
import GraphStore
import HTTPMessages
import Logging
import Tenants

extension FuzzTarget {
  /// A path with options, and then the same with other literals: plans that were made for others answer as one of its own.
  static func plans() throws -> FuzzTarget {
    let (warm, cold) = try EmulatorCore.twins(seeds: [FuzzFiles.path("seed-data/contoso.json")])
    return FuzzTarget("plans", words: FuzzTarget.options.words + queryWords + literals) { input in
      let first = "/beta/" + String(decoding: input, as: UTF8.self)
      let second = varied(first)
      _ = warm.respond(to: request(first))
      cold.forgetPlans()
      let (shared, own) = (told(warm.respond(to: request(second))), told(cold.respond(to: request(second))))
      try FuzzFinding.unless(shared == own, "\(second) after \(first): \(shared), and alone \(own)")
    }
  }

  private static let literals = [
    "'A'", "'adele'", "'Adele Vance'", "''", "' '", "'%'", "'é'", "0", "1", "2", "17", "-3", "2.5", "1e2",
    "null",
    "true", "false", "2026-01-31T00:00:00Z", "2026-01-31", "duration'P1D'", "00:00:00", "INF",
    "10000000-0000-4000-8000-000000000002", "microsoft.graph.groupType'unified'",
  ]

  /// Texts and short numbers become others.
  private static func varied(_ target: String) -> String {
    var place = 0
    return target.replacing(#/'[^']*'|\b[0-9]{1,3}\b/#) { match in
      place += 1
      let isText = match.output.hasPrefix("'")
      return isText ? ["'a'", "'Adele Vance'", "'B'"][place % 3] : ["2", "5", "40"][place % 3]
    }
  }

  /// Status and body, without what is another in each answer.
  private static func told(_ response: Response) -> String {
    let body = String(decoding: response.body, as: UTF8.self)
      .replacing(#/"(date|request-id|client-request-id)":"[^"]*"/#, with: "")
      .replacing(#/\$(skip|delta)token=[^"]*/#, with: "")
    return "\(response.status) \(body)"
  }
}

extension EmulatorCore {
  /// Two over the same data, whose clock stands still.
  fileprivate static func twins(seeds: [String]) throws -> (EmulatorCore, EmulatorCore) {
    let folders = try (0..<2).map { _ in try temporaryFolder() }
    let clock = folders[0] + "/clock.json"
    try Data(#"{"clock": {"mode": "frozen", "now": "2026-01-31T08:15:30Z"}}"#.utf8).write(
      to: URL(filePath: clock))
    try EmulatorCore(configuration(folders[0], seeds + [clock])).close()
    for name in try FileManager.default.contentsOfDirectory(atPath: folders[0]) where name.contains(".sqlite")
    {
      try FileManager.default.copyItem(atPath: "\(folders[0])/\(name)", toPath: "\(folders[1])/\(name)")
    }
    return (try EmulatorCore(configuration(folders[0])), try EmulatorCore(configuration(folders[1])))
  }

  private static func configuration(_ folder: String, _ seeds: [String] = []) -> EmulatorConfiguration {
    var configuration = EmulatorConfiguration()
    configuration.logLevel = .critical
    configuration.dataDirectory = folder
    configuration.seeds = seeds
    return configuration
  }

  /// With a name by which a later start of the program removes it.
  private static func temporaryFolder() throws -> String {
    let path = NSTemporaryDirectory() + "/graph-emulator-" + UUID().uuidString.lowercased()
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    return path
  }

  /// So that the next request is the first one of its kind.
  fileprivate func forgetPlans() { while caches.used > 0 { caches.makeRoom(for: caches.limit) } }
}
