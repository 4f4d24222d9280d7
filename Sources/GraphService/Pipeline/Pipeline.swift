import GraphContract
import GraphStore
import HTTPMessages
import Logging
import OData
import Observing
import Planning
import Tenants

/// The way of every request and of every part of a batch: through the layers, and then authenticate, bind, authorize,
/// plan, run, answer.
struct Pipeline: Sendable {
  /// The outermost first.
  let layers: [any Layer]
  let versions: [ServiceVersion]
  let rules: RuleBook
  let authentication: Authentication
  let identifiers: IdentifierSource
  let endpoints: any EndpointProbe
  let logger: Logger

  /// Whatever goes wrong is an answer too.
  func respond(to incoming: Incoming) -> Response { pass(incoming, through: layers[...]) }

  private func pass(_ incoming: Incoming, through layers: ArraySlice<any Layer>) -> Response {
    guard let layer = layers.first else { return serve(incoming) }
    return layer.respond(to: incoming) { pass($0, through: layers.dropFirst()) }
  }

  private func serve(_ incoming: Incoming) -> Response {
    do { return try answer(to: incoming).response(incoming.ids) } catch is TrialEnd {
      return Response(status: 503, delivery: .elsewhere)
    } catch {
      return refusal(of: incoming, by: error)
    }
  }

  private func answer(to incoming: Incoming) throws -> Answer {
    if let refusal = incoming.refusal { throw refusal }
    try incoming.limit.checkWhileWaiting()
    try checkFraming(incoming.request.headState)
    try checkLoad(incoming.request.overload)
    let version = try version(of: incoming.target)
    if let document = try document(incoming, version) { return document }
    let tenant = try tenant(of: incoming)
    if let address = OpenAddress(incoming.target) {
      return try open(address, context(incoming, tenant, version, .unknown))
    }
    let caller = try authenticate(incoming, tenant)
    incoming.notes?.note(caller: caller.name)
    if incoming.target.isBatch { return try batch(incoming, version, tenant) }
    let request = try bind(context(incoming, tenant, version, caller))
    return try RouteCounting(request).counting {
      let target = try target(request)
      return try target.telling {
        let limitUse = try Throttling(target).count()
        var answer = try finish(try perform(target), target)
        answer.limitUse = limitUse
        try target.stepOn()
        return answer
      }
    }
  }

  /// What a request is about, once it is known that it may be.
  func target(_ request: BoundRequest) throws -> Target {
    try authorize(request)
    try request.checkArea(rules.areaRules)
    var style = request.context.style
    try VisibleInformation(request)?.limit(&style)
    return try Target(try request.ledHome(), style)
  }

  func perform(_ target: Target) throws -> Answer {
    let work = try plan(target)
    return try run(work, target)
  }
}

// MARK: Stages

extension Pipeline {
  private func authenticate(_ incoming: Incoming, _ tenant: Tenant) throws -> Caller {
    try traced(incoming.trace, .authenticate) {
      if incoming.isOwn { return .unknown }
      return try authentication.caller(of: incoming.request, in: tenant, incoming.limit)
    }
  }

  /// The place that the path leads to, once it is known that it takes the method.
  func bind(_ context: RequestContext) throws -> BoundRequest {
    try traced(context.trace, .bind) {
      let request = try BoundRequest(context)
      if case .stream = request.path.suffix {
        context.notes?.note(stream: context.method == .get ? .read : .write)
      }
      context.trace?.note { record in
        record.path = request.path.description
        record.template = request.route?.template
      }
      return request
    }
  }

  private func authorize(_ request: BoundRequest) throws {
    try traced(request.context.trace, .authorize) {
      let authorization = Authorization(request)
      var decision = try authorization.decision()
      if decision.failure == nil, let missing = try authorization.missingFurther() {
        decision = .missing(missing)
      }
      request.context.trace?.note {
        $0.permission = decision.traced(request.context.version.permissions.names)
      }
      if case .undocumented = decision { request.context.notes?.noteUnchecked() }
      // An explanation says so, and goes on.
      if let failure = decision.failure, request.context.trace?.withholdsRows != true {
        throw ServiceFailure(failure, request.area)
      }
    }
  }

  private func plan(_ target: Target) throws -> PlannedWork {
    try traced(target.context.trace, .plan) { try PlannedWork(target, rules) }
  }

  private func run(_ work: PlannedWork, _ target: Target) throws -> Answer {
    try traced(target.context.trace, .run) {
      // Whatever a write would do stays undone: only what finds its place is run.
      guard work.isRead || target.context.trace?.withholdsRows != true else {
        try target.walk()
        return .noContent
      }
      return try work.run()
    }
  }

  private func finish(_ answer: Answer, _ target: Target) throws -> Answer {
    try traced(target.context.trace, .answer) { try target.finished(answer) }
  }

  private func traced<Result>(
    _ trace: Trace?, _ stage: TraceRecord.Stage, _ work: () throws -> Result
  ) rethrows -> Result {
    guard let trace else { return try work() }
    return try trace.stage(stage, work)
  }
}

