import ControlPlane
import GraphService
import GraphStore
import HTTPMessages
import Identity
import JSON
import Logging
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
  let caches: CacheBudget
  /// Rings when messages for endpoints outside were written.
  private let bell = Bell()
  private let sender: any HTTPSender = CurlSender()

  /// - Throws: `EmulatorError.configuration`; when what is compiled in is broken.
  init(_ configuration: EmulatorConfiguration) throws {
    self.configuration = configuration
    access = try ConfiguredAccess(configuration)
    workloads = .all(products: ProductCatalog(try JSONValue.parse(Assets.products)))
    guard let principals = workloads.principals else {
      throw EmulatorError.fault("no workload says who signs in")
    }
    self.principals = principals
    caches = CacheBudget(limit: try Self.bytes(megabytes: configuration.cacheSize))
    versions = try Versions.make(workloads, caches)
    rules = workloads.rules
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

  var logger: Logger {
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
    let permissions = versions[0].permissions
    return TokenService(
      tenants: tenants, issuer: issuer, principals: principals,
      permissions: {
        GrantablePermissions(
          delegated: permissions.all(.delegated), application: permissions.all(.application))
      },
      identifiers: IdentifierSource(SystemRandomness()), wall: WallClock.now, reserved: versions.map(\.name),
      hosts: access.hosts, origins: access.origins, logger: logger)
  }

  /// - Parameter keys: those of tokens that were issued here.
  func service(over tenants: TenantRegistry, _ keys: SigningKeys, _ layers: [any Layer]) -> GraphService {
    let choice = TenantChoice(tenants, readsTokens: configuration.authentication != .off)
    return GraphService(
      versions: versions, rules: rules, authentication: authentication(keys),
      identifiers: IdentifierSource(SystemRandomness()), tenant: choice.tenant(of:),
      named: choice.tenant(named:),
      hosts: access.hosts, origins: access.origins, layers: layers,
      endpoints: EndpointHandshake(
        hosts: access.endpoints, sender: sender, identifiers: IdentifierSource(SystemRandomness())),
      logger: logger)
  }

  private func authentication(_ keys: SigningKeys) -> AuthenticationMode {
    switch configuration.authentication {
    case .off: return .off
    case .lenient: return .lenient
    case .strict:
      let hosts = access.hosts
      return .strict(TokenVerifier(keys: keys) { LinkRoot($0).map { hosts.serves($0.host) } ?? false })
    }
  }

  func delivery(of tenants: TenantRegistry, through service: GraphService) -> NotificationDelivery {
    let delivery = NotificationDelivery(
      tenants, hosts: access.endpoints, sender: sender,
      envelope: NotificationEnvelope(
        service: service, key: { SystemRandomness.bytes(SealedContent.keyLength) }), logger: logger)
    bell.listen { [weak delivery] in delivery?.wake() }
    return delivery
  }

  /// - Parameter authority: what clients are to trust for HTTPS, in PEM.
  func controlPlane(
    over tenants: TenantRegistry, _ issuer: TokenIssuer, authority: String?
  ) -> ControlPlane {
    ControlPlane(
      tenants: tenants, mint: TokenMint(issuer: issuer, principals: principals), versions: versions,
      adminKey: configuration.adminKey, hosts: access.hosts,
      version: Emulator.version, authority: authority, logger: logger)
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
    let tenants = try TenantRegistry(
      main: main, folder: folder, making: making(until: stop), startSeeds: seeds)
    if tenants.hasIgnoredSeeds {
      logger.notice("The tenant '\(main)' has its data from before: the seeds of this start are not loaded.")
    }
    return tenants
  }

  private func making(until stop: StopFlag) -> TenantMaking {
    let (schema, rules, extensions) = (versions[0].schema, rules, workloads.storeExtensions)
    let caches = caches
    let durability = configuration.survivesPowerLoss ? Durability.full : .normal
    let (layer, bell) = (configuration.fileLayer, bell)
    return TenantMaking(
      store: { path in
        let store = try TenantStore(
          path: path, schema: schema, rules: rules, extensions: extensions, durability: durability,
          layer: layer, identifiers: IdentifierSource(SystemRandomness()), caches: caches)
        store.whenPosted { bell.ring() }
        return store
      },
      load: { seeds, tenant in
        try SeedLoader.load(
          seeds, into: tenant, limit: RequestLimit(timeout: nil, mustStop: { stop.isRaised }))
        Memory.giveBack()
      },
      wall: WallClock.now)
  }
}
