import GraphContract
import GraphService
import GraphStore
import JSON
import Planning

/// An explanation for people: one section after the other, each with its heading.
struct ExplanationText {
  private let explanation: Explanation

  init(_ explanation: Explanation) { self.explanation = explanation }

  var text: String {
    ([["\(explanation.method) \(explanation.target)"], path, options, bindings, permission]
      + statements + [explanation.remarks])
      .filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private var path: [String] {
    let rows = explanation.segments.map { ["  \($0.name)", $0.kind, $0.type] }
    return ["Path (\(explanation.version), workload \(explanation.contract.name))"] + Columns.lines(rows)
  }

  private var options: [String] { Self.options(explanation.options) }

  static func options(_ options: [ParsedTarget.Option]) -> [String] {
    guard !options.isEmpty else { return [] }
    return ["Options as parsed"] + Columns.lines(options.map { ["  \($0.name)", $0.parsed] })
  }

  private var bindings: [String] {
    guard !explanation.bindings.isEmpty else { return [] }
    return ["Options as bound"]
      + explanation.bindings.flatMap { binding in
        ["  \(binding.option)"] + Columns.lines(binding.values.flatMap { rows($0, depth: 2) })
      }
  }

  private func rows(_ node: Explanation.TypedNode, depth: Int) -> [[String]] {
    let row = [String(repeating: "  ", count: depth) + node.text, node.type ?? ""]
    return [row] + node.operands.flatMap { rows($0, depth: depth + 1) }
  }

  private var permission: [String] {
    guard let route = explanation.route else { return ["Permission", "  no documented route"] }
    let rows = [
      ["  route", "\(route.method) \(route.template)"], ["  least, delegated", route.leastDelegated],
      ["  least, application", route.leastApplication],
    ]
    return ["Permission"] + Columns.lines(rows + (token.isEmpty ? [] : [token]))
      + Columns.lines([["  accepted", ""]]) + Columns.wrapped(route.acceptedNames, indent: "    ")
  }

  /// What becomes of the request's token; nothing where it has none.
  private var token: [String] {
    guard let decision = explanation.decision else { return [] }
    let outcome = decision.isAllowed ? "let in" : "refused"
    let permission = decision.permission.map { decision.isAllowed ? " by \($0)" : ", needs \($0)" } ?? ""
    return ["  this token", "\(outcome)\(permission): \(decision.reason)"]
  }

  private var statements: [[String]] {
    let count = explanation.statements.count
    return [["SQL: \(count) \(count == 1 ? "statement" : "statements")"]]
      + explanation.statements.enumerated().map { index, statement in
        lines(statement, number: index + 1)
      }
  }

  private func lines(_ statement: Explanation.Statement, number: Int) -> [String] {
    ["\(number). \(statement.purpose)"] + SQLLayout.lines(statement.sql).map { "   \($0)" }
      + Columns.lines(
        statement.parameters.map { ["   \($0.name)", "= \($0.value?.text ?? "…")", $0.meaning] })
      + ["   Query plan"] + plan(statement.queryPlan)
  }

  /// What is computed for properties can take more steps than the query itself.
  private func plan(_ steps: [QueryPlanStep]) -> [String] {
    let lines = steps.flatMap { self.lines($0, depth: 2) }
    guard lines.count > 30 else { return lines }
    return steps.map { step in
      let inner = step.steps.flatMap { self.lines($0, depth: 0) }.count
      return "     \(step.detail)" + (inner == 0 ? "" : " (\(inner) inside, see --json)")
    }
  }

  private func lines(_ step: QueryPlanStep, depth: Int) -> [String] {
    [" " + String(repeating: "  ", count: depth) + step.detail]
      + step.steps.flatMap { lines($0, depth: depth + 1) }
  }
}

extension ParsedTarget {
  var text: String {
    let path = segments.isEmpty ? [] : ["Path segments"] + segments.map { "  \($0)" }
    return ([path, ExplanationText.options(options)]).filter { !$0.isEmpty }
      .map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }
}

/// Texts below each other.
enum Columns {
  /// Each row as a line, with two blanks at least between its columns.
  static func lines(_ rows: [[String]]) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.filter { $0.count > column + 1 }.map { min($0[column].count, 60) }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { index, cell in
        index + 1 == row.count
          ? cell : cell + String(repeating: " ", count: max(0, widths[index] - cell.count))
      }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The words in lines of about 100 characters.
  static func wrapped(_ words: [String], indent: String) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.count + word.count < 98 {
        lines[lines.count - 1] += ", " + word
      } else {
        lines.append(indent + word)
      }
    }
    return lines
  }
}
