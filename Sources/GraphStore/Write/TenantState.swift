import JSON
import Locks
import Synchronization

/// What a tenant's store keeps in memory: the next key, the source of ids and the settings.
///
/// A class because every transaction of the tenant continues where the one before stopped.
package final class TenantState: Sendable {
  package let identifiers: IdentifierSource
  /// Which settings there can be.
  package let settingsBook: SettingsBook
  let tables = KnownTables()
  let making: TableMaking
  private let lastSettings: Lock<TenantSettings>
  /// Of the settings, since every request looks at it.
  private let areRequestsCounted: Atomic<Bool>
  private let lastKey = Atomic<Int64>(0)
  /// Ticks of the earliest moment at which something happens by itself; none of a moment's when nothing will.
  private let nextScheduledTicks = Atomic<Int64>(.max)
  /// Of those for which somebody outside waits.
  private let nextAwaitedTicks = Atomic<Int64>(.max)
  private let writes = Atomic(0)
  private let waitsToTell = Atomic(false)
  private let waitsForSteps = Atomic(false)
  private let organizationChanges = Atomic(0)

  init(
    settings: TenantSettings, of book: SettingsBook, identifiers: IdentifierSource, making: TableMaking
  ) {
    self.making = making
    settingsBook = book
    areRequestsCounted = Atomic(settings.engine.throttles)
    lastSettings = Lock(settings)
    self.identifiers = identifiers
  }

  /// What the last transaction left.
  var settings: TenantSettings {
    get { lastSettings.withLock { $0 } }
    set {
      lastSettings.withLock { $0 = newValue }
      areRequestsCounted.store(newValue.engine.throttles, ordering: .releasing)
    }
  }

  /// Whether requests are counted, and refused where they are too many.
  var throttles: Bool { areRequestsCounted.load(ordering: .acquiring) }

  /// The earliest moment at which something happens by itself; nil when nothing will.
  var nextScheduled: Moment? {
    get { Moment(ticks: nextScheduledTicks.load(ordering: .acquiring)) }
    set { nextScheduledTicks.store(newValue?.ticks ?? .max, ordering: .releasing) }
  }

  /// The earliest moment at which something happens that somebody outside waits for; nil when nothing will.
  var nextAwaited: Moment? {
    get { Moment(ticks: nextAwaitedTicks.load(ordering: .acquiring)) }
    set { nextAwaitedTicks.store(newValue?.ticks ?? .max, ordering: .releasing) }
  }

  /// How often the database was written to since it was opened.
  var writeCount: Int { writes.load(ordering: .acquiring) }

  func countWrite() { writes.add(1, ordering: .acquiringAndReleasing) }

  /// Whether messages wait in the outbox.
  var hasMessages: Bool {
    get { waitsToTell.load(ordering: .acquiring) }
    set { waitsToTell.store(newValue, ordering: .releasing) }
  }

  /// Whether anything moves on when it is returned.
  var hasSteps: Bool {
    get { waitsForSteps.load(ordering: .acquiring) }
    set { waitsForSteps.store(newValue, ordering: .releasing) }
  }

  /// How many writes have changed the organization.
  var organizationNumber: Int { organizationChanges.load(ordering: .acquiring) }

  func noteOrganization() { organizationChanges.add(1, ordering: .releasing) }

  /// Later objects have higher keys than this one.
  func raiseLastKey(to key: Int64) { lastKey.max(key, ordering: .relaxed) }

  /// A key that no object of the tenant has; later objects have higher keys.
  func nextKey() -> Int64 { lastKey.add(1, ordering: .relaxed).newValue }
}
