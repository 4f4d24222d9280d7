import JSON

/// How many requests are to come of a kind.
struct ExpectedCount: Sendable {
  private let match: JournalMatch
  private let counts: ClosedRange<Int>

  /// - Parameter count: `{"min":1,"max":1}`; nil: one or more.
  init(_ match: JSONValue?, _ count: JSONValue?) throws(JournalMatch.Mistake) {
    self.match = try JournalMatch(match)
    counts = try Self.counts(count)
  }

  private static func counts(_ json: JSONValue?) throws(JournalMatch.Mistake) -> ClosedRange<Int> {
    guard let json else { return 1...Int.max }
    guard let object = json.objectValue else { throw .init(message: "'count' takes an object.") }
    try JournalVerification.check(object, ["min", "max"], "'count'")
    let least = try count(object, "min") ?? 0
    let most = try count(object, "max") ?? Int.max
    guard least <= most else { throw .init(message: "'min' of 'count' is larger than 'max'.") }
    return least...most
  }

  private static func count(_ object: JSONObject, _ name: String) throws(JournalMatch.Mistake) -> Int? {
    guard let value = object[name] else { return nil }
    guard let number = value.intValue, number >= 0 else {
      throw .init(message: "'\(name)' of 'count' takes a whole number from 0 on.")
    }
    return number
  }

  /// `{"verified":true,"count":1}`, or what came nearest.
  func json(_ entries: [JournalEntry]) -> JSONValue {
    let fitting = entries.filter(match.matches)
    let count = JSONValue.number(fitting.count)
    guard !counts.contains(fitting.count) else { return ["verified": .bool(true), "count": count] }
    // Of what was expected and did not come, something like it may have come; of too many, those that are too many.
    let misses =
      fitting.count < counts.lowerBound
      ? NearMisses(nearest: entries.map { ($0, match.missed($0)) }) : NearMisses(last: fitting)
    return ["verified": .bool(false), "count": count, "nearMisses": misses.json]
  }
}
