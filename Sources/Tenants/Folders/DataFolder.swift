import Foundation

/// Where the databases of the tenants are.
package struct DataFolder: Sendable {
  let path: String
  private let isTemporary: Bool
  private let lock: FolderLock

  /// - Parameter path: nil for a folder that goes with the process.
  /// - Throws: when the folder cannot be made, is open to others, or belongs to another process.
  package init(_ path: String?) throws(DataFolderError) {
    isTemporary = path == nil
    guard let path else {
      (self.path, lock) = try TemporaryFolders.make()
      return
    }
    self.path = path
    try PrivateFolder.make(path)
    lock = try FolderLock(path)
  }

  /// Leaves the folder to others, and removes it where it is temporary; no database in it may be open.
  package func abandon() {
    removeIfTemporary()
    lock.release()
  }

  /// `default.sqlite`
  package static func fileName(of tenant: TenantName) -> String { tenant.text + suffix }

  static let suffix = ".sqlite"

  static let certificates = "certificates"

  /// Where a data folder keeps what HTTPS shows; the folder itself is made where there is none.
  ///
  /// - Throws: when it cannot be made or is open to others.
  package static func certificates(in path: String) throws(DataFolderError) -> String {
    try PrivateFolder.make(path)
    return path + "/" + certificates
  }

  package func path(of tenant: TenantName) -> String { path + "/" + Self.fileName(of: tenant) }

  /// Whose databases are there; files with other names are left alone.
  func tenants() throws -> [TenantName] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(Self.suffix) }
      .compactMap { try? TenantName(String($0.dropLast(Self.suffix.count))) }.sorted()
  }

  /// Removes what is there of a tenant whose database nobody has open.
  func remove(_ tenant: TenantName) {
    try? FileManager.default.removeItem(atPath: SnapshotFolder(beside: path(of: tenant)).path)
    for name in ["", "-wal", "-shm", "-journal", "-new"] {
      // Most of them are not there.
      try? FileManager.default.removeItem(atPath: path(of: tenant) + name)
    }
  }

  private func removeIfTemporary() {
    guard isTemporary else { return }
    // What stays behind is removed by the next start.
    try? FileManager.default.removeItem(atPath: path)
  }
}

/// Why a folder cannot hold tenants, as one sentence.
package struct DataFolderError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
