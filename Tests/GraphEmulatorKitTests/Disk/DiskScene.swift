import GRDB
import GraphEmulatorKit
import HTTPMessages
import Logging
import TestSupport
import Testing

/// An emulator over a disk that can fail, in a folder that goes with the test.
struct DiskScene {
  let layer: FaultyLayer
  private let folder: TemporaryFolder
  private let seed: String

  init() throws {
    layer = try FaultyLayer()
    folder = try TemporaryFolder()
    seed = try folder.file("seed.json", RecordingClient.seed)
  }

  var database: String { folder.path + "/data/default.sqlite" }

  /// - Parameter isFaulty: whether the layer that fails stands below.
  func open(isFaulty: Bool = true, survivesPowerLoss: Bool = false) throws -> EmulatorCore {
    var configuration = EmulatorConfiguration()
    configuration.logLevel = .critical
    configuration.dataDirectory = folder.path + "/data"
    configuration.seeds = [seed]
    configuration.survivesPowerLoss = survivesPowerLoss
    if isFaulty { configuration.fileLayer = layer.name }
    return try EmulatorCore(configuration)
  }

  static func health(of core: EmulatorCore) -> String {
    let request = Request(
      method: "GET", target: "/_emulator/health", headers: RequestHeaders([HeaderField("Host", "localhost")]),
      body: [])
    return String(decoding: core.respond(to: request).body, as: UTF8.self)
  }

  /// What is there once the disk is well again is what the client was told, and nothing is broken.
  func expectWhole(_ client: inout RecordingClient, _ hint: String) throws {
    let core = try open(isFaulty: false)
    #expect(client.compare(RecordingClient.sending(to: core)) == [], "\(hint)")
    #expect(try LicensingInvariants.violations(core) == [], "\(hint)")
    client.askAll(RecordingClient.sending(to: core))
    #expect(client.compare(RecordingClient.sending(to: core)) == [], "\(hint)")
    #expect(client.surprises == [], "\(hint)")
    core.close()
    let found = try DatabaseQueue(path: database).read {
      try String.fetchAll($0, sql: "PRAGMA integrity_check")
    }
    #expect(found == ["ok"], "\(hint)")
  }
}
