import OData
import TestSupport
import Testing

@testable import GraphStore

/// Random texts of the grammar without regard to types: each is refused in words or is read by the database.
@Suite struct OddFilterTests {
  @Test(arguments: RandomTest.seeds(1)) func noFilterFailsInTheDatabase(seed: UInt64) throws {
    var generator = OddFilterGenerator(random: RandomTest.numbers(seed: seed))
    let rows = try StaffRows()
    var accepted = 0
    for count in 0..<30_000 {
      let filter = generator.expression(count % 4) + generator.pick(["", " eq null"])
      do {
        _ = try rows.ids(filter)
        accepted += 1
      } catch is SyntaxError {
      } catch is BindingError {
      } catch is QueryTooDeep {
      } catch {
        Issue.record("seed \(seed): \(filter): \(error)")
      }
    }
    #expect(accepted > 1_000)
  }
}

private struct OddFilterGenerator {
  var random: RepeatableNumbers

  mutating func expression(_ depth: Int) -> String {
    guard depth > 0 else { return leaf() }
    switch Int.random(in: 0..<9, using: &random) {
    case 0, 1, 2: return "(\(expression(depth - 1)) \(pick(Self.operators)) \(expression(depth - 1)))"
    case 3: return "\(pick(["not ", "-"]))(\(expression(depth - 1)))"
    case 4, 5: return call(depth)
    case 6: return "\(pick(Self.collections))/\(pick(["any", "all"]))(x:\(expression(depth - 1)))"
    case 7: return "case(\(expression(depth - 1)):\(expression(depth - 1)))"
    default: return "\(expression(depth - 1)) in (\(literal()),\(literal()))"
    }
  }

  private mutating func call(_ depth: Int) -> String {
    if random.chance(5) { return "\(pick(["cast", "isof"]))(\(expression(depth - 1)),\(pick(Self.types)))" }
    let function = Function.allCases.randomElement(using: &random) ?? .length
    let count = function.signatures.randomElement(using: &random)?.parameters.count ?? 1
    return "\(function.rawValue)(\((0..<count).map { _ in expression(depth - 1) }.joined(separator: ",")))"
  }

  private mutating func leaf() -> String { random.chance(2) ? literal() : pick(Self.paths) }

  private mutating func literal() -> String { pick(Self.literals) }

  mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }

  private static let operators = BinaryOperator.allCases.filter { $0 != .in }.map(\.rawValue) + ["in"]

  private static let types = [
    "Edm.String", "Edm.Int32", "Edm.Int64", "Edm.Double", "Edm.Decimal", "Edm.Boolean", "Edm.Guid",
    "Edm.Date",
    "Edm.DateTimeOffset", "Edm.TimeOfDay", "Edm.Duration", "Edm.Binary", "Edm.Byte", "test.colour",
    "test.audience",
    "test.person", "test.robot", "test.address",
  ]

  private static let collections = [
    "tags", "marks", "plans", "extras", "reports", "friends", "cards", "manager/reports",
    "friends/test.person",
    "desk/badges", "plans/$filter(units gt 1)", "$root/beings", "$root/beings('a')/plans",
  ]

  private static let paths =
    [
      "id", "displayName", "mail", "active", "age", "steps", "score", "balance", "joined", "born", "wakes",
      "shift",
      "token", "colour", "audience", "progress", "photo", "address", "address/city",
      "address/position/latitude",
      "secret", "rank", "badge", "managerId", "manager", "manager/manager/age", "$it", "$it/id",
      "test.robot/hands",
      "cards('c1')/limit", "friends('b')", "x", "x/name", "x/id", "$this", "@p", "tags", "hands",
    ] + collections.map { $0 + "/$count" }

  private static let literals = [
    "null", "true", "false", "0", "1", "-1", "2147483648", "9223372036854775807", "-9223372036854775808",
    "99999999999999999999", "1.5", "1e300", "INF", "-INF", "NaN", "''", "'a'", "'ä''%_'", "'(a|b)*'",
    "'2026-01-01'",
    "'red'", "'user,group'", "6fd2c87f-b296-42f0-b197-1e91e994b900", "2026-01-31", "0001-01-01", "9999-12-31",
    "2026-01-31T10:00:00Z", "9999-12-31T23:59:59.9999999Z", "23:59:59.9999999", "duration'P1D'",
    "duration'-P10675199DT2H48M5.4775807S'", "binary'AAAA'", "test.colour'red'", "test.audience'user,device'",
  ]
}
