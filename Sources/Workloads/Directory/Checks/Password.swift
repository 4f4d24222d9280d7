import JSON

/// What the service asks of a password: eight characters, and three of the four kinds of them.
enum Password {
  static let allowedLength = 8...256

  static func isStrong(_ text: String) -> Bool { hasAllowedLength(text) && kinds(of: text) >= 3 }

  static func hasAllowedLength(_ text: String) -> Bool { allowedLength.contains(text.count) }

  static func kinds(of text: String) -> Int {
    let kinds: [(Character) -> Bool] = [
      \.isLowercase, \.isUppercase, \.isNumber, { !$0.isLowercase && !$0.isUppercase && !$0.isNumber },
    ]
    return kinds.count { kind in text.contains(where: kind) }
  }

  /// The password that a stored or sent profile holds.
  static func inProfile(_ profile: JSONValue?) -> String? { profile?.objectValue?["password"]?.stringValue }
}
