package import GraphStore
import Locks

extension TenantRegistry {
  /// Makes a tenant with seeds of its own.
  ///
  /// - Throws: `TenantFailure.exists`, `TenantFailure.ended`, and what a wrong seed throws; nothing is left of the tenant then.
  @discardableResult
  package func create(_ name: TenantName, seeds: [SeedDocument] = []) throws -> Tenant {
    try make(name, from: .seeds(seeds))
  }

  /// Makes a tenant with all that another one has at this moment; a reset goes back to the same seeds, and those added. Links that were
  /// given out by the one are not valid for the other.
  ///
  /// - Throws: `TenantFailure`, and what copying throws; nothing is left of the tenant then.
  @discardableResult
  package func create(
    _ name: TenantName, forkOf source: TenantName, adding seeds: [SeedDocument] = [],
    limit: RequestLimit = .none
  ) throws -> Tenant {
    try make(name, from: .fork(of: served(source), adding: seeds, limit))
  }

  /// The tenant of a name, made with those seeds of its own when there is none.
  ///
  /// - Throws: `TenantFailure.isClosed`, and what a wrong seed throws.
  package func tenant(_ name: TenantName, orMadeWith seeds: [SeedDocument]) throws -> Tenant {
    while true {
      if let tenant = tenant(name) { return tenant }
      // Somebody else may make it, or remove it, meanwhile.
      do { return try create(name, seeds: seeds) } catch TenantFailure.exists {
        if isClosed(name) { throw TenantFailure.isClosed(name) }
      }
    }
  }

  private func isClosed(_ name: TenantName) -> Bool {
    state.withLock { state in
      if case .closed? = state.entries[name] { true } else { false }
    }
  }

  /// What a new tenant begins with.
  enum Origin {
    case seeds([SeedDocument])
    case fork(of: Tenant, adding: [SeedDocument], RequestLimit)
  }

  @discardableResult
  func make(_ name: TenantName, from origin: Origin) throws -> Tenant {
    let isFull = state.withLock { $0.entries.count >= limit }
    let (change, _) = try claim(name) { entry throws(TenantFailure) in
      if entry != nil { throw .exists(name) }
      if isFull { throw .tooMany(limit: limit) }
    }
    do { return finish(change, with: try made(name, from: origin)) } catch {
      folder.remove(name)
      finish(change, as: nil)
      throw error
    }
  }

  /// Takes a tenant out of service; a request that has it ends first, and its data stays.
  ///
  /// - Throws: `TenantFailure.unknown`, `TenantFailure.isClosed`.
  package func close(_ name: TenantName) throws(TenantFailure) {
    let (change, before) = try claim(name) { entry throws(TenantFailure) in
      switch entry {
      case .open?, .changing?: return
      case .closed?: throw .isClosed(name)
      case nil: throw .unknown(name)
      }
    }
    retire(before) { self.finish(change, as: .closed) }
  }

  /// Serves a tenant that was closed.
  ///
  /// - Throws: `TenantFailure.unknown`, `TenantFailure.isOpen`, and what opening its database throws.
  @discardableResult
  package func reopen(_ name: TenantName) throws -> Tenant {
    let (change, _) = try claim(name) { entry throws(TenantFailure) in
      switch entry {
      case .closed?, .changing?: return
      case .open?: throw .isOpen(name)
      case nil: throw .unknown(name)
      }
    }
    do { return finish(change, with: try opened(name, from: nil)) } catch {
      finish(change, as: .closed)
      throw error
    }
  }

  /// Removes a tenant with its data; a request that has it ends first. Should the process be killed before that, the next
  /// start removes it.
  ///
  /// - Throws: `TenantFailure.unknown`
  package func delete(_ name: TenantName) throws(TenantFailure) {
    let (change, before) = try claim(name) { entry throws(TenantFailure) in
      if entry == nil { throw .unknown(name) }
    }
    delete(before, change)
  }

  /// Removes that very tenant; does nothing where somebody else does, or has, and maybe has made another of its name.
  /// Nobody is waited for: who removes it waits for those that have it, as the caller has.
  package func delete(_ tenant: Tenant) {
    let change = Change(name: tenant.name)
    let isOpen = state.withLock { state in
      guard case .open(let found)? = state.entries[tenant.name], found === tenant else { return false }
      state.entries[tenant.name] = .changing(change.done)
      return true
    }
    if isOpen { delete(.open(tenant), change) }
  }

