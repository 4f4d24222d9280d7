/// The last entries of one tenant.
struct JournalRing: Sendable {
  /// The places before `first` are empty.
  private var places: [JournalEntry?] = []
  private var first = 0
  /// How many there were, those that are gone among them.
  private(set) var total = 0
  private(set) var bytes = 0

  var count: Int { places.count - first }
  var entries: [JournalEntry] { places[first...].compactMap(\.self) }

  /// The number of the next one.
  mutating func takeNumber() -> Int {
    total &+= 1
    return total
  }

  mutating func append(_ entry: JournalEntry) {
    places.append(entry)
    bytes += entry.size
  }

  /// Takes the oldest out until both limits hold; what it takes out is freed by who calls.
  mutating func cut(count limit: Int, bytes byteLimit: Int) -> [JournalEntry] {
    var gone: [JournalEntry] = []
    while count > 0, count > limit || bytes > byteLimit {
      if let entry = places[first] {
        bytes -= entry.size
        gone.append(entry)
      }
      places[first] = nil
      first += 1
    }
    // Each place is moved once for one that was taken out.
    if first > 64, first > places.count / 2 {
      places.removeFirst(first)
      first = 0
    }
    return gone
  }
}
