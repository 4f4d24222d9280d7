import GraphEmulatorKit
import GraphService
import HTTPMessages
import JSON
import Logging
import Seeding
import Tenants
import TestSupport
import Testing

/// An emulator without a socket, with a seed of the test's own.
struct TestEmulator: Sendable {
  let core: EmulatorCore
  private let life: Life

  init(
    _ seed: String = "{}", _ configure: (inout EmulatorConfiguration) -> Void = { _ in }
  ) throws {
    var configuration = EmulatorConfiguration()
    configuration.logLevel = .critical
    configuration.metadata = .everywhere
    configure(&configuration)
    core = try EmulatorCore(configuration)
    life = Life(core)
    try load(seed)
  }

  /// Removes the emulator's temporary files when its last copy goes.
  private final class Life: Sendable {
    private let core: EmulatorCore

    init(_ core: EmulatorCore) { self.core = core }

    deinit { core.close() }
  }

  func load(_ seed: String, replacing: Bool = false) throws {
    let tenant = try #require(core.tenants.mainTenant)
    try SeedLoader.load(
      [SeedDocument(name: "test.json", bytes: Array(seed.utf8))], into: tenant, replacing: replacing)
  }

  /// All state as a seed.
  func export() throws -> String {
    let tenant = try #require(core.tenants.mainTenant)
    return String(decoding: try SeedExport.bytes(of: tenant), as: UTF8.self)
  }

  /// Sends a request below `/beta`, as an SDK would.
  @discardableResult func send(
    _ method: String, _ path: String, _ body: String? = nil, version: String = "beta",
    headers: [HeaderField] = [], contentType: String = "application/json"
  ) -> Reply {
    var fields = [HeaderField("Host", "localhost:8585"), HeaderField("Authorization", "Bearer test")]
    if body != nil { fields.append(HeaderField("Content-Type", contentType)) }
    let own = Set(headers.map { $0.name.lowercased() })
    fields.removeAll { own.contains($0.name.lowercased()) }
    let request = Request(
      method: method, target: "/\(version)\(path)", headers: RequestHeaders(fields + headers),
      body: Array((body ?? "").utf8))
    return Reply(core.respond(to: request))
  }

  func get(_ path: String) -> Reply { send("GET", path) }
}

extension [MetadataFile] {
  /// What emulators of tests have loaded that say nothing else of it.
  static var everywhere: [MetadataFile] {
    PublishedFolder.isEverywhere ? [.publishedV1] : []
  }
}

extension MetadataFile {
  /// All of v1.0 as the service publishes it, where somebody has it.
  static var publishedV1: MetadataFile { MetadataFile(version: .v1, path: PublishedFolder.v1) }
}

/// A response as tests look at it.
struct Reply {
  let status: Int
  let headers: [HeaderField]
  let text: String

  init(_ response: Response) {
    status = response.status
    headers = response.headers
    text = String(decoding: response.body, as: UTF8.self)
  }

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// Null without a body; a body that is no JSON is a failure of the test, whatever it looks for in it.
  var json: JSONValue {
    guard !text.isEmpty else { return .null }
    do { return try JSONValue.parse(text) } catch {
      Issue.record("not JSON: \(text)")
      return .null
    }
  }

  subscript(name: String) -> JSONValue? { json.objectValue?[name] }

  var items: [JSONObject] { self["value"]?.arrayValue?.compactMap(\.objectValue) ?? [] }

  /// Values of one member of the items.
  func values(_ name: String) -> [String] { items.compactMap { $0[name]?.stringValue } }

  /// Code of the error, then the licensing code inside.
  var errorCodes: [String] {
    guard let error = self["error"]?.objectValue else { return [] }
    return [error["code"]?.stringValue, error["innerError"]?.objectValue?["code"]?.stringValue].compactMap(
      \.self)
  }

  var message: String? { self["error"]?.objectValue?["message"]?.stringValue }
}
