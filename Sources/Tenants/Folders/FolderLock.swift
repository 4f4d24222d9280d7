import Foundation

/// What keeps a second process out of a folder: the file `lock`, held open and locked for the life of the process,
/// which even a kill ends.
package struct FolderLock: Sendable {
  private let descriptor: Int32

  /// Two processes over the same databases would hand out the same keys.
  init(_ folder: String) throws(DataFolderError) {
    let descriptor = open(folder + "/lock", O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Self.unreadable(folder) }
    // An older version may have left it open to others; who may not close it has no need to.
    _ = fchmod(descriptor, 0o600)
    try self.init(descriptor, folder)
  }

  /// Keeps servers off a folder that may not be written to; nil where none has ever run.
  ///
  /// - Throws: when another process has it, or nobody can tell.
  package init?(existingIn folder: String) throws(DataFolderError) {
    let descriptor = open(folder + "/lock", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw Self.unreadable(folder)
    }
    try self.init(descriptor, folder)
  }

  private static func unreadable(_ folder: String) -> DataFolderError {
    DataFolderError("the file \(folder)/lock cannot be opened: \(String(cString: strerror(errno)))")
  }

  private init(_ descriptor: Int32, _ folder: String) throws(DataFolderError) {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let number = errno
      close(descriptor)
      throw number == EWOULDBLOCK
        ? DataFolderError("the folder \(folder) is in use by another graph-emulator")
        : DataFolderError("the file \(folder)/lock cannot be locked: \(String(cString: strerror(number)))")
    }
    self.descriptor = descriptor
  }

  package func release() { close(descriptor) }

  /// The file that is locked is the one in that folder, and not one that was removed meanwhile.
  func isIn(_ folder: String) -> Bool {
    var (held, found) = (stat(), stat())
    guard fstat(descriptor, &held) == 0, lstat(folder + "/lock", &found) == 0 else { return false }
    return held.st_dev == found.st_dev && held.st_ino == found.st_ino
  }
}
