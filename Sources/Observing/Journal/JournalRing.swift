/// The last requests of one tenant.
struct JournalRing: Sendable {
  /// In a circle: after the last place comes the first one.
  private var places: [KeptRequest?] = []
  /// Where the oldest is.
  private var first = 0
  private(set) var count = 0
  /// How many there were, those that are gone among them: the newest one's number.
  private(set) var total = 0
  private(set) var bytes = 0

  /// The oldest first. None between two of them is gone, so that their numbers follow from the newest one's.
  var entries: [JournalEntry] {
    (0..<count).compactMap { index in
      places[place(of: index)].map { JournalEntry(number: total - count + index + 1, kept: $0) }
    }
  }

  private func place(of index: Int) -> Int {
    let place = first + index
    return place < places.count ? place : place - places.count
  }

  mutating func append(_ request: KeptRequest) {
    if count == places.count { makeRoom() }
    places[place(of: count)] = request
    count += 1
    total &+= 1
    bytes += request.size
  }

  private mutating func makeRoom() {
    let free = [KeptRequest?](repeating: nil, count: max(16, places.count))
    places = Array(places[first...]) + places[..<first] + free
    first = 0
  }

  mutating func takeOldest() -> KeptRequest? {
    guard count > 0, let oldest = places[first] else { return nil }
    places[first] = nil
    first = place(of: 1)
    count -= 1
    bytes -= oldest.size
    return oldest
  }

  /// Takes the oldest out until both limits hold.
  mutating func cut(count limit: Int, bytes byteLimit: Int) -> TakenRequests {
    var taken = TakenRequests()
    while count > limit || bytes > byteLimit, let oldest = takeOldest() { taken.add(oldest) }
    return taken
  }
}

/// Requests that a journal has given up, for whoever frees them. One, as with nearly every request, needs no array.
struct TakenRequests: Sendable {
  private var first: KeptRequest?
  private var others: [KeptRequest] = []
  private(set) var bytes = 0

  mutating func add(_ request: KeptRequest) {
    bytes += request.size
    if first == nil { first = request } else { others.append(request) }
  }
}
