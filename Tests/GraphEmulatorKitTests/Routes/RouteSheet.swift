import JSON
import Testing

/// What an area's rows need beside the table itself: a tenant, keys, bodies, and what is otherwise than the rules say.
///
/// A file of the folder `Tables`. Keys, bodies and exceptions are said of patterns; the last one that fits counts.
struct RouteSheet: Sendable {
  /// A seed with an object for each key of the table.
  let seed: String
  /// Requests that make what no seed can hold.
  let preparation: [JSONObject]
  private let keys: [(rows: RoutePattern, values: JSONObject)]
  private let bodies: [(rows: RoutePattern, body: JSONValue)]
  private let queries: [(rows: RoutePattern, text: String)]
  private let otherMethods: [(rows: RoutePattern, method: String)]
  private let silences: [(rows: RoutePattern, names: [String])]
  let exceptions: [RouteException]
  /// By what is wrong with the request: `missing`.
  private let wrong: [(kind: String, exceptions: [RouteException])]

  init(_ name: RouteTableName) throws {
    let text = try RouteRow.text(of: "\(name.rawValue).json").replacing(
      "https://localhost/notices", with: Self.listener.get().url)
    let sheet = try #require(try JSONValue.parse(text).objectValue)
    seed = sheet["seed"]?.text ?? "{}"
    preparation = sheet["preparation"]?.arrayValue?.compactMap(\.objectValue) ?? []
    keys = Self.members(sheet["keys"]).map { (RoutePattern(text: $0.name), $0.value.objectValue ?? [:]) }
    bodies = Self.members(sheet["bodies"]).map { (RoutePattern(text: $0.name), $0.value) }
    queries = Self.members(sheet["queries"]).map {
      (RoutePattern(text: $0.name), $0.value.stringValue ?? "")
    }
    otherMethods = Self.members(sheet["otherMethods"]).map {
      (RoutePattern(text: $0.name), $0.value.stringValue ?? "")
    }
    silences = Self.members(sheet["silent"]).map {
      (RoutePattern(text: $0.name), $0.value.arrayValue?.compactMap(\.stringValue) ?? [])
    }
    exceptions = Self.exceptions(sheet["exceptions"])
    wrong = Self.members(sheet["wrong"]).map { ($0.name, Self.exceptions($0.value)) }
  }

  /// Who subscribes has to have an endpoint.
  private static let listener = Result { try Listener() }

  private static func members(_ value: JSONValue?) -> [JSONObject.Member] {
    value?.objectValue?.members ?? []
  }

  private static func exceptions(_ value: JSONValue?) -> [RouteException] {
    value?.arrayValue?.compactMap(\.objectValue).map(RouteException.init) ?? []
  }

  /// What is said of rows that are not there, and what is otherwise without a reason.
  func strays(among rows: [RouteRow]) -> [String] {
    let exceptions = exceptions + wrong.flatMap(\.exceptions)
    let patterns =
      keys.map(\.rows) + bodies.map(\.rows) + queries.map(\.rows) + silences.map(\.rows)
      + otherMethods.map(\.rows) + exceptions.map(\.rows)
    return patterns.filter { pattern in !rows.contains(where: pattern.matches) }.map(\.text)
      + exceptions.filter { $0.reason.count < 10 || $0.status == 0 }.map(\.rows.text)
  }

  /// What stands for a key of a row; nil: the first object of its list.
  func key(_ name: String, of row: RouteRow) -> String? {
    keys.last { $0.values[name] != nil && $0.rows.matches(row) }?.values[name]?.stringValue
  }

  /// - Returns: nil where the sheet has none.
  func body(of row: RouteRow, version: String) -> JSONValue? {
    let body = bodies.last { $0.rows.matches(row) }?.body
    return body?.objectValue?[version] ?? body
  }

  /// Options that the row cannot do without: `?$filter=…`.
  func query(of row: RouteRow) -> String { queries.last { $0.rows.matches(row) }?.text ?? "" }

  /// A method that the path has not, where the usual one is taken.
  func otherMethod(_ row: RouteRow) -> String? { otherMethods.last { $0.rows.matches(row) }?.method }

  /// Members of the row's body that no answer shows.
  func silent(of row: RouteRow) -> [String] { silences.filter { $0.rows.matches(row) }.flatMap(\.names) }

  func exception(to row: RouteRow, version: String) -> RouteException? {
    exceptions.last { $0.rows.matches(row) && $0.versions.contains(version) }
  }

  /// - Parameter kind: what is wrong with the request.
  func wrongly(_ kind: String, _ row: RouteRow, version: String) -> RouteException? {
    wrong.first { $0.kind == kind }?.exceptions
      .last { $0.rows.matches(row) && $0.versions.contains(version) }
  }
}

/// Rows that answer otherwise than the rules of their area say, and why.
struct RouteException: Sendable {
  let rows: RoutePattern
  let versions: [String]
  let status: Int
  let isEmpty: Bool
  /// Of the error: the code, and the one inside that licensing has.
  let codes: [String]
  /// Where it is another one than the model says.
  let context: String?
  let reason: String

  var isRefusal: Bool { status >= 400 }

  init(_ object: JSONObject) {
    rows = RoutePattern(text: object["rows"]?.stringValue ?? "")
    versions = object["versions"]?.arrayValue?.compactMap(\.stringValue) ?? ["v1.0", "beta"]
    status = object["status"]?.intValue ?? 0
    isEmpty = object["empty"] == .bool(true) || status == 204
    codes = object["codes"]?.arrayValue?.compactMap(\.stringValue) ?? []
    context = object["context"]?.stringValue
    reason = object["reason"]?.stringValue ?? ""
  }
}
