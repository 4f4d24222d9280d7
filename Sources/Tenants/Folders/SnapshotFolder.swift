import Foundation

/// Where the snapshots of one tenant are: `default.snapshots` beside `default.sqlite`.
struct SnapshotFolder: Sendable {
  let path: String

  /// - Parameter database: the path of the tenant's.
  init(beside database: String) {
    let suffix = DataFolder.suffix
    path = (database.hasSuffix(suffix) ? String(database.dropLast(suffix.count)) : database) + Self.suffix
  }

  static let suffix = ".snapshots"

  func path(of snapshot: SnapshotName) -> String { path + "/" + snapshot.text + DataFolder.suffix }

  /// The state that a reset goes back to, which no snapshot's name can stand for.
  var start: String { path + "/" + Self.startName + DataFolder.suffix }

  static let startName = ".start"

  /// Makes the folder when there is none.
  func make() throws { try PrivateFolder.make(path) }

  /// In their order; there is no folder before there is one.
  func names() -> [SnapshotName] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return files.filter { $0.hasSuffix(DataFolder.suffix) }
      .compactMap { try? SnapshotName(String($0.dropLast(DataFolder.suffix.count))) }
      .sorted { $0.text < $1.text }
  }

  /// nil when there is none.
  func bytes(of snapshot: SnapshotName) -> Int? {
    var found = stat()
    guard lstat(path(of: snapshot), &found) == 0, found.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(found.st_size)
  }
}
