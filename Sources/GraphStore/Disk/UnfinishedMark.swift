import Foundation
package import GraphContract

/// The file beside a database of which not all counts: it is being made, or about to be removed. Whoever finds it at the
/// start removes the database.
///
/// A file counts by what is in it, and has a name that nobody gives: people put files of their own beside databases.
package struct UnfinishedMark: Sendable {
  /// What its name ends with, after that of the database.
  package static let end = "-graph-emulator-unfinished"

  private static let text = Array(
    "graph-emulator: what stands beside this file goes at the next start\n".utf8)

  private let path: String

  /// - Parameter database: its path.
  package init(of database: String) { path = database + Self.end }

  package var isThere: Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // One more would show that it is longer.
    var bytes = [UInt8](repeating: 0, count: Self.text.count + 1)
    let count = read(descriptor, &bytes, bytes.count)
    return count == Self.text.count && bytes.prefix(count).elementsEqual(Self.text)
  }

  /// - Parameter isLasting: it survives a loss of power.
  package func set(isLasting: Bool) throws(StorageFailure) {
    let descriptor = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw StorageFailure(errno, at: path) }
    defer { close(descriptor) }
    guard write(descriptor, Self.text, Self.text.count) == Self.text.count,
      !isLasting || fsync(descriptor) == 0
    else { throw StorageFailure(errno, at: path) }
  }

  /// Does nothing where there is none.
  package func remove() throws(StorageFailure) {
    guard unlink(path) == 0 || errno == ENOENT else { throw StorageFailure(errno, at: path) }
  }
}
