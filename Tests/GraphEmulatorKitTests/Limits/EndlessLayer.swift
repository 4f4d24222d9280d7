import GraphContract
import GraphService
import HTTPMessages
import Locks
import Synchronization
import Tenants

@testable import GraphStore

/// Answers `/beta/endless/read` and `/beta/endless/write` by statements that have no end by themselves, and writes down
/// what ended them.
///
/// A class because tests ask it what became of the requests.
final class EndlessLayer: Layer {
  private let begun = Atomic(0)
  private let endings = Lock<[String]>([])

  /// How many requests have come so far.
  var count: Int { begun.load(ordering: .acquiring) }

  /// `GET clientLeft`, in the order of the ends.
  var ends: [String] { endings.withLock { $0 } }

  func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    guard incoming.request.target.hasPrefix("/beta/endless"), let store = incoming.tenant?.store else {
      return next(incoming)
    }
    begun.add(1, ordering: .releasing)
    do {
      try run(incoming, store)
      return Response(status: 200)
    } catch {
      endings.withLock { $0.append("\(incoming.request.method) \(error)") }
      let told = (error as? InterruptionFailure)?.told(by: PlainMessages())
      return Response(status: told?.status ?? 500, body: Array((told?.message ?? "\(error)").utf8))
    }
  }

  private func run(_ incoming: Incoming, _ store: TenantStore) throws {
    guard incoming.request.target.hasSuffix("/write") else {
      return try store.read(limit: incoming.limit, Self.run)
    }
    try store.write(moment: .first, limit: incoming.limit) { _, reader in
      try Self.run(reader)
    } answer: { _, _ in
    }
  }

  private static func run(_ reader: Reader) throws {
    try reader.connection.statement(-100, sql).forEachRow([]) { _ in true }
  }

  private static let sql =
    "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
}
