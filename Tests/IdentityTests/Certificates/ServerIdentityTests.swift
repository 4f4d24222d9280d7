import Crypto
import Foundation
import GraphStore
import Identity
import Testing

/// Certificates that somebody brings along.
@Suite struct ServerIdentityTests {
  private let files = CertificateFiles()
  private let made: ServerIdentity

  init() throws {
    made = try DevelopmentCertificates(nil, now: CertificateFiles.first, random: CertificateFiles.random)
      .identity(for: CertificateName.own)
  }

  private func identity(_ certificate: String, _ key: String) throws -> ServerIdentity {
    try ServerIdentity(
      certificateFile: files.file("cert.pem", certificate), keyFile: files.file("key.pem", key))
  }

  @Test func whatFitsIsTakenAsItIs() throws {
    let chain = made.certificateChain + (made.authority ?? "")
    // As OpenSSL writes them: the parameters of the curve come first.
    let key =
      "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + made.privateKey
    let identity = try identity(chain, key)
    #expect(identity.certificateChain == chain)
    #expect(identity.privateKey == key)
    #expect(identity.authority == nil)
  }

  /// Certificate and key in one file, named twice.
  @Test func oneFileOfBoth() throws {
    let path = try files.file("both.pem", made.certificateChain + made.privateKey)
    #expect(throws: Never.self) { try ServerIdentity(certificateFile: path, keyFile: path) }
  }

  @Test func keyOfAnother() throws {
    let other = P256.Signing.PrivateKey().pemRepresentation
    let (certificate, key) = (files.root + "/cert.pem", files.root + "/key.pem")
    let failure = #expect(throws: CertificateFailure.keyOfAnother(certificate: certificate, key: key)) {
      try identity(made.certificateChain, other)
    }
    #expect(
      failure?.description == "The private key in \(key) is not that of the certificate in \(certificate).")
  }

  @Test(arguments: ["", "no PEM", "key", "damaged"]) func noCertificate(kind: String) throws {
    let texts = [
      "key": made.privateKey,
      "damaged": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    ]
    let path = files.root + "/cert.pem"
    let failure = #expect(throws: CertificateFailure.nothingFound(what: "certificate", path: path)) {
      try identity(texts[kind] ?? kind, made.privateKey)
    }
    #expect(failure?.description == "The file \(path) holds no certificate in PEM that is understood.")
  }

  @Test(arguments: ["", "no PEM", "certificate", "damaged"]) func noKey(kind: String) throws {
    let texts = [
      "certificate": made.certificateChain,
      "damaged": "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
    ]
    let path = files.root + "/key.pem"
    #expect(throws: CertificateFailure.nothingFound(what: "private key", path: path)) {
      try identity(made.certificateChain, texts[kind] ?? kind)
    }
  }

  @Test(arguments: [
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
    "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n",
  ]) func encryptedKey(text: String) throws {
    let path = files.root + "/key.pem"
    let failure = #expect(throws: CertificateFailure.keyEncrypted(path: path)) {
      try identity(made.certificateChain, text)
    }
    #expect(failure?.description == "The private key in \(path) is encrypted: give it without a passphrase.")
  }

  @Test func missingFiles() throws {
    let key = try files.file("key.pem", made.privateKey)
    #expect(throws: CertificateFailure.fileNotRead(path: "/nowhere.pem", reason: "No such file or directory"))
    {
      try ServerIdentity(certificateFile: "/nowhere.pem", keyFile: key)
    }
    #expect(throws: CertificateFailure.fileNotRead(path: "/dev", reason: "Is a directory")) {
      try ServerIdentity(certificateFile: "/dev", keyFile: key)
    }
  }
}
