package import JSON

/// A token that whoever runs the emulator wants: `{"user":"adele@contoso.example","scopes":["User.Read"]}`.
package struct TokenOrder: Sendable, Equatable {
  enum Permissions: Sendable, Equatable {
    /// Of a user; nil: the usual one.
    case scopes([String], user: String?)
    case roles([String])
  }

  let permissions: Permissions
  let client: String
  let lifetime: Int

  /// The application of orders that name none.
  static let usualClient = "e3a1b7c4-5d20-4f86-9b1e-7c0d2a94f615"
  /// Ten years; what is over before it begins is a token to be refused.
  static let lifetimes = -315_360_000...315_360_000

  /// - Throws: `TokenOrderMistake`
  package init(_ body: JSONObject) throws(TokenOrderMistake) {
    if let unknown = body.members.first(where: { !Self.members.contains($0.name) }) {
      throw TokenOrderMistake(
        "There is no '\(unknown.name)' in an order; there are \(Self.members.joined(separator: ", ")).")
    }
    client = try Self.oneOf(["app", "clientId"], body, Self.text) ?? Self.usualClient
    lifetime = try Self.oneOf(["expiresIn", "lifetime"], body, Self.seconds) ?? TokenContent.usualLifetime
    permissions = try Self.permissions(body)
  }

  private static let members = ["user", "scopes", "app", "clientId", "roles", "expiresIn", "lifetime"]

  private static func permissions(_ body: JSONObject) throws(TokenOrderMistake) -> Permissions {
    let user = try body["user"].map { value throws(TokenOrderMistake) in try text(value, "user") }
    switch (body["scopes"], body["roles"]) {
    case (let scopes?, nil): return .scopes(try texts(scopes, "scopes"), user: user)
    case (nil, let roles?):
      guard user == nil else {
        throw TokenOrderMistake("'roles' are of an application alone: they do not go with 'user'.")
      }
      return .roles(try texts(roles, "roles"))
    case (_?, _?):
      throw TokenOrderMistake("'scopes' are of a user and 'roles' of an application: give one of them.")
    case (nil, nil):
      throw TokenOrderMistake("'scopes' for a user's token, or 'roles' for an application's, is missing.")
    }
  }

  // MARK: Values

  /// A member that has two names.
  private static func oneOf<Value>(
    _ names: [String], _ body: JSONObject,
    _ read: (JSONValue, String) throws(TokenOrderMistake) -> Value
  ) throws(TokenOrderMistake) -> Value? {
    let given = names.filter { body[$0] != nil }
    guard given.count < 2 else {
      throw TokenOrderMistake("'\(names[0])' and '\(names[1])' are the same: give one of them.")
    }
    guard let name = given.first, let value = body[name] else { return nil }
    return try read(value, name)
  }

  private static func text(_ value: JSONValue, _ name: String) throws(TokenOrderMistake) -> String {
    guard let text = value.stringValue, !text.isEmpty else {
      throw TokenOrderMistake("'\(name)' takes a text, not \(value.kindName).")
    }
    return text
  }

  private static func texts(_ value: JSONValue, _ name: String) throws(TokenOrderMistake) -> [String] {
    let texts = value.arrayValue?.compactMap(\.stringValue) ?? []
    guard let values = value.arrayValue, values.count == texts.count,
      texts.allSatisfy({ !$0.isEmpty && !$0.contains(" ") })
    else { throw TokenOrderMistake("'\(name)' takes a list of names of permissions.") }
    return texts
  }

  private static func seconds(_ value: JSONValue, _ name: String) throws(TokenOrderMistake) -> Int {
    guard let seconds = value.intValue, lifetimes.contains(seconds) else {
      throw TokenOrderMistake(
        "'\(name)' takes seconds from \(lifetimes.lowerBound) to \(lifetimes.upperBound).")
    }
    return seconds
  }
}

/// What is wrong with an order, as one sentence.
package struct TokenOrderMistake: Error, Sendable, Equatable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}
