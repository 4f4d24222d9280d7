import GraphStore
import JSON

/// What the server makes of a user and what it refuses (directory.md section 2, seed-format section 3).
struct DirectoryUserRule: EntityRule {
  let types = [DirectoryType.user]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let given = UserIdentities(new.properties["identities"])
    if !given.isEmpty { try applyDefaults(of: given, to: &new, transaction) }
    if transaction.origin == .seed {
      try new.requireInSeed("userPrincipalName")
      applySeedDefaults(to: &new, transaction)
    }
    new.properties["usageLocation"] = new.properties["usageLocation"].map(Self.upperCased)
    if transaction.origin == .request {
      try UserChecks.creation(new.properties, given, transaction)
      try requireOwnIssuers(of: given, transaction)
      try DirectoryTexts(transaction.model).settle(&new.properties, of: new.type)
      try ManagerCheck.check(new.references, of: new.key, transaction)
    }
    try noteDomain(
      of: new.properties["userPrincipalName"]?.stringValue, isDeleted: new.deleted != nil, transaction)
    new.setDefault("createdDateTime", .string(transaction.moment.seconds), transaction)
    new.setDefault("identities", try identities(of: new, transaction), transaction)
    if Password.inProfile(new.properties["passwordProfile"]) != nil {
      new.setDefault("lastPasswordChangeDateTime", .string(transaction.moment.seconds), transaction)
    }
    renameIfDeleted(&new, transaction)
  }

  private func applySeedDefaults(to new: inout NewEntity, _ transaction: WriteTransaction) {
    let name = new.properties["userPrincipalName"]?.stringValue ?? ""
    let local = UserPrincipalName(name)?.local ?? name
    new.setDefault("displayName", .string(local), transaction)
    new.setDefault("mailNickname", .string(local), transaction)
    new.setDefault("accountEnabled", .bool(true), transaction)
  }

  /// Who is known by other names needs none here: what is not said follows from the id.
  private func applyDefaults(
    of identities: UserIdentities, to new: inout NewEntity, _ transaction: WriteTransaction
  ) throws {
    let issuer = try initialDomain(transaction)
    if new.properties["userPrincipalName"]?.stringValue == nil, identities.principalName == nil {
      new.id = new.id ?? transaction.tenant.identifiers.guid()
    }
    let name =
      new.properties["userPrincipalName"]?.stringValue ?? identities.principalName
      ?? "\(new.id ?? "")@\(issuer)"
    new.setDefault("userPrincipalName", .string(name), transaction)
    if transaction.origin == .request { new.setDefault("displayName", "unknown", transaction) }
    new.setDefault("mailNickname", .string(UserPrincipalName(name)?.local ?? name), transaction)
    new.setDefault("accountEnabled", .bool(true), transaction)
    if identities.hasLocalAccount { new.setDefault("creationType", "LocalAccount", transaction) }
    // A seed says all that there is.
    guard transaction.origin == .request else { return }
    var all = identities
    all.addPrincipalName(name, issuer: issuer)
    new.properties["identities"] = all.json
  }

  private func identities(of new: NewEntity, _ transaction: WriteTransaction) throws -> JSONValue {
    var identities = UserIdentities([])
    if let name = new.properties["userPrincipalName"]?.stringValue {
      identities.addPrincipalName(name, issuer: try initialDomain(transaction))
    }
    return identities.json
  }

  private func initialDomain(_ transaction: WriteTransaction) throws -> String {
    let work = DomainWork.of(transaction)
    if let known = work.initial { return known }
    let domain = try VerifiedDomains(of: transaction).initial
    work.initial = domain
    return domain
  }

  private func renameIfDeleted(_ new: inout NewEntity, _ transaction: WriteTransaction) {
    guard new.deleted != nil, let name = new.properties["userPrincipalName"]?.stringValue else { return }
    let id = new.id ?? transaction.tenant.identifiers.guid()
    new.id = id
    new.properties["userPrincipalName"] = .string(UserPrincipalName.deleted(name, id: id))
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    if let location = new.properties["usageLocation"] {
      new.properties["usageLocation"] = Self.upperCased(location)
    }
    guard transaction.origin != .rule else { return }
    if transaction.origin == .seed, new.deleted != nil, let name = new.string("userPrincipalName") {
      new.properties["userPrincipalName"] = .string(UserPrincipalName.deleted(name, id: new.id))
    }
    if transaction.origin == .request {
      try settleIdentities(old, &new, transaction)
      try UserChecks.change(from: old, to: new, transaction)
      try DirectoryTexts(transaction.model).settle(&new.properties, changing: old.properties, of: new.type)
      if old.references != new.references {
        try ManagerCheck.check(new.references, of: new.key, transaction)
      }
    }
    if old.properties["passwordProfile"] != new.properties["passwordProfile"],
      Password.inProfile(new.properties["passwordProfile"]) != nil
    {
      new.properties["lastPasswordChangeDateTime"] = .string(transaction.moment.seconds)
    }
    if let name = new.string("userPrincipalName"), name != old.string("userPrincipalName") {
      try noteDomain(of: name, isDeleted: new.deleted != nil, transaction)
      new.properties["identities"] = Self.renamed(new.properties["identities"], name)
    }
  }

  /// The name and the identity of its kind are one: whichever was changed counts.
  private func settleIdentities(
    _ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction
  ) throws {
    guard old.properties["identities"] != new.properties["identities"] else { return }
    var identities = UserIdentities(new.properties["identities"])
    let isRenamed = old.string("userPrincipalName") != new.string("userPrincipalName")
    if !isRenamed, let name = identities.principalName {
      new.properties["userPrincipalName"] = .string(name)
    }
    // The name that was follows the new one.
    if !isRenamed || !identities.hasPrincipalName(old.string("userPrincipalName")) {
      try identities.requirePrincipalName(new.string("userPrincipalName"))
    }
    if let name = new.string("userPrincipalName") {
      identities.addPrincipalName(name, issuer: try initialDomain(transaction))
    }
    try identities.check(besides: old.key, transaction)
    try requireOwnIssuers(of: identities, transaction)
    new.properties["identities"] = identities.json
  }

  /// Local accounts are issued by a domain of the tenant.
  private func requireOwnIssuers(of identities: UserIdentities, _ transaction: WriteTransaction) throws {
    let issuers = identities.localIssuers
    guard try issuers.isEmpty || issuers.allSatisfy(VerifiedDomains(of: transaction).takes) else {
      throw DirectoryError.invalidValue("identities", of: "User")
    }
  }

  /// The identity of kind `userPrincipalName` follows the name.
  private static func renamed(_ identities: JSONValue?, _ name: String) -> JSONValue? {
    identities?.arrayValue.map { entries in
      .array(
        entries.map { entry in
          guard var object = entry.objectValue, object["signInType"] == "userPrincipalName" else {
            return entry
          }
          object["issuerAssignedId"] = .string(name)
          return .object(object)
        })
    }
  }

  private static func upperCased(_ value: JSONValue) -> JSONValue {
    value.stringValue.map { .string($0.uppercased()) } ?? value
  }

  /// An open tenant makes a domain of whatever a name ends in; a seed's names are counted at its end.
  private func noteDomain(of name: String?, isDeleted: Bool, _ transaction: WriteTransaction) throws {
    guard !isDeleted, let domain = name.flatMap(UserPrincipalName.init)?.domain else { return }
    if transaction.loadsSeed {
      DomainWork.of(transaction).seeded.append(domain)
    } else {
      try VerifiedDomains(of: transaction).require(domain, transaction)
    }
  }
}
