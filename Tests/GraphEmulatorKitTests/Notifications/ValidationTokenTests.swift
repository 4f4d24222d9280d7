import HTTPMessages
import GraphEmulatorKit
import Identity
import JSON
import Testing

/// Notifications that bring an object show who sends them.
@Suite struct ValidationTokenTests {
  private static let sealing =
    #""includeResourceData":true,"encryptionCertificateId":"mine","encryptionCertificate":"\#(DeliveryTests.certificate)""#

  /// The body that the endpoint gets of a change of a user.
  private func told(_ more: String, by application: String?) async throws -> (JSONObject, SubscribedEmulator)
  {
    let scene = try SubscribedEmulator()
    let claims: JSONObject = [
      "roles": ["User.Read.All"], "idtyp": "app", "appid": .string(application ?? ""),
    ]
    let made = scene.emulator.send(
      "POST", "/subscriptions",
      """
      {"resource":"users","changeType":"updated","notificationUrl":"\(scene.listener.url)",
       "expirationDateTime":"2026-02-01T00:00:00Z"\(more)}
      """, version: "v1.0", headers: application == nil ? [] : [UnsignedToken.header(claims)])
    try #require(made.status == 201, "\(made.text)")
    scene.emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"a"}"#)
    _ = try await scene.listener.items(1)
    let call = try #require(scene.listener.calls.first)
    return (try #require(try JSONValue.parse(call.body).objectValue), scene)
  }

  @Test func theApplicationIsShownATokenOfTheService() async throws {
    let (body, scene) = try await told(",\(Self.sealing)", by: UnsignedToken.application)
    #expect(body.members.map(\.name) == ["value", "validationTokens"])
    let item = try #require(body["value"]?.arrayValue?.first?.objectValue)
    #expect(item["encryptedContent"] != nil)
    let tenant = try #require(item["tenantId"]?.stringValue)
    let tokens = body["validationTokens"]?.arrayValue?.compactMap(\.stringValue) ?? []
    let token = try #require(tokens.first.flatMap { JSONWebToken($0) })
    #expect(tokens.count == 1)
    #expect(try token.isSigned(by: scene.emulator.core.keys))
    var claims = token.claims
    #expect(claims["uti"]?.stringValue?.count == 22)
    claims["uti"] = nil
    let now = 1_769_847_330
    #expect(
      JSONValue.object(claims).text == """
        {"aud":"\(UnsignedToken.application)","iss":"https://login.microsoftonline.com/\(tenant)/v2.0",\
        "iat":\(now),"nbf":\(now),"exp":\(now + 3600),"azp":"0bf30f3b-4a52-48df-9a82-234910c4a086",\
        "azpacr":"2","tid":"\(tenant)","ver":"2.0"}
        """)
  }

  /// Where no object is brought, and where it is not known whose the subscription is.
  @Test(arguments: [("", UnsignedToken.application), (",\(sealing)", nil)] as [(String, String?)])
  func othersAreShownNone(_ more: String, _ application: String?) async throws {
    let (body, _) = try await told(more, by: application)
    #expect(body.members.map(\.name) == ["value"])
  }
}
