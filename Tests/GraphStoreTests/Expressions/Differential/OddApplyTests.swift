import OData
import TestSupport
import Testing

@testable import GraphStore

/// Random transformations: each chain is refused in words or is read by the database.
@Suite struct OddApplyTests {
  @Test(arguments: RandomTest.seeds(1)) func noTransformationFailsInTheDatabase(seed: UInt64) throws {
    var generator = OddApplyGenerator(random: RandomTest.numbers(seed: seed))
    let rows = try StaffRows()
    var accepted = 0
    for _ in 0..<5_000 {
      let text = generator.chain()
      do {
        try Self.run(text, rows)
        accepted += 1
      } catch is SyntaxError {
      } catch is BindingError {
      } catch is QueryTooDeep {
      } catch {
        Issue.record("seed \(seed): \(text): \(error)")
      }
    }
    #expect(accepted > 500)
  }

  private static func run(_ text: String, _ rows: StaffRows) throws {
    let type = try rows.type("person")
    var binder = ExpressionBinder(model: rows.model, type: type)
    let steps = try binder.apply(OptionSyntax.apply(text))
    var arguments = SQLArguments()
    switch try rows.writer(type).apply(steps, over: rows.source("person"), &arguments) {
    case .values(let sql, _): _ = try rows.texts(sql, arguments.values)
    case .objects(let objects):
      var statement = SelectStatement(source: try rows.source("person"))
      statement.filters = objects.filters
      statement.order = objects.order
      _ = try rows.texts(statement.pageSQL(extras: objects.computed.map(\.json)), arguments.values)
    }
  }
}

private struct OddApplyGenerator {
  var random: RepeatableNumbers
  private var names: [String] = []

  init(random: RepeatableNumbers) { self.random = random }

  mutating func chain() -> String {
    names = [
      "age", "score", "displayName", "colour", "joined", "manager/age", "active", "rank", "born", "id",
      "steps",
    ]
    return (0..<Int.random(in: 1...5, using: &random)).map { _ in step() }.joined(separator: "/")
  }

  private mutating func step() -> String {
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return "filter(\(name()) \(pick(["eq", "ne", "gt"])) \(pick(["1", "'a'", "null", name()])))"
    case 1: return compute()
    case 2: return "orderby(\(name()) desc,\(name()))"
    case 3: return "\(pick(["top", "skip"]))(\(pick(["0", "1", "2"])))"
    case 4:
      return
        "\(pick(ApplyStep.Ranking.allCases.map(\.rawValue)))(\(pick(["1", "50", "2.5", "-1"])),\(name()))"
    case 5, 6: return group()
    case 7: return aggregate()
    default: return pick(["identity", "search(a)"])
    }
  }

  private mutating func compute() -> String {
    let value = pick([
      "\(name()) add 1", "\(name()) mul \(name())", "length(\(name()))", "\(name()) eq null", name(),
    ])
    let alias = "c\(names.count)"
    names.append(alias)
    return "compute(\(value) as \(alias))"
  }

  private mutating func group() -> String {
    let keys = Array(Set([name(), name()])).sorted()
    let aggregates = random.chance(3) ? "" : "," + aggregate()
    names = keys + names.suffix(1)
    return "groupby((\(keys.joined(separator: ",")))\(aggregates))"
  }

  private mutating func aggregate() -> String {
    let method = pick(["sum", "min", "max", "average", "countdistinct"])
    let alias = "c\(names.count)"
    let text = "aggregate(\(name()) with \(method) as \(alias),$count as n)"
    names.append(alias)
    return text
  }

  private mutating func name() -> String { pick(names) }

  private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
}
