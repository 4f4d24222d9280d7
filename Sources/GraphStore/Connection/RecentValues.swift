/// Values by key with a weight each, of which those can be given away that were not used for longest.
package struct RecentValues<Key: Hashable & Sendable, Value> {
  private struct Entry {
    let value: Value
    let weight: Int
    var lastUse: Int
  }

  private var entries: [Key: Entry] = [:]
  /// Of all together.
  package private(set) var weight = 0
  private var uses = 0

  package init() {}

  package var values: some Sequence<Value> { entries.values.lazy.map(\.value) }

  package mutating func value(_ key: Key) -> Value? {
    guard let index = entries.index(forKey: key) else { return nil }
    uses += 1
    entries.values[index].lastUse = uses
    return entries.values[index].value
  }

  /// - Returns: how much heavier all are than before.
  @discardableResult package mutating func insert(_ value: Value, for key: Key, weight: Int) -> Int {
    let before = self.weight
    remove(key)
    uses += 1
    entries[key] = Entry(value: value, weight: weight, lastUse: uses)
    self.weight += weight
    return self.weight - before
  }

  /// Gives away half by weight, so that what is used all the time stays; a single value goes.
  ///
  /// - Returns: how much heavier all are than before, which is less than nothing.
  @discardableResult package mutating func removeOlderHalf() -> Int {
    let (before, rest) = (weight, weight / 2)
    for (key, _) in entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) where weight > rest {
      remove(key)
    }
    return weight - before
  }

  /// - Returns: as `removeOlderHalf`.
  @discardableResult package mutating func removeAll() -> Int {
    defer { (entries, weight) = ([:], 0) }
    return -weight
  }

  /// - Returns: as `removeOlderHalf`.
  @discardableResult package mutating func remove(_ key: Key) -> Int {
    guard let old = entries.removeValue(forKey: key) else { return 0 }
    weight -= old.weight
    return -old.weight
  }
}
