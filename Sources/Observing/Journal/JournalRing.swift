/// The last requests of one tenant.
struct JournalRing: Sendable {
  private var memory = RingMemory()
  private(set) var count = 0
  /// How many there were, those that are gone among them: the newest one's number.
  private(set) var total = 0

  /// Memory that it takes.
  var bytes: Int { memory.capacity }

  /// The oldest first. None between two of them is gone, so that their numbers follow from the newest one's.
  ///
  /// They are pieces of the memory itself: where a request is added while somebody has them, it is copied first.
  var entries: [JournalEntry] {
    var entries: [JournalEntry] = []
    for region in memory.regions {
      var rest = region
      while !rest.isEmpty {
        let request = KeptRequest(rest)
        entries.append(JournalEntry(number: total - count + entries.count + 1, kept: request))
        rest = rest.dropFirst(request.size)
      }
    }
    return entries
  }

  /// Takes a request in, and as many of the oldest out as both limits want. One that is larger than all that may be kept
  /// leaves none.
  ///
  /// - Parameters:
  ///   - request: as `KeptRequest.bytes(of:_:_:)` lays it out.
  ///   - byteLimit: of the memory.
  mutating func append(_ request: [UInt8], count limit: Int, bytes byteLimit: Int) {
    total &+= 1
    guard limit > 0 else { return removeOldest(upTo: 0) }
    removeOldest(upTo: limit - 1)
    while !memory.append(request) {
      guard makeRoom(for: request.count, bytes: byteLimit) else { return }
    }
    count += 1
  }

  /// - Returns: false where there is no more to be had.
  private mutating func makeRoom(for size: Int, bytes byteLimit: Int) -> Bool {
    let larger = min(byteLimit, max(2 * memory.capacity, memory.used + size, Self.smallest))
    // To copy everything for less is not worth it.
    if size <= byteLimit, larger > memory.capacity + memory.capacity / 4 {
      memory.resize(to: larger)
      return true
    }
    guard count > 0 else { return false }
    removeOldest()
    return true
  }

  /// Bytes that one begins with.
  static let smallest = 4096

  private mutating func removeOldest(upTo limit: Int) {
    while count > max(0, limit) { removeOldest() }
  }

  private mutating func removeOldest() {
    memory.removeOldest(KeptRequest(memory.oldest).size)
    count -= 1
  }

  /// Takes the oldest out until both limits hold, and gives back memory.
  mutating func cut(count limit: Int, bytes byteLimit: Int) {
    removeOldest(upTo: limit)
    while memory.used > byteLimit { removeOldest() }
    if memory.capacity > byteLimit || memory.used < memory.capacity / 4 {
      memory.resize(to: min(byteLimit, 2 * memory.used))
    }
  }
}
