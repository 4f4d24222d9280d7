import CryptoExtras
import GraphStore
import Identity
import JSON
import Testing

@Suite("An application that is listed with certificates signs with the key of one of them")
struct ListedCertificateTests {
  private static let ring = Result { try (0..<3).map { _ in try SigningKeys(nil) { .first }.current } }
  private let signIn: SignIn
  private let keys: [SigningKey]

  /// `app` has the certificates of the first two keys, `both` that of the first and a secret.
  init() throws {
    keys = try Self.ring.get()
    let (first, second) = (try Self.certificate(keys[0]), try Self.certificate(keys[1]))
    let lines = stride(from: 0, to: second.count, by: 64).map { second.dropFirst($0).prefix(64) }
    let pem = "-----BEGIN CERTIFICATE-----\\n\(lines.joined(separator: "\\n"))\\n-----END CERTIFICATE-----\\n"
    signIn = try SignIn(
      """
      , "clientApplications":[
        {"clientId":"app","certificates":["\(first)","\(pem)"],"application":["User.Read.All"]},
        {"clientId":"both","secret":"app-secret","certificates":["\(first)"]}]
      """)
  }

  /// Base64 of its DER.
  private static func certificate(_ key: SigningKey) throws -> String {
    let form = try key.publicForm(issuer: nil)
    return try #require(form["x5c"]?.arrayValue?.first?.stringValue)
  }

  private func assertion(
    _ key: SigningKey, of client: String = "app", issuer: String? = nil,
    audience: String = "https://localhost:8586/x"
  ) throws -> Reply {
    let header: JSONObject = ["alg": "PS256", "x5c": .array([.string(try Self.certificate(key))])]
    let claims: JSONObject = [
      "iss": .string(issuer ?? client), "sub": .string(client), "aud": .string(audience),
      "exp": .number(4_102_444_800),
    ]
    let text = [header, claims].map { Base64URL.text(JSONValue.object($0).bytes) }.joined(separator: ".")
    let signature = try key.key.signature(for: Array(text.utf8), padding: .PSS).rawRepresentation
    return token(client, ["client_assertion": "\(text).\(Base64URL.text(signature))"])
  }

  private func token(_ client: String, _ credential: [String: String]) -> Reply {
    let form = [
      "grant_type": "client_credentials", "client_id": client,
      "scope": "https://graph.microsoft.com/.default",
      "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    ].merging(credential) { $1 }
    let body = form.map { "\($0.key)=\(SignIn.escaped($0.value))" }.joined(separator: "&")
    return signIn.send("POST", "/common/oauth2/v2.0/token", body: body)
  }

  @Test func theKeyOfOneOfThem() throws {
    for key in keys.prefix(2) {
      let claims = try signIn.claims(assertion(key).text("access_token"))
      #expect(claims["appidacr"] == "2")
      #expect(claims["roles"] == ["User.Read.All"])
    }
    #expect(try assertion(keys[0], of: "both").status == 200)
    #expect(token("both", ["client_secret": "app-secret"]).status == 200)
  }

  @Test func nothingElse() throws {
    let unknown = """
      401 invalid_client AADSTS700027: The certificate with identifier used to sign the client assertion is not \
      registered on application, or the client assertion failed signature validation.
      """
    #expect(try SignIn.refusal(assertion(keys[2])) == unknown)
    #expect(try SignIn.refusal(assertion(keys[1], of: "both")) == unknown)
    func wrong(_ client: String) -> String {
      "401 invalid_client AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the "
        + "request is the client secret value, not the client secret ID, for a secret added to app '\(client)'."
    }
    #expect(try SignIn.refusal(token("app", ["client_secret": "app-secret"])) == wrong("app"))
    #expect(try SignIn.refusal(token("both", ["client_secret": "other"])) == wrong("both"))
    let federated = try assertion(
      keys[0], issuer: "https://other.example", audience: "api://AzureADTokenExchange")
    #expect(
      try SignIn.refusal(federated) == """
        401 invalid_client AADSTS700212: No matching federated identity record found for presented assertion \
        audience 'api://AzureADTokenExchange'.
        """)
  }

  @Test func exportsHaveThem() throws {
    let seed = try signIn.emulator.export()
    let again = try TestEmulator(seed)
    #expect(try again.export() == seed)
    #expect(seed.contains(try Self.certificate(keys[0])))
  }
}
