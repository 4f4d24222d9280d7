import GraphStore
import HTTPMessages
import OData
import Observing
import Planning
import Tenants

/// One request with what is known of it before its path is looked at: what every stage after that shares.
///
/// A class because everything that answers a request holds it, and each copy would count a dozen references.
package final class RequestContext: Sendable {
  let request: Request
  let ids: RequestIdentifiers
  let tenant: Tenant
  /// Of the tenant, as they were when the request came here.
  let settings: TenantSettings
  let version: ServiceVersion
  let caller: Caller
  /// The moment of the request on the tenant's clock.
  let moment: Moment
  /// How long the work may go on.
  let limit: RequestLimit
  /// nil when nobody listens.
  let trace: Trace?
  /// Who watches; nil: nobody does.
  let notes: RequestNotes?
  /// `http://localhost:8585/beta`: what every URL of the answer begins with.
  let base: String
  /// Whose a request to the same root is that says nothing else; nil where the root itself is of one tenant.
  private let unnamed: (@Sendable (Incoming) -> Tenant?)?
  /// The path below the version, undecoded.
  let path: Substring
  /// The query without its `?`, undecoded.
  let query: Substring
  let method: Method
  let preferences: Preferences
  /// What the answer says besides its data.
  let format: ResponseFormat
  /// Whoever asks endpoints outside for it.
  let endpoints: any EndpointProbe
  /// Of a batch.
  let isPart: Bool
  /// The emulator itself asks.
  let isOwn: Bool

  init(
    _ incoming: Incoming, tenant: Tenant, version: ServiceVersion, caller: Caller, moment: Moment,
    endpoints: any EndpointProbe
  ) {
    request = incoming.request
    ids = incoming.ids
    self.tenant = tenant
    settings = tenant.store.settings
    self.version = version
    self.caller = caller
    self.moment = moment
    limit = incoming.limit
    trace = incoming.trace
    notes = incoming.notes
    base = incoming.target.base(of: incoming.request, version: version.name)
    unnamed = incoming.unnamed
    path = incoming.target.path
    query = incoming.target.query
    method = Method(incoming.request)
    preferences = Preferences(incoming.request.headers)
    format = ResponseFormat(incoming.request.headers)
    self.endpoints = endpoints
    isPart = incoming.part != nil
    isOwn = incoming.isOwn
  }
}

extension RequestContext {
  /// The service root for URLs that are used without a header and a token, and lead to the tenant all the same.
  var openBase: String {
    guard let unnamed else { return base }
    var bare = request
    bare.headers = RequestHeaders([])
    guard unnamed(Incoming(bare, ids: ids))?.name != tenant.name else { return base }
    return "\(request.root)\(TenantPrefix.text(of: tenant.name.text))/\(version.name)"
  }

  /// How objects are written in the answer.
  var style: RepresentationStyle {
    var style = RepresentationStyle()
    style.namesLaterMembers = preferences.includesUnknownEnumMembers
    style.identifiesObjects = format.metadata == .full
    return style
  }

  /// `ConsistencyLevel: eventual` was sent.
  var isEventual: Bool { request.headers[name: "consistencylevel"]?.lowercased() == "eventual" }

  /// What a run of a plan reads of this request.
  ///
  /// - Parameter parameters: what its query gives the statements.
  func run(_ parameters: [SQLValue]) -> RunRequest {
    RunRequest(
      moment: moment, base: base, caller: caller.principal.parameter,
      client: caller.application.map(SQLValue.text) ?? .null, parameters: parameters)
  }

  /// Reads on a connection of its own; several statements see one state when `isConsistent`.
  func read<Result>(isConsistent: Bool = true, _ body: (Reader) throws -> Result) throws -> Result {
    try tenant.store.read(isConsistent: isConsistent, limit: limit, trace: trace, body)
  }

  /// Reads what is listed, counted or searched, which may be late.
  func readListed<Result>(isConsistent: Bool = true, _ body: (Reader) throws -> Result) throws -> Result {
    // Nobody waits for what the emulator asks itself, and an explanation is no read.
    guard !isOwn, trace?.withholdsRows != true else { return try read(isConsistent: isConsistent, body) }
    return try tenant.store.readLate(
      at: moment, isConsistent: isConsistent, limit: limit, trace: trace, body)
  }

  /// Reads a single object, which may be late as well.
  func readObject<Result>(isConsistent: Bool = true, _ body: (Reader) throws -> Result) throws -> Result {
    guard tenant.store.hidesWrites, settings.engine.consistency?.includesObjects == true else {
      return try read(isConsistent: isConsistent, body)
    }
    return try readListed(isConsistent: isConsistent, body)
  }
}
