/// `adele@contoso.example`: the part before the last `@`, and the domain after it.
struct UserPrincipalName: Equatable {
  let local: String
  let domain: String

  /// - Returns: nil when either part is empty, the local part is longer than 64 or a blank stands in it.
  init?(_ text: String) {
    guard let mark = text.lastIndex(of: "@") else { return nil }
    local = String(text[..<mark])
    domain = String(text[text.index(after: mark)...])
    guard !local.isEmpty, local.utf8.count <= 64, !domain.isEmpty, !Self.holdsBlank(text) else { return nil }
  }

  static func holdsBlank(_ text: String) -> Bool { text.unicodeScalars.contains(where: isBlank) }

  /// Looking up properties of Unicode takes long, and most names are ASCII.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
  }

  /// The name that a deleted user has: its id without dashes stands before, so that the name is free again.
  static func deleted(_ name: String, id: String) -> String {
    let prefix = Self.prefix(id)
    return name.hasPrefix(prefix) ? name : prefix + name
  }

  static func restored(_ name: String, id: String) -> String {
    let prefix = Self.prefix(id)
    return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
  }

  private static func prefix(_ id: String) -> String { id.filter { $0 != "-" } }
}
