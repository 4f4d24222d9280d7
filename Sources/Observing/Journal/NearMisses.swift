import JSON

/// Requests of a journal that nearly were what a test expects, each with what it was not.
struct NearMisses {
  private let misses: [(entry: JournalEntry, missed: [String])]

  /// How many are shown.
  static let limit = 5

  /// Those that miss least first, the latest first among equals; who misses nothing is none.
  init(nearest misses: [(entry: JournalEntry, missed: [String])]) {
    let sorted = misses.filter { !$0.missed.isEmpty }
      .sorted { ($0.missed.count, -$0.entry.number) < ($1.missed.count, -$1.entry.number) }
    self.misses = Array(sorted.prefix(Self.limit))
  }

  /// Of too many those that are too many, which miss nothing.
  init(last entries: [JournalEntry]) {
    misses = entries.suffix(Self.limit).map { ($0, []) }
  }

  /// Without headers and bodies.
  var json: JSONValue {
    .array(
      misses.map { entry, missed in
        var json = entry.summary
        json["missed"] = .array(missed.map(JSONValue.string))
        return .object(json)
      })
  }
}
