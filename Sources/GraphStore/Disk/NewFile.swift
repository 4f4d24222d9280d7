import Foundation
import GraphContract

/// A file that gets its name once all is in it, and is nobody's before.
struct NewFile {
  let path: String
  /// Where it is made.
  let making: String
  private let descriptor: Int32

  /// For its owner alone.
  init(_ path: String) throws(StorageFailure) {
    self.path = path
    making = path + DatabaseFile.copyMark
    // Left by a process that was killed.
    unlink(making)
    descriptor = open(making, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw StorageFailure(errno, at: path) }
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws(StorageFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(descriptor, rest.base.baseAddress.map { $0 + rest.startIndex }, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw StorageFailure(errno, at: path) }
      rest = rest.dropFirst(count)
    }
  }

  /// What is in it survives a loss of power.
  func sync() throws(StorageFailure) {
    guard fsync(descriptor) == 0 else { throw StorageFailure(errno, at: path) }
  }

  /// Gives it its name, in place of another that has it.
  func finish() throws(StorageFailure) {
    guard rename(making, path) == 0 else { throw StorageFailure(errno, at: path) }
  }

  /// Closes it, and removes it unless it has its name.
  func end() {
    close(descriptor)
    unlink(making)
  }
}
