import Foundation
import GraphStore
import Identity
import Tenants

/// Keys for all tests that do not look at keys themselves, since making one takes a while.
enum KeyRing {
  static let shared = SigningKeys(nil, wall: wall)

  static let now: Moment = {
    guard let now = Moment("2026-01-31T08:15:30Z") else { fatalError("a time is not understood") }
    return now
  }()

  static let wall: @Sendable () -> Moment = { now }
}

/// A data folder for one test.
///
/// A class because its folder goes with it.
final class KeyFolder {
  let file: KeptFile
  private let folder: DataFolder
  private let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/keys-\(UUID().uuidString)"
    folder = try DataFolder(path)
    file = folder.keptFile("signing-keys.json")
  }

  deinit {
    folder.abandon()
    try? FileManager.default.removeItem(atPath: path)
  }
}
