import GraphStore
import JSON
import Locks
import Planning

extension RouteList {
  /// `{"value":[{"method":"GET","path":"/users",…}]}`
  public static func jsonText(_ entries: [Entry]) -> String {
    String(decoding: json(entries).bytes, as: UTF8.self)
  }

  static func json(_ entries: [Entry]) -> JSONValue {
    ["value": .array(entries.map(\.json))]
  }
}

extension RouteList.Entry {
  fileprivate var json: JSONValue {
    var json: JSONObject = [
      "method": .string(method), "path": .string(template), "versions": Self.list(versions),
      "answer": .string(answer), "leastDelegated": .string(leastDelegated),
      "leastApplication": .string(leastApplication), "accepted": .string(accepted), "area": .string(area),
      "behaviour": Self.list(behaviour),
    ]
    if let reason { json["reason"] = .string(reason) }
    return .object(json)
  }

  private static func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
}

/// The routes as the control plane shows them, made when somebody asks for the first time.
///
/// A class because it keeps them.
final class ShownRoutes: Sendable {
  private let versions: [ServiceVersion]
  private let rules: RuleBook
  private let made = Lock<JSONValue?>(nil)

  init(_ versions: [ServiceVersion], _ rules: RuleBook) { (self.versions, self.rules) = (versions, rules) }

  var json: JSONValue {
    made.withLock { made in
      let json = made ?? RouteList.json(RouteList.entries(versions, rules))
      made = json
      return json
    }
  }
}
