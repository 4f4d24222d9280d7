import Planning

extension PublishedPermissions {
  /// - Parameter path: of a file, as it is or in gzip.
  static func read(file path: String) throws(BroughtFile.Mistake) -> PublishedPermissions {
    let file = BroughtFile(path: path)
    let content = try file.content()
    do { return try PublishedPermissions(content) } catch { throw file.mistake(error.description) }
  }
}
