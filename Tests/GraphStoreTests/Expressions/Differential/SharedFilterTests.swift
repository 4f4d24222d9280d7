import OData
import TestSupport
import Testing

@testable import GraphStore

/// Random filters, and the same filters with other literals: what was written for the one, with the values of the
/// other, is what would be written for the other.
@Suite struct SharedFilterTests {
  @Test(arguments: RandomTest.seeds(1, 2, 3, 4)) func statementsAreShared(seed: UInt64) throws {
    var generator = FilterGenerator(RandomTest.numbers(seed: seed))
    let rows = try StaffRows()
    var shared = 0
    for _ in 0..<1_500 {
      let filter = generator.filter()
      guard let one = try Written(filter, rows), let text = one.varied(&generator.random),
        let other = try Written(text, rows), one.form.text == other.form.text,
        let values = one.values(other.form.parameters)
      else { continue }
      shared += 1
      #expect(one.sql == other.sql, "seed \(seed): \(filter) serves \(text)")
      #expect(values == other.arguments.values, "seed \(seed): \(filter) serves \(text)")
    }
    #expect(shared > 500)
  }
}

/// A filter as SQL, with what other filters of its form need.
private struct Written {
  let text: String
  let form: QueryForm
  let sql: SQLText
  let arguments: SQLArguments

  /// nil for a filter that is refused, or that no other may share.
  init?(_ filter: String, _ rows: StaffRows) throws {
    let encoded = filter.replacing("%", with: "%25").replacing("+", with: "%2B")
    guard let form = QueryForm(try QueryOptions.parse("$filter=" + encoded)) else {
      return nil
    }
    let type = try rows.type("person")
    var arguments = SQLArguments()
    do {
      let tree = try OptionSyntax.expression(filter, parameters: form.numbers(inEntry: 0))
      let bound = try ExpressionBinder(model: rows.model, type: type).filter(tree)
      sql = try rows.writer(type).condition(bound, &arguments)
    } catch { return nil }
    guard !arguments.servesOneQuery, form.decidesResultsAlone(arguments.parameterUses) else { return nil }
    (text, self.form, self.arguments) = (filter, form, arguments)
  }

  /// The values of a query with other parameters.
  func values(_ parameters: [Literal]) -> [SQLValue]? {
    var values = arguments.values
    for place in arguments.perRun {
      guard case .parameter(let number) = place.source else { continue }
      guard let value = arguments.parameterUses[number].value(parameters) else { return nil }
      values[place.index] = value
    }
    return values
  }

  /// The same filter with other literals of about the same kinds; nil for one without any.
  func varied(_ random: inout RepeatableNumbers) -> String? {
    guard !form.parameters.isEmpty else { return nil }
    var bytes = Array(text.utf8)
    for (range, number) in form.numbers(inEntry: 0).sorted(by: { $0.key.lowerBound > $1.key.lowerBound }) {
      bytes.replaceSubrange(range, with: form.parameters[number].varied(&random).utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Literal {
  fileprivate func varied(_ random: inout RepeatableNumbers) -> String {
    switch self {
    case .string(let text):
      Guid.normalized(text) != nil
        ? "'\(random.guid().uppercased())'"
        : ["'red'", "'GREEN'", "'user,group'", "'p1'", "'Ab'", "'é'", "'\u{10FFFF}'", "'x%'", "'İ'"]
          .randomElement(using: &random) ?? "'a'"
    case .guid: random.guid()
    case .date: "2026-0\(Int.random(in: 1...9, using: &random))-30"
    case .dateTimeOffset: "2026-01-3\(Int.random(in: 0...1, using: &random))T10:00:00.25+01:00"
    case .timeOfDay: "1\(Int.random(in: 0...9, using: &random)):30:00"
    case .integer(let text): (text.hasPrefix("-") ? "-" : "") + "\(Int.random(in: 2...9, using: &random))"
    case .decimal, .double: "\(Int.random(in: 2...9, using: &random)).125"
    case .null, .boolean, .duration, .enumeration, .binary, .spatial: description
    }
  }
}
