package import Tenants

/// Listens for tenants that have a port of their own.
package protocol TenantPorts: Sendable {
  /// Serves a tenant as soon as it returns.
  ///
  /// - Parameter port: nil for a free one.
  func listen(for tenant: TenantName, at port: Int?) throws(TenantPortFailure)

  /// nil for a tenant without one.
  func port(of tenant: TenantName) -> TenantPort?

  /// Requests under way are answered after it returns.
  func close(_ tenant: TenantName)
}

/// Where requests are for one tenant alone.
package struct TenantPort: Sendable, Equatable {
  package let number: Int
  /// `http://127.0.0.1:9001`
  package let url: String

  package init(number: Int, url: String) {
    self.number = number
    self.url = url
  }
}

/// Why a tenant got no port of its own.
package enum TenantPortFailure: Error, Sendable, Equatable {
  /// There is no server at all.
  case notServing
  /// There are as many as there may be.
  case tooMany(limit: Int)
  /// One sentence.
  case unavailable(String)
}

extension TenantPortFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notServing: "This emulator does not listen anywhere."
    case .tooMany(let limit): "\(limit) tenants have ports of their own, which is as many as may have."
    case .unavailable(let reason): reason
    }
  }
}
