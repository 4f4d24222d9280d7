import Foundation
import GraphContract
import GraphEmulatorKit
import GraphService
import GraphStore
import HTTPMessages
import Identity
import JSON
import Tenants
import Testing

/// Where only the emulator's own tokens count, each kind of other one is told by what is wrong with it.
@Suite("Forged and broken tokens") struct ForgedTokenTests {
  private let tokens: StrictTokens

  init() throws { tokens = try StrictTokens() }

  @Test func ownTokenIsTaken() throws {
    let reply = tokens.me(try tokens.signed())
    #expect(reply.status == 200)
    #expect(
      reply.json == [
        "@odata.context": "http://localhost:8585/beta/$metadata#users(displayName)/$entity",
        "displayName": "Adele",
      ])
  }

  @Test(arguments: [
    "https://graph.microsoft.com/", "00000003-0000-0000-c000-000000000000", "http://localhost:8585",
  ])
  func audiencesThatAreTaken(_ audience: String) throws {
    #expect(tokens.me(try tokens.signed { $0["aud"] = .string(audience) }).status == 200)
  }

  @Test func issuerOfTheSecondForm() throws {
    let issuer = "https://localhost:8586/\(StrictTokens.tenant)/v2.0"
    #expect(tokens.me(try tokens.signed { $0["iss"] = .string(issuer) }).status == 200)
  }

  /// The whole refusal, once: the others differ in their sentence.
  @Test func wholeRefusal() throws {
    let reply = tokens.me("test")
    #expect(reply.status == 401)
    let error = try #require(reply["error"]?.objectValue)
    #expect(error["code"] == "InvalidAuthenticationToken")
    #expect(
      error["message"]
        == .string(
          "IDX14100: JWT is not well formed, there are no dots (.).\nThe token needs to be in JWS or JWE Compact "
            + "Serialization Format. (JWS): 'EncodedHeader.EncodedPayload.EncodedSignature'. (JWE): "
            + "'EncodedProtectedHeader.EncodedEncryptedKey.EncodedInitializationVector.EncodedCiphertext"
            + ".EncodedAuthenticationTag'."))
    #expect(error["innerError"]?.objectValue?["request-id"]?.stringValue == reply.header("request-id"))
    #expect(
      reply.header("WWW-Authenticate")
        == #"Bearer realm="", authorization_uri="http://localhost:8585/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000""#
    )
  }

  @Test func formsThatAreNone() throws {
    let good = TokenParts(try tokens.signed())
    let cases: [(String, TokenFault)] = [
      ("test", .notCompact), ("a.b", .notCompact), ("a.b.c.d", .notCompact), ("a.b.c.d.e", .notCompact),
      ("..", .unreadable), ("%%%.%%%.%%%", .unreadable), ("bm9uZQ.bm9uZQ.", .unreadable),
      (good.parts[0] + "." + TokenParts.part("[1]") + "." + good.parts[2], .unreadable),
      (good.parts[0] + "." + TokenParts.part("{") + "." + good.parts[2], .unreadable),
      (good.parts[0] + ".." + good.parts[2], .unreadable),
      ("." + good.parts[1] + "." + good.parts[2], .unreadable),
      (good.text + "\u{e9}", .unreadable),
      (String(repeating: "a", count: 6000), .notCompact),
      (good.parts[0] + "." + TokenParts.part(String(repeating: "[", count: 3000)) + ".", .unreadable),
    ]
    expect(cases)
  }

  @Test func signaturesThatAreNone() throws {
    let good = TokenParts(try tokens.signed())
    let id = try tokens.key.id
    let foreign = try SigningKeys(nil, wall: { .first }).current
    var admin = StrictTokens.claims
    admin["scp"] = "Directory.ReadWrite.All"
    let cases: [(String, TokenFault)] = [
      (good.with(header: #"{"typ":"JWT","alg":"none","kid":"\#(id)"}"#), .algorithm),
      (good.with(header: #"{"typ":"JWT","alg":"None","kid":"\#(id)"}"#), .algorithm),
      (good.with(header: #"{"typ":"JWT","alg":"HS256","kid":"\#(id)"}"#), .algorithm),
      (good.with(header: #"{"typ":"JWT","alg":"PS256","kid":"\#(id)"}"#), .algorithm),
      (good.with(header: #"{"typ":"JWT","alg":"ES256","kid":"\#(id)"}"#), .algorithm),
      (good.with(header: #"{"typ":"JWT","alg":256,"kid":"\#(id)"}"#), .algorithm),
      (good.with(header: #"{"typ":"JWT","kid":"\#(id)"}"#), .algorithm),
      (good.with(header: #"{"typ":"JWT","alg":"RS256"}"#), .unknownKey),
      (good.with(header: #"{"typ":"JWT","alg":"RS256","kid":"other"}"#), .unknownKey),
      (good.with(header: #"{"typ":"JWT","alg":"RS256","kid":7}"#), .unknownKey),
      (try JSONWebToken.signed(StrictTokens.claims, with: foreign), .unknownKey),
      (
        TokenParts(try JSONWebToken.signed(StrictTokens.claims, with: foreign)).with(
          header: #"{"typ":"JWT","alg":"RS256","kid":"\#(id)"}"#), .signature
      ),
      (good.with(claims: admin), .signature), (good.with(signature: ""), .signature),
      (good.with(signature: TokenParts.part("no signature")), .signature),
      (good.with(header: #"{"alg":"RS256","kid":"\#(id)"}"#), .signature),
      (good.with(signature: TokenParts(try tokens.signed { $0["uti"] = "x" }).parts[2]), .signature),
    ]
    expect(cases)
  }

  @Test func claimsThatAreWrong() throws {
    let changes: [((inout JSONObject) -> Void, TokenFault)] = [
      ({ $0["iss"] = "https://sts.windows.net/88888888-0000-4000-8000-000000000008/" }, .issuer),
      (
        { $0["iss"] = .string("https://login.microsoftonline.com.evil.example/\(StrictTokens.tenant)/v2.0") },
        .issuer
      ),
      ({ $0["iss"] = nil }, .issuer), ({ $0["iss"] = ["https://sts.windows.net"] }, .issuer),
      ({ $0["tid"] = nil }, .issuer), ({ $0["tid"] = "" }, .issuer),
      ({ $0["aud"] = "https://management.azure.com" }, .audience), ({ $0["aud"] = nil }, .audience),
      ({ $0["aud"] = ["https://graph.microsoft.com", "https://other.example"] }, .audience),
      ({ $0["aud"] = "https://graph.microsoft.com.evil.example" }, .audience),
      ({ $0["aud"] = "https://graph.microsoft.com/x" }, .audience),
      ({ $0["aud"] = "https://localhost:8585/v1.0" }, .audience),
      ({ $0["aud"] = "https://10.0.0.5" }, .audience),
      ({ $0["aud"] = "https://login.microsoftonline.com" }, .audience),
      ({ $0["aud"] = "https://localhost@evil.example" }, .audience),
      (
        {
          $0["exp"] = .number(StrictTokens.now - 301)
          ($0["nbf"], $0["iat"]) = (nil, nil)
        }, .expired
      ), ({ $0["exp"] = .number(-5) }, .claims),
      ({ $0["exp"] = nil }, .claims), ({ $0["exp"] = "tomorrow" }, .claims),
      ({ $0["exp"] = .number("1e400") }, .claims),
      ({ $0["nbf"] = .number(StrictTokens.now + 301) }, .notYetValid),
      ({ $0["nbf"] = .number(StrictTokens.now + 7200) }, .claims),
      (
        {
          $0["oid"] = nil; $0["appid"] = nil
        }, .claims
      ),
    ]
    expect(try changes.map { (try tokens.signed($0.0), $0.1) })
  }

  /// Clocks may differ by five minutes; the tenant's clock counts.
  @Test func edgesOfValidity() throws {
    #expect(
      tokens.me(
        try tokens.signed {
          $0["exp"] = .number(StrictTokens.now - 300); $0["nbf"] = nil; $0["iat"] = nil
        }
      ).status == 200)
    #expect(tokens.me(try tokens.signed { $0["nbf"] = .number(StrictTokens.now + 300) }).status == 200)
    let token = try tokens.signed()
    #expect(tokens.me(token).status == 200)
    try tokens.emulator.load(#"{"clock":{"mode":"frozen","now":"2026-01-31T09:20:31Z"}}"#)
    let late = tokens.me(token)
    #expect(late.status == 401)
    #expect(late.message == "Lifetime validation failed, the token is expired.")
  }

  /// A tenant that has an organization takes the tokens of no other; one without takes any.
  @Test func tenantsOfTokens() throws {
    let (own, other) = ("6F1A9C52-0d0e-4f5b-9a53-2f6f2a1b7c10", "88888888-0000-4000-8000-000000000008")
    let emulator = tokens.emulator
    let clock = #"{"clock":{"mode":"frozen","now":"2026-01-31T08:15:30Z"}}"#
    let open = try emulator.core.tenants.create(
      TenantName("open"), seeds: [SeedDocument(name: "open.json", bytes: Array(clock.utf8))])
    func status(_ token: String, in tenant: Tenant?) -> Reply {
      Reply(
        emulator.core.service.respond(
          to: Request(
            method: "GET", target: "/v1.0/users",
            headers: RequestHeaders([
              HeaderField("Host", "localhost"), HeaderField("Authorization", "Bearer \(token)"),
            ])), in: tenant))
    }
    func token(_ tenant: String) throws -> String {
      try tokens.signed {
        $0["tid"] = .string(tenant)
        $0["iss"] = .string("https://sts.windows.net/\(tenant)/")
        $0["scp"] = "User.Read.All"
      }
    }
    let all = try [token(StrictTokens.tenant), token(own), token(own.lowercased()), token(other)]
    #expect(all.map { status($0, in: nil).status } == [200, 200, 200, 200])
    try emulator.load(#"{"organization":[{"id":"\#(own.lowercased())","displayName":"Contoso"}]}"#)
    #expect(all.map { status($0, in: nil).status } == [401, 200, 200, 401])
    #expect(status(all[3], in: nil).message == "Access token validation failure. Invalid tenant.")
    #expect(all.map { status($0, in: open).status } == [200, 200, 200, 200])
  }

  /// That the keys cannot be read is a fault of the emulator's, which says nothing of the token.
  @Test func keysThatCannotBeRead() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/damaged-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let emulator = try TestEmulator {
      $0.authentication = .strict
      $0.dataDirectory = folder
    }
    try Data("nonsense".utf8).write(to: URL(filePath: folder + "/.signing-keys.json"))
    let reply = emulator.send(
      "GET", "/users", headers: [HeaderField("Authorization", "Bearer \(try tokens.signed())")])
    #expect(reply.status == 500)
    #expect(reply.errorCodes == ["InternalServerError"])
  }

  /// However often it was taken before.
  @Test func keysThatAreGone() throws {
    let token = try tokens.signed()
    for _ in 0..<(SigningKeys.limit - 1) {
      #expect(tokens.me(token).status == 200)
      #expect(try tokens.rotate().first == tokens.key.id)
    }
    #expect(tokens.me(token).status == 200)
    #expect(try tokens.rotate().count == SigningKeys.limit)
    #expect(tokens.me(token).message == "Signing key is invalid.")
    #expect(tokens.me(try tokens.signed()).status == 200)
  }

  @Test func keysOfBefore() throws {
    let token = try tokens.signed()
    try tokens.emulator.core.keys.rotate()
    #expect(tokens.me(token).status == 200)
    #expect(tokens.me(try tokens.signed()).status == 200)
  }

  @Test func permissionsCount() throws {
    #expect(
      tokens.me(try tokens.signed { $0["scp"] = "Mail.Read" }).errorCodes == ["Authorization_RequestDenied"])
    let application = tokens.me(
      try tokens.signed {
        $0["scp"] = nil; $0["idtyp"] = "app"; $0["roles"] = ["User.Read.All"]
      })
    #expect(application.status == 400)
    #expect(application.message == "/me request is only valid with delegated authentication flow.")
  }

  /// Who was given nothing may do nothing: that a token says nothing of permissions is an answer where it was issued here.
  @Test func tokensWithoutPermissions() throws {
    #expect(tokens.me(try tokens.signed { $0["scp"] = nil }).errorCodes == ["Authorization_RequestDenied"])
    let application = try tokens.signed {
      $0["scp"] = nil
      $0["idtyp"] = "app"
    }
    let reply = tokens.emulator.send(
      "GET", "/users", headers: [HeaderField("Authorization", "Bearer \(application)")])
    #expect(reply.status == 403)
    #expect(reply.errorCodes == ["Authorization_RequestDenied"])
  }

  private func expect(_ cases: [(token: String, fault: TokenFault)]) {
    for (token, fault) in cases {
      let reply = tokens.me(token)
      let expected = PlainMessages().error(CallerFailure.tokenRefused(fault, root: "")).message
      #expect(
        reply.status == 401 && reply.errorCodes == ["InvalidAuthenticationToken"] && reply.message == expected
          && reply.header("WWW-Authenticate") != nil,
        "\(token.prefix(200)): \(fault): \(reply.status) \(reply.text)")
    }
  }
}
