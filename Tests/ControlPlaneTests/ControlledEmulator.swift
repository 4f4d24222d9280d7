import GraphEmulatorKit
import HTTPMessages
import JSON
import Logging
import Testing

/// An emulator without a socket, asked as whoever runs it would.
struct ControlledEmulator: Sendable {
  private let core: EmulatorCore

  init(seeds: [String] = [], adminKey: String? = nil, allowedHosts: [String] = []) throws {
    var configuration = EmulatorConfiguration()
    configuration.logLevel = .critical
    configuration.seeds = seeds
    configuration.adminKey = adminKey
    configuration.allowedHosts = allowedHosts
    try self.init(configuration)
  }

  init(_ configuration: EmulatorConfiguration) throws { core = try EmulatorCore(configuration) }

  func close() { core.close() }

  func send(
    _ method: String, _ target: String, _ body: String = "", headers: [HeaderField] = [],
    isFromLoopback: Bool = true, bodyState: BodyState = .complete
  ) -> Response {
    core.respond(
      to: Request(
        method: method, target: target,
        headers: RequestHeaders(headers + [HeaderField("Authorization", "Bearer test")]),
        body: Array(body.utf8), bodyState: bodyState,
        isFromLoopback: isFromLoopback))
  }

  /// Loads a seed into the default tenant; the answer's text.
  func seed(_ text: String) -> String { send("POST", "/_emulator/tenants/default/seed", text).text }

  func export() -> String { send("GET", "/_emulator/tenants/default/export").text }
}

extension Response {
  var text: String { String(decoding: body, as: UTF8.self) }

  /// Null without a body; a body that is no JSON is a failure of the test, whatever it looks for in it.
  var json: JSONValue {
    guard !body.isEmpty else { return .null }
    do { return try JSONValue.parse(body) } catch {
      Issue.record("not JSON: \(text)")
      return .null
    }
  }

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
