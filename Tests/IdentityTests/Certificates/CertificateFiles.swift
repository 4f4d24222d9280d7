import Foundation
import GraphStore
import Identity

/// A folder of certificates that goes with the test.
///
/// A class because its end removes the folder.
final class CertificateFiles: Sendable {
  let root: String
  /// Not there at first, nor is the one above it.
  let path: String

  init() {
    root = NSTemporaryDirectory() + "/certificates-test-" + UUID().uuidString
    path = root + "/state/graph-emulator"
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  static let first = Moment(unixSeconds: 1_800_000_000)

  static func later(days: Int64) -> Moment {
    Moment(unixSeconds: 1_800_000_000 + days * 86400)
  }

  static let random = CertificateRandomness { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }

  func certificates(at moment: Moment = first) -> DevelopmentCertificates {
    DevelopmentCertificates(CertificateFolder(path), now: moment, random: Self.random)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  /// Writes a file beside the folder and returns its path.
  func file(_ name: String, _ text: String) throws -> String {
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: root + "/" + name))
    return root + "/" + name
  }

  func modes() throws -> [String: Int] {
    let files = FileManager.default
    func mode(_ path: String) throws -> Int? {
      try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    return try files.contentsOfDirectory(atPath: path).reduce(into: [".": try mode(path) ?? 0]) {
      $0[$1] = try mode(path + "/" + $1)
    }
  }
}
