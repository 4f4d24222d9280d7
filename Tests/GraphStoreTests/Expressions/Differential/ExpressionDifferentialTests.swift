import OData
import TestSupport
import Testing

@testable import GraphStore

/// Random filters over random rows: what the SQL finds is what a plain evaluation of the same text finds.
@Suite struct ExpressionDifferentialTests {
  /// One world each.
  private static let seeds = RandomTest.seeds(
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)

  private static let filters = 500
  private static let people = 12

  @Test(arguments: seeds) func sqlFindsWhatThePlainEvaluationFinds(seed: UInt64) throws {
    var random = RandomTest.numbers(seed: seed)
    let world = PlainWorld(count: Self.people, &random)
    let rows = try StaffRows(content: world.sql)
    var generator = FilterGenerator(random)
    var found = 0
    for _ in 0..<Self.filters {
      let filter = generator.filter()
      let expected = try Self.ids(filter, in: world)
      let actual = Self.result { try rows.ids(filter, of: "person") }
      guard actual != .tooDeep else { continue }
      found += expected.count
      #expect(actual == .ids(expected), "seed \(seed): \(filter)")
    }
    // Filters that find nothing, or everything, would test little.
    #expect((Self.filters..<Self.filters * Self.people).contains(found))
  }

  private enum Result: Equatable {
    case ids([String])
    case tooDeep
    case failure(String)
  }

  private static func result(_ find: () throws -> [String]) -> Result {
    do { return .ids(try find()) } catch is QueryTooDeep { return .tooDeep } catch {
      return .failure("\(error)")
    }
  }

  private static func ids(_ filter: String, in world: PlainWorld) throws -> [String] {
    let expression = try OptionSyntax.expression(filter)
    return try world.people.indices.compactMap { index in
      guard !world.people[index].isDeleted else { return nil }
      let evaluator = PlainEvaluator(world: world, now: StaffRows.now.ticks, item: .person(index))
      guard case .boolean(true) = try evaluator.value(expression) else { return nil }
      return world.people[index].id
    }
  }
}
