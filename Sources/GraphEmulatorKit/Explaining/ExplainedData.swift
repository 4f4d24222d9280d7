import Foundation
import Tenants

/// The database of a stopped server, to be planned with and left as it is: whoever opens one writes to it.
enum ExplainedData {
  /// A temporary folder with a copy of what is in `folder`.
  ///
  /// - Throws: `ExplainError.data` for a folder without a database, and for one that is in use or cannot be read.
  static func copy(of folder: String) throws(ExplainError) -> DataFolder {
    do { return try copied(from: folder) } catch { throw .data(error.description) }
  }

  private static func copied(from folder: String) throws(DataFolderError) -> DataFolder {
    guard FileManager.default.fileExists(atPath: "\(folder)/\(DataFolder.fileName(of: .usual))") else {
      throw DataFolderError("there is no data of a server in the folder \(folder)")
    }
    let lock = try FolderLock(existingIn: folder)
    defer { lock?.release() }
    let copy = try DataFolder(nil)
    do { try fill(copy, from: folder) } catch {
      copy.abandon()
      throw DataFolderError(
        "the data in \(folder) cannot be copied: \((error as NSError).localizedDescription)")
    }
    return copy
  }

  private static func fill(_ copy: DataFolder, from folder: String) throws {
    let files = FileManager.default
    let database = "\(folder)/\(DataFolder.fileName(of: .usual))"
    // A server that was killed has left its last writes beside the database.
    for suffix in ["", "-wal"] where files.fileExists(atPath: database + suffix) {
      let path = copy.path(of: .usual) + suffix
      try files.copyItem(atPath: database + suffix, toPath: path)
      try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
  }
}
