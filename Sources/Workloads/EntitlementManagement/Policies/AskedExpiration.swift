import JSON

/// What a client says of an end: its type has the member that it needs, and no type another one
/// (entitlement-management section 4).
enum AskedExpiration {
  /// An `expirationPattern`, also that of a policy.
  static func check(_ value: JSONValue?, at place: String) throws {
    let expiration = value?.objectValue
    let type = expiration?["type"]?.stringValue ?? "notSpecified"
    let given = ["duration", "endDateTime"].filter { expiration?[$0] ?? .null != .null }
    if let needed = needed[type] {
      guard !given.contains(needed) else { return }
      throw EntitlementError.invalidModel(at: "\(place).\(needed)", "The type '\(type)' needs it.")
    }
    guard let first = given.first else { return }
    throw EntitlementError.invalidModel(at: "\(place).\(first)", "The type '\(type)' has none.")
  }

  /// The member that tells the end, by the type of an expiration.
  private static let needed = ["afterDuration": "duration", "afterDateTime": "endDateTime"]
}
