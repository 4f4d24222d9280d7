import JSON
import TestSupport
import Testing

extension PublishedTenant {
  /// The id of the one user.
  static let ada = "11111111-1111-1111-1111-111111111111"

  /// One with a single user, and with the published metadata of v1.0.
  static func ofAda() throws -> PublishedTenant {
    try PublishedTenant(
      #"{"users":[{"id":"\#(ada)","userPrincipalName":"ada@contoso.example"}]}"#, .publishedV1)
  }
}

/// Suites about the names of what is in the drive of that user.
protocol DriveNames: PublishedTenantTests {}

extension DriveNames {
  static var user: String { PublishedTenant.ada }
  static var root: String { "/users/\(user)/drive/root" }
  static var taken: String {
    "409 nameAlreadyExists: An item with the same name already exists under the parent."
  }

  /// Of what is in the root.
  func names() -> [String] { send("GET", Self.root + "/children").values("name") }
}
