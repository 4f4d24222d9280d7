import GraphContract
import GraphStore
import HTTPMessages
import Identity
import Observing
import Planning
import Tenants

/// A request to the control plane on its way to a route's handler.
struct ControlCall {
  let request: Request
  let tenants: TenantRegistry
  let versions: [ServiceVersion]
  let program: ProgramVersion
  /// What clients are to trust for HTTPS, in PEM.
  let authority: String?
  let mint: TokenMint
  let ports: any TenantPorts
  /// What can be seen of it.
  let observation: Observation
  /// How long the work may go on.
  let limit: RequestLimit

  var versionNames: [String] { versions.map(\.name) }

  func tenant(_ name: String) throws(ControlFailure) -> Tenant {
    // What cannot be a name is nobody's.
    guard let tenant = (try? TenantName(name)).flatMap(tenants.tenant) else {
      throw ControlFailure(404, "TenantNotFound", "There is no tenant '\(name)'.")
    }
    return tenant
  }

  /// The body, whole and decoded.
  func body() throws(ControlFailure) -> [UInt8] {
    switch request.bodyState {
    case .complete: return request.body
    case .tooLarge:
      throw ControlFailure(413, "RequestEntityTooLarge", "The body is too large for one request.")
    case .undecodable:
      throw ControlFailure(400, "BadRequest", "The body is not in the encoding that its header names.")
    case .unsupportedEncoding(let name):
      throw ControlFailure(415, "UnsupportedMediaType", "The content encoding '\(name)' is not known.")
    case .notKept: throw ControlFailure(OverloadFailure.bytes)
    }
  }
}
