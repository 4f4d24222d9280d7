import HTTPMessages
import Testing

@testable import ControlPlane

@Suite("Every route of the control plane")
struct ControlDoorTests {
  private static let emulator = Result { try ControlledEmulator() }

  /// All but the probes, with a name in place of each that a path has.
  private static let guarded: [String] = ControlRoutes.served.all.filter {
    !ControlAccess.isOpen($0.pattern.split(separator: "/").dropFirst().map { $0 })
  }.map(\.title)

  private static func send(
    _ title: String, _ headers: [HeaderField], isFromLoopback: Bool = true
  ) throws -> String {
    let parts = title.split(separator: " ")
    let path = String(parts[1]).replacing("{tenant}", with: "default").replacing(/\{[a-z]+\}/, with: "x")
    let answer = try emulator.get()
      .send(String(parts[0]), path, headers: headers, isFromLoopback: isFromLoopback)
    return "\(answer.status) \(answer.text)"
  }

  private static func refusal(_ message: String) -> String {
    #"403 {"error":{"code":"AccessDenied","message":"\#(message)"}}"#
  }

  @Test("is closed to other machines, sites and hosts", arguments: guarded)
  func isClosed(title: String) throws {
    let own = HeaderField("Host", "localhost:8585")
    #expect(
      try Self.send(title, [own], isFromLoopback: false)
        == Self.refusal(
          "The control plane is open to this machine only; from elsewhere it takes the admin key in 'x-emulator-key'."
        ))
    #expect(
      try Self.send(title, [own, HeaderField("Origin", "https://evil.example")])
        == Self.refusal("The control plane takes no requests of 'https://evil.example'."))
    #expect(
      try Self.send(title, [HeaderField("Host", "evil.example")])
        == Self.refusal("The control plane is not served under the host 'evil.example'."))
  }

  @Test("is one of those that are closed, or a probe")
  func isOpen() {
    let open = ControlRoutes.served.all.map(\.title).filter { !Self.guarded.contains($0) }
    #expect(
      open == [
        "GET /_emulator/health", "GET /_emulator/health/live", "GET /_emulator/health/ready",
        "GET /_emulator/version",
      ])
  }
}
