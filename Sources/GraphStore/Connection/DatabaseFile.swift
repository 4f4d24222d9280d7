import Foundation
import GRDBSQLite

/// How a database file is opened.
enum DatabaseFile {
  /// What SQLite is given for a path: one process owns a database anyway, and in the file system layer `unix-excl` its
  /// threads share locks in memory instead of asking the kernel twice a read.
  ///
  /// The path alone, which works likewise but more slowly, where SQLite was built without that layer or takes no URI.
  static func name(_ path: String) -> String {
    guard sqlite3_compileoption_used("USE_URI") != 0, sqlite3_vfs_find(layer) != nil,
      let encoded = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
    else { return path }
    // The empty authority keeps a path that begins with two slashes from being taken for one.
    return "file:\(path.hasPrefix("/") ? "//" : "")\(encoded)?vfs=\(layer)"
  }

  private static let layer = "unix-excl"
}
