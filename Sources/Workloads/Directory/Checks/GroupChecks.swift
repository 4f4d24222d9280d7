import GraphContract
import GraphStore
import JSON

/// What a client may not give a group.
enum GroupChecks {
  static func creation(_ values: [String: JSONValue], _ transaction: WriteTransaction) throws {
    let types = values["groupTypes"]?.arrayValue?.compactMap(\.stringValue) ?? []
    try displayName(values["displayName"])
    try mailNickname(values["mailNickname"])
    try groupTypes(types)
    try kind(types, values["mailEnabled"], values["securityEnabled"])
    try naming(types, ["displayName", "mailNickname"], transaction) { values[$0] }
    try rule(types, values["membershipRule"], values["membershipRuleProcessingState"], transaction)
    if values["isAssignableToRole"] == .bool(true) { try roleAssignable(types, values["securityEnabled"]) }
    if values["mailEnabled"] == .bool(true), let nickname = values["mailNickname"]?.stringValue {
      try MailNickname.requireUnique(nickname, besides: nil, transaction)
    }
  }

  static func change(from old: Entity, to new: Entity, _ transaction: WriteTransaction) throws {
    let changed = { (name: String) in old.properties[name] != new.properties[name] }
    if changed("displayName") { try displayName(new.properties["displayName"]) }
    if changed("mailNickname") { try changedNickname(new, transaction) }
    if changed("uniqueName"), old.string("uniqueName") != nil { throw DirectoryError.readOnly("uniqueName") }
    let types = new.strings("groupTypes")
    let names = ["displayName", "mailNickname"].filter(changed)
    try naming(types, names, transaction) { new.properties[$0] }
    if changed("groupTypes") { try changedTypes(from: old.strings("groupTypes"), to: types) }
    if changed("mailEnabled") || changed("securityEnabled") {
      try kind(types, new.properties["mailEnabled"], new.properties["securityEnabled"])
    }
    if changed("groupTypes") || changed("membershipRule") || changed("membershipRuleProcessingState") {
      try rule(
        types, new.properties["membershipRule"], new.properties["membershipRuleProcessingState"], transaction)
    }
    if new.bool("isAssignableToRole") == true { try roleAssignable(types, new.properties["securityEnabled"]) }
  }

  private static func displayName(_ value: JSONValue?) throws {
    guard value?.stringValue?.isEmpty == false else {
      throw DirectoryError.invalidValue("displayName", of: "Group")
    }
  }

  private static func mailNickname(_ value: JSONValue?) throws {
    guard let text = value?.stringValue, MailNickname.isValid(text) else {
      throw DirectoryError.invalidValue("mailNickname", of: "Group")
    }
  }

  private static func changedNickname(_ new: Entity, _ transaction: WriteTransaction) throws {
    try mailNickname(new.properties["mailNickname"])
    try nicknameIsFree(for: new, transaction)
  }

  static func nicknameIsFree(for group: Entity, _ transaction: WriteTransaction) throws {
    guard group.bool("mailEnabled") == true, let nickname = group.string("mailNickname") else { return }
    try MailNickname.requireUnique(nickname, besides: group.key, transaction)
  }

  /// The policy of the tenant is for Microsoft 365 groups.
  private static func naming(
    _ types: [String], _ properties: [String], _ transaction: WriteTransaction,
    _ value: (String) -> JSONValue?
  ) throws {
    guard types.contains("Unified") else { return }
    let names = properties.compactMap { property in
      value(property)?.stringValue.map { (property: property, name: $0) }
    }
    let faults = transaction.directorySettings.groupNaming.faults(names)
    if let first = faults.first { throw DirectoryError.badRequest(first.message, details: faults) }
  }

  private static func groupTypes(_ types: [String]) throws {
    guard types.allSatisfy({ $0 == "Unified" || $0 == "DynamicMembership" }) else {
      throw DirectoryError.invalidValue("groupTypes", of: "Group")
    }
  }

  /// A group can become dynamic and static again; what it is for is fixed.
  private static func changedTypes(from old: [String], to new: [String]) throws {
    try groupTypes(new)
    guard old.contains("Unified") == new.contains("Unified") else {
      throw DirectoryError.invalidValue("groupTypes", of: "Group")
    }
  }

  private static func kind(_ types: [String], _ mailEnabled: JSONValue?, _ securityEnabled: JSONValue?) throws
  {
    let kind = GroupKind(
      groupTypes: types, mailEnabled: mailEnabled == .bool(true),
      securityEnabled: securityEnabled == .bool(true))
    switch kind {
    case .microsoft365, .security: return
    case .mailEnabledSecurity, .distribution: throw DirectoryError.mailEnabledGroup
    case nil:
      throw types.contains("Unified")
        ? DirectoryError.invalidValue("mailEnabled", of: "Group") : DirectoryError.mailEnabledGroup
    }
  }

  /// Also a rule that makes no members as yet has to be one.
  private static func rule(
    _ types: [String], _ rule: JSONValue?, _ state: JSONValue?, _ transaction: WriteTransaction
  ) throws {
    if let state = state?.stringValue, state != "On", state != "Paused" {
      throw DirectoryError.invalidValue("membershipRuleProcessingState", of: "Group")
    }
    guard let text = rule?.stringValue, !text.isEmpty else {
      guard !types.contains("DynamicMembership") else {
        throw DirectoryError.valueRequired("membershipRule", of: "Group")
      }
      return
    }
    do { try DynamicRuleGrammar.check(text, transaction.model) } catch {
      throw DirectoryError.invalidRule(error)
    }
  }

  private static func roleAssignable(_ types: [String], _ securityEnabled: JSONValue?) throws {
    guard securityEnabled == .bool(true), !types.contains("DynamicMembership") else {
      throw DirectoryError.invalidValue("isAssignableToRole", of: "Group")
    }
  }
}
