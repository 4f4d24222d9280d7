/// Why nothing was done to a tenant.
package enum TenantFailure: Error, Sendable, Equatable {
  case invalidName(String)
  case exists(TenantName)
  case unknown(TenantName)
  case isOpen(TenantName)
  case isClosed(TenantName)
  /// There are as many as there may be.
  case tooMany(limit: Int)
  /// No time will ever come at which something happens by itself.
  case nothingScheduled(TenantName)
  /// Nothing is served any more.
  case ended
}

extension TenantFailure: CustomStringConvertible {
  /// One sentence.
  package var description: String {
    switch self {
    case .invalidName(let text):
      "'\(text)' cannot be the name of a tenant: 1 to 63 of a-z, 0-9 and -, the first of them no -."
    case .exists(let name): "There is a tenant '\(name)' already."
    case .unknown(let name): "There is no tenant '\(name)'."
    case .isOpen(let name): "The tenant '\(name)' is open."
    case .isClosed(let name): "The tenant '\(name)' is closed."
    case .tooMany(let limit): "There are \(limit) tenants already, which is as many as there may be."
    case .nothingScheduled(let name): "Nothing in the tenant '\(name)' is going to expire or to become due."
    case .ended: "There is no tenant: the emulator was stopped."
    }
  }
}
