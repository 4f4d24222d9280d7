import Foundation
import GraphEmulatorKit
import GraphStore
import HTTPMessages
import Identity
import JSON
import Testing

/// Tokens of an emulator that takes only its own, at a fixed moment.
struct StrictTokens {
  let emulator: TestEmulator

  /// The moment of the emulator's clock, in seconds since 1970.
  static let now = 1_769_847_330
  static let tenant = "77777777-0000-4000-8000-000000000007"
  static let user = "11111111-0000-4000-8000-000000000001"

  init() throws {
    emulator = try TestEmulator(
      """
      {"clock":{"mode":"frozen","now":"2026-01-31T08:15:30Z"},
       "users":[{"id":"\(Self.user)","userPrincipalName":"adele@contoso.example","displayName":"Adele"}]}
      """
    ) { $0.authentication = .strict }
  }

  /// The claims of a token that is let in.
  static var claims: JSONObject {
    [
      "aud": "https://graph.microsoft.com", "iss": .string("https://sts.windows.net/\(tenant)/"),
      "iat": .number(now), "nbf": .number(now), "exp": .number(now + 3600), "tid": .string(tenant),
      "oid": .string(user), "appid": .string(UnsignedToken.application), "scp": "User.Read", "idtyp": "user",
    ]
  }

  var key: SigningKey { get throws { try emulator.core.keys.current } }

  func signed(_ change: (inout JSONObject) -> Void = { _ in }) throws -> String {
    var claims = Self.claims
    change(&claims)
    return try JSONWebToken.signed(claims, with: key)
  }

  /// Has the control plane make a new key; the ids of those that count then.
  func rotate() throws -> [String] {
    let reply = emulator.core.respond(to: Request(method: "POST", target: "/_emulator/keys/rotate"))
    let keys = try #require(try JSONValue.parse(reply.body).objectValue?["keys"]?.arrayValue)
    return keys.compactMap(\.stringValue)
  }

  func me(_ token: String) -> Reply {
    emulator.send(
      "GET", "/me?$select=displayName", headers: [HeaderField("Authorization", "Bearer \(token)")])
  }
}

/// A token's three parts, to be put together otherwise.
struct TokenParts {
  var parts: [String]

  init(_ token: String) {
    parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  var text: String { parts.joined(separator: ".") }

  static func part(_ text: String) -> String {
    Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
      "=", with: "")
  }

  func with(header: String) -> String {
    var copy = self
    copy.parts[0] = Self.part(header)
    return copy.text
  }

  func with(claims: JSONObject) -> String {
    var copy = self
    copy.parts[1] = Self.part(JSONValue.object(claims).text)
    return copy.text
  }

  func with(signature: String) -> String {
    var copy = self
    copy.parts[2] = signature
    return copy.text
  }
}
