import Foundation
import Tenants

/// The folder that keeps the development authority, which only its owner may look into.
package struct CertificateFolder: Sendable {
  package let path: String

  package init(_ path: String) { self.path = path }

  package func path(of name: String) -> String { path + "/" + name }

  /// Does something while no other process does.
  func locked<Result>(
    _ work: () throws -> Result
  ) throws -> Result {
    try make()
    guard let descriptor = try openLock() else { return try work() }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw lockFailure() }
    }
    return try work()
  }

  /// nil where nothing may be written: nobody else writes then, and what is there may be all that is needed.
  private func openLock() throws(CertificateFailure) -> Int32? {
    let descriptor = open(path(of: Self.lock), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor >= 0 { return descriptor }
    guard errno == EROFS || errno == EACCES else { throw lockFailure() }
    return nil
  }

  private static let lock = "lock"

  private func lockFailure() -> CertificateFailure {
    .fileNotWritten(path: path(of: Self.lock), reason: Self.reason)
  }

  /// Makes it with those above it, or closes it to others.
  private func make() throws(CertificateFailure) {
    let parent = (path as NSString).deletingLastPathComponent
    // What fails here fails again below, with a reason.
    if !parent.isEmpty {
      try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    }
    if mkdir(path, 0o700) == 0 { return }
    guard errno == EEXIST else { throw .folderNotMade(path: path, reason: Self.reason) }
    var found = stat()
    guard stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFDIR else {
      throw .folderNotMade(path: path, reason: String(cString: strerror(EEXIST)))
    }
    guard found.st_mode & 0o077 == 0 || chmod(path, 0o700) == 0 else { throw .folderOpen(path: path) }
  }

  // MARK: Files

  /// The text of a file; nil when there is none.
  func read(_ name: String) throws(CertificateFailure) -> String? {
    let file = path(of: name)
    do { return String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self) } catch let error
      as CocoaError
      where error.code == .fileReadNoSuchFile
    { return nil } catch { throw .fileNotRead(path: file, reason: Self.reason(of: error)) }
  }

  /// Puts a whole file in the place of what there is, or leaves that as it is.
  func write(_ name: String, _ text: String, mode: mode_t) throws(CertificateFailure) {
    let file = path(of: name)
    do { try WholeFile.write(Array(text.utf8), to: file, mode: mode) } catch {
      throw .fileNotWritten(path: file, reason: error.reason)
    }
  }

  private static var reason: String { String(cString: strerror(errno)) }

  private static func reason(of error: any Error) -> String {
    let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return (cause?.domain == NSPOSIXErrorDomain ? cause : nil).map {
      String(cString: strerror(Int32($0.code)))
    }
      ?? "\(error)"
  }
}