  private func delete(_ before: Entry?, _ change: Change) {
    let name = change.name
    // On a full disk it goes all the same, unless the process is killed before its last request has ended.
    try? folder.giveUp(name)
    retire(before) {
      self.folder.remove(name)
      self.finish(change, as: nil)
    }
  }
}

// MARK: Opening

extension TenantRegistry {
  /// Serves a tenant whose database was in the folder at the start.
  func open(_ name: TenantName) throws {
    let tenant = try opened(name, from: nil)
    state.withLock { $0.entries[name] = .open(tenant) }
  }

  private func made(_ name: TenantName, from origin: Origin) throws -> Tenant {
    if case .fork(let source, _, let limit) = origin {
      try source.store.fork(to: folder.path(of: name), limit: limit)
    }
    return try opened(name, from: origin)
  }

  /// - Parameter origin: nil for one that is whole.
  private func opened(_ name: TenantName, from origin: Origin?) throws -> Tenant {
    let store = try making.store(folder.path(of: name))
    whenClosed(store) {}
    let seeds = try seeds(of: name, store, origin)
    let tenant = try Tenant(
      name: name, store: store, clock: TenantClock(wall: making.wall), seeds: seeds,
      applicationChecks: making.applicationChecks)
    guard store.isNew else {
      try tenant.resumeClock()
      // Without it the first reset loads the seeds again.
      if case .fork(let source, let added, _)? = origin, added.isEmpty { try? tenant.takeStart(of: source) }
      try store.finishMaking()
      return tenant
    }
    let report = try making.load(seeds, tenant)
    tenant.ignoredAtStart.withLock { $0 = report.ignored }
    try store.finishMaking()
    // Without it the first reset loads the seeds again, which are nothing where there are none.
    if !seeds.isEmpty { try? tenant.keepStart(report, writes: store.writeCount, limit: .none) }
    return tenant
  }

  /// What a reset goes back to; the database keeps it from here on.
  private func seeds(of name: TenantName, _ store: TenantStore, _ origin: Origin?) throws -> [SeedDocument] {
    let kept = KeptSeeds(store: store)
    switch origin {
    case .seeds(let seeds)?:
      try kept.keep(seeds)
      return seeds
    case .fork(let source, let added, _)?:
      let seeds = source.seeds + added
      var own: [EmulatorRow: String?] = [.tenant: name.text, .tokenKey: nil]
      // They may be long, and are there already.
      if !added.isEmpty { own[.seeds] = KeptSeeds.text(of: seeds) }
      try store.adopt(own)
      try kept.keep(seeds)
      return seeds
    case nil: return try kept.documents() ?? (name == main ? startSeeds : [])
    }
  }
}

// MARK: One change at a time

extension TenantRegistry {
  /// What one thread does to a tenant while all others wait.
  private struct Change: Sendable {
    let name: TenantName
    let done = Latch()
  }

  /// Makes the caller the only one who changes a tenant, once nobody else does.
  ///
  /// - Parameter check: whether what there is can be changed so.
  /// - Returns: the change, and what there was before it.
  private func claim(
    _ name: TenantName, _ check: (Entry?) throws(TenantFailure) -> Void
  ) throws(TenantFailure) -> (change: Change, before: Entry?) {
    let change = Change(name: name)
    while true {
      let before = try state.withLock { state throws(TenantFailure) -> Entry? in
        guard !state.hasEnded else { throw .ended }
        let before = state.entries[name]
        if case .changing? = before { return before }
        try check(before)
        state.entries[name] = .changing(change.done)
        return before
      }
      guard case .changing(let other)? = before else { return (change, before) }
      other.wait()
    }
  }

  /// - Parameter entry: nil when the tenant is gone.
  private func finish(_ change: Change, as entry: Entry?) {
    state.withLock { state in
      guard !state.hasEnded else { return }
      state.entries[change.name] = entry
    }
    change.done.open()
  }

  private func finish(_ change: Change, with tenant: Tenant) -> Tenant {
    finish(change, as: .open(tenant))
    return tenant
  }

  /// Keeps the folder until a store's database is closed.
  private func whenClosed(_ store: TenantStore, _ body: @escaping @Sendable () -> Void) {
    let use = state.withLock { $0.folderUse }
    store.whenClosed { withExtendedLifetime(use, body) }
  }

  /// - Parameter body: runs as soon as nobody has the tenant's database open; it must not hold the tenant itself.
  private func retire(_ before: Entry?, _ body: @escaping @Sendable () -> Void) {
    switch before {
    case .open(let tenant)?: whenClosed(tenant.store, body)
    case .closed?, .changing?, nil: body()
    }
  }
}
