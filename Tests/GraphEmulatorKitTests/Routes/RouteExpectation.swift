import EntityModel
import JSON
import Testing

/// What a row promises.
enum RouteExpectation {
  case number
  /// What an object is about.
  case bytes
  /// A status without a body.
  case nothing(Int)
  /// A list or an object; the context with open keys.
  case json(Int, isList: Bool, context: String)
  /// The code, then the one inside that licensing has.
  case error(Int, codes: [String])

  var isRefusal: Bool { if case .error = self { true } else { false } }
}

extension RouteExpectation {
  /// By the rules that all areas have in common (graph-platform.md 1.2, 1.13 and 1.15).
  ///
  /// - Parameters:
  ///   - update: status of a PATCH in the area.
  ///   - action: status of an action that returns nothing.
  init(_ row: RouteRow, _ place: RoutePlace, update: Int, action: Int = 204) {
    if place.isCount {
      self = .number
    } else if row.isOfBytes {
      self = row.method == "GET" ? .bytes : .nothing(row.method == "DELETE" ? 204 : 200)
    } else if place.isReferences, row.method != "GET" {
      self = .nothing(204)
    } else {
      switch row.method {
      case "POST" where place.operation?.kind == .action && place.operation?.returnType == nil:
        self = .nothing(action)
      case "POST" where place.operation == nil: self = .json(201, isList: false, context: place.item)
      case "PATCH":
        self = update == 204 ? .nothing(204) : .json(update, isList: false, context: place.context)
      case "DELETE": self = .nothing(204)
      default: self = .json(200, isList: place.isList || place.isReferences, context: place.context)
      }
    }
  }

  /// - Parameter exception: what the area says of this row.
  func unless(_ exception: RouteException?, _ place: RoutePlace) -> RouteExpectation {
    guard let exception else { return self }
    if exception.status >= 400 { return .error(exception.status, codes: exception.codes) }
    if exception.isEmpty { return .nothing(exception.status) }
    guard case .json(_, let isList, let context) = self else {
      return .json(exception.status, isList: false, context: exception.context ?? place.context)
    }
    return .json(exception.status, isList: isList, context: exception.context ?? context)
  }
}

extension RouteCheck {
  mutating func expect(_ expectation: RouteExpectation, version: String) {
    switch expectation {
    case .number: expectNumber()
    case .bytes: expectBytes()
    case .nothing(let status): expectNothing(status)
    case .error(let status, let codes): expectError(status, codes: codes)
    case .json(let status, let isList, let context):
      expectJSON(status, version: version, context: context)
      if isList { expectList() } else { expect(object?["error"] == nil, "an error") }
    }
  }
}
