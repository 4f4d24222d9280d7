import Foundation

/// A folder that only its owner may look into, since what tenants keep holds passwords and keys.
enum PrivateFolder {
  /// Makes it with those above it, or closes one that is there to others.
  static func make(_ path: String) throws(DataFolderError) {
    // What fails here fails again below, with a reason.
    if let parent = parent(of: path) {
      try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    }
    if mkdir(path, 0o700) == 0 { return }
    guard errno == EEXIST else {
      throw DataFolderError("the folder \(path) cannot be made: \(String(cString: strerror(errno)))")
    }
    try close(path)
  }

  /// nil where the path does not say. Foundation's own traps on a relative path of one character.
  private static func parent(of path: String) -> String? {
    let name = path.reversed().drop { $0 == "/" }.prefix { $0 != "/" }
    let parent = path.prefix(path.count - path.reversed().prefix { $0 == "/" }.count - name.count)
    return parent.isEmpty || name.isEmpty ? nil : String(parent)
  }

  private static func close(_ path: String) throws(DataFolderError) {
    var found = stat()
    guard stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFDIR else {
      throw DataFolderError("\(path) is no folder")
    }
    guard found.st_mode & 0o077 != 0 else { return }
    // A folder that is shared, as `/tmp` is, must stay so.
    guard found.st_mode & S_ISVTX == 0, holdsTenantsAlone(path), chmod(path, 0o700) == 0 else {
      throw DataFolderError(
        "others may look into the folder \(path), which is to keep passwords and keys: "
          + "give it a folder of its own, or close this one with chmod 700 \(path)")
    }
  }

  /// What is there has been made by this program, or nothing is.
  private static func holdsTenantsAlone(_ path: String) -> Bool {
    // A folder that cannot be listed holds what nobody knows.
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return false }
    return names.allSatisfy { name in
      name == "lock" || name == DataFolder.certificates || name == "lost+found" || name.hasPrefix(".")
        || name.contains(DataFolder.suffix) || name.hasSuffix(SnapshotFolder.suffix)
    }
  }
}
