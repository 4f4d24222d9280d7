import EntityModel
import GRDB
import GraphStore
import JSON

/// The rules of 4.3 for one principal about to get the plans of one allotment.
struct LicenseCheck {
  /// Whose usage location counts, and whether a missing one matters.
  enum Location {
    /// A direct assignment: the user's own.
    case own
    /// A member of a group: the user's, else the tenant's (cloud-licensing ED-47).
    case ownOrTenant
    /// `assignLicense`, which asks for one unless the rule says that it never matters.
    case required
  }

  let transaction: WriteTransaction
  let rules: LicenseRules
  let principal: Entity
  let allotment: Entity
  /// The plans that come on.
  let plans: [String]
  /// The plans of the usage rights that the principal has besides.
  let held: [HeldPlan]
  let location: Location

  /// The first problem, in the order in which a request reports them (cloud-licensing ED-39).
  func problem() throws -> LicenseProblem? {
    if try hasBadLocation() { return .usageLocation }
    return exclusion() ?? dependency() ?? proxyConflict()
  }

  /// What makes the granting of a unit fail, injected failures among it.
  func grantProblem() throws -> LicenseProblem? { try problem() ?? injected() }

  // MARK: Plans

  func exclusion() -> LicenseProblem? {
    let others = Set(held.filter { $0.sku != allotment.licenseSku }.map(\.plan))
    for plan in plans {
      for (left, right) in rules.excludes {
        if plan == left, others.contains(right) { return .mutuallyExclusive(left, right) }
        if plan == right, others.contains(left) { return .mutuallyExclusive(right, left) }
      }
    }
    return nil
  }

  func dependency() -> LicenseProblem? {
    guard !rules.requires.isEmpty else { return nil }
    let had = Set(held.map(\.plan)).union(plans)
    for plan in plans {
      if let required = rules.requires[plan], had.isDisjoint(with: required) {
        return .missingDependency(plan: plan, required: required)
      }
    }
    return nil
  }

  // MARK: Principal

  private func hasBadLocation() throws -> Bool {
    guard principal.type.name == LicensingType.user else { return false }
    let prohibited = rules.prohibitedLocations[allotment.licenseSku] ?? []
    guard requiresLocation || !prohibited.isEmpty else { return false }
    guard let country = try country() else { return requiresLocation }
    return prohibited.contains(country)
      || location == .required && requiresLocation && !Self.isCountry(country)
  }

  private var requiresLocation: Bool {
    location == .required ? rules.requireUsageLocation != false : rules.requireUsageLocation == true
  }

  private func country() throws -> String? {
    if let own = principal.string("usageLocation"), !own.isEmpty { return own.uppercased() }
    guard location == .ownOrTenant else { return nil }
    let tenant = try transaction.entities(
      try transaction.table(LicensingType.organization), where: "type = ? AND deleted IS NULL",
      [LicensingType.organization]
    ).first
    return (tenant?.string("defaultUsageLocation") ?? tenant?.string("countryLetterCode"))?.uppercased()
  }

  private static func isCountry(_ text: String) -> Bool {
    text.utf8.count == 2 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  private func proxyConflict() -> LicenseProblem? {
    rules.proxyAddressConflicts.contains { $0.names(principal) } ? .proxyAddressConflict : nil
  }

  private func injected() -> LicenseProblem? {
    rules.failures.first { $0.sku == allotment.licenseSku && $0.principal.names(principal) }
      .map { .injected(code: $0.code, message: $0.message) }
  }
}
