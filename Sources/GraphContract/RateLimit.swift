/// How much may be asked for within a stretch of time, and whose requests count together (graph-platform 4.3).
package struct RateLimit: Sendable, Hashable {
  package enum Scope: Sendable {
    /// Each application has its own share of the tenant.
    case application
    case tenant
  }

  package enum Unit: Sendable {
    case requests
    case writes
    case resourceUnits
  }

  /// Of those that are counted together: `identity`.
  package let name: String
  package let scope: Scope
  package let unit: Unit
  package let seconds: Int
  /// Whose requests alone it counts; nil: those of the whole workload.
  package let set: String?
  private let small: Int
  private let medium: Int
  private let large: Int

  package init(
    _ name: String, _ scope: Scope, _ unit: Unit, _ amount: Int, seconds: Int, set: String? = nil
  ) {
    self.init(name, scope, unit, small: amount, medium: amount, large: amount, seconds: seconds, set: set)
  }

  package init(
    _ name: String, _ scope: Scope, _ unit: Unit, small: Int, medium: Int, large: Int, seconds: Int,
    set: String? = nil
  ) {
    (self.name, self.scope, self.unit, self.seconds, self.set) = (name, scope, unit, seconds, set)
    (self.small, self.medium, self.large) = (small, medium, large)
  }

  /// Of an application, whatever it asks for.
  package static let everywhere = RateLimit("everything", .application, .requests, 130_000, seconds: 10)
}

// MARK: Amounts

extension RateLimit {
  /// How many people a tenant has, as far as limits look at it.
  package enum TenantSize: Sendable {
    case small
    case medium
    case large

    /// It does not matter how many more there are.
    package static let countLimit = 501

    package init(people: Int) {
      switch people {
      case ..<50: self = .small
      case ..<Self.countLimit: self = .medium
      default: self = .large
      }
    }
  }

  package var dependsOnSize: Bool { small != large || small != medium }

  package func amount(in size: TenantSize) -> Int {
    switch size {
    case .small: small
    case .medium: medium
    case .large: large
    }
  }
}
