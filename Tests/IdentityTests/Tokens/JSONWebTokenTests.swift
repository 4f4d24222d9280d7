import CryptoExtras
import Identity
import JSON
import Testing

@Suite struct JSONWebTokenTests {
  @Test func whatIsSignedIsReadBack() throws {
    let claims: JSONObject = ["aud": "x", "exp": .number(12), "ratio": .number("12.5"), "roles": ["a", "b"]]
    let key = try KeyRing.shared.current
    let token = try #require(JSONWebToken(try JSONWebToken.signed(claims, with: key)))
    #expect(token.claims == claims)
    #expect(
      token.header == ["typ": "JWT", "alg": "RS256", "x5t": .string(key.id), "kid": .string(key.id)])
    #expect(try token.isSigned(by: KeyRing.shared))
    #expect(token.text("aud") == "x")
    #expect(token.texts("aud") == ["x"])
    #expect(token.texts("roles") == ["a", "b"])
    #expect(token.texts("exp") == [])
    #expect(token.seconds("exp") == 12)
    #expect(token.seconds("ratio") == 12)
    #expect(token.seconds("aud") == nil)
  }

  @Test(arguments: [
    "", "x", "a.b", "..", "e30.e30", "e30.e30.x.y", "W10.e30.", "e30.W10.", "e30.e30.*", "e30=.e30.",
    "e30.e30.a/b+", "eyJhIjoxLCJhIjoyfQ.e30.", "e30 .e30.", "MQ.MQ.MQ",
  ])
  func whatHasNotTheFormIsNone(_ text: String) { #expect(JSONWebToken(text) == nil) }

  @Test func anotherSignerOrAlgorithmIsNotTaken() throws {
    let key = try KeyRing.shared.current
    let text = try JSONWebToken.signed(["a": .number(1)], with: key)
    let parts = text.split(separator: ".").map(String.init)
    func isSigned(_ header: JSONObject, _ claims: String, _ signature: String) throws -> Bool {
      let header = Base64URL.text(JSONValue.object(header).bytes)
      return try #require(JSONWebToken("\(header).\(claims).\(signature)")).isSigned(by: KeyRing.shared)
    }
    let claims = Base64URL.text(JSONValue.object(["a": .number(2)]).bytes)
    let kid = JSONValue.string(key.id)
    #expect(try !isSigned(["alg": "none", "kid": kid], parts[1], ""))
    #expect(try !isSigned(["alg": "RS256", "kid": kid], parts[1], ""))
    #expect(try !isSigned(["typ": "JWT", "alg": "RS256", "x5t": kid, "kid": kid], claims, parts[2]))
    #expect(try isSigned(["typ": "JWT", "alg": "RS256", "x5t": kid, "kid": kid], parts[1], parts[2]))
    #expect(try !isSigned(["typ": "JWT", "alg": "RS256", "x5t": kid, "kid": "x"], parts[1], parts[2]))
    #expect(try !isSigned(["typ": "JWT", "alg": "HS256", "x5t": kid, "kid": kid], parts[1], parts[2]))
    #expect(try !isSigned(["typ": "JWT", "alg": "RS256"], parts[1], parts[2]))
    let other = try JSONWebToken.signed(["a": .number(1)], with: SigningKeys(nil, wall: KeyRing.wall).current)
    #expect(try !#require(JSONWebToken(other)).isSigned(by: KeyRing.shared))
  }

  @Test func clientsMaySignWithPSS() throws {
    let key = try KeyRing.shared.current.key
    let head = Base64URL.text(JSONValue.object(["alg": "PS256"]).bytes) + ".e30"
    let signature = try key.signature(for: Array(head.utf8), padding: .PSS).rawRepresentation
    let token = try #require(JSONWebToken("\(head).\(Base64URL.text(signature))"))
    #expect(token.isSigned(by: key.publicKey))
    #expect(try !token.isSigned(by: KeyRing.shared))
  }
}
