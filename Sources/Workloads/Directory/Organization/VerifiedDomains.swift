import GraphStore
import JSON

/// The organization's domains.
struct VerifiedDomains {
  static let fallback = "contoso.onmicrosoft.com"

  private let organization: Entity
  private let entries: [JSONObject]

  init(of transaction: WriteTransaction) throws {
    self.init(organization: try Organization.current(transaction))
  }

  init(organization: Entity) {
    self.organization = organization
    entries = organization.properties["verifiedDomains"]?.arrayValue?.compactMap(\.objectValue) ?? []
  }

  /// The domain that the tenant began with.
  var initial: String { name { $0["isInitial"] == .bool(true) } ?? Self.fallback }

  /// The domain that new mail addresses get.
  var standard: String { name { $0["isDefault"] == .bool(true) } ?? initial }

  private func name(_ condition: (JSONObject) -> Bool) -> String? {
    entries.first(where: condition)?["name"]?.stringValue
  }

  private func contains(_ domain: String) -> Bool {
    entries.contains { $0["name"]?.stringValue?.lowercased() == domain.lowercased() }
  }

  /// Whether accounts may be of a domain: any, in an open tenant.
  func takes(_ domain: String) -> Bool { contains(domain) || Organization.isOpen(organization) }

  /// Refuses a domain that is none of the organization's, or makes it one in an open tenant.
  func require(_ domain: String, _ transaction: WriteTransaction) throws {
    guard !contains(domain) else { return }
    guard Organization.isOpen(organization) else { throw DirectoryError.unverifiedDomain }
    try add([domain], transaction)
  }

  /// Adds those that are not there.
  func add(_ domains: [String], _ transaction: WriteTransaction) throws {
    var added: [String] = []
    for domain in domains where !contains(domain) && !added.contains(domain.lowercased()) {
      added.append(domain.lowercased())
    }
    guard !added.isEmpty else { return }
    let values = entries + added.map { Self.entry($0, isInitial: false) }
    _ = try transaction.asRule {
      try transaction.update(organization) { entity in
        entity.properties["verifiedDomains"] = .array(values.map(JSONValue.object))
      }
    }
  }

  static func entry(_ name: String, isInitial: Bool) -> JSONObject {
    [
      "capabilities": "Email, OfficeCommunicationsOnline", "isDefault": .bool(isInitial),
      "isInitial": .bool(isInitial), "name": .string(name), "type": "Managed",
    ]
  }
}
