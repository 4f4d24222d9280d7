package import GraphStore

/// The development authority of a folder, made when it is first asked for, and the certificate that a server shows.
package struct DevelopmentCertificates: Sendable {
  private let folder: CertificateFolder?
  private let now: Moment
  private let random: CertificateRandomness

  /// - Parameters:
  ///   - folder: nil for an authority that goes with who asked for it.
  ///   - now: by the machine's clock.
  package init(_ folder: CertificateFolder?, now: Moment, random: CertificateRandomness) {
    self.folder = folder
    self.now = now
    self.random = random
  }

  /// What a server shows, for exactly these names.
  ///
  /// - Throws: `CertificateFailure`
  package func identity(for names: [CertificateName]) throws -> ServerIdentity {
    guard let folder else {
      let authority = try CertificateAuthority(for: CertificateScope(names), at: now, random)
      return try identity(authority.issue(for: names, at: now, random), authority)
    }
    return try folder.locked {
      let authority = try authority(in: folder, for: names)
      return try identity(certificate(of: authority, for: names, in: folder), authority)
    }
  }

  /// The authority's certificate, which clients are to trust.
  ///
  /// - Throws: `CertificateFailure`
  package func authority() throws -> String {
    let names = CertificateName.own + CertificateName.imitated
    guard let folder else {
      return try CertificateAuthority(for: CertificateScope(names), at: now, random).certificateText()
    }
    return try folder.locked { try authority(in: folder, for: names).certificateText() }
  }

  private func identity(
    _ certificate: ServerCertificate, _ authority: CertificateAuthority
  ) throws -> ServerIdentity {
    ServerIdentity(
      certificateChain: try certificate.certificateText(), privateKey: try certificate.keyText(),
      authority: try authority.certificateText())
  }

  // MARK: Kept

  /// The file that clients are pointed at.
  package static let authorityFile = "ca.pem"
  /// Certificate and key in one file each, so that they never differ.
  private static let authorityKeyFile = "authority.pem"
  private static let serverFile = "server.pem"

  private func authority(
    in folder: CertificateFolder, for names: [CertificateName]
  ) throws -> CertificateAuthority {
    let kept = try kept(in: folder)
    let authority =
      try kept.flatMap { $0.scope?.contains(names) == true ? $0 : nil }
      ?? made(in: folder, for: CertificateScope(names), beside: kept?.scope)
    let text = try authority.certificateText()
    if try folder.read(Self.authorityFile) != text {
      // Everybody may have it, and a container that it is mounted in runs as somebody else.
      try folder.write(Self.authorityFile, text, mode: 0o644)
    }
    return authority
  }

  private func kept(in folder: CertificateFolder) throws -> CertificateAuthority? {
    guard let text = try folder.read(Self.authorityKeyFile) else { return nil }
    guard let authority = CertificateAuthority(text) else {
      throw CertificateFailure.authorityDamaged(path: folder.path(of: Self.authorityKeyFile))
    }
    return authority.isValid(at: now) ? authority : nil
  }

  /// - Parameter before: what the one before it was for, whose servers go on by the new one.
  private func made(
    in folder: CertificateFolder, for scope: CertificateScope, beside before: CertificateScope?
  ) throws -> CertificateAuthority {
    let whole = before.map(scope.union) ?? scope
    let authority = try CertificateAuthority(for: whole, at: now, random)
    try folder.write(Self.authorityKeyFile, authority.text(), mode: 0o600)
    return authority
  }

  private func certificate(
    of authority: CertificateAuthority, for names: [CertificateName], in folder: CertificateFolder
  ) throws -> ServerCertificate {
    if let kept = try folder.read(Self.serverFile).flatMap(ServerCertificate.init),
      kept.serves(names, by: authority, at: now)
    {
      return kept
    }
    let made = try authority.issue(for: names, at: now, random)
    try folder.write(Self.serverFile, made.text(), mode: 0o600)
    return made
  }
}
