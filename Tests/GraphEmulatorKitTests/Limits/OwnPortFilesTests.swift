import Foundation
import JSON
import Testing

/// Tenants that have ports of their own where few files may be open: no port takes what another one needs.
@Suite struct OwnPortFilesTests {
  /// So many more for each core beyond two.
  private static func limit(_ files: Int) -> Int {
    files + 4 * (ProcessInfo.processInfo.activeProcessorCount - 2)
  }

  private func answer(
    _ method: String, _ target: String, _ body: String = "", at port: Int
  ) throws -> SocketClient.Answer? {
    let client = try SocketClient(port: port)
    try client.send(method, target, body)
    return client.answer()
  }

  /// Makes tenants with ports until one is refused.
  private func openPorts(
    _ count: Int, _ server: ServerProcess, from first: Int = 1
  ) throws -> (ports: [Int], refusal: SocketClient.Answer?) {
    var ports: [Int] = []
    for number in first..<first + count {
      let made = try answer(
        "POST", "/_emulator/tenants", #"{"id":"t\#(number)","port":true}"#, at: server.port)
      guard let made, made.status == 201 else { return (ports, made) }
      let port = try #require(try JSONValue.parse(made.body).objectValue?["port"]?.intValue)
      #expect(
        made.body == #"{"id":"t\#(number)","graphUrl":"http://localhost:\#(port)","port":\#(port)}"#)
      ports.append(port)
    }
    return (ports, nil)
  }

  /// Whether there are files for a port once those of another one are closed, which is soon.
  private func opensOne(_ server: ServerProcess) throws -> Bool {
    for _ in 1...2000 {
      guard try openPorts(1, server, from: 65).ports.isEmpty else { return true }
      usleep(10_000)
    }
    return false
  }

  /// How many files the refusal says that it would take.
  private func neededFiles(_ refusal: SocketClient.Answer) -> Int {
    refusal.body.split(separator: " ").compactMap { Int($0) }.last ?? 0
  }

  private func refusal(limit: Int, needed: Int) -> SocketClient.Answer {
    let message =
      "Only \(limit) files may be open at the same time, and \(needed) would have to be with one more port: raise the limit (ulimit -n)."
    return .init(status: 503, body: #"{"error":{"code":"TooFewFiles","message":"\#(message)"}}"#)
  }

  private let health = SocketClient.Answer(status: 200, body: #"{"status":"ok"}"#)

  /// Clients that are answered and stay: whoever comes takes the place of the one that was idle for longest.
  private func idle(_ count: Int, at port: Int) throws -> [SocketClient] {
    try (0..<count).map { _ in
      let client = try SocketClient(port: port)
      try client.send("GET", "/_emulator/health")
      #expect(client.answer() == health)
      return client
    }
  }

  @Test(
    "The port of all answers whoever comes beside as many ports as there are files for",
    arguments: [(128, 8), (512, 64), (512, 8), (1024, 64)])
  func portOfAll(files: Int, ports: Int) throws {
    let limit = Self.limit(files)
    let server = try ServerProcess([], limits: "ulimit -n \(limit)")
    try server.waitUntilItListens()
    let before = try idle(90, at: server.port)
    let (own, refused) = try openPorts(ports, server)
    #expect(own.count > 0)
    if let refused {
      let needed = neededFiles(refused)
      #expect(needed > limit && needed < limit + 32)
      #expect(refused == refusal(limit: limit, needed: needed))
    } else {
      #expect(own.count == ports)
    }
    let clients = try own.flatMap { try idle(3, at: $0) } + idle(90, at: server.port)
    withExtendedLifetime((before, clients)) {}
    #expect(server.end(with: SIGTERM) == 0)
  }

  @Test("A port that there are no files for is refused, and nothing is left of its tenant")
  func refusedPort() throws {
    let limit = Self.limit(128)
    let server = try ServerProcess([], limits: "ulimit -n \(limit)")
    try server.waitUntilItListens()
    let (own, first) = try openPorts(64, server)
    let refused = try #require(first)
    #expect(refused == refusal(limit: limit, needed: neededFiles(refused)))
    let next = own.count + 1
    for _ in 1...20 {
      #expect(try openPorts(1, server, from: next).refusal == refused)
    }
    let message = "There is no tenant 't\(next)'."
    #expect(
      try answer("GET", "/_emulator/tenants/t\(next)", at: server.port)
        == .init(status: 404, body: #"{"error":{"code":"TenantNotFound","message":"\#(message)"}}"#))
    for port in own { #expect(try answer("GET", "/_emulator/health", at: port) == health) }
    #expect(try answer("DELETE", "/_emulator/tenants/t1", at: server.port) == .init(status: 204, body: ""))
    #expect(try opensOne(server))
    #expect(server.end(with: SIGTERM) == 0)
  }
}
