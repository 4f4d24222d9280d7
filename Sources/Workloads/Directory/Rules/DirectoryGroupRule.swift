import EntityModel
import GraphStore
import JSON
import OData

/// What the server makes of a group and what it refuses (directory.md section 3, seed-format section 3).
struct DirectoryGroupRule: EntityRule {
  let types = [DirectoryType.group]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    if transaction.origin == .seed {
      try new.requireInSeed("displayName")
      applySeedDefaults(to: &new, transaction)
    }
    if transaction.origin == .request {
      try GroupChecks.creation(new.properties, transaction)
      try DirectoryTexts(transaction.model).settle(&new.properties, of: new.type)
    }
    if transaction.origin == .rule {
      new.setDefault("mailNickname", .string(try MailNickname.free(for: new, transaction)), transaction)
    }
    let types = new.properties["groupTypes"]?.arrayValue?.compactMap(\.stringValue) ?? []
    new.setDefault("groupTypes", [], transaction)
    new.setDefault("createdDateTime", .string(transaction.moment.seconds), transaction)
    new.setDefault("renewedDateTime", new.properties["createdDateTime"], transaction)
    if types.contains("DynamicMembership") {
      new.setDefault("membershipRuleProcessingState", "On", transaction)
    }
    if types.contains("Unified") {
      new.setDefault("visibility", "Public", transaction)
      try setOwner(&new, transaction)
    }
    if new.properties["mailEnabled"] == .bool(true) { try setMail(&new, transaction) }
  }

  private func applySeedDefaults(to new: inout NewEntity, _ transaction: WriteTransaction) {
    let isUnified = new.properties["groupTypes"]?.arrayValue?.contains("Unified") == true
    let name = new.properties["displayName"]?.stringValue ?? ""
    new.setDefault("mailNickname", .string(MailNickname.made(from: name)), transaction)
    new.setDefault("mailEnabled", .bool(isUnified), transaction)
    new.setDefault("securityEnabled", .bool(true), transaction)
  }

  private func setMail(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard let nickname = new.properties["mailNickname"]?.stringValue else { return }
    let address = "\(nickname)@\(try VerifiedDomains(of: transaction).standard)"
    new.setDefault("mail", .string(address), transaction)
    let primary = "SMTP:\(new.properties["mail"]?.stringValue ?? address)"
    new.setDefault("proxyAddresses", [.string(primary)], transaction)
  }

  /// A signed-in creator owns the Microsoft 365 group that it makes, unless it names owners. directory.md section 3 has
  /// it own security groups as well, and beside the owners it names: clients that name themselves would be refused.
  private func setOwner(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request, let caller = transaction.caller, !new.namesOwners else { return }
    new.links.append((try transaction.linkTable(DirectoryLink.owners), caller))
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    if !old.hasDynamicMembership, new.hasDynamicMembership, new.string("membershipRuleProcessingState") == nil
    {
      new.properties["membershipRuleProcessingState"] = "On"
    }
    guard transaction.origin == .request else { return }
    try GroupChecks.change(from: old, to: new, transaction)
    try DirectoryTexts(transaction.model).settle(&new.properties, changing: old.properties, of: new.type)
  }
}

extension NewEntity {
  fileprivate var namesOwners: Bool {
    draft.references.contains { $0.navigation.name == "owners" && $0.targets?.isEmpty == false }
  }
}
