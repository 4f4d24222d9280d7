package import JSON

/// Whether the requests came that a test expects.
package struct JournalVerification: Sendable {
  private enum Expectation: Sendable {
    case count(ExpectedCount)
    case order(ExpectedOrder)
  }

  private let expectation: Expectation

  /// `{"match":{…},"count":{"min":1,"max":1}}` or `{"order":[{…},{…}]}`
  package init(_ object: JSONObject) throws(JournalMatch.Mistake) {
    try Self.check(object, ["match", "count", "order"], "The body")
    guard let order = object["order"] else {
      expectation = .count(try ExpectedCount(object["match"], object["count"]))
      return
    }
    guard object.names == ["order"] else {
      throw .init(message: "'order' stands alone, without 'match' and 'count'.")
    }
    expectation = .order(try ExpectedOrder(order))
  }

  /// Refuses members with other names than these.
  package static func check(
    _ object: JSONObject, _ names: [String], _ what: String
  ) throws(JournalMatch.Mistake) {
    guard let other = object.names.first(where: { !names.contains($0) }) else { return }
    throw .init(message: "\(what) takes \(names.joined(separator: ", ")), not '\(other)'.")
  }

  package func json(_ entries: [JournalEntry]) -> JSONValue {
    switch expectation {
    case .count(let count): count.json(entries)
    case .order(let order): order.json(entries)
    }
  }
}
