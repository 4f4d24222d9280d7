import GraphContract
import GraphService
import GraphStore
import JSON
import Planning

extension Explanation {
  /// The names are part of what the command promises; new ones may come.
  var json: JSONValue {
    [
      "method": .string(method), "version": .string(version), "target": .string(target),
      "path": [
        "segments": .array(segments.map(\.json)), "type": .string(type), "workload": .string(contract.name),
      ],
      "options": .array(options.map(\.json)), "bindings": .array(bindings.map(\.json)),
      "permission": route.map(\.permissionJSON) ?? .null, "token": decision.map(\.json) ?? .null,
      "statements": .array(statements.map(\.json)),
      "remarks": .array(remarks.map(JSONValue.string)),
    ]
  }
}

extension ExplainError {
  /// `{"error":{…}}`
  package var json: String {
    let members: JSONObject =
      switch self {
      case .syntax(let position, let part, let message):
        [
          "kind": "syntax", "position": .number(position), "part": .string(part), "message": .string(message),
        ]
      case .refused(let status, let code, let inner, let message):
        [
          "kind": "refused", "status": .number(status), "code": .string(code),
          "innerCode": inner.map(JSONValue.string) ?? .null, "message": .string(message),
        ]
      case .unknownType: ["kind": "unknownType", "message": .string(description)]
      case .usage(let message): ["kind": "usage", "message": .string(message)]
      case .data(let message): ["kind": "data", "message": .string(message)]
      }
    return JSONValue.object(["error": .object(members)]).text
  }
}

extension ParsedTarget {
  var json: JSONValue {
    ["segments": .array(segments.map(JSONValue.string)), "options": .array(options.map(\.json))]
  }
}

extension ParsedTarget.Option {
  fileprivate var json: JSONValue {
    ["name": .string(name), "text": .string(text), "parsed": .string(parsed)]
  }
}

extension Explanation.Segment {
  fileprivate var json: JSONValue {
    ["name": .string(name), "kind": .string(kind), "type": type.isEmpty ? .null : .string(type)]
  }
}

extension Explanation.Binding {
  fileprivate var json: JSONValue { ["option": .string(option), "values": .array(values.map(\.json))] }
}

extension Explanation.TypedNode {
  fileprivate var json: JSONValue {
    [
      "text": .string(text), "type": type.map(JSONValue.string) ?? .null,
      "operands": .array(operands.map(\.json)),
    ]
  }
}

extension Route {
  /// Accepted permissions as they stand in the table, with their conditions.
  var acceptedNames: [String] { accepted.split(separator: ",").map(String.init) }

  fileprivate var permissionJSON: JSONValue {
    [
      "route": .string("\(method) \(template)"), "leastDelegated": .string(leastDelegated),
      "leastApplication": .string(leastApplication),
      "accepted": .array(acceptedNames.map(JSONValue.string)),
    ]
  }
}

extension PermissionDecision {
  fileprivate var json: JSONValue {
    [
      "allowed": .bool(isAllowed), "permission": permission.map(JSONValue.string) ?? .null,
      "reason": .string(reason),
    ]
  }
}

extension Explanation.Statement {
  fileprivate var json: JSONValue {
    [
      "purpose": .string(purpose), "sql": .string(sql), "parameters": .array(parameters.map(\.json)),
      "queryPlan": .array(queryPlan.map(\.json)),
    ]
  }
}

extension Explanation.Parameter {
  fileprivate var json: JSONValue {
    [
      "name": .string(name), "value": value ?? .null, "isKnown": .bool(value != nil),
      "meaning": .string(meaning),
    ]
  }
}

extension QueryPlanStep {
  fileprivate var json: JSONValue { ["detail": .string(detail), "steps": .array(steps.map(\.json))] }
}
