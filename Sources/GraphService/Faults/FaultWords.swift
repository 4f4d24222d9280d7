import Faults
import GraphContract
import HTTPMessages
import OData
import Planning
import Tenants

/// How the status of a fault is told: as the part of the service would that the path leads to.
struct FaultWords {
  private let incoming: Incoming
  /// nil for a path that leads nowhere, of which the gateway speaks.
  private let place: BoundRequest?

  init(_ incoming: Incoming, _ versions: [ServiceVersion]) {
    self.incoming = incoming
    let name = incoming.target.version.lowercased()
    guard let tenant = incoming.tenant, let version = versions.first(where: { $0.name == name }) else {
      place = nil
      return
    }
    place = try? BoundRequest(
      RequestContext(
        incoming, tenant: tenant, version: version, caller: .unknown, moment: tenant.clock.now,
        endpoints: SilentProbe()))
  }

  func response(_ status: FaultStatus) -> Response {
    var error = incoming.error(of: failure(status))
    if let code = status.code { error.code = code }
    if let message = status.message { error.message = message }
    if let seconds = status.retryAfter, !error.headers.contains(where: { $0.name == "Retry-After" }) {
      error.headers.append(GraphError.Header(name: "Retry-After", value: String(seconds)))
    }
    return incoming.refused(by: error)
  }

  private func failure(_ status: FaultStatus) -> ServiceFailure {
    switch status.status {
    case 401:
      told(CallerFailure.tokenRefused(.expired, root: incoming.request.secureRoot), by: .gateway)
    case 403: told(PermissionFailure.missing(accepted: acceptedPermissions), by: place?.area)
    case 404: told(missingObject)
    case 429: told(OutageFailure.throttled(retryAfter: status.retryAfter))
    case 500: told(OutageFailure.failed)
    case 503: told(OutageFailure.unavailable(retryAfter: status.retryAfter))
    case 504: told(OutageFailure.timedOut, by: .gateway)
    default: told(OutageFailure.unknown(status: status.status), by: .gateway)
    }
  }

  private func told(_ failure: any RequestFailure) -> ServiceFailure {
    told(failure, by: place.map { $0.plan.contract(answering: $0.path.suffix) })
  }

  private func told(_ failure: any RequestFailure, by contract: Contract?) -> ServiceFailure {
    ServiceFailure(failure, contract ?? .gateway)
  }

  private var acceptedPermissions: [String] {
    guard let place, let route = place.coveringRoute else { return [] }
    return place.context.version.permissions.accepted(by: route, .delegated).names
  }

  /// As if the last object of the path were not there.
  private var missingObject: StateFailure {
    let segments = incoming.target.path.split(separator: "/")
    let id = place?.keys.values.last ?? segments.last.map(String.init) ?? ""
    let index = segments.lastIndex { $0.percentDecoded == id } ?? segments.endIndex
    return .missingObject(id: id, segment: index > 0 ? String(segments[index - 1]) : id)
  }
}
