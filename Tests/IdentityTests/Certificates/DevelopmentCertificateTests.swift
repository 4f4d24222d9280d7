import Foundation
import GraphStore
import Identity
import SwiftASN1
import Testing
import X509

/// The development authority and what it certifies, over the time that a folder of them is used.
@Suite struct DevelopmentCertificateTests {
  private static let names = CertificateName.own + CertificateName.imitated

  private func leaf(_ identity: ServerIdentity) throws -> Certificate {
    try Certificate(pemEncoded: identity.certificateChain)
  }

  private func authority(_ identity: ServerIdentity) throws -> Certificate {
    try Certificate(pemEncoded: try #require(identity.authority))
  }

  @Test func filesAreTheirOwnersAlone() throws {
    let files = CertificateFiles()
    let identity = try files.certificates().identity(for: Self.names)
    #expect(
      try files.modes()
        == [".": 0o700, "lock": 0o600, "authority.pem": 0o600, "server.pem": 0o600, "ca.pem": 0o644])
    #expect(try files.text("ca.pem") == identity.authority)
    #expect(try !files.text("ca.pem").contains("PRIVATE KEY"))
    #expect(try files.text("server.pem") == identity.certificateChain + identity.privateKey)
  }

  @Test func aFolderThatIsOpenIsClosed() throws {
    let files = CertificateFiles()
    _ = try files.certificates().authority()
    chmod(files.path, 0o755)
    _ = try files.certificates().authority()
    #expect(try files.modes()["."] == 0o700)
  }

  @Test func authorityIsOne() throws {
    let authority = try authority(CertificateFiles().certificates().identity(for: Self.names))
    #expect(try authority.extensions.basicConstraints == .isCertificateAuthority(maxPathLength: 0))
    #expect(try authority.extensions.keyUsage == KeyUsage(keyCertSign: true, cRLSign: true))
    #expect(authority.issuer == authority.subject)
    #expect(authority.publicKey.isValidSignature(authority.signature, for: authority))
    let moment = CertificateFiles.first.unixTime
    #expect(authority.notValidBefore.timeIntervalSince1970 == moment - 86400)
    #expect(authority.notValidAfter.timeIntervalSince1970 == moment + 3652 * 86400)
  }

