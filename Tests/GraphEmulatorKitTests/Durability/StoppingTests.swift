import Foundation
import Testing

/// The program ends soon after it is told to, whatever it is doing, and leaves nothing half done.
@Suite struct StoppingTests {
  /// Whoever sends SIGTERM, as `docker stop`, kills after some ten seconds. The program promises five; the rest is for
  /// a machine that has much to do.
  private static let patience: Duration = .seconds(9)

  private func end(_ server: ServerProcess, _ signal: Int32 = SIGTERM) {
    let time = ContinuousClock().measure { #expect(server.end(with: signal) == 0) }
    #expect(time < Self.patience)
  }

  /// So many users that a debug build is at work for a good while to load or to search them.
  private func seed(users: Int) -> String {
    let users = (0..<users).map {
      #"{"userPrincipalName":"user\#($0)@contoso.example","displayName":"User \#($0)","department":"D\#($0 % 7)"}"#
    }
    return #"{"users":[\#(users.joined(separator: ","))]}"#
  }

  /// A request of many seconds: each part of the batch goes through all users.
  private var slowBatch: String {
    let terms = (0..<40).map { "contains(displayName,'x\($0)')" }.joined(separator: " or ")
    let url = "/users?$count=true&$filter=\(terms)"
    let items = (1...20).map {
      #"{"id":"\#($0)","method":"GET","url":"\#(url)","headers":{"ConsistencyLevel":"eventual"}}"#
    }
    return #"{"requests":[\#(items.joined(separator: ","))]}"#
  }

  @Test func whileSeedsAreLoadedAtTheStart() throws {
    let folder = try TemporaryFolder()
    let arguments = [
      "--data", "\(folder.path)/data", "--seed", try folder.file("seed.json", seed(users: 20_000)),
    ]
    let server = try ServerProcess(arguments)
    // It has begun to load when the database is there.
    while !FileManager.default.fileExists(atPath: "\(folder.path)/data/default.sqlite-wal") { usleep(1000) }
    end(server)
    #expect(server.outputText() == "")
    #expect(server.errorText() == "")
    // Nothing is taken for loaded: another seed goes into a new tenant.
    let next = try ServerProcess([
      "--data", "\(folder.path)/data", "--seed", try folder.file("small.json", DurabilityTests.seed),
    ])
    try next.waitUntilItListens()
    #expect(try next.client.send("GET", "/users/\(DurabilityTests.adele)").status == 200)
    #expect(try next.client.send("GET", "/users/user1@contoso.example").status == 404)
    end(next)
  }

  @Test(arguments: ServerProcess.endingSignals) func whileRequestsRunAndNobodyReads(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let arguments = ["--data", "\(folder.path)/data", "--request-timeout", "0"]
    let server = try ServerProcess(arguments + ["--seed", try folder.file("seed.json", seed(users: 1500))])
    try server.waitUntilItListens()
    let reading = try (0..<3).map { _ in try SocketClient(port: server.port) }
    for client in reading { try client.send("POST", "/beta/$batch", slowBatch) }
    let writing = try SocketClient(port: server.port)
    try writing.send("POST", "/_emulator/tenants/default/seed", seed(users: 30_000))
    let idle = try SocketClient(port: server.port)
    let waiting = try SocketClient(port: server.port)
    // Waits for the load, unless that is still reading its text.
    try waiting.send(
      "POST", "/beta/groups",
      #"{"displayName":"G","mailNickname":"g","mailEnabled":false,"securityEnabled":true}"#)
    usleep(700_000)
    end(server, signal)
    // What was under way was not done, whether there was time to say so or not.
    #expect([nil, 503].contains(writing.answer()?.status))
    let made = waiting.answer()?.status
    #expect([nil, 201, 503].contains(made))
    #expect(idle.answer() == nil)

    let next = try ServerProcess(arguments)
    try next.waitUntilItListens()
    #expect(try next.client.send("GET", "/users/user1499@contoso.example").status == 200)
    #expect(try next.client.send("GET", "/users/user29999@contoso.example").status == 404)
    let isThere = try next.client.send("GET", "/groups").text.contains("securityEnabled")
    // Without an answer nobody knows.
    if let made { #expect(isThere == (made == 201)) }
    end(next)
  }

  /// Neither who validates a subscription nor who is told of a change is waited for; and no proxy is asked for them.
  @Test func whileEndpointsDoNotComeToAnEnd() throws {
    let folder = try TemporaryFolder()
    let server = try ServerProcess(
      ["--seed", try folder.file("seed.json", DurabilityTests.seed)],
      variables: ["http_proxy": "http://127.0.0.1:1", "no_proxy": ""])
    try server.waitUntilItListens()
    let called = Collected<String>()
    let slow = try RawListener { caller in
      guard !caller.validate() else { return }
      called.add("slow")
      while caller.send("H") > 0 { usleep(100_000) }
    }
    let silent = try RawListener { caller in
      called.add("silent")
      caller.waitUntilItLeaves()
    }
    let made = try server.client.send("POST", "/subscriptions", Self.subscription(slow.url))
    #expect(made.status == 201, "\(made.text)")
    _ = try server.client.send("PATCH", "/users/\(DurabilityTests.adele)", #"{"jobTitle":"Clerk"}"#)
    let waiting = try SocketClient(port: server.port)
    try waiting.send("POST", "/v1.0/subscriptions", Self.subscription(silent.url))
    while Set(called.all) != ["slow", "silent"] { usleep(1000) }
    end(server)
    #expect([nil, 503].contains(waiting.answer()?.status))
  }

  private static func subscription(_ url: String) -> String {
    let end = Date(timeIntervalSinceNow: 86_400).formatted(.iso8601)
    return """
      {"resource":"users","changeType":"updated","notificationUrl":"\(url)","expirationDateTime":"\(end)"}
      """
  }
}
