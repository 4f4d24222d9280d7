import Foundation

/// Puts other bytes in the place of a file's: after a crash it has the ones or the others.
package enum WholeFile {
  /// - Parameter mode: of the new file, whatever the process leaves out of others.
  package static func write(_ bytes: [UInt8], to path: String, mode: UInt32) throws(WholeFileFailure) {
    let new = path + "-new"
    // Left by a process that was killed.
    unlink(new)
    try create(new, bytes, mode)
    guard rename(new, path) == 0 else { throw WholeFileFailure() }
  }

  private static func create(_ path: String, _ bytes: [UInt8], _ mode: UInt32) throws(WholeFileFailure) {
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, mode_t(mode))
    guard descriptor >= 0 else { throw WholeFileFailure() }
    defer { close(descriptor) }
    guard fchmod(descriptor, mode_t(mode)) == 0, fill(descriptor, with: bytes), fsync(descriptor) == 0 else {
      throw WholeFileFailure()
    }
  }

  private static func fill(_ descriptor: Int32, with bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

/// Why a file was left as it was.
package struct WholeFileFailure: Error {
  /// In the system's words.
  package let reason: String

  init() { reason = String(cString: strerror(errno)) }
}
