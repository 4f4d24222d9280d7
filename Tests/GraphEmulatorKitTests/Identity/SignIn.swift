import CryptoExtras
import Foundation
import GraphEmulatorKit
import HTTPMessages
import Identity
import JSON
import Testing

/// An emulator that programs sign in to, over TLS as they see it, with its clock at a standstill.
struct SignIn: Sendable {
  static let tenant = "6f1a9c52-0d0e-4f5b-9a53-2f6f2a1b7c10"
  static let adele = "11111111-0000-4000-8000-000000000001"
  static let client = "9a1d3c1e-2f4b-4a6c-8d70-5b6f7a8c9d01"
  static let host = "localhost:8586"
  static let now = 1_769_847_330

  let emulator: TestEmulator

  init(_ more: String = "") throws { emulator = try TestEmulator(Self.seed(more)) }

  init(emulator: TestEmulator) { self.emulator = emulator }

  /// - Parameter more: further members, each after a comma.
  static func seed(_ more: String, clock: String = "2026-01-31T08:15:30Z") -> String {
    """
    {"organization":[{"id":"\(tenant)","displayName":"Contoso","verifiedDomains":[
      {"name":"contoso.example","isInitial":true,"isDefault":true,"type":"Managed","capabilities":"Email"}]}],
    "users":[
      {"id":"\(adele)","displayName":"Adele Vance","givenName":"Adele","surname":"Vance",
       "userPrincipalName":"adele@contoso.example","passwordProfile":{"password":"pass-Adele-1"}},
      {"id":"11111111-0000-4000-8000-000000000002","displayName":"Alex <Wilber>",
       "userPrincipalName":"alex@contoso.example"},
      {"id":"11111111-0000-4000-8000-000000000003","displayName":"Off",
       "userPrincipalName":"off@contoso.example","accountEnabled":false}],
    "clock":{"mode":"frozen","now":"\(clock)"}\(more)}
    """
  }

  // MARK: Asking

  func send(
    _ method: String, _ target: String, body: String = "", headers: [HeaderField] = [],
    host: String = SignIn.host, isOverTLS: Bool = true
  ) -> Reply {
    Reply(
      emulator.core.respond(
        to: Request(
          method: method, target: target,
          headers: RequestHeaders([HeaderField("Host", host)] + headers), body: Array(body.utf8),
          isOverTLS: isOverTLS)))
  }

  func get(_ target: String, headers: [HeaderField] = []) -> Reply { send("GET", target, headers: headers) }

  /// Posts a form to the token endpoint.
  func token(
    _ form: KeyValuePairs<String, String>, tenant: String = SignIn.tenant, path: String = "oauth2/v2.0/token",
    headers: [HeaderField] = []
  ) -> Reply {
    send("POST", "/\(tenant)/\(path)", body: Self.form(form), headers: headers)
  }

  static func form(_ pairs: KeyValuePairs<String, String>) -> String {
    pairs.map { "\($0.key)=\(escaped($0.value))" }.joined(separator: "&")
  }

  static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  // MARK: Looking

  /// The claims of a token that the emulator's own key list verifies.
  func claims(_ text: String?) throws -> JSONObject {
    let text = try #require(text)
    let token = try #require(JSONWebToken(text))
    let keys = try get("/common/discovery/keys").object["keys"]?.arrayValue?.compactMap(\.objectValue) ?? []
    let key = try #require(keys.first { $0["kid"]?.stringValue == token.keyID })
    func number(_ name: String) throws -> [UInt8] {
      try #require(key[name]?.stringValue.flatMap { Base64URL.bytes($0) })
    }
    #expect(token.algorithm == "RS256")
    #expect(try token.isSigned(by: _RSA.Signing.PublicKey(n: number("n"), e: number("e"))))
    var claims = token.claims
    claims["uti"] = nil
    return claims
  }

  /// Code and text of a refusal, without what differs each time.
  static func refusal(_ reply: Reply) throws -> String {
    let body = try reply.object
    let text = body["error_description"]?.stringValue ?? ""
    let told = text.firstRange(of: " Trace ID: ").map { String(text[..<$0.lowerBound]) } ?? text
    return "\(reply.status) \(body["error"]?.stringValue ?? "") \(told)"
  }

  /// What a redirect brings, by name.
  static func answer(_ reply: Reply, after mark: Character = "?") throws -> [String: String] {
    let location = try #require(reply.header("Location"))
    let query = try #require(location.split(separator: mark, maxSplits: 1).last)
    var values: [String: String] = [:]
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = parts.count > 1 ? String(parts[1]).removingPercentEncoding : ""
    }
    return values
  }
}

extension Reply {
  /// The body, which has to be an object.
  var object: JSONObject {
    get throws { try #require(try JSONValue.parse(text).objectValue) }
  }

  func text(_ member: String) throws -> String? { try object[member]?.stringValue }
}
