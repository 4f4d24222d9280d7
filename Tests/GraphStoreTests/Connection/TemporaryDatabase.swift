import Foundation
import GRDB

@testable import GraphStore

/// An empty database in a file.
///
/// A class because its file goes when the test is done.
final class TemporaryDatabase: Sendable {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "database-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func connection(_ caches: CacheBudget = CacheBudget()) throws -> Connection {
    try Connection(
      DatabaseFile(path: folder.appending(path: "test.sqlite").path, layer: DatabaseFile.usualLayer),
      configuration: Configuration(), caches: caches)
  }
}
