import Foundation
import Tenants

/// The database of a stopped server, to be planned with and left as it is: whoever opens one writes to it.
enum ExplainedData {
  /// Calls `body` with a folder that has a copy of what is in `folder`, and removes it again.
  ///
  /// - Throws: `ExplainError.usage` for a folder without a database; `DataFolderError` for one that is in use.
  static func copy<Result>(of folder: String, _ body: (String) throws -> Result) throws -> Result {
    let files = FileManager.default
    let database = DataFolder.fileName(of: .usual)
    guard files.fileExists(atPath: "\(folder)/\(database)") else {
      throw ExplainError.usage("There is no data of a server in the folder \(folder).")
    }
    let lock = try FolderLock(existingIn: folder)
    defer { lock?.release() }
    let copy = files.temporaryDirectory.appending(path: "graph-emulator-explain-\(UUID().uuidString)").path
    defer { try? files.removeItem(atPath: copy) }  // What stays behind is in the folder for temporary files.
    do {
      try files.createDirectory(
        atPath: copy, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      // A server that was killed has left its last writes beside the database.
      for name in [database, database + "-wal"] where files.fileExists(atPath: "\(folder)/\(name)") {
        try files.copyItem(atPath: "\(folder)/\(name)", toPath: "\(copy)/\(name)")
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(copy)/\(name)")
      }
    } catch {
      throw DataFolderError(
        "the data in \(folder) cannot be copied: \((error as NSError).localizedDescription)")
    }
    return try body(copy)
  }
}