// MARK: Before the path

extension Pipeline {
  /// - Throws: `RoutingFailure.unknownVersion`
  func version(of target: RequestTarget) throws(RoutingFailure) -> ServiceVersion {
    guard
      let version = versions.first(where: { $0.name == target.version })
        ?? versions.first(where: { $0.name == target.version.lowercased() })
    else { throw .unknownVersion(String(target.version)) }
    return version
  }

  func context(
    _ incoming: Incoming, _ tenant: Tenant, _ version: ServiceVersion, _ caller: Caller
  ) throws -> RequestContext {
    let moment = tenant.clock.now
    if incoming.trace?.withholdsRows != true {
      try tenant.store.runScheduled(at: moment, limit: incoming.limit, trace: incoming.trace)
    }
    return RequestContext(
      incoming, tenant: tenant, version: version, caller: caller, moment: moment, endpoints: endpoints)
  }

  func tenant(of incoming: Incoming) throws -> Tenant {
    guard let tenant = incoming.tenant else {
      throw GraphError(503, "ServiceNotAvailable", "The service is not available.")
    }
    return tenant
  }

  /// A request that is not whole, or whose head cannot be trusted.
  private func checkFraming(_ state: HeadState) throws(FramingFailure) {
    switch state {
    case .complete: return
    case .targetTooLong: throw .targetTooLong
    case .tooLarge: throw .headTooLarge
    case .unframed: throw .bodyUnframed
    case .targetMalformed: throw .targetMalformed
    case .malformed: throw .headMalformed
    case .hostMalformed: throw .hostMalformed
    case .versionUnsupported: throw .versionUnsupported
    case .late: throw .late
    case .bodyMalformed: throw .bodyMalformed
    case .targetFormUnknown: throw .targetFormUnknown
    case .tunnelAskedFor: throw .tunnelAskedFor
    }
  }

  private func checkLoad(_ overload: Overload?) throws(OverloadFailure) {
    switch overload {
    case nil: return
    case .connections: throw .connections
    case .bytes: throw .bytes
    }
  }

  /// The service document and the model, which need no token (graph-platform 5.1).
  private func document(_ incoming: Incoming, _ version: ServiceVersion) throws -> Answer? {
    guard let kind = incoming.target.document else { return nil }
    let request = incoming.request
    guard request.method == "GET" || request.method == "HEAD" else {
      throw RoutingFailure.methodNotAllowed(
        method: request.method, allowed: ["GET"], template: "~", path: String(incoming.target.path))
    }
    switch kind {
    case .metadata: return Answer(status: 200, content: .xml(version.metadata))
    case .service:
      return try ServiceDocument(
        version: version, base: incoming.target.base(of: request, version: version.name)
      )
      .answer(ResponseFormat(request.headers))
    }
  }
}

// MARK: URLs that need no token

extension Pipeline {
  private func open(_ address: OpenAddress, _ context: RequestContext) throws -> Answer {
    switch address.purpose {
    case .upload:
      if context.method == .put { context.notes?.note(stream: .write) }
      return try UploadCall(context: context, token: address.token).answer()
    case .download:
      context.notes?.note(stream: .read)
      return try DownloadCall(context: context, token: address.token).answer()
    case .monitor: return try MonitorCall(context: context, token: address.token).answer()
    }
  }
}

// MARK: Batches

extension Pipeline {
  private func batch(_ incoming: Incoming, _ version: ServiceVersion, _ tenant: Tenant) throws -> Answer {
    guard Method(incoming.request) == .post else {
      throw RoutingFailure.methodNotAllowed(
        method: incoming.request.method, allowed: ["POST"], template: "~", path: "/$batch")
    }
    let batch = BatchRequest(
      request: incoming.request, version: version.name, versions: versions.map(\.name), tenant: tenant)
    return try batch.answer { part in
      var one = Incoming(
        part.request, ids: RequestIdentifiers(of: part.request, identifiers), tenant: tenant,
        namesTenant: incoming.namesTenant || part.namesTenant, part: part.number, limit: incoming.limit,
        refusal: part.refusal, trace: incoming.trace?.part(), notes: incoming.notes?.part(part.number),
        sending: incoming.sending)
      one.unnamed = incoming.unnamed
      return respond(to: one)
    }
  }
}

// MARK: Refusals

extension Pipeline {
  /// What nobody has messages for is a fault of this program: it is logged whole and told as little as the service
  /// would.
  private func refusal(of incoming: Incoming, by error: any Error) -> Response {
    guard let failure = ServiceFailure(error) else {
      logger.error("\(incoming.request.method) \(incoming.request.target): \(error)")
      incoming.notes?.note(reason: error)
      return incoming.refused(by: Self.fault)
    }
    let told = incoming.error(of: failure)
    // Whoever runs the program has to do something about the disk.
    if failure.failure is StorageFailure {
      logger.error("\(incoming.request.method) \(incoming.request.target): \(told.message)")
    }
    return incoming.refused(by: told)
  }

  private static let fault = GraphError(
    500, "InternalServerError", "The server could not process the request.")
}
