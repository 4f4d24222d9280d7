import Foundation

/// Where the databases of the tenants are.
package struct DataFolder: Sendable {
  private let path: String
  private let isTemporary: Bool
  /// Held open and locked for the life of the process, which even a kill ends.
  private let lock: Int32

  /// - Parameter path: nil for a folder that goes with the process.
  /// - Throws: when the folder cannot be made, or belongs to another process.
  package init(_ path: String?) throws(DataFolderError) {
    if let path {
      self.path = path
      isTemporary = false
    } else {
      self.path = NSTemporaryDirectory() + "/graph-emulator-" + UUID().uuidString.lowercased()
      isTemporary = true
    }
    do {
      try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: true)
    } catch {
      throw DataFolderError(
        "the folder \(self.path) cannot be made: \((error as NSError).localizedDescription)")
    }
    lock = try Self.lock(self.path)
  }

  /// Two processes over the same databases would hand out the same keys.
  private static func lock(_ folder: String) throws(DataFolderError) -> Int32 {
    let descriptor = open(folder + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw DataFolderError("the folder \(folder) cannot be written to") }
    return try lock(descriptor, folder)
  }

  private static func lock(_ descriptor: Int32, _ folder: String) throws(DataFolderError) -> Int32 {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw DataFolderError("the folder \(folder) is in use by another graph-emulator")
    }
    return descriptor
  }

  /// Keeps servers off a folder that may not be written to; nil where none has ever run.
  package static func lockExisting(_ folder: String) throws(DataFolderError) -> Int32? {
    let descriptor = open(folder + "/lock", O_RDONLY | O_CLOEXEC)
    return descriptor < 0 ? nil : try lock(descriptor, folder)
  }

  package static func unlock(_ lock: Int32) { close(lock) }

  func release() { close(lock) }

  /// `default.sqlite`
  package static func fileName(of tenant: TenantName) -> String { tenant.text + suffix }

  private static let suffix = ".sqlite"

  func path(of tenant: TenantName) -> String { path + "/" + Self.fileName(of: tenant) }

  /// Whose databases are there; files with other names are left alone.
  func tenants() throws -> [TenantName] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(Self.suffix) }
      .compactMap { try? TenantName(String($0.dropLast(Self.suffix.count))) }.sorted()
  }

  /// Removes what is there of a tenant whose database nobody has open.
  func remove(_ tenant: TenantName) {
    for name in ["", "-wal", "-shm", "-journal"] {
      // Most of them are not there.
      try? FileManager.default.removeItem(atPath: path(of: tenant) + name)
    }
  }

  func removeIfTemporary() {
    guard isTemporary else { return }
    // What stays behind is in the folder for temporary files.
    try? FileManager.default.removeItem(atPath: path)
  }
}

/// Why a folder cannot hold tenants, as one sentence.
package struct DataFolderError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
