import Foundation
import Identity
import Tenants

/// The certificate authority that an emulator's HTTPS is vouched for by: clients that trust its certificate trust the
/// emulator.
///
/// ```swift
/// let authority = try DevelopmentAuthority(dataDirectory: nil)
/// setenv("SSL_CERT_FILE", authority.path, 1)
/// ```
public struct DevelopmentAuthority: Sendable {
  /// The file of its certificate in PEM, as clients take it.
  public let path: String

  /// The one that emulators with that data folder use; it is made where there is none.
  ///
  /// - Parameter dataDirectory: nil for emulators without: all of a user share one.
  /// - Throws: `EmulatorError.dataFolder`
  public init(dataDirectory: String?) throws(EmulatorError) {
    path = try EmulatorError.told {
      let folder = try Self.folder(dataDirectory)
      _ = try Self.certificates(folder).authority()
      return folder.path(of: DevelopmentCertificates.authorityFile)
    }
  }

  static func certificates(_ folder: CertificateFolder?) -> DevelopmentCertificates {
    DevelopmentCertificates(
      folder, now: WallClock.now(), random: CertificateRandomness { SystemRandomness.bytes($0) })
  }

  /// - Throws: `DataFolderError`
  static func folder(_ dataDirectory: String?) throws -> CertificateFolder {
    guard let dataDirectory else { return CertificateFolder(userFolder) }
    return CertificateFolder(try DataFolder.certificates(in: dataDirectory))
  }

  /// Of state that outlives programs (XDG Base Directory Specification), where a relative path does not count.
  private static var userFolder: String {
    let variables = ProcessInfo.processInfo.environment
    if let path = variables["XDG_STATE_HOME"], path.hasPrefix("/") { return path + "/graph-emulator" }
    let home = variables["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
    return home + "/.local/state/graph-emulator"
  }
}
