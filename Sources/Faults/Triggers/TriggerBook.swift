package import JSON
import Locks
import Synchronization

/// The faults or the stubs of a tenant, in the order in which they came, and how often each had its turn.
///
/// A class because requests count in what the control plane changes.
package final class TriggerBook<Action: Sendable>: Sendable {
  package struct Entry: Sendable {
    package let id: String
    /// As whoever made it wrote it.
    package let order: JSONObject
    let trigger: Trigger
    let action: Action
    /// What it takes, as far as somebody else says how much.
    let bytes: Int
  }

  package struct Count: Sendable, Equatable {
    /// Requests that fit.
    package var matched = 0
    /// Those that it had an effect on.
    package var fired = 0

    package init(matched: Int = 0, fired: Int = 0) { (self.matched, self.fired) = (matched, fired) }
  }

  private struct State: Sendable {
    var entries: [Entry] = []
    var counts: [String: Count] = [:]
    var generators: [String: any RandomNumberGenerator & Sendable] = [:]
    var lastNumber = 0
  }

  private let state = Lock(State())
  private let holdsSome = Atomic(false)
  private let matchesPages = Atomic(false)
  private let entryLimit: Int
  private let byteLimit: Int

  init(entries: Int, bytes: Int) { (entryLimit, byteLimit) = (entries, bytes) }

  /// Takes no lock, so that tenants without any pay nothing for them.
  package var isEmpty: Bool { !holdsSome.load(ordering: .acquiring) }

  package var all: [(entry: Entry, count: Count)] {
    state.withLock { state in state.entries.map { ($0, state.counts[$0.id] ?? Count()) } }
  }

  /// Somebody has to count pages for them.
  package var asksForPages: Bool { matchesPages.load(ordering: .acquiring) }

  // MARK: Changes

  /// - Parameters:
  ///   - generator: what its chances come from.
  ///   - bytes: what it takes.
  /// - Returns: its id.
  package func add(
    _ action: Action, at trigger: Trigger, generator: some RandomNumberGenerator & Sendable,
    order: JSONObject,
    bytes: Int
  ) throws(TriggerLimit) -> String {
    let added: Result<String, TriggerLimit> = state.withLock { state in
      guard state.entries.count < entryLimit else { return .failure(.entries(entryLimit)) }
      guard state.entries.reduce(bytes, { $0 + $1.bytes }) <= byteLimit else {
        return .failure(.bytes(byteLimit))
      }
      state.lastNumber += 1
      let id = String(state.lastNumber)
      state.entries.append(Entry(id: id, order: order, trigger: trigger, action: action, bytes: bytes))
      state.generators[id] = generator
      note(state.entries)
      return .success(id)
    }
    return try added.get()
  }

  /// False where there is none of that id.
  package func remove(_ id: String) -> Bool {
    state.withLock { state in
      guard let index = state.entries.firstIndex(where: { $0.id == id }) else { return false }
      state.entries.remove(at: index)
      (state.counts[id], state.generators[id]) = (nil, nil)
      note(state.entries)
      return true
    }
  }

  /// Ids go on, so that none comes to mean another one.
  package func removeAll() {
    state.withLock { state in
      state = State(lastNumber: state.lastNumber)
      note(state.entries)
    }
  }

  /// What requests look at without the lock.
  private func note(_ entries: [Entry]) {
    holdsSome.store(!entries.isEmpty, ordering: .releasing)
    matchesPages.store(entries.contains { $0.trigger.match.asksForPages }, ordering: .releasing)
  }

  // MARK: Requests

  /// Counts a request with all that it fits, and offers it to those whose turn it is, in order.
  ///
  /// - Parameters:
  ///   - isAsked: those that are not asked do not count it.
  ///   - take: whether it has an effect, by how often it had one before, and by chance: a number from 0 to 1.
  func meet(
    _ request: RequestFacts, asking isAsked: (Action) -> Bool = { _ in true },
    _ take: (_ entry: Entry, _ fired: Int, _ chance: Double) -> Bool
  ) {
    // Patterns are compared without the lock.
    let fitting = state.withLock { $0.entries }.filter {
      isAsked($0.action) && $0.trigger.match.matches(request)
    }
    guard !fitting.isEmpty else { return }
    state.withLock { state in
      for entry in fitting {
        // It may have gone meanwhile.
        guard let chance = Self.turn(of: entry, &state) else { continue }
        if take(entry, state.counts[entry.id]?.fired ?? 0, chance) {
          state.counts[entry.id]?.fired += 1
        }
      }
    }
  }

  /// One of those that an entry was thought to have an effect on came to nothing.
  package func takeBack(_ id: String) {
    state.withLock { state in
      guard let count = state.counts[id], count.fired > 0 else { return }
      state.counts[id]?.fired -= 1
    }
  }

  /// Counts one more request; nil unless it is the entry's turn.
  private static func turn(of entry: Entry, _ state: inout State) -> Double? {
    guard var generator = state.generators[entry.id] else { return nil }
    var count = state.counts[entry.id] ?? Count()
    count.matched += 1
    state.counts[entry.id] = count
    guard entry.trigger.positions.contains(count.matched) else { return nil }
    // Two for each turn: what one entry does by chance is the same in each run.
    let chances = (Self.chance(&generator), Self.chance(&generator))
    state.generators[entry.id] = generator
    return chances.0 < entry.trigger.probability ? chances.1 : nil
  }

  /// From 0 up to 1, without it.
  private static func chance(_ generator: inout any RandomNumberGenerator & Sendable) -> Double {
    Double(generator.next() >> 11) * 0x1p-53
  }
}
