import GraphStore
public import Logging
import Tenants

/// What an emulator is started with.
public struct EmulatorConfiguration: Sendable {
  /// Which requests need a token.
  public enum Authentication: String, Sendable, CaseIterable {
    /// No header is needed, and none is read.
    case off
    /// Any bearer token will do; what a JWT says of permissions counts.
    case lenient
    /// Only tokens that this emulator has issued, and that hold.
    case strict
  }

  /// A name or an address to listen on.
  public var host = "127.0.0.1"
  /// 0 picks a free port.
  public var port = 8585
  /// Port for HTTPS beside HTTP; 0 picks a free one, nil: no HTTPS.
  public var httpsPort: Int?
  /// File in PEM of the certificate that HTTPS shows, and of those between it and its authority; nil for one of a
  /// development authority, which is kept with the data, or else for all emulators of the user (`DevelopmentAuthority`).
  public var tlsCertificateFile: String?
  /// File in PEM of that certificate's private key.
  public var tlsKeyFile: String?
  /// Names and addresses that the development authority certifies beside those of this machine, `host`, and those of the
  /// service, and under which it answers: `graph.test`, `*.test`, `10.1.2.3`.
  public var tlsNames: [String] = []
  /// Folder of the tenants' databases; nil: a temporary one that goes with the emulator.
  public var dataDirectory: String?
  /// Name of the tenant that answers requests which name none.
  public var mainTenant: String
  /// Files and folders loaded into that tenant when it is new.
  public var seeds: [String] = []
  /// What the service publishes of its versions, one file for each at most: what it has beyond the model that is compiled
  /// in is served as far as that goes without rules (docs/metadata.md).
  public var metadata: [MetadataFile] = []
  /// Path of a file, as it is or in gzip, with the permissions that the service publishes of its paths: those count where
  /// the emulator's own table has nothing (docs/permissions.md).
  public var permissions: String?
  /// Where starts keep what the next ones would work out again; nil: nowhere.
  package var cacheFolder: String? = StartCache.userFolder
  public var authentication = Authentication.lenient
  /// An acknowledged write survives lost power too, not only a killed process.
  public var survivesPowerLoss = false
  /// What plans and prepared statements of all tenants may take together, in megabytes: at least 1.
  public var cacheSize = 64
  public var logLevel = Logger.Level.info
  /// Requests of each tenant that the journal keeps (`/_emulator/tenants/{tenant}/requests`); 0: none.
  public var journalCount = 1000
  /// Bytes of each body that it keeps; 0 hides bodies.
  public var journalBodyBytes = 4096
  /// It keeps for each request what that did too: route, permission, statements, rules, rows.
  public var journalKeepsDecisions = false
  /// How long the work for a request may go on, from when all of it has arrived; what takes longer is ended and answered
  /// with 503. Zero: for ever.
  public var requestTimeout = Duration.seconds(30)
  /// How many connections there are at the same time, as far as the limit on open files allows. Past it, who comes takes
  /// the place of the one that has waited longest for a request.
  public var connectionLimit = 4096
  /// How long the head and the body of a request may take to come, each from its first byte on; then it is answered with
  /// 408. Zero: for ever.
  public var receiveTimeout = Duration.seconds(30)
  /// Bytes of all request bodies that come in and of all answers that their clients have not read yet; past it requests
  /// are answered with 503.
  public var queuedBytesLimit = 256 << 20
  /// Lets the control plane be reached from elsewhere than this machine; nil: one is made where others get here at all
  /// (`Emulator.adminKey`).
  public var adminKey: String?
  /// Sites whose pages may use the service, beside those of this machine: `https://app.example`; `*`: all.
  public var allowedOrigins: [String] = []
  /// Hosts under which it answers beside the names of this machine, addresses and `host`: `graph.test`, `*.test`;
  /// `<local>`: names without a dot; `*`: all.
  public var allowedHosts: [String] = []
  /// Scheme and host of links are those that a proxy tells of its client, by `X-Forwarded-Proto`, `-Host` and `-Port`, or
  /// by `Forwarded`.
  public var trustsForwarded = false
  /// What every link begins with, however requests come in: `https://graph.example:8443`, `https://graph.example/prefix`,
  /// whose host is served; nil: as each request was addressed.
  public var publicURL: String?
  /// Hosts that change notifications are sent to beside this machine: `listener.test`, `*.test`; `<local>`: names without
  /// a dot; `*`: all.
  public var notifiedHosts: [String] = []

  /// SQLite's layer over the file system; tests put a disk that fails in its place.
  package var fileLayer = DatabaseFile.usualLayer

  public init() { mainTenant = TenantName.usual.text }
}

extension EmulatorConfiguration {
  /// The host as URLs have it: `[::1]`.
  var urlHost: String { host.contains(":") ? "[\(host)]" : host }
}
