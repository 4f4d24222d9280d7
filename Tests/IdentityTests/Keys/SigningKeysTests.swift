import Crypto
import CryptoExtras
import Foundation
import GraphStore
import Identity
import JSON
import SwiftASN1
import Tenants
import Testing
import X509

@Suite("Signing keys are made, kept, rotated and told")
struct SigningKeysTests {
  @Test func aKeyListsItsCertificate() throws {
    let key = try KeyRing.shared.current
    let certificate = try Certificate(derEncoded: key.certificate)
    #expect(certificate.publicKey.isValidSignature(certificate.signature, for: certificate))
    #expect(Certificate.PublicKey(key.key.publicKey) == certificate.publicKey)
    #expect(key.id == Base64URL.text(Insecure.SHA1.hash(data: key.certificate)))
    let numbers = try key.key.publicKey.getKeyPrimitives()
    #expect(
      try key.publicForm(issuer: "https://localhost/t/v2.0") == [
        "kty": "RSA", "use": "sig", "kid": .string(key.id), "x5t": .string(key.id),
        "n": .string(Base64URL.text(numbers.modulus)), "e": "AQAB",
        "x5c": [.string(Data(key.certificate).base64EncodedString())],
        "issuer": "https://localhost/t/v2.0",
      ])
    #expect(try key.publicForm(issuer: nil)["issuer"] == nil)
    #expect(key.key.keySizeInBits == 2048)
  }

  @Test func theFileKeepsThem() throws {
    let folder = try KeyFolder()
    let first = SigningKeys(folder.file, wall: KeyRing.wall)
    let id = try first.current.id
    let text = try JSONWebToken.signed(["a": "b"], with: first.current)
    let second = SigningKeys(folder.file, wall: KeyRing.wall)
    #expect(try second.all.map(\.id) == [id])
    #expect(try #require(JSONWebToken(text)).isSigned(by: second))
    let mode = try FileManager.default.attributesOfItem(atPath: folder.file.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func rotationOverlaps() throws {
    let folder = try KeyFolder()
    let keys = SigningKeys(folder.file, wall: KeyRing.wall)
    var ids = [try keys.current.id]
    let token = try #require(JSONWebToken(try JSONWebToken.signed([:], with: keys.current)))
    for _ in 0..<2 {
      ids.insert(try keys.rotate().id, at: 0)
      #expect(try keys.all.map(\.id) == ids)
      #expect(try keys.current.id == ids[0])
      #expect(try token.isSigned(by: keys))
    }
    ids.insert(try keys.rotate().id, at: 0)
    #expect(try keys.all.map(\.id) == Array(ids.prefix(SigningKeys.limit)))
    #expect(try !token.isSigned(by: keys))
    #expect(try SigningKeys(folder.file, wall: KeyRing.wall).all.map(\.id) == Array(ids.prefix(3)))
  }

  @Test(arguments: ["", "[]", "{}", "[{}]", #"[{"key":"x","certificate":"AA=="}]"#])
  func aFileOfSomethingElseIsLeftAlone(_ text: String) throws {
    let folder = try KeyFolder()
    try folder.file.write(Array(text.utf8))
    let keys = SigningKeys(folder.file, wall: KeyRing.wall)
    let error = #expect(throws: DataFolderError.self) { try keys.current }
    #expect(
      error?.description
        == "the file \(folder.file.path) does not hold signing keys: remove it to have new ones made")
    #expect(try folder.file.read() == Array(text.utf8))
  }

  @Test func withoutAFileTheyEndWithTheProcess() throws {
    let keys = SigningKeys(nil, wall: KeyRing.wall)
    let token = try #require(JSONWebToken(try JSONWebToken.signed([:], with: keys.current)))
    #expect(try token.isSigned(by: keys))
    #expect(try !token.isSigned(by: KeyRing.shared))
  }
}
