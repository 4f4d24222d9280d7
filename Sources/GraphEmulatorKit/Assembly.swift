import ControlPlane
import GraphService
import GraphStore
import HTTPMessages
import Identity
import JSON
import Logging
import Observing
import Planning
import Seeding
import Tenants
import Workloads

/// Puts the service together from its parts; the only place that knows all of them.
struct Assembly {
  let versions: [ServiceVersion]
  let rules: RuleBook
  private let configuration: EmulatorConfiguration
  private let workloads: WorkloadList
  private let principals: PrincipalNames
  private let access: ConfiguredAccess
  private let organizations: KnownOrganizations
  let caches: CacheBudget
  private let kept: StartCache
  /// Rings when messages for endpoints outside were written.
  private let bell = Bell()
  private let sender: any HTTPSender = CurlSender()
  let observer: RequestObserver
  let connections = ConnectionCount()
  let openStores = OpenStores { OpenTenants.limit }

  /// - Throws: `EmulatorError.configuration`, `EmulatorError.metadata`, `EmulatorError.permissions`; when what is compiled in is broken.
  init(_ configuration: EmulatorConfiguration) throws {
    self.configuration = configuration
    access = try ConfiguredAccess(configuration)
    workloads = .all(
      products: ProductCatalog(try JSONValue.parse(Assets.products)),
      permissions: GraphPermissions { Assets.permissionNames },
      roles: RoleTemplates { Assets.directoryRoles })
    guard let principals = workloads.principals else {
      throw EmulatorError.fault("no workload says who signs in")
    }
    self.principals = principals
    organizations = KnownOrganizations(principals)
    caches = CacheBudget(limit: try Self.bytes(megabytes: configuration.cacheSize))
    kept = StartCache(
      folder: configuration.cacheFolder, version: Emulator.version, logger: Self.logger(configuration))
    versions = try Versions.make(
      configuration.metadata, permissions: configuration.permissions, workloads, caches, kept)
    rules = workloads.rules
    observer = RequestObserver(
      Self.logger(configuration), try Self.journal(configuration),
      Secrets(members: workloads.secretMembers, places: workloads.secretPlaces))
  }

  private static func journal(_ configuration: EmulatorConfiguration) throws(EmulatorError)
    -> Journal.Settings
  {
    let (count, bytes) = (configuration.journalCount, configuration.journalBodyBytes)
    guard Journal.Settings.counts.contains(count), Journal.Settings.bodies.contains(bytes) else {
      throw .configuration(
        reason:
          "The journal keeps 0 to 100000 requests and 0 to 1048576 bytes of a body, not \(count) and \(bytes)."
      )
    }
    var settings = Journal.Settings()
    (settings.count, settings.bodyBytes) = (count, bytes)
    settings.keepsDecisions = configuration.journalKeepsDecisions
    return settings
  }

  private static func bytes(megabytes: Int) throws(EmulatorError) -> Int {
    guard (1...1_048_576).contains(megabytes) else {
      throw .configuration(
        reason: "The cache size takes megabytes from 1 to 1048576, not \(megabytes).")
    }
    return megabytes << 20
  }

  var links: LinkRoots { access.links }
  var lanes: Lanes { Lanes(outsideSets: workloads.outsideSets) }

  var logger: Logger { Self.logger(configuration) }

  private static func logger(_ configuration: EmulatorConfiguration) -> Logger {
    var logger = Logger(label: "graph-emulator")
    logger.logLevel = configuration.logLevel
    return logger
  }

  /// The keys of the tokens that the tenants' programs get; they last as long as the tenants.
  func signingKeys(beside tenants: TenantRegistry) -> SigningKeys {
    SigningKeys(tenants.keptFile("signing-keys.json"), wall: WallClock.now)
  }

  func issuer(_ keys: SigningKeys) -> TokenIssuer {
    TokenIssuer(keys: keys, identifiers: IdentifierSource(SystemRandomness()))
  }

  func tokenService(over tenants: TenantRegistry, _ issuer: TokenIssuer) -> TokenService {
    TokenService(
      tenants: tenants, issuer: issuer, verifier: verifier(issuer.keys), principals: principals,
      organizations: organizations,
      permissions: grantable,
      identifiers: IdentifierSource(SystemRandomness()), wall: WallClock.now, reserved: versions.map(\.name),
      hosts: access.hosts, origins: access.origins, isStrict: configuration.authentication == .strict,
      logger: logger)
  }

  /// What routes take.
  private var grantable: @Sendable () -> GrantablePermissions {
    let permissions = versions[0].permissions
    return {
      GrantablePermissions(
        delegated: permissions.all(.delegated), application: permissions.all(.application))
    }
  }

