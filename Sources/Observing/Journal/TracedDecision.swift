import GraphStore
import JSON

/// What a request did and why, as the journal keeps it.
struct TracedDecision {
  private let record: TraceRecord
  private let facts: RequestNotes.Facts
  private let told: ToldSecrets

  /// - Parameter told: what its reasons must not tell again.
  init(_ record: TraceRecord, _ facts: RequestNotes.Facts, _ told: ToldSecrets) {
    (self.record, self.facts, self.told) = (record, facts, told)
  }

  /// Of JSON; past it the statements are left out, and then the rows.
  private static let limit = 32 << 10

  var bytes: [UInt8] {
    for (statements, changes) in [(true, true), (false, true), (false, false)] {
      let bytes = JSONValue.object(json(statements: statements, changes: changes)).bytes
      if bytes.count <= Self.limit { return bytes }
    }
    return JSONValue.object(["isCut": .bool(true)]).bytes
  }

  private func json(statements: Bool, changes: Bool) -> JSONObject {
    var json = place
    if let refusal = facts.refusal { json["refusal"] = self.json(refusal) }
    if statements { json["statements"] = .array(record.statements.map(Self.json)) }
    json["rules"] = .array(record.rules.map(Self.json))
    json["decisions"] = .array(record.decisions.map(JSONValue.string))
    if changes { json["changes"] = .array(record.changes.map(Self.json)) }
    if !record.parts.isEmpty {
      json["parts"] = .array(
        record.parts.map { part in
          .object(
            TracedDecision(part, RequestNotes.Facts(), told).json(statements: statements, changes: changes))
        })
    }
    if !statements { json["isCut"] = .bool(true) }
    return json
  }

  private var place: JSONObject {
    var json: JSONObject = [:]
    if let path = record.path { json["path"] = .string(path) }
    if let route = record.template { json["route"] = .string(route) }
    if let permission = record.permission {
      json["permission"] = [
        "allowed": .bool(permission.isAllowed),
        "permission": permission.permission.map(JSONValue.string) ?? .null,
        "reason": .string(permission.reason),
      ]
    }
    json["stages"] = .object(
      JSONObject(
        record.stages.map { JSONObject.Member(name: $0.stage.rawValue, value: .number($0.time.milliseconds)) }
      ))
    return json
  }

  private func json(_ refusal: RequestNotes.Refusal) -> JSONValue {
    var json: JSONObject = ["code": .string(refusal.code)]
    if let reason = refusal.reason { json["reason"] = .string(told.hidden(in: reason.fact)) }
    return .object(json)
  }

  private static func json(_ statement: TracedStatement) -> JSONValue {
    [
      "purpose": .string(statement.purpose.text), "sql": .string(statement.sql),
      "milliseconds": .number(statement.time.milliseconds), "steps": .number(statement.steps),
    ]
  }

  private static func json(_ rule: TracedRule) -> JSONValue {
    [
      "rule": .string(rule.name), "occasion": .string(rule.occasion.rawValue),
      "subject": .string(rule.subject),
      "outcome": .string(rule.outcome == .passed ? "passed" : "refused"),
    ]
  }

  private static func json(_ change: TracedChange) -> JSONValue {
    ["kind": .string(change.kind.rawValue), "type": .string(change.type), "id": .string(change.id)]
  }
}
