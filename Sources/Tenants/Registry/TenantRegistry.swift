package import GraphContract
import GraphStore
import Locks

/// The tenants of one emulator by name, and the only one who knows all of them.
///
/// A class because requests look into it while the control plane changes it.
package final class TenantRegistry: Sendable {
  /// Whose the requests are that name no tenant.
  package let main: TenantName
  let folder: DataFolder
  let making: TenantMaking
  /// Those of the start: a new main tenant is filled with them and keeps them.
  let startSeeds: [SeedDocument]
  /// How many there may be.
  let limit: Int
  let state: Lock<State>
  private let madeMain = Lock(false)

  struct State: Sendable {
    var entries: [TenantName: Entry] = [:]
    /// nil: nothing is served any more.
    var folderUse: FolderUse?

    var hasEnded: Bool { folderUse == nil }
  }

  /// Where a tenant is in its life.
  enum Entry: Sendable {
    /// Somebody makes, opens, closes or removes it, or waits for the last request that has it.
    case changing(Latch)
    case open(Tenant)
    case closed
  }

  package static let usualLimit = 10_000

  /// Opens the tenants whose databases are in the folder, and makes the main one when it is not among them.
  ///
  /// - Parameter limit: how many there may be, those that are closed among them.
  /// - Throws: what `making` throws; the folder is then left again.
  package init(
    main: TenantName, folder: DataFolder, making: TenantMaking, startSeeds: [SeedDocument],
    limit: Int = TenantRegistry.usualLimit
  ) throws {
    self.limit = limit
    self.main = main
    self.folder = folder
    self.making = making
    self.startSeeds = startSeeds
    state = Lock(State(folderUse: FolderUse(folder)))
    do { try start() } catch {
      end()
      throw error
    }
  }

  private func start() throws {
    try folder.removeUnfinished()
    let names = try folder.tenants()
    madeMain.withLock { $0 = !names.contains(main) }
    for name in names { try open(name) }
    if !names.contains(main) { try make(main, from: .seeds(startSeeds)) }
  }

  // MARK: Looking

  package func tenant(_ name: TenantName) -> Tenant? {
    state.withLock { state in
      guard case .open(let tenant)? = state.entries[name] else { return nil }
      return tenant
    }
  }

  /// - Throws: `TenantFailure.ended`, `TenantFailure.unknown` for one that cannot be used.
  package func served(_ name: TenantName) throws(TenantFailure) -> Tenant {
    if let tenant = tenant(name) { return tenant }
    throw state.withLock { $0.hasEnded } ? .ended : .unknown(name)
  }

  package var mainTenant: Tenant? { tenant(main) }

  /// The main tenant was there before the start, so that the seeds of the start were not loaded.
  package var hasIgnoredSeeds: Bool { !startSeeds.isEmpty && !madeMain.withLock { $0 } }

  /// The names of all that can be used or opened again, in order.
  package var names: [TenantName] {
    state.withLock { state in
      state.entries.compactMap { name, entry in
        switch entry {
        case .open, .closed: name
        case .changing: nil
        }
      }.sorted()
    }
  }

  /// Those too that somebody makes or removes now.
  package var claimedNames: Set<TenantName> { state.withLock { Set($0.entries.keys) } }

  /// Closes read connections that no tenant has used for a while.
  package func closeIdleConnections() {
    for tenant in openTenants {
      tenant.store.forgetStates(overAt: tenant.clock.now)
      tenant.store.closeIdleConnections()
    }
  }

  /// What keeps one of the open tenants from being read or written; nil when nothing is known that does.
  package var storageFailure: StorageFailure? {
    openTenants.sorted { $0.name < $1.name }.lazy.compactMap(\.store.storageFailure).first
  }

  /// Those that can be used now.
  package var openTenants: [Tenant] {
    state.withLock { state in
      state.entries.values.compactMap { entry in if case .open(let tenant) = entry { tenant } else { nil } }
    }
  }

  /// A file of the program's own beside the databases: `signing-keys.json`.
  package func keptFile(_ name: String) -> KeptFile { folder.keptFile(name) }

  // MARK: The end

  /// Closes all tenants and leaves the folder, once nobody has one of them any more.
  package func end() {
    let before = state.withLock { state in
      defer { state = State(folderUse: nil) }
      return state
    }
    // Databases are closed outside of the lock.
    withExtendedLifetime(before) {}
  }
}
