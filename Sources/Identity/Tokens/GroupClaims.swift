import JSON

/// The groups of a user in a token, or, where there are too many, the place to ask for them.
enum GroupClaims {
  /// More are not listed (the service's limit for JSON tokens).
  static let limit = 200

  /// - Parameter root: of Graph's URLs.
  static func add(_ user: TokenUser, _ root: String, to claims: inout JSONObject) {
    guard !user.groups.isEmpty else { return }
    guard user.groups.count > limit else {
      claims[name] = .array(user.groups.map(JSONValue.string))
      return
    }
    claims["_claim_names"] = .object([name: "src1"])
    claims["_claim_sources"] = [
      "src1": [
        "endpoint": .string("\(root)/v1.0/users/\(user.id)/getMemberObjects")
      ]
    ]
  }

  private static let name = "groups"
}
