/// Why files of metadata cannot be taken: one sentence.
enum MetadataMistake: Error, Equatable, CustomStringConvertible {
  /// There is more than one of a version.
  case several(MetadataFile.Version, paths: [String])
  /// One cannot be read: the file, where in it, and why.
  case unreadable(String)

  var description: String {
    switch self {
    case .several(let version, let paths):
      "Metadata of \(version.rawValue) comes from one file, not from \(paths.joined(separator: " and "))."
    case .unreadable(let sentence): sentence
    }
  }
}
