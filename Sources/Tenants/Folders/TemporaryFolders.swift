import Foundation

/// The folders of emulators whose data goes with them, among the system's temporary files.
enum TemporaryFolders {
  private static var base: String { NSTemporaryDirectory() }

  /// Makes one, and removes those of processes that were killed.
  static func make() throws(DataFolderError) -> (path: String, lock: FolderLock) {
    removeLeft()
    for _ in 0..<attempts {
      let path = base + "/" + prefix + UUID().uuidString.lowercased()
      try PrivateFolder.make(path)
      // Another start may take it for one that was left, before it is locked.
      if let lock = try? FolderLock(path), lock.isIn(path) { return (path, lock) }
    }
    throw DataFolderError("no folder can be made in \(base)")
  }

  private static let attempts = 16
  private static let prefix = "graph-emulator-"

  /// A folder is left when it is of this program and this user, and nobody holds its lock.
  private static func removeLeft() {
    let names = try? FileManager.default.contentsOfDirectory(atPath: base)
    for name in names ?? [] where isOurs(name) { removeIfLeft(base + "/" + name) }
  }

  /// `graph-emulator-0b0f…`; `graph-emulator-explain-0b0f…` as earlier versions named some.
  private static func isOurs(_ name: String) -> Bool {
    guard name.hasPrefix(prefix) else { return false }
    return UUID(uuidString: String(name.suffix(36))) != nil
      && [prefix, prefix + "explain-"].contains(String(name.dropLast(36)))
  }

  private static func removeIfLeft(_ path: String) {
    var found = stat()
    guard lstat(path, &found) == 0, found.st_mode & S_IFMT == S_IFDIR, found.st_uid == geteuid() else {
      return
    }
    do {
      guard let lock = try FolderLock(existingIn: path) else {
        // Killed before it was locked: it goes if it is empty, and is made again by whoever is about to lock it.
        rmdir(path)
        return
      }
      // What cannot be removed is looked at again by the next start.
      if lock.isIn(path) { try? FileManager.default.removeItem(atPath: path) }
      lock.release()
    } catch {
      return  // It is in use.
    }
  }
}
