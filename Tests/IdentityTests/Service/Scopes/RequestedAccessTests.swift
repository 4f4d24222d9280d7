import Testing

@testable import Identity

@Suite("What was asked for keeps its meaning, whatever is asked later")
struct RequestedAccessTests {
  private static let scopes = RequestedAccess.scopes("User.Read")
  private static let resource = RequestedAccess.resource("https://management.azure.com", scope: "openid")

  @Test(
    arguments: [
      ("", .first, scopes, scopes), ("", .second, scopes, scopes),
      ("", .first, resource, resource), ("", .second, resource, resource),
      ("scope=openid", .first, scopes, scopes),
      ("resource=r", .second, scopes, scopes),
      ("scope=Mail.Read", .second, scopes, .scopes("Mail.Read")),
      ("scope=Mail.Read", .second, resource, .scopes("Mail.Read")),
      ("resource=r", .first, scopes, .resource("r", scope: "")),
      ("resource=r", .first, resource, .resource("r", scope: "openid")),
      ("scope=email", .first, resource, .resource("https://management.azure.com", scope: "email")),
    ] as [(String, ProtocolVersion, RequestedAccess, RequestedAccess)])
  func later(
    _ form: String, _ version: ProtocolVersion, _ before: RequestedAccess, _ after: RequestedAccess
  ) throws {
    #expect(RequestedAccess(try FormParameters(form), version, orElse: before) == after)
  }
}
