import JSON

/// The groups of a user in a token, or, where there are too many, the place to ask for them.
enum GroupClaims {
  /// More are not listed (the service's limit for JSON tokens).
  static let limit = 200

  static func add(_ user: TokenUser, _ tenant: String, to claims: inout JSONObject) {
    guard !user.groups.isEmpty else { return }
    guard user.groups.count > limit else {
      claims[name] = .array(user.groups.map(JSONValue.string))
      return
    }
    claims["_claim_names"] = .object([name: "src1"])
    claims["_claim_sources"] = [
      "src1": [
        "endpoint": .string("https://graph.windows.net/\(tenant)/users/\(user.id)/getMemberObjects")
      ]
    ]
  }

  private static let name = "groups"
}
