package import Tenants

/// Listens for tenants that have a port of their own.
package protocol TenantPorts: Sendable {
  /// Serves a tenant as soon as it returns.
  ///
  /// - Parameter port: nil for a free one.
  func listen(for tenant: TenantName, at port: Int?) throws(TenantPortFailure)

  /// nil for a tenant without one.
  func port(of tenant: TenantName) -> Int?

  /// That of the server of all tenants, over HTTP; nil where there is none.
  var commonPort: Int? { get }

  /// Requests under way are answered after it returns.
  func close(_ tenant: TenantName)
}

/// Why a tenant got no port of its own.
package enum TenantPortFailure: Error, Sendable, Equatable {
  /// There is no server at all.
  case notServing
  /// There are as many as there may be.
  case tooMany(limit: Int)
  /// So many files may be open at the same time, and with one more port so many would have to be.
  case tooFewFiles(limit: Int, needed: Int)
  /// This program listens there itself: for that tenant, or for all.
  case taken(port: Int, by: TenantName?)
  /// One sentence.
  case unavailable(String)
}

extension TenantPortFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notServing: "This emulator does not listen anywhere."
    case .tooMany(let limit): "\(limit) tenants have ports of their own, which is as many as may have."
    case .tooFewFiles(let limit, let needed):
      "Only \(limit) files may be open at the same time, and \(needed) would have to be with one more port: raise the limit (ulimit -n)."
    case .taken(let port, let tenant?): "Port \(port) is that of the tenant '\(tenant)'."
    case .taken(let port, nil): "Port \(port) is one that this emulator serves all tenants at."
    case .unavailable(let reason): reason
    }
  }
}
