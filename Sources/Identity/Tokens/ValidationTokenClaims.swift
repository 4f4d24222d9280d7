import JSON

/// The claims by which an application knows that notifications come from the service (page "change notifications that
/// include resource data").
struct ValidationTokenClaims: TokenClaimSet {
  /// Id of the application that has subscribed.
  let audience: String
  let tenant: String

  var issuer: String { "https://login.microsoftonline.com/\(tenant)/v2.0" }

  var others: JSONObject {
    [
      "azp": .string(Self.publisher), "azpacr": "2", "tid": .string(tenant), "ver": "2.0",
    ]
  }

  /// The service's own application that publishes changes, the same in every tenant.
  private static let publisher = "0bf30f3b-4a52-48df-9a82-234910c4a086"
}
