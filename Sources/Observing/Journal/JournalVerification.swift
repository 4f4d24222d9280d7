package import JSON

/// Whether as many requests came as a test expects.
package struct JournalVerification: Sendable {
  private let match: JournalMatch
  private let counts: ClosedRange<Int>

  /// `{"match":{…},"count":{"min":1,"max":1}}`; without a count one or more.
  package init(_ object: JSONObject) throws(JournalMatch.Mistake) {
    try Self.check(object, ["match", "count"], "The body")
    match = try JournalMatch(object["match"])
    counts = try Self.counts(object["count"])
  }

  private static func counts(_ json: JSONValue?) throws(JournalMatch.Mistake) -> ClosedRange<Int> {
    guard let json else { return 1...Int.max }
    guard let object = json.objectValue else { throw .init(message: "'count' takes an object.") }
    try check(object, ["min", "max"], "'count'")
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

  /// Refuses members with other names than these.
  package static func check(
    _ object: JSONObject, _ names: [String], _ what: String
  ) throws(JournalMatch.Mistake) {
    guard let other = object.names.first(where: { !names.contains($0) }) else { return }
    throw .init(message: "\(what) takes \(names.joined(separator: ", ")), not '\(other)'.")
  }

  /// `{"verified":true,"count":1}`, or what came nearest.
  package func json(_ entries: [JournalEntry]) -> JSONValue {
    let count = entries.count(where: match.matches)
    guard !counts.contains(count) else { return ["verified": .bool(true), "count": .number(count)] }
    // Of what was expected and did not come, something like it may have come; of too many, those that are too many.
    let misses =
      count < counts.lowerBound ? nearest(entries) : entries.filter(match.matches).suffix(Self.limit)
    return [
      "verified": .bool(false), "count": .number(count), "nearMisses": .array(misses.map(miss)),
    ]
  }

  private static let limit = 5

  /// Those that miss least, the latest first among equals.
  private func nearest(_ entries: [JournalEntry]) -> ArraySlice<JournalEntry> {
    entries.map { (entry: $0, missed: match.missed($0).count) }.filter { $0.missed > 0 }
      .sorted { ($0.missed, -$0.entry.number) < ($1.missed, -$1.entry.number) }
      .map(\.entry).prefix(Self.limit)
  }

  private func miss(_ entry: JournalEntry) -> JSONValue {
    var json = entry.summary
    json["missed"] = .array(match.missed(entry).map(JSONValue.string))
    return .object(json)
  }
}