  /// - Parameter keys: those of tokens that were issued here.
  func service(over tenants: TenantRegistry, _ keys: SigningKeys, _ layers: [any Layer]) -> GraphService {
    let choice = TenantChoice(tenants, readsTokens: configuration.authentication != .off)
    return GraphService(
      versions: versions, rules: rules, authentication: authentication(keys),
      identifiers: IdentifierSource(SystemRandomness()), tenant: choice.tenant(of:),
      named: choice.tenant(named:),
      hosts: access.hosts, origins: access.origins, layers: [observer.traces] + layers,
      endpoints: EndpointHandshake(
        hosts: access.endpoints, sender: sender, identifiers: IdentifierSource(SystemRandomness())),
      logger: logger)
  }

  private func authentication(_ keys: SigningKeys) -> AuthenticationMode {
    switch configuration.authentication {
    case .off: return .off
    case .lenient: return .lenient
    case .strict: return .strict(verifier(keys))
    }
  }

  private func verifier(_ keys: SigningKeys) -> TokenVerifier {
    TokenVerifier(
      keys: keys, hosts: access.hosts, graph: GraphAddresses(root: access.root), organizations: organizations)
  }

  /// - Parameter root: what links begin with that no request asks for.
  func delivery(
    of tenants: TenantRegistry, through service: GraphService, _ issuer: TokenIssuer, _ root: OwnRoot
  ) -> NotificationDelivery {
    let delivery = NotificationDelivery(
      tenants, hosts: access.endpoints, sender: sender,
      envelope: NotificationEnvelope(
        service: service, issuer: issuer, root: root,
        key: { SystemRandomness.bytes(SealedContent.keyLength) }),
      logger: logger)
    bell.listen { [weak delivery] in delivery?.wake() }
    return delivery
  }

  /// - Parameter authority: what clients are to trust for HTTPS, in PEM.
  func controlPlane(
    over tenants: TenantRegistry, _ issuer: TokenIssuer, _ ports: OwnPorts, authority: String?
  ) -> ControlPlane {
    ControlPlane(
      tenants: tenants, mint: TokenMint(issuer: issuer, principals: principals), ports: ports,
      versions: versions, adminKey: configuration.adminKey, hosts: access.hosts, program: .running,
      authority: authority,
      observation: observation(of: tenants), logger: logger)
  }

  private func observation(of tenants: TenantRegistry) -> Observation {
    let gauges = EmulatorGauges(
      tenants: tenants, caches: caches, journal: observer.journal, connections: connections)
    let routes = ShownRoutes(versions, rules)
    return Observation(
      journal: observer.journal, metrics: observer.metrics, gauges: { gauges.all }, routes: { routes.json },
      catchUp: { [observer] in observer.catchUp() })
  }

  /// The tenants of the configuration's folder; a new main one is filled with the seeds.
  ///
  /// - Parameter stop: ends a load when it is raised.
  /// - Throws: `SeedMistake`, `DataFolderError`, `TenantFailure.invalidName`, `InterruptionFailure`
  func tenants(
    _ seeds: [SeedDocument], in folder: DataFolder?, until stop: StopFlag
  ) throws -> TenantRegistry {
    let main = try TenantName(configuration.mainTenant)
    let folder = try folder ?? DataFolder(configuration.dataDirectory)
    try folder.remember(versions[0].schema, of: versions.map(\.model))
    let tenants = try TenantRegistry(
      main: main, folder: folder, making: making(until: stop), startSeeds: seeds)
    if tenants.hasIgnoredSeeds {
      logger.warning("The tenant '\(main)' has its data from before: the seeds of this start are not loaded.")
    }
    return tenants
  }

  private static let longSeed = 1 << 20

  /// What a temporary folder holds goes with the process.
  private var durability: Durability {
    guard configuration.dataDirectory != nil else { return .process }
    return configuration.survivesPowerLoss ? .full : .normal
  }

  private func making(until stop: StopFlag) -> TenantMaking {
    let (schema, rules, extensions) = (versions[0].schema, rules, workloads.storeExtensions)
    let (caches, grantable) = (caches, grantable)
    let template = StoreTemplate(schema, extensions) { [kept] text, make in
      try kept.bytes("template", of: StartCache.key([text]), make)
    }
    let durability = durability
    let (layer, bell) = (configuration.fileLayer, bell)
    let open = openStores
    return TenantMaking(
      store: { path in
        let store = try TenantStore(
          path: path, schema: schema, rules: rules, extensions: extensions, template: template,
          durability: durability, layer: layer, identifiers: IdentifierSource(SystemRandomness()),
          caches: caches,
          open: open)
        store.whenPosted { bell.ring() }
        return store
      },
      load: { seeds, tenant in
        let report = try SeedLoader.load(
          seeds, into: tenant, limit: RequestLimit(timeout: nil, mustStop: { stop.isRaised }))
        // Only a long load leaves much behind.
        if seeds.contains(where: { $0.bytes.count > Self.longSeed }) { Memory.giveBack() }
        return report
      },
      wall: WallClock.now,
      applicationChecks: .ofTokenService(PermissionCatalog({ Assets.permissionNames }, taken: grantable)))
  }
}