  @Test func leafIsForTheNamesAlone() throws {
    let identity = try CertificateFiles().certificates().identity(
      for: Self.names + [.dns("*.test"), .address([10, 1, 2, 3])])
    let (leaf, authority) = (try leaf(identity), try authority(identity))
    let addresses = [[127, 0, 0, 1], [UInt8](repeating: 0, count: 15) + [1], [10, 1, 2, 3]]
    let hosts = [
      "localhost", "*.localhost", "graph.microsoft.com", "login.microsoftonline.com", "login.microsoft.com",
      "login.windows.net", "sts.windows.net", "management.azure.com", "*.test",
    ]
    #expect(
      try leaf.extensions.subjectAlternativeNames.map(Set.init)
        == Set(
          hosts.map(GeneralName.dnsName)
            + addresses.map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) }))
    #expect(try leaf.extensions.basicConstraints == .notCertificateAuthority)
    #expect(try leaf.extensions.extendedKeyUsage.map(Array.init) == [.serverAuth])
    #expect(leaf.issuer == authority.subject)
    #expect(
      try leaf.extensions.authorityKeyIdentifier?.keyIdentifier
        == authority.extensions.subjectKeyIdentifier?.keyIdentifier)
    #expect(authority.publicKey.isValidSignature(leaf.signature, for: leaf))
    // What Apple's systems take.
    #expect(leaf.notValidAfter.timeIntervalSince(leaf.notValidBefore) <= 398 * 86400)
    let key = try Certificate.PrivateKey(pemEncoded: identity.privateKey)
    #expect(key.publicKey == leaf.publicKey)
  }

  // MARK: Over time

  @Test func bothAreKept() throws {
    let files = CertificateFiles()
    let first = try files.certificates().identity(for: Self.names)
    let second = try files.certificates(at: CertificateFiles.later(days: 300)).identity(
      for: Self.names.reversed())
    #expect(first.certificateChain == second.certificateChain)
    #expect(first.privateKey == second.privateKey)
    #expect(first.authority == second.authority)
    #expect(try files.certificates().authority() == first.authority)
  }

  /// Of some of its names, or of others below them.
  @Test func otherNamesAreCertifiedByTheSameAuthority() throws {
    let files = CertificateFiles()
    let first = try files.certificates().identity(for: Self.names)
    let second = try files.certificates().identity(for: Self.names + [.dns("graph.localhost")])
    #expect(first.authority == second.authority)
    #expect(first.certificateChain != second.certificateChain)
    #expect(first.privateKey != second.privateKey)
    let third = try files.certificates().identity(for: Self.names)
    #expect(try leaf(third).extensions.subjectAlternativeNames?.count == Self.names.count)
  }

  // MARK: Names that it may certify

  private func constraints(_ identity: ServerIdentity) throws -> NameConstraints {
    let found = try #require(try authority(identity).extensions[oid: .X509ExtensionID.nameConstraints])
    #expect(found.critical)
    return try NameConstraints(found)
  }

  private static let domains = [
    "graph.microsoft.com", "localhost", "login.microsoft.com", "login.microsoftonline.com",
    "login.windows.net",
    "management.azure.com", "sts.windows.net",
  ]

  @Test func authorityIsForItsNamesAlone() throws {
    let constraints = try constraints(CertificateFiles().certificates().identity(for: Self.names))
    #expect(Array(constraints.permittedDNSDomains) == Self.domains)
    let one = [UInt8](repeating: 0, count: 15) + [1]
    #expect(
      constraints.permittedIPRanges.map { Array($0.bytes) }
        == [one + [UInt8](repeating: 255, count: 16), [127, 0, 0, 1, 255, 255, 255, 255]])
    #expect(constraints.permittedSubtrees.count == Self.domains.count + 2)
    #expect(constraints.excludedSubtrees.isEmpty)
  }

  /// It is for the names of the one before too, so that servers of both kinds can take turns.
  @Test(arguments: [CertificateName.dns("*.corp.test"), .address([10, 1, 2, 3])])
  func namesBeyondAreCertifiedByAnother(name: CertificateName) throws {
    let files = CertificateFiles()
    let first = try files.certificates().identity(for: Self.names)
    let second = try files.certificates().identity(for: Self.names + [name])
    #expect(first.authority != second.authority)
    #expect(try files.text("ca.pem") == second.authority)
    let third = try files.certificates().identity(for: Self.names + [.dns("graph.test")])
    #expect(try constraints(third).permittedSubtrees.count == Self.domains.count + 4)
    for names in [Self.names, Self.names + [name], [.dns("a.graph.test")]] {
      #expect(try files.certificates().identity(for: names).authority == third.authority)
    }
    #expect(try files.certificates().authority() == third.authority)
  }

  @Test func authorityThatIsNotValidYetIsReplaced() throws {
    let files = CertificateFiles()
    let first = try files.certificates().identity(for: Self.names)
    let before = try files.certificates(at: CertificateFiles.later(days: -2)).identity(for: Self.names)
    #expect(before.authority != first.authority)
    #expect(try leaf(before).issuer == authority(before).subject)
  }

  @Test(arguments: [365 as Int64, 366, 367, 400, -2]) func leafIsRenewedBeforeItsEnd(day: Int64) throws {
    let files = CertificateFiles()
    let first = try files.certificates().identity(for: Self.names)
    let second = try files.certificates(at: CertificateFiles.later(days: day)).identity(for: Self.names)
    // It began a day early and has 397 days; the last thirty do not count.
    #expect((first.certificateChain == second.certificateChain) == (day == 365))
    // Two days earlier there was no authority either.
    #expect((first.authority == second.authority) == (day != -2))
  }

  @Test func authorityIsRenewedBeforeItsEnd() throws {
    let files = CertificateFiles()
    let first = try files.certificates().identity(for: Self.names)
    let last = try files.certificates(at: CertificateFiles.later(days: 3600)).identity(for: Self.names)
    #expect(first.authority == last.authority)
    #expect(try leaf(last).notValidAfter == authority(last).notValidAfter)
    let next = try files.certificates(at: CertificateFiles.later(days: 3623)).identity(for: Self.names)
    #expect(next.authority != last.authority)
    #expect(try authority(next).subject != authority(last).subject)
    #expect(try leaf(next).issuer == authority(next).subject)
    #expect(try files.text("ca.pem") == next.authority)
  }

  // MARK: What somebody has done to the files

  /// Two that make an authority at the same time would make two: without the lock none is made.
  @Test func withoutTheLockNothingIsMade() throws {
    let files = CertificateFiles()
    try FileManager.default.createDirectory(atPath: files.path + "/lock", withIntermediateDirectories: true)
    #expect(throws: CertificateFailure.fileNotWritten(path: files.path + "/lock", reason: "Is a directory")) {
      try files.certificates().identity(for: Self.names)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: files.path) == ["lock"])
  }

  @Test func whatIsMissingIsMadeAnew() throws {
    let files = CertificateFiles()
    let first = try files.certificates().identity(for: Self.names)
    for name in ["ca.pem", "server.pem", "lock"] {
      try FileManager.default.removeItem(atPath: files.path + "/" + name)
    }
    let second = try files.certificates().identity(for: Self.names)
    #expect(second.authority == first.authority)
    #expect(second.certificateChain != first.certificateChain)
    #expect(try files.text("ca.pem") == first.authority)
  }

  @Test(arguments: ["other", "", "no PEM", "cut"]) func aLeafThatIsNoneIsMadeAnew(kind: String) throws {
    let (files, others) = (CertificateFiles(), CertificateFiles())
    let first = try files.certificates().identity(for: Self.names)
    _ = try others.certificates().identity(for: Self.names)
    let texts = [
      "other": try others.text("server.pem"), "cut": String(try files.text("server.pem").dropLast(200)),
    ]
    try Data((texts[kind] ?? kind).utf8).write(to: URL(filePath: files.path + "/server.pem"))
    let second = try files.certificates().identity(for: Self.names)
    #expect(second.authority == first.authority)
    #expect(second.certificateChain != first.certificateChain)
    #expect(try leaf(second).issuer == authority(first).subject)
  }

  /// It may be trusted by somebody: it is not replaced without being asked.
  @Test(arguments: ["", "no PEM", "no text", "cut", "certificate"]) func aDamagedAuthorityIsTold(kind: String)
    throws
  {
    let files = CertificateFiles()
    _ = try files.certificates().authority()
    let path = files.path + "/authority.pem"
    let texts = [
      "cut": String(try files.text("authority.pem").dropLast(100)), "certificate": try files.text("ca.pem"),
    ]
    let bytes = kind == "no text" ? Data([0xFF, 0xFE, 0x00]) : Data((texts[kind] ?? kind).utf8)
    try bytes.write(to: URL(filePath: path))
    let failure = #expect(throws: CertificateFailure.authorityDamaged(path: path)) {
      try files.certificates().authority()
    }
    #expect(
      failure?.description
        == "The file \(path) does not hold the certificate authority and its key: remove it to have a new one made."
    )
  }

  @Test func folderThatCannotBeIsTold() throws {
    let files = CertificateFiles()
    let file = try files.file("file", "")
    let certificates = DevelopmentCertificates(
      CertificateFolder(file + "/folder"), now: CertificateFiles.first, random: CertificateFiles.random)
    #expect(
      throws: CertificateFailure.folderNotMade(path: file + "/folder", reason: "Not a directory")
    ) { try certificates.authority() }
  }

  @Test func withoutAFolderNothingIsKept() throws {
    let certificates = DevelopmentCertificates(
      nil, now: CertificateFiles.first, random: CertificateFiles.random)
    let identity = try certificates.identity(for: Self.names)
    #expect(try leaf(identity).issuer == authority(identity).subject)
    #expect(try certificates.identity(for: Self.names).authority != identity.authority)
  }

  // MARK: Several at once

  @Test func thoseThatBeginAtOnceAgree() async throws {
    let files = CertificateFiles()
    let found = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<16 {
        group.addTask {
          let identity = try files.certificates().identity(for: Self.names)
          return [identity.authority ?? "", identity.certificateChain, identity.privateKey].joined()
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(found.count == 1)
  }
}
