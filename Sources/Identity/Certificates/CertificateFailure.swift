/// Why there is no certificate to serve with.
package enum CertificateFailure: Error, Equatable, Sendable {
  case folderNotMade(path: String, reason: String)
  /// Others may look into it, and it cannot be closed to them.
  case folderOpen(path: String)
  case fileNotRead(path: String, reason: String)
  case fileNotWritten(path: String, reason: String)
  /// The file of the authority holds none.
  case authorityDamaged(path: String)
  /// A file of the user's own does not hold what it is to hold: `certificate`, `private key`.
  case nothingFound(what: String, path: String)
  case keyEncrypted(path: String)
  case keyOfAnother(certificate: String, key: String)
}

extension CertificateFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .folderNotMade(let path, let reason): "The folder \(path) cannot be made: \(reason)."
    case .folderOpen(let path):
      "Others may look into the folder \(path), which is to keep private keys: close it with chmod 700 \(path)."
    case .fileNotRead(let path, let reason): "The file \(path) cannot be read: \(reason)."
    case .fileNotWritten(let path, let reason): "The file \(path) cannot be written: \(reason)."
    case .authorityDamaged(let path):
      "The file \(path) does not hold the certificate authority and its key: remove it to have a new one made."
    case .nothingFound(let what, let path): "The file \(path) holds no \(what) in PEM that is understood."
    case .keyEncrypted(let path):
      "The private key in \(path) is encrypted: give it without a passphrase."
    case .keyOfAnother(let certificate, let key):
      "The private key in \(key) is not that of the certificate in \(certificate)."
    }
  }

  /// It is for whoever wrote the configuration to mend; else for whoever has the folder.
  package var isOfConfiguration: Bool {
    switch self {
    case .nothingFound, .keyEncrypted, .keyOfAnother: true
    case .folderNotMade, .folderOpen, .fileNotRead, .fileNotWritten, .authorityDamaged: false
    }
  }
}
