import GraphStore
import JSON

/// `revokeSignInSessions` and `invalidateAllRefreshTokens`: tokens from before now count no more.
struct EndSessions: OperationRule {
  let operations = ["microsoft.graph.revokeSignInSessions", "microsoft.graph.invalidateAllRefreshTokens"]

  /// How often that was done to a user.
  static let mark = "@emulator.endedSessions"

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let user = call.entity else { return .value(.bool(false)) }
    let now = JSONValue.string(transaction.moment.seconds)
    _ = try transaction.update(user) { user in
      user.properties["signInSessionsValidFromDateTime"] = now
      user.properties["refreshTokensValidFromDateTime"] = now
      user.properties[Self.mark] = .number((user.properties[Self.mark]?.intValue ?? 0) &+ 1)
    }
    return .value(.bool(true))
  }
}

/// `validatePassword`
struct ValidatePassword: OperationRule {
  let operations = ["microsoft.graph.validatePassword"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    let password = call.parameters["password"]?.stringValue ?? ""
    let results: [JSONValue] = [
      Self.result(
        "password_length", Password.hasAllowedLength(password), "The password must have 8 to 256 characters."),
      Self.result(
        "password_complexity", Password.kinds(of: password) >= 3,
        "The password must have three of: lower case, upper case, digits, symbols."),
    ]
    return .value([
      "isValid": .bool(Password.isStrong(password)), "validationResults": .array(results),
    ])
  }

  private static func result(_ rule: String, _ passed: Bool, _ message: String) -> JSONValue {
    [
      "ruleName": .string(rule), "validationPassed": .bool(passed),
      "message": passed ? .null : .string(message),
    ]
  }
}

/// `changePassword` by the user.
struct ChangePassword: OperationRule {
  let operations = ["microsoft.graph.changePassword"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let user = call.entity else { return .empty(status: 204) }
    let current = Password.inProfile(user.properties["passwordProfile"])
    guard current == nil || current == call.parameters["currentPassword"]?.stringValue else {
      throw DirectoryError.badRequest("The specified current password does not match the actual password.")
    }
    guard let password = call.parameters["newPassword"], password.stringValue.map(Password.isStrong) == true
    else {
      throw DirectoryError.weakPassword
    }
    _ = try transaction.update(user) { user in
      var profile = user.properties["passwordProfile"]?.objectValue ?? [:]
      profile["password"] = password
      user.properties["passwordProfile"] = .object(profile)
    }
    return .empty(status: 204)
  }
}
