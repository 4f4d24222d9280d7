/// What the service publishes of the permissions that its paths take: `permissions.json`, where each permission names the
/// methods and paths that it opens.
package struct PublishedPermissions: Sendable {
  /// One for each method of each path, in the order of the paths.
  let rows: [Row]

  /// What tokens of one kind need.
  struct Accepted: Sendable, Equatable {
    fileprivate(set) var names: Set<String> = []
    fileprivate var leastNames: [String] = []

    /// As the table of routes says it; a file may leave open which one it is.
    var least: String { leastNames.min() ?? names.min() ?? "not supported" }
  }

  struct Row: Sendable {
    let method: String
    let template: String
    fileprivate(set) var delegated = Accepted()
    fileprivate(set) var application = Accepted()

    /// As the table of routes lists them: `Mail.Read[delegated],Mail.ReadWrite`.
    var accepted: String {
      delegated.names.union(application.names).sorted().map(entry).joined(separator: ",")
    }

    private func entry(_ name: String) -> String {
      switch (delegated.names.contains(name), application.names.contains(name)) {
      case (true, false): "\(name)[\(AcceptedPermissions.Kind.delegated)]"
      case (false, true): "\(name)[\(AcceptedPermissions.Kind.application)]"
      case (true, true), (false, false): name
      }
    }
  }

  /// - Throws: `PermissionsMistake` for a text that is no such file.
  package init(_ text: [UInt8]) throws(PermissionsMistake) {
    var collected = Collected()
    try PublishedPermissionsReader(text).read { grant in collected.add(grant) }
    rows = collected.rows.values.sorted { ($0.template, $0.method) < ($1.template, $1.method) }
  }
}

/// What one permission opens for tokens of some kinds.
struct PermissionGrant {
  let permission: String
  let method: String
  let template: String
  let kinds: Set<AcceptedPermissions.Kind>
  /// Those for which no permission that is enough has less privilege.
  let leastFor: Set<AcceptedPermissions.Kind>
}

private struct Collected {
  /// By method and template.
  private(set) var rows: [String: PublishedPermissions.Row] = [:]

  mutating func add(_ grant: PermissionGrant) {
    let place = "\(grant.method) \(grant.template)"
    var row = rows[place] ?? PublishedPermissions.Row(method: grant.method, template: grant.template)
    // A copy in the dictionary as well would make each change copy the names.
    rows[place] = nil
    for kind in grant.kinds { row[kind].names.insert(grant.permission) }
    for kind in grant.leastFor { row[kind].leastNames.append(grant.permission) }
    rows[place] = row
  }
}

extension PublishedPermissions.Row {
  fileprivate subscript(kind: AcceptedPermissions.Kind) -> PublishedPermissions.Accepted {
    get { kind == .delegated ? delegated : application }
    set { if kind == .delegated { delegated = newValue } else { application = newValue } }
  }
}
