import Foundation
import GRDB
import TestSupport
import Testing

/// A server that is killed again and again while clients write to it.
@Suite struct KillTests {
  /// `GRAPH_EMULATOR_TEST_KILLS=100` for more than the usual few.
  private static var kills: Int {
    ProcessInfo.processInfo.environment["GRAPH_EMULATOR_TEST_KILLS"].flatMap { Int($0) } ?? 3
  }

  @Test(arguments: RandomTest.seeds(1)) func nothingAcknowledgedIsLost(seed: UInt64) throws {
    var random = RandomTest.numbers(seed: seed)
    let folder = try TemporaryFolder()
    let arguments = [
      "--data", "\(folder.path)/data", "--seed", try folder.file("seed.json", RecordingClient.seed),
    ]
    var clients = (0..<4).map { RecordingClient($0) }
    for kill in 0..<Self.kills {
      let server = try ServerProcess(arguments)
      try server.waitUntilItListens()
      clients = Self.compare(clients, server, "after \(kill) kills")
      clients = Self.writing(
        clients, server, killedAfter: UInt32.random(in: 20_000...400_000, using: &random))
    }
    let last = try ServerProcess(arguments)
    try last.waitUntilItListens()
    clients = Self.compare(clients, last, "at the end")
    #expect(last.end(with: SIGTERM) == 0)
    #expect(clients.flatMap(\.surprises) == [])
    #expect(clients.allSatisfy { $0.acknowledged > Self.kills })
    let found = try DatabaseQueue(path: "\(folder.path)/data/default.sqlite").read {
      try String.fetchAll($0, sql: "PRAGMA integrity_check")
    }
    #expect(found == ["ok"])
  }

  private static func compare(
    _ clients: [RecordingClient], _ server: ServerProcess, _ hint: String
  ) -> [RecordingClient] {
    clients.map { client in
      var client = client
      #expect(client.compare(sending(to: server.client)) == [], "\(hint)")
      return client
    }
  }

  /// All clients write until the server is gone.
  private static func writing(
    _ clients: [RecordingClient], _ server: ServerProcess, killedAfter microseconds: UInt32
  ) -> [RecordingClient] {
    let client = server.client
    let ended = Collected<RecordingClient>()
    let threads = DispatchGroup()
    for one in clients {
      threads.enter()
      Thread {
        var one = one
        let isGone = Flag()
        while !isGone.isSet {
          one.askAll { method, path, body in
            guard !isGone.isSet, let answer = sending(to: client)(method, path, body) else {
              isGone.isSet = true
              return nil
            }
            return answer
          }
        }
        ended.add(one)
        threads.leave()
      }.start()
    }
    usleep(microseconds)
    #expect(server.end(with: SIGKILL) == SIGKILL)
    threads.wait()
    return ended.all.sorted { $0.number < $1.number }
  }

  private static func sending(to client: HTTPClient) -> RecordingClient.Send {
    { method, path, body in
      (try? client.send(method, path, body)).map { ($0.status, $0.text) }
    }
  }

  /// A class because a closure sets it that the loop looks at.
  private final class Flag {
    var isSet = false
  }
}
