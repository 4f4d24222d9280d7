/// Values by key with a weight each: past the limit those that were not used for longest go, half of all by weight,
/// so that what is used all the time stays.
package struct RecentValues<Key: Hashable & Sendable, Value> {
  private struct Entry {
    let value: Value
    let weight: Int
    var lastUse: Int
  }

  private var entries: [Key: Entry] = [:]
  private var weight = 0
  private var uses = 0
  private let limit: Int

  /// - Parameter limit: what all weights together may come to; a single value may be heavier.
  package init(limit: Int) { self.limit = limit }

  package var values: some Sequence<Value> { entries.values.lazy.map(\.value) }

  package mutating func value(_ key: Key) -> Value? {
    guard let index = entries.index(forKey: key) else { return nil }
    uses += 1
    entries.values[index].lastUse = uses
    return entries.values[index].value
  }

  /// - Returns: whether others had to go for it.
  @discardableResult package mutating func insert(_ value: Value, for key: Key, weight: Int) -> Bool {
    remove(key)
    let isFull = self.weight + weight > limit && !entries.isEmpty
    if isFull { removeOldest(keeping: min(limit / 2, limit - weight)) }
    uses += 1
    entries[key] = Entry(value: value, weight: weight, lastUse: uses)
    self.weight += weight
    return isFull
  }

  private mutating func remove(_ key: Key) {
    if let old = entries.removeValue(forKey: key) { weight -= old.weight }
  }

  private mutating func removeOldest(keeping rest: Int) {
    for (key, _) in entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) where weight > rest {
      remove(key)
    }
  }
}
