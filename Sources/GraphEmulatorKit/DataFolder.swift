import Foundation
import GraphService

/// Where the databases of the tenants are.
struct DataFolder: Sendable {
  private let path: String
  private let isTemporary: Bool
  /// Held open and locked for the life of the process, which even a kill ends.
  private let lock: Int32

  /// - Throws: `StartError` when the folder cannot be made.
  init(_ path: String?) throws {
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
      throw StartError("the folder \(self.path) cannot be made: \((error as NSError).localizedDescription)")
    }
    lock = try Self.lock(self.path)
  }

  /// Two processes over the same databases would hand out the same keys.
  private static func lock(_ folder: String) throws -> Int32 {
    let descriptor = open(folder + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StartError("the folder \(folder) cannot be written to") }
    return try lock(descriptor, folder)
  }

  private static func lock(_ descriptor: Int32, _ folder: String) throws -> Int32 {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw StartError("the folder \(folder) is in use by another graph-emulator")
    }
    return descriptor
  }

  /// Keeps servers off a folder that may not be written to; nil where none has ever run.
  static func lockExisting(_ folder: String) throws -> Int32? {
    let descriptor = open(folder + "/lock", O_RDONLY | O_CLOEXEC)
    return descriptor < 0 ? nil : try lock(descriptor, folder)
  }

  static func unlock(_ lock: Int32) { close(lock) }

  func release() { close(lock) }

  func path(of tenant: String) -> String { path + "/" + tenant + ".sqlite" }

  func removeIfTemporary() {
    guard isTemporary else { return }
    // What stays behind is in the folder for temporary files.
    try? FileManager.default.removeItem(atPath: path)
  }
}

/// A seed that cannot be loaded: one sentence with file and JSON path.
public struct SeedError: Error, CustomStringConvertible {
  public let description: String

  init(_ mistake: SeedMistake) { description = mistake.description }
}

/// Why an emulator cannot start, as one sentence.
public struct StartError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
