import Foundation
import GraphStore

/// Where the databases of the tenants are.
package struct DataFolder: Sendable {
  let path: String
  let isTemporary: Bool
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
  func tenants() throws -> [TenantName] { try tenants(Self.suffix).sorted() }

  /// Removes what a killed process has left of tenants and copies that it was making: nobody was told that they are there.
  func removeUnfinished() throws {
    for tenant in try tenants(Self.suffix + UnfinishedMark.end) where mark(of: tenant).isThere {
      remove(tenant)
    }
    for tenant in try tenants() {
      Self.removeCopies(in: SnapshotFolder(beside: path(of: tenant)).path)
    }
    Self.removeCopies(in: path)
  }

  /// Those that have a file whose name ends so.
  private func tenants(_ suffix: String) throws -> [TenantName] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(suffix) }
      .compactMap { try? TenantName(String($0.dropLast(suffix.count))) }
  }

  private static func removeCopies(in folder: String) {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    for name in names ?? [] where isCopy(name) { unlink(folder + "/" + name) }
  }

  /// Whether it is the name of a copy of a tenant, a snapshot or the state of its start, and nobody else's.
  private static func isCopy(_ name: String) -> Bool {
    DatabaseFile.copyEnds.contains { end in
      guard name.hasSuffix(suffix + end) else { return false }
      let owner = String(name.dropLast(suffix.count + end.count))
      return owner == SnapshotFolder.startName || (try? TenantName(owner)) != nil
    }
  }

  private func mark(of tenant: TenantName) -> UnfinishedMark { UnfinishedMark(of: path(of: tenant)) }

  /// Has the next start remove a tenant, whose database may still be open.
  func giveUp(_ tenant: TenantName) throws { try mark(of: tenant).set(isLasting: !isTemporary) }

  /// Removes what is there of a tenant whose database nobody has open; should the process be killed meanwhile, the next
  /// start does what is left to do.
  func remove(_ tenant: TenantName) {
    // Where no file can be made, files can be removed all the same.
    try? giveUp(tenant)
    try? FileManager.default.removeItem(atPath: SnapshotFolder(beside: path(of: tenant)).path)
    // The mark is the last: without it what is left would count.
    for name in ["", "-wal", "-shm", "-journal", UnfinishedMark.end] {
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
