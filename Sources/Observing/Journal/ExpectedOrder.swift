import JSON

/// Requests that are to come one after the other; others may come between them.
struct ExpectedOrder: Sendable {
  private let matches: [JournalMatch]

  private static let limit = 1000

  /// `[{"method":"POST","path":"/groups"},{"method":"DELETE","path":"/groups/*"}]`
  init(_ json: JSONValue) throws(JournalMatch.Mistake) {
    guard let elements = json.arrayValue, (1...Self.limit).contains(elements.count) else {
      throw .init(message: "'order' takes an array of 1 to \(Self.limit) matches.")
    }
    var matches: [JournalMatch] = []
    for (index, element) in elements.enumerated() {
      matches.append(try Self.match(element, called: "order[\(index)]"))
    }
    self.matches = matches
  }

  private static func match(
    _ json: JSONValue, called name: String
  ) throws(JournalMatch.Mistake) -> JournalMatch {
    guard json.objectValue != nil else {
      throw .init(message: "\(name): A match is an object, not \(json.kindName).")
    }
    do throws(JournalMatch.Mistake) { return try JournalMatch(json) } catch {
      throw .init(message: "\(name): \(error.message)")
    }
  }

  /// `{"verified":true,"numbers":[4,7]}`, or the requests up to the first of the matches that nothing came for.
  func json(_ entries: [JournalEntry]) -> JSONValue {
    var numbers: [JSONValue] = []
    var next = entries.startIndex
    // The first that fits is the best one: it leaves most to those after it.
    for (index, match) in matches.enumerated() {
      guard let place = entries[next...].firstIndex(where: match.matches) else {
        return [
          "verified": .bool(false), "numbers": .array(numbers), "missing": .number(index + 1),
          "nearMisses": Self.nearest(match, entries, from: next).json,
        ]
      }
      numbers.append(.number(entries[place].number))
      next = place + 1
    }
    return ["verified": .bool(true), "numbers": .array(numbers)]
  }

  /// One that fits may have come too early: it misses the order.
  private static func nearest(_ match: JournalMatch, _ entries: [JournalEntry], from next: Int) -> NearMisses
  {
    NearMisses(
      nearest: entries.indices.map { index in
        (entries[index], match.missed(entries[index]) + (index < next ? ["order"] : []))
      })
  }
}
