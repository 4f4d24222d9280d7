import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import OData
import Planning
import Tenants

/// Counts a request by the limits of its part of the service, where the tenant's settings say so, and refuses it when it is
/// one too many (graph-platform 4.3).
///
/// No layer: what a request costs is known once its path and its options are, and who is refused before costs nothing.
struct Throttling {
  private let target: Target

  private var context: RequestContext { target.context }
  private var contract: Contract { target.contract }

  init(_ target: Target) { self.target = target }

  /// - Returns: how full the fullest bucket is, where that is told.
  /// - Throws: `RateFailure`, and `TrialEnd` for what is only tried: it passes again, and would count twice.
  func count() throws -> LimitUse? {
    guard context.tenant.store.throttles, !context.isOwn, context.trace?.withholdsRows != true else {
      return nil
    }
    guard !context.limit.isTrial else { throw TrialEnd() }
    switch context.tenant.buckets.draw(try draws(), at: context.moment) {
    case .fits(let tenths): return contract.conventions.tellsCost ? LimitUse(tenths: tenths) : nil
    case .exceeds(let draw, let tenths, let seconds):
      throw RateFailure(
        limit: draw.limit.name, retryAfter: seconds, headers: headers(draw.limit, tenths))
    }
  }

  private func draws() throws -> [RequestBuckets.Draw] {
    let set = set
    let limits = ([RateLimit.everywhere] + contract.conventions.rateLimits)
      .filter { $0.set == nil || $0.set == set }
    let size = try limits.contains(where: \.dependsOnSize) ? tenantSize() : .small
    return limits.compactMap { limit in
      let units = units(limit.unit)
      guard units > 0 else { return nil }
      return RequestBuckets.Draw(
        limit, units, of: limit.amount(in: size), application: context.caller.application)
    }
  }

  /// Where the path begins; nil for a singleton.
  private var set: String? {
    guard case .entitySet(let set, _)? = target.path.steps.first else { return nil }
    return set.name
  }

  private func units(_ unit: RateLimit.Unit) -> Int {
    switch unit {
    case .requests: 1
    case .writes: isWrite ? 1 : 0
    case .resourceUnits: RequestCost(target).units
    }
  }

  private var isWrite: Bool {
    guard case .operation(let operation, _) = target.path.suffix else { return context.method != .get }
    // Actions with a cost of their own are questions.
    return operation.kind == .action && operation.traits.resourceUnits == nil
  }

  private func tenantSize() throws -> RateLimit.TenantSize {
    try context.read(isConsistent: false) { reader in
      try TenantSizing(version: target.version).size(reader)
    }
  }

  // MARK: Telling

  /// Where answers tell of costs, refusals tell of the limit (graph-platform 4.2).
  private func headers(_ limit: RateLimit, _ tenths: Int) -> [GraphError.Header] {
    let kind: (limit: String, information: String)
    switch limit.unit {
    case .requests: return []
    case .writes: kind = ("Write", "WriteLimitExceeded")
    case .resourceUnits: kind = ("ReadWrite", "ResourceUnitLimitExceeded")
    }
    guard contract.conventions.tellsCost else { return [] }
    return [
      GraphError.Header(name: LimitUse.headerName, value: LimitUse.text(tenths)),
      GraphError.Header(name: "x-ms-throttle-scope", value: scope(limit.scope, kind.limit)),
      GraphError.Header(name: "x-ms-throttle-information", value: kind.information),
    ]
  }

  /// `Tenant_Application/ReadWrite/{application}/{tenant}`
  private func scope(_ scope: RateLimit.Scope, _ kind: String) -> String {
    let application = context.caller.application?.asFieldValue ?? Self.unknown
    let claims = context.request.headers.bearerToken.flatMap(TokenClaims.init(unchecked:))
    let tenant = claims?.tenant?.asFieldValue ?? context.tenant.name.text
    let name =
      switch scope {
      case .application: "Tenant_Application"
      case .tenant: "Tenant"
      }
    return "\(name)/\(kind)/\(application)/\(tenant)"
  }

  /// Who shows a token that names no application.
  private static let unknown = "00000000-0000-0000-0000-000000000000"
}
