import GraphStore
import JSON

/// What a client may not give a user.
enum UserChecks {
  /// - Parameter identities: those that the client gave; who signs in elsewhere alone needs no password.
  static func creation(
    _ values: [String: JSONValue], _ identities: UserIdentities, _ transaction: WriteTransaction
  ) throws {
    try displayName(values["displayName"])
    try principalName(values["userPrincipalName"])
    try mailNickname(values["mailNickname"])
    try usageLocation(values["usageLocation"])
    try businessPhones(values["businessPhones"])
    try mail(values["mail"])
    try otherMails(values["otherMails"])
    try password(
      values["passwordProfile"], policies: values["passwordPolicies"]?.stringValue,
      isRequired: identities.needsPassword)
    if !identities.isEmpty {
      let all = UserIdentities(values["identities"])
      try all.requirePrincipalName(values["userPrincipalName"]?.stringValue)
      try all.check(besides: nil, transaction)
    }
    if let nickname = values["mailNickname"]?.stringValue, values["mail"]?.stringValue != nil {
      try MailNickname.requireUnique(nickname, besides: nil, transaction)
    }
  }

  static func change(from old: Entity, to new: Entity, _ transaction: WriteTransaction) throws {
    let changed = { (name: String) in old.properties[name] != new.properties[name] }
    if changed("displayName") { try displayName(new.properties["displayName"]) }
    if changed("userPrincipalName") { try principalName(new.properties["userPrincipalName"]) }
    if changed("mailNickname") { try mailNickname(new.properties["mailNickname"]) }
    if changed("usageLocation") { try usageLocation(new.properties["usageLocation"]) }
    if changed("businessPhones") { try businessPhones(new.properties["businessPhones"]) }
    if changed("mail") { try mail(new.properties["mail"]) }
    if changed("otherMails") { try otherMails(new.properties["otherMails"]) }
    if changed("passwordProfile") {
      try password(
        new.properties["passwordProfile"], policies: new.string("passwordPolicies"), isRequired: false)
    }
    if changed("mailNickname") || changed("mail") { try nicknameIsFree(for: new, transaction) }
  }

  /// Only who receives mail has the name for itself.
  static func nicknameIsFree(for user: Entity, _ transaction: WriteTransaction) throws {
    guard user.string("mail") != nil, let nickname = user.string("mailNickname") else { return }
    try MailNickname.requireUnique(nickname, besides: user.key, transaction)
  }

  private static func displayName(_ value: JSONValue?) throws {
    guard value?.stringValue?.isEmpty == false else {
      throw DirectoryError.invalidValue("displayName", of: "User")
    }
  }

  private static func principalName(_ value: JSONValue?) throws {
    guard let text = value?.stringValue, UserPrincipalName(text) != nil else {
      throw DirectoryError.invalidValue("userPrincipalName", of: "User")
    }
  }

  private static func mailNickname(_ value: JSONValue?) throws {
    guard let text = value?.stringValue, !text.isEmpty, !UserPrincipalName.holdsBlank(text) else {
      throw DirectoryError.invalidValue("mailNickname", of: "User")
    }
  }

  private static func mail(_ value: JSONValue?) throws {
    guard let text = value?.stringValue else { return }
    guard UserPrincipalName(text) != nil else { throw DirectoryError.invalidValue("mail", of: "User") }
  }

  private static func otherMails(_ value: JSONValue?) throws {
    let addresses = value?.arrayValue?.compactMap(\.stringValue) ?? []
    guard addresses.count <= otherMailLimit, addresses.allSatisfy({ UserPrincipalName($0) != nil }) else {
      throw DirectoryError.invalidValue("otherMails", of: "User")
    }
  }

  /// As the page of the user says.
  private static let otherMailLimit = 250

  private static func usageLocation(_ value: JSONValue?) throws {
    guard let text = value?.stringValue else { return }
    guard text.count == 2, text.allSatisfy({ $0.isASCII && $0.isLetter }) else {
      throw DirectoryError.invalidValue("usageLocation", of: "User")
    }
  }

  private static func businessPhones(_ value: JSONValue?) throws {
    guard (value?.arrayValue?.count ?? 0) <= 1 else {
      throw DirectoryError.invalidValue("businessPhones", of: "User")
    }
  }

  private static func password(_ profile: JSONValue?, policies: String?, isRequired: Bool) throws {
    guard let password = Password.inProfile(profile) else {
      guard !isRequired else { throw DirectoryError.valueRequired("password", of: "User") }
      return
    }
    let isFree = policies?.contains("DisableStrongPassword") == true
    guard isFree ? Password.hasAllowedLength(password) : Password.isStrong(password) else {
      throw DirectoryError.weakPassword
    }
  }
}
