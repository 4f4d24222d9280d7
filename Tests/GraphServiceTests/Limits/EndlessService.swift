import GRDB
import GraphStore
import Synchronization

/// Requests that have no end by themselves: to read a person whole, and to make a person called `endless`. Teams, and
/// single properties of people, are as quick as ever.
enum EndlessService {
  private static let number =
    "(WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n)"

  static func make() throws -> LayeredService {
    var rules = RuleBook()
    rules.add([EndlessRule()])
    return try LayeredService(rules: rules, derived: DerivedExpressions(["title": { _ in number }]))
  }

  private struct EndlessRule: EntityRule {
    let types = ["test.person"]

    func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
      guard entity.string("name") == "endless" else { return }
      _ = try Int.fetchOne(transaction.db, sql: "SELECT \(EndlessService.number)")
    }
  }

  /// A limit that is over when somebody asks for the so many-th time.
  static func over(atQuestion count: Int) -> RequestLimit {
    let questions = Questions()
    return RequestLimit(timeout: nil, mustStop: { questions.next() >= count })
  }

  private final class Questions: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }
}
