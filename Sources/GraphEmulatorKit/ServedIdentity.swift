import HTTPServer
import Identity
import Logging

/// What HTTPS shows clients, by what a configuration says.
struct ServedIdentity {
  let tls: TLSIdentity
  /// The certificate in PEM that clients are to trust; nil where that is their own affair.
  let authority: String?
  /// The file of it; nil where there is none.
  let authorityFile: String?

  /// nil without HTTPS.
  ///
  /// - Throws: `CertificateFailure`, `DataFolderError`, `EmulatorError.configuration`
  init?(_ configuration: EmulatorConfiguration, _ logger: Logger) throws {
    guard configuration.httpsPort != nil else { return nil }
    switch (configuration.tlsCertificateFile, configuration.tlsKeyFile) {
    case (nil, nil): try self.init(developedFor: configuration, logger)
    case (let certificate?, let key?):
      self.init(try ServerIdentity(certificateFile: certificate, keyFile: key), file: nil)
    case (nil, _?), (_?, nil):
      throw EmulatorError.configuration(
        reason: "A certificate and its private key go together: only one of the two files is named.")
    }
  }

  private init(developedFor configuration: EmulatorConfiguration, _ logger: Logger) throws {
    let names = try Self.names(configuration)
    let folder = try DevelopmentAuthority.folder(configuration.dataDirectory)
    do {
      self.init(
        try DevelopmentAuthority.certificates(folder).identity(for: names),
        file: folder.path(of: DevelopmentCertificates.authorityFile))
    } catch CertificateFailure.folderNotMade(let path, let reason) where configuration.dataDirectory == nil {
      // Who has no home, as in a container, is served all the same.
      logger.warning(
        "The certificate authority goes with this process, since the folder \(path) cannot be made: \(reason)."
      )
      self.init(try DevelopmentAuthority.certificates(nil).identity(for: names), file: nil)
    }
  }

  private init(_ identity: ServerIdentity, file: String?) {
    tls = TLSIdentity(certificateChain: identity.certificateChain, privateKey: identity.privateKey)
    authority = identity.authority
    authorityFile = file
  }

  // MARK: Names

  /// Of this machine, those that are imitated, and those that the configuration adds.
  static func names(_ configuration: EmulatorConfiguration) throws(EmulatorError) -> [CertificateName] {
    var names = CertificateName.own + CertificateName.imitated
    for text in configuration.tlsNames {
      guard let name = CertificateName(text) else {
        throw .configuration(
          reason:
            "A name for the certificate has the form 'graph.test', '*.test' or '10.1.2.3', not '\(text)'."
        )
      }
      names.append(name)
    }
    // What is listened on by a name is reached by it; that of every address is no name.
    if let host = CertificateName(configuration.host), !host.isEveryAddress { names.append(host) }
    return names.reduce(into: []) { unique, name in
      if !unique.contains(name) { unique.append(name) }
    }
  }
}

extension CertificateName {
  fileprivate var isEveryAddress: Bool {
    switch self {
    case .dns: false
    case .address(let bytes): bytes.allSatisfy { $0 == 0 }
    }
  }
}
